"""Law and usage as dated data with a source."""

import datetime
import os
import time

import pytest

from releases.preflight import regulation
from releases.preflight.regulation import Lexicon, RegulationError

TODAY = datetime.date(2026, 11, 23)


def test_every_entry_has_a_source_and_every_lexicon_can_be_read():
    law = regulation.load()
    tables = {"forward_looking", "safe_harbor", "exchanges", "datelines", "claims", "legends", "names", "meetings"}
    for table in tables:
        rows = law.entries(table, on=TODAY)
        assert rows, table
        assert all(row.source.strip() for row in rows)
        for row in rows:
            if row.get("phrases"):
                assert law.lexicon(table, row.id, on=TODAY).phrases == tuple(row["phrases"])


def test_an_entry_holds_from_its_first_day_to_its_last(tmp_path):
    (tmp_path / "legends.toml").write_text(
        'source = "s"\nfrom = 2020-01-01\n[[entries]]\nid = "new"\nuntil = 2020-12-31\nphrases = ["a word"]\n'
    )
    law = regulation.load(tmp_path)
    days = [
        datetime.date(2019, 12, 31),
        datetime.date(2020, 1, 1),
        datetime.date(2020, 12, 31),
        datetime.date(2021, 1, 1),
    ]
    assert [law.entry("legends", "new", on=day) is not None for day in days] == [False, True, True, False]
    assert law.lexicon("legends", "new", on=days[3]).find("a word") == []
    assert law.lexicon("legends", "new", on=days[1]).has("A word.")


def test_a_folder_replaces_an_entry_by_its_id_and_leaves_the_others(tmp_path):
    (tmp_path / "exchanges.toml").write_text(
        'source = "SR-NASDAQ-2026-1"\n[[entries]]\nid = "quiet-nasdaq"\nexchanges = ["NASDAQ"]\nfrom_close = 0\nto_close = 9\n'
    )
    row = regulation.load(tmp_path).entry("exchanges", "quiet-nasdaq", on=TODAY)
    assert (row["to_close"], row.source) == (9, "SR-NASDAQ-2026-1")
    assert regulation.load().entry("exchanges", "quiet-nasdaq", on=TODAY)["to_close"] == 1
    assert regulation.load(tmp_path).entry("exchanges", "quiet-nyse", on=TODAY)["to_close"] == 5


def test_a_changed_file_is_read_without_a_restart(tmp_path):
    path = tmp_path / "legends.toml"
    path.write_text('source = "s"\n[[entries]]\nid = "x"\nphrases = ["one"]\n')
    assert regulation.load(tmp_path).lexicon("legends", "x", on=TODAY).has("one")
    path.write_text('source = "s"\n[[entries]]\nid = "x"\nphrases = ["two"]\n')
    stamp = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(stamp, stamp))
    assert not regulation.load(tmp_path).lexicon("legends", "x", on=TODAY).has("one")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[entries]]\nid = 'x'\n", "'source' is missing"),
        ("source = 's'\n[[entries]]\nphrases = []\n", "'id' is missing"),
        ("source = ", "is no TOML file"),
    ],
)
def test_a_file_that_is_none_is_refused_by_name(tmp_path, text, message):
    (tmp_path / "legends.toml").write_text(text)
    with pytest.raises(RegulationError, match=message) as refused:
        regulation.load(tmp_path)
    assert "legends.toml" in str(refused.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(RegulationError, match="is not there"):
        regulation.load(tmp_path / "gone")


def test_phrases():
    lexicon = Lexicon(("expect*", "could cause … differ materially", "may", "Form 10-K", "best-in-class"))
    found = [
        hit.words for hit in lexicon.find("We expected that, in May, it may be best in class; Form 10‑K, form 10-k.")
    ]
    assert found == ["expected", "may", "best in class", "Form 10‑K"]
    assert lexicon.has("factors that could cause our results to differ\nmaterially")
    assert not lexicon.has("it could cause harm. Results differ materially")
    assert not lexicon.has("unexpected maybe")


def test_a_phrase_is_sought_in_linear_time():
    lexicon = Lexicon(("could cause … differ materially", "no obligation … update"))
    begin = time.perf_counter()
    lexicon.find("could cause " * 100_000)
    assert time.perf_counter() - begin < 5
