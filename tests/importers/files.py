"""Files that people send."""

from pathlib import Path

import pytest
from django.apps import apps

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
    """How many rows every table of the house has."""
    return {model.__name__: model._base_manager.count() for model in apps.get_app_config("releases").get_models()}
