"""``manage.py preflight`` on files and on what is in the house."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from releases import workflow
from releases.models import HistoryEntry, Release
from tests import factories

pytestmark = pytest.mark.django_db

WRONG = b"""December 7, 2026

Quillhaven Therapeutics Reports Data

BOSTON--(BUSINESS WIRE)-- Quillhaven Therapeutics, Inc. (NASDAQ: QLHV) today reported data.

Among the 23 patients, 10 (44%) had stable disease and 46% had a rash.
"""
RIGHT = WRONG.replace(b"10 (44%)", b"10 (43%)").replace(b"46%", b"48%")


def run(*args) -> tuple[str, str, int]:
    """What was printed, the failure and the exit status."""
    out = StringIO()
    try:
        call_command("preflight", *map(str, args), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error), error.returncode
    return out.getvalue(), "", 0


@pytest.fixture
def files(tmp_path):
    (tmp_path / "wrong.txt").write_bytes(WRONG)
    (tmp_path / "right.txt").write_bytes(RIGHT)
    (tmp_path / "empty.txt").write_bytes(b"")
    return tmp_path


def numbers(findings: list[dict]) -> list[tuple]:
    return [(each["rule"], each["level"], each["quote"], each["evidence"]) for each in findings if each["rule"] < "B"]


def test_words_with_quotes_and_arithmetic(files):
    out, _, status = run(files / "wrong.txt")
    assert status == 4
    assert (
        "  B  A2   body[1]            “10 (44%)”\n          10 of 23 is 43%, not 44%. No count of 23 gives 44%." in out
    )
    assert "\n          10/23 = 43.48 %  →  10 (43%)" in out
    assert "  Q  A3   body[1]            “46%”" in out


def test_json_holds_every_finding(files):
    out, failure, status = run(files / "wrong.txt", files / "right.txt", "--json")
    wrong, right = json.loads(out)
    assert numbers(wrong["findings"]) == [
        ("A2", "B", "10 (44%)", "10/23 = 43.48 %"),
        ("A3", "Q", "46%", "10/23 = 43.48 %; 11/23 = 47.83 %"),
    ]
    assert numbers(right["findings"]) == []
    assert wrong["level"] == "B"
    assert status == 4
    assert failure.startswith("1 finding blocks") or "findings block" in failure


def test_the_table_counts_by_rule(files):
    out, _, _ = run(files / "wrong.txt", files / "right.txt", "--by-rule")
    rows = {line.split()[0]: line.split()[1:4] for line in out.splitlines()[1:]}
    assert rows["A2"] == ["B", "1", "1"]
    assert rows["A1"] == ["B", "0", "0"]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(files):
    out, failure, status = run(files / "empty.txt", files / "absent.txt", files / "wrong.txt")
    assert status == 1
    assert "“10 (44%)”" in out
    assert "empty.txt" in failure
    assert "absent.txt can't be read: No such file or directory." in failure


def test_files_or_the_archive():
    assert run()[1] == "Name the files to check, or give --archive."
    assert run("x.txt", "--archive")[1] == "Name the files to check, or give --archive."


def test_the_archive_has_editions_as_sealed_and_releases_as_they_stand():
    words = "<p>Among the 23 patients, 10 (44%) had stable disease.</p>"
    release = factories.release(headline="Marrow Bay Was Wrong", body=words)
    long_ago = datetime.datetime(2020, 3, 2, 12, tzinfo=datetime.UTC)
    workflow.seal(release, by=None, live_at=long_ago, is_historic=True)
    Release.objects.filter(pk=release.pk).update(body="<p>Changed since.</p>")
    factories.release(headline="Marrow Bay Drafts", body=words)
    before = HistoryEntry.objects.count()
    out, _, status = run("--archive", "--json")
    found = {each["name"]: numbers(each["findings"]) for each in json.loads(out)}
    wrong = [("A2", "B", "10 (44%)", "10/23 = 43.48 %")]
    assert found == {"Marrow Bay Was Wrong (edition 1)": wrong, "Marrow Bay Drafts (draft)": wrong}
    assert status == 4
    assert HistoryEntry.objects.count() == before
    assert "of 2 releases" in run("--archive")[0].splitlines()[0]
