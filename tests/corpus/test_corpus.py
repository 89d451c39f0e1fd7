"""Every part of every document of the corpus: how many are recognised, how sure the recogniser is, and that no word is lost."""

import datetime
import re
import unicodedata
from collections import Counter

import pytest

from releases.document import Document, richtext
from releases.readers import dates
from releases.rendering.wire import wire_text
from tests.corpus import PARTS, SAMPLES, misses

#: Per cent of the documents, for each part by itself; and for the parts that are given with this certainty or more.
WANTED, CERTAIN = 95, 90
by_name = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@pytest.fixture(scope="module")
def missed():
    return {sample.name: misses(sample) for sample in SAMPLES}


def test_every_part_is_right_in_nearly_all_documents(missed, capsys):
    held = [sample.name for sample in SAMPLES if sample.is_held_out]
    blind = [sample.name for sample in SAMPLES if sample.is_blind]
    lines, failed = [], []
    for part in PARTS:
        wrong = [(name, parts[part]) for name, parts in missed.items() if part in parts]
        share = 100 * (1 - len(wrong) / len(SAMPLES))
        share_held = 100 * (1 - sum(name in held for name, _ in wrong) / len(held))
        share_blind = 100 * (1 - sum(name in blind for name, _ in wrong) / len(blind))
        lines.append(f"  {part:<12} {share:5.1f} %   held out {share_held:5.1f} %   blind {share_blind:5.1f} %")
        lines.extend(
            f"      {name}\n        expected {wanted}\n        read     {got}" for name, (wanted, got) in wrong
        )
        if share < WANTED:
            failed.append(part)
    with capsys.disabled():
        counts = f"{len(SAMPLES)} documents, {len(held)} of them held out, {len(blind)} written blind"
        print(f"\n\nRecognised in {counts}", *lines, sep="\n")
    assert len(SAMPLES) >= 205
    assert not failed


@by_name
def test_no_word_is_lost(sample):
    reading = sample.reading()
    paragraphs = [richtext.plain(paragraph.html) for paragraph in reading.source]
    # The date is a field, in whatever form it was printed.
    head = [_undated(words, reading.document.date) for words in paragraphs[:24]]
    source = " ".join([*head, *paragraphs[24:]])
    kept = wire_text(reading.document) + " ".join(f"{notice.left_out} {notice.message}" for notice in reading.notices)
    assert not _words(source) - _words(kept)


def _undated(words: str, date: datetime.date | None) -> str:
    for find in (dates.find, dates.find_yearless):
        found = find(words[:300])
        if date and found and found[0] in (date, (date.month, date.day)):
            words = words[: found[1]] + words[found[2] :]
    return words


def _words(text: str) -> Counter:
    # Between contacts the wire text sets its own "or"; a raised figure is a figure.
    text = re.sub("([⁰-₟¹²³™])", r" \1 ", re.sub(r"(?m)^or$", "", text))
    counted = Counter(re.findall(r"[^\W\d_]+|\d", unicodedata.normalize("NFKC", text).casefold()))
    del counted["or"]
    return counted


def test_a_part_that_is_given_as_certain_is_right(missed):
    """The share of headlines, datelines and contacts given with 90 per cent or more that are as expected."""
    right = wrong = 0
    for sample in SAMPLES:
        certain = {re.split(r"[.\[]", part.name)[0] for part in sample.reading().parts if part.sure >= CERTAIN}
        for part in certain & PARTS.keys():
            wrong += part in missed[sample.name]
            right += part not in missed[sample.name]
    assert right / (right + wrong) >= CERTAIN / 100


@by_name
def test_every_part_is_found_in_the_source(sample):
    reading = sample.reading()
    for part in reading.parts:
        if part.name == "category" or part.name.endswith(".title"):
            continue
        assert part.places, part
        for place in part.places:
            words = richtext.parse(reading.source[place.paragraph].html).words()
            assert 0 <= place.begin < place.end <= len(words)


@by_name
def test_a_document_comes_back_from_its_json(sample):
    document = sample.reading().document
    assert Document.from_json(document.canonical_bytes()) == document
