"""Every part of every document of the corpus, and a table of how many were recognised."""

import pytest

from releases.document import Document
from tests.corpus import PARTS, SAMPLES, misses

#: Of the documents; each part by itself.
WANTED = 95


@pytest.fixture(scope="module")
def missed():
    return {sample.name: misses(sample) for sample in SAMPLES}


def test_prints_what_was_recognised(missed, capsys):
    with capsys.disabled():
        print(f"\n\nRecognised in {len(SAMPLES)} documents of the corpus")  # noqa: T201
        for part in PARTS:
            wrong = [(name, parts[part]) for name, parts in missed.items() if part in parts]
            print(f"  {part:<12} {100 * (1 - len(wrong) / len(SAMPLES)):5.1f} %")  # noqa: T201
            for name, (wanted, got) in wrong:
                print(f"      {name}\n        expected {wanted}\n        read     {got}")  # noqa: T201
    assert len(SAMPLES) >= 20


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_document_comes_back_from_its_json(sample):
    document = sample.reading().document
    assert Document.from_json(document.canonical_bytes()) == document
