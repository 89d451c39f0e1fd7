"""The Document as JSON: there and back, strictly, and always as the same bytes."""

import dataclasses
import hashlib
import json

import pytest
from hypothesis import given

from releases.document import Company, Document, DocumentError, Drug, ResultRow, Results
from tests.document.strategies import documents
from tests.properties import examples

SMALL = Document(headline="Marrow Bay Counts", company=Company(legal_name="Marrow Bay"), drugs=(Drug(code_name="M"),))


def data() -> dict:
    return json.loads(SMALL.canonical_bytes())


def refused(source) -> str:
    with pytest.raises(DocumentError) as caught:
        Document.from_json(source if isinstance(source, (str, bytes)) else json.dumps(source))
    return str(caught.value)


@given(documents)
@examples(150)
def test_every_document_comes_back_the_same(document):
    source = document.canonical_bytes()
    again = Document.from_json(source)
    assert again == document
    assert again.canonical_bytes() == source
    assert again.digest() == hashlib.sha256(source).hexdigest()


@given(documents)
@examples(50)
def test_canonical_bytes_are_sorted_and_without_white_space(document):
    source = document.canonical_bytes().decode()
    assert source == json.dumps(json.loads(source), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_the_bytes_of_a_small_document_are_these():
    assert Company(legal_name="Märrow").time_zone == "America/New_York"
    source = Document(headline="Zähl “3”", company=Company(legal_name="M")).canonical_bytes().decode()
    assert source == (
        '{"body_html":"","category":"other","company":{"exchange":"","legal_name":"M","mic":"","short_name":"","ticker":"",'
        '"time_zone":"America/New_York","website":""},"contacts":[],"correction":null,"date":null,"dateline":{"city":"",'
        '"region":"","wire":""},"distributor":"","drugs":[],"files":[],"footnotes":[],"headline":"Zähl “3”","language":"en",'
        '"quotations":[],"safe_harbor":null,"schema_version":1,"sections":[],"source":"","subheadline":"",'
        '"trademark_notes":[],"trials":[]}'
    )


def test_any_other_word_is_another_digest():
    assert SMALL.digest() != dataclasses.replace(SMALL, headline="Marrow Bay counts").digest()
    assert SMALL.digest() != dataclasses.replace(SMALL, drugs=()).digest()


def test_documents_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        SMALL.headline = "Other"


def test_an_unknown_field_is_refused_where_it_stands():
    assert refused(data() | {"mood": "good"}) == "document has the unknown field 'mood'"
    inner = data()
    inner["drugs"][0]["mood"] = "good"
    assert refused(inner) == "document.drugs[0] has the unknown field 'mood'"


def test_a_missing_field_is_refused_where_it_is_missing():
    outer, inner = data(), data()
    del outer["headline"]
    del inner["drugs"][0]["target"]
    assert refused(outer) == "document lacks the field 'headline'"
    assert refused(inner) == "document.drugs[0] lacks the field 'target'"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("headline", 5, "document.headline should be str, not 5"),
        ("headline", None, "document.headline should be str, not None"),
        ("drugs", {}, "document.drugs should be an array, not {}"),
        ("company", [], "document.company should be an object, not []"),
        ("date", 5, "document.date should be a date, not 5"),
        ("date", "10.12.2012", "Invalid isoformat string: '10.12.2012'"),
        ("safe_harbor", "x", "document.safe_harbor should be an object, not 'x'"),
    ],
)
def test_a_wrong_type_is_refused(field, value, message):
    assert refused(data() | {field: value}) == message


def test_numbers_are_whole_and_no_truth_values():
    trial = {"files": [dict.fromkeys(("key", "kind", "name", "content_type", "sha256", "title", "alternative_text", "caption"), "")
             | {"size": 1, "width": None, "height": None}]}  # fmt: skip
    assert Document.from_json(json.dumps(data() | trial)).files[0].size == 1
    for value in (True, 1.0, "1"):
        trial["files"][0]["size"] = value
        assert refused(data() | trial) == f"document.files[0].size should be int, not {value!r}"


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_schema_is_refused(version):
    assert refused(data() | {"schema_version": version}) == (
        f"schema version {version!r} is not 1, the one this software reads"
    )


@pytest.mark.parametrize("source", ["", "{", b"\xff", "[]", "null", "5"])
def test_what_is_no_document_is_refused(source):
    assert refused(source)


def test_results_are_in_the_bytes_only_where_there_are_some():
    block = Results(population="All", size=3, rows=(ResultRow(category="CR", count=1),), title="T", decimals=1)
    document = dataclasses.replace(SMALL, results=(block,))
    assert "results" not in data()
    assert json.loads(document.canonical_bytes())["results"] == [
        {"decimals": 1, "population": "All", "rows": [{"category": "CR", "count": 1}], "size": 3, "title": "T"}
    ]
    assert Document.from_json(document.canonical_bytes()) == document
    assert document.digest() != SMALL.digest()
    assert refused(data() | {"results": []}) == (
        "document holds the field 'results' with nothing in it, which is left out"
    )
