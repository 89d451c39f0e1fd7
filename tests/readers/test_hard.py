"""Contact blocks, drugs and trials in their oddest forms, written by somebody who had not seen the rules.

``hard/contacts.json`` holds blocks of lines with the contacts that they make, ``hard/drugs_and_trials.json`` releases with
theirs; lists are as in the corpus. What is not recognised is printed. The floors are what was reached: a change may lift
them, and must not fall below.
"""

import json
from pathlib import Path

import pytest

from releases import readers

FOLDER = Path(__file__).parent / "hard"
#: Right of 70 blocks, and of 60 releases each.
CONTACTS, DRUGS, TRIALS = 66, 34, 35

RELEASE = """{company} Opens a Laboratory

BOSTON--(BUSINESS WIRE)--{company} Pharmaceuticals, Inc. (Nasdaq: ABCD) today opened a laboratory in Boston for its work on rare diseases of the lung and the heart, and hired ten people for it.

About {company}

{company} develops medicines.

Forward-Looking Statements

This press release contains forward-looking statements that are subject to risks and uncertainties.

"""


@pytest.fixture
def shown(capsys):
    def show(*lines: str) -> None:
        with capsys.disabled():
            print("", *lines, sep="\n")

    return show


def test_contact_blocks(shown):
    blocks = json.loads((FOLDER / "contacts.json").read_text(encoding="utf-8"))
    right, missed = 0, []
    for number, block in enumerate(blocks, 1):
        text = RELEASE.format(company=block["company"]) + "\n".join(block["lines"]) + "\n"
        people = readers.read(text.encode(), name="a.txt").document.contacts
        got = [[one.kind, one.label, one.organization, one.person, one.title, one.phone, one.email] for one in people]
        right += got == block["expected"]
        missed += [f"  {number}: {row}" for row in block["expected"] if row not in got]
    shown(f"Contact blocks read as expected: {right} of {len(blocks)}", *missed)
    assert (len(blocks), right >= CONTACTS) == (70, True)


def test_drugs_and_trials(shown):
    releases = json.loads((FOLDER / "drugs_and_trials.json").read_text(encoding="utf-8"))
    drugs = trials = 0
    missed = []
    for number, release in enumerate(releases, 1):
        document = readers.read(f"{release['headline']}\n\n{release['text']}".encode(), name="a.txt").document
        found = [[drug.code_name, drug.generic_name, drug.brand_name] for drug in document.drugs]
        studies = [[trial.nct_number, trial.acronym, trial.phase] for trial in document.trials]
        drugs += found == release["drugs"]
        trials += studies == release["trials"]
        missed += [f"  {number}: {row}" for row in release["drugs"] if row not in found]
        missed += [f"  {number}: {row}" for row in release["trials"] if row not in studies]
    shown(f"All drugs as expected in {drugs}, all trials in {trials} of {len(releases)}", *missed)
    assert (len(releases), drugs >= DRUGS, trials >= TRIALS) == (60, True, True)
