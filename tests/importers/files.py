"""Files that people send."""

from pathlib import Path

import pytest
from django.apps import apps

from releases.models import ImportItem, ImportRun

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "000_a72d146b4065d505.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the customer's sample release is not here")

RELEASE = """March 4, 2021

Marrow Bay Presents HARBOR Data

Responses in glioma

BOSTON--(BUSINESS WIRE)-- Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today announced data of MBY-101 (marrowtinib), \
a CD9-targeting antibody, in patients with glioma. "It works," said Ada Quill, MD, Chief Medical Officer.

The trial goes on.

About MBY-101

MBY-101, also known as marrowtinib, is a CD9-targeting antibody.

About Marrow Bay Biologics, Inc.

Marrow Bay Biologics, Inc. develops medicines.

This press release includes forward-looking statements. Marrow Bay claims the protection of the safe harbor for \
forward-looking statements provided by the Private Securities Litigation Reform Act of 1995.

For Investors:

Marrow Bay Biologics, Inc.

Ada Quill, 617-555-0100

ir@marrowbay.example

Source: Marrow Bay Biologics, Inc.
"""


def rows() -> dict[str, int]:
    """How many rows every table of the house has, but for the log of imports itself."""
    models = apps.get_app_config("releases").get_models()
    return {model.__name__: model._base_manager.count() for model in models if model not in (ImportRun, ImportItem)}


def fill(folder: Path, count: int) -> list[Path]:
    """So many releases of one company, each on a day of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        text = RELEASE.replace("HARBOR Data", f"Data of Cohort {number}").replace(
            "March 4, 2021", f"March {number % 28 + 1}, {1995 + number // 28}"
        )
        paths.append(folder / f"{number:04}.txt")
        paths[-1].write_text(text)
    return paths
