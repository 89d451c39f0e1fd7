"""A whole archive: folders and zip files, a summary and a report, again and again."""

import json
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from releases import conf
from releases.importers import archive
from releases.models import Drug, Edition, ImportRun, IncomingFile, Release
from tests import factories
from tests.importers.files import RELEASE, fill, rows

pytestmark = pytest.mark.django_db


def bring(*arguments) -> tuple[str, str, str]:
    out, err, failure = StringIO(), StringIO(), ""
    try:
        call_command("import_releases", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return err.getvalue(), out.getvalue(), failure


@pytest.fixture
def folder(tmp_path):
    """Three releases, one of them in a folder and one in a zip file; one bad file; litter."""
    root = tmp_path / "archive"
    first, _, third = fill(root / "2019", 3)
    with zipfile.ZipFile(root / "old.zip", "w") as packed:
        packed.write(third, "deep/third.txt")
        packed.writestr("__MACOSX/._third.txt", b"\0")
        packed.writestr("inner.zip", b"PK")
    third.unlink()
    (root / "empty.txt").write_bytes(b"")
    (root / "logo.png").write_bytes(b"\x89PNG")
    (root / ".hidden.txt").write_text(RELEASE)
    (root / "link.txt").symlink_to(first)
    return root


def test_what_is_in_a_folder_comes_in_and_everything_is_told(folder, tmp_path):
    err, out, failure = bring(folder, "--report", tmp_path / "report.json")
    assert err.splitlines() == [
        "failed       old.zip › inner.zip: is a zip file inside of a zip file. Unpack the outer one and import the folder.",
        "failed       empty.txt: empty.txt is empty; choose the file that holds the release.",
    ]
    assert [line for line in out.splitlines() if line.startswith("imported")] == [
        "imported     0000.txt: “Marrow Bay Presents Data of Cohort 0”",
        "imported     0001.txt: “Marrow Bay Presents Data of Cohort 1”",
        "imported     old.zip › deep/third.txt: “Marrow Bay Presents Data of Cohort 2”",
    ]
    summary = out.splitlines()[out.splitlines().index("      3 imported as drafts") :]
    assert summary[:4] == [
        "      3 imported as drafts",
        "      2 refused:",
        "              1 × empty.txt is empty; choose the file that holds the release.",
        "              1 × is a zip file inside of a zip file. Unpack the outer one and import the folder.",
    ]
    assert summary[4] == "      4 left out:"
    assert "              1 × It is a link; links are not followed." in summary[5:-1]
    assert summary[-1] == "      9 in all"
    assert failure == "2 of 9 files failed; see above."
    assert (Release.objects.count(), Drug.objects.count()) == (3, 1)
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["outcomes"] == {"imported": 3, "left out": 4, "refused": 2}
    assert report["finished_at"] is not None
    (third,) = [file for file in report["files"] if file["inside"] == "deep/third.txt"]
    release = Release.objects.get(headline="Marrow Bay Presents Data of Cohort 2")
    assert (third["path"], third["release"], third["headline"]) == (
        str(folder / "old.zip"), str(release.key), release.headline,
    )  # fmt: skip
    assert third["recognized"] == {
        "headline": 95, "subheadline": 85, "date": 95, "dateline": 98, "company": 95, "category": 90, "body_html": 90,
        "quotations[0]": 85, "sections[0]": 95, "sections[1]": 95, "safe_harbor": 85, "contacts[0]": 90, "source": 98,
        "drugs[0]": 90,
    }  # fmt: skip
    (empty,) = [file for file in report["files"] if file["path"].endswith("empty.txt")]
    assert empty["recognized"] == {}
    assert [file["sentence"] for file in report["files"] if file["path"].endswith("link.txt")] == [
        "It is a link; links are not followed."
    ]


def test_the_summary_counts_each_reason_and_does_not_go_on_for_ever(tmp_path):
    root = tmp_path / "archive"
    root.mkdir()
    for number in range(12):
        (root / f"{number:02}.txt").write_bytes(b"")
    for number in range(3):
        (root / f"{number}.link.txt").symlink_to(root / "00.txt")
    for options in ((), ("--dry-run",)):
        _, out, _ = bring(root, *options)
        lines = out.splitlines()
        assert "     12 refused:" in lines
        assert "              2 for other reasons, which --report FILE writes down" in lines
        assert "              3 × It is a link; links are not followed." in lines


def test_a_headline_that_is_too_long_is_refused_with_its_limit(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(RELEASE.replace("Marrow Bay Presents HARBOR Data", "Marrow Bay Presents HARBOR Data " * 15))
    err, _, failure = bring(path)
    assert failure == "1 of 1 file failed; see above."
    assert "long.txt: The release’s headline was not found in the file. It may have 400 characters at most." in err
    assert "cannot be blank" not in err


def test_the_second_time_changes_nothing(folder):
    bring(folder)
    before = rows()
    _, out, _ = bring(folder)
    assert "      3 unchanged, since they have been imported already" in out.splitlines()
    assert rows() == before
    assert ImportRun.objects.filter(finished_at=None).count() == 0


def test_a_changed_file_is_offered_as_a_redline_whatever_changed_in_it(folder):
    bring(folder)
    path = folder / "2019" / "0000.txt"
    path.write_text(RELEASE.replace("HARBOR Data", "Quite Another Headline").replace("March 4, 2021", "May 9, 2001"))
    before = rows()
    _, out, _ = bring(folder)
    first = Release.objects.get(headline="Marrow Bay Presents Data of Cohort 0")
    assert (
        "changed      0000.txt: is a later version of “Marrow Bay Presents Data of Cohort 0”. Its redline waits at the desk,"
        " under Incoming files."
    ) in out.splitlines()
    assert IncomingFile.objects.get().release == first
    assert rows() == before | {"IncomingFile": 1}


def test_a_rehearsal_says_the_same_and_writes_nothing(folder, tmp_path):
    before = rows()
    _, out, failure = bring(folder, "--dry-run", "--publish", "--report", tmp_path / "report.json")
    assert "      3 published, each at its own date" in out.splitlines()
    assert out.splitlines()[-1] == "      9 in all; nothing was written"
    assert failure == "2 of 9 files failed; see above."
    assert rows() == before
    assert not ImportRun.objects.exists()
    assert [path for path in conf.private_root().rglob("*") if path.is_file()] == []
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["is_rehearsal"] is True
    assert report["outcomes"] == {"left out": 4, "published": 3, "refused": 2}
    assert sorted(file["recognized"].get("headline", 0) for file in report["files"]) == [0, 0, 0, 0, 0, 0, 95, 95, 95]


def test_old_releases_are_published_at_their_own_dates_and_marked(folder):
    bring(folder, "--publish")
    assert [
        (edition.is_historic, edition.path_date.isoformat()) for edition in Edition.objects.live().order_by("live_at")
    ] == [(True, "1995-03-01"), (True, "1995-03-02"), (True, "1995-03-03")]


def test_a_question_waits_and_the_next_call_brings_it_in(folder):
    factories.company()
    factories.drug(code_name="MBY101")
    _, out, failure = bring(folder / "2019")
    assert out.splitlines()[-2:] == ["      2 waiting for an answer at the desk", "      2 in all"]
    assert (failure, Release.objects.count()) == ("", 0)
    IncomingFile.objects.first().questions.update(answer="same", answered_at="2026-01-01T00:00Z")
    _, out, failure = bring(folder / "2019")
    assert out.splitlines()[-2:] == ["      2 imported as drafts", "      2 in all"]
    assert (Drug.objects.count(), Release.objects.count()) == (1, 2)
    assert set(IncomingFile.objects.values_list("state", flat=True)) == {"accepted"}


def test_a_fault_stops_no_other_file_and_leaves_nothing(folder, monkeypatch):
    bring_in_reading = archive.bring_in_reading

    def broken(reading, data, *, name, **options):
        if name == "0000.txt":
            options["then"] = lambda intake: 1 / 0
        return bring_in_reading(reading, data, name=name, **options)

    monkeypatch.setattr(archive, "bring_in_reading", broken)
    err, _, _ = bring(folder / "2019")
    assert err.splitlines()[-1] == (
        "failed       0000.txt: could not be brought in because of a fault in the import (ZeroDivisionError); nothing of it"
        " was written. Show the file to whoever runs the site."
    )
    assert Release.objects.get().headline == "Marrow Bay Presents Data of Cohort 1"


def test_a_report_without_its_folder_is_refused_before_anything_is_read(folder, tmp_path):
    _, _, failure = bring(folder, "--report", tmp_path / "nowhere" / "report.json")
    assert failure == f"The folder of the report, {tmp_path / 'nowhere'}, is not there. Make it first."
    assert Release.objects.count() == 0


def test_a_damaged_zip_file_is_named(tmp_path):
    path = tmp_path / "bad.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    err, _, failure = bring(path)
    assert err == (
        "failed       bad.zip: can't be opened as a zip file (File is not a zip file). Pack it anew, or unpack it and import"
        " the folder.\n"
    )
    assert failure == "1 of 1 file failed; see above."


def test_a_bomb_in_a_zip_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.txt", b"0" * 40_000_000)
    err, _, _ = bring(path)
    assert err == (
        "failed       bomb.zip › bomb.txt: is 40.0 MB long and the limit is 30 MB; send only the text of the release.\n"
    )


def test_the_items_of_a_feed_come_in_one_by_one(tmp_path):
    bodies = [
        "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in RELEASE.replace("HARBOR", name).split("\n\n"))
        for name in ("FIRST", "SECOND")
    ]
    items = "".join(
        f"<item><guid>https://old.example/{number}</guid><title>Marrow Bay Presents {name} Data</title>"
        f"<description>{body}</description></item>"
        for number, (name, body) in enumerate(zip(("FIRST", "SECOND"), bodies, strict=True))
    )
    path = tmp_path / "old.rss"
    path.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel><title>Old</title>{items}</channel></rss>')
    err, _, failure = bring(path)
    assert (err, failure) == ("", "")
    assert sorted(Release.objects.values_list("headline", flat=True)) == [
        "Marrow Bay Presents FIRST Data",
        "Marrow Bay Presents SECOND Data",
    ]
    before = rows()
    assert "      2 unchanged, since they have been imported already" in bring(path)[1].splitlines()
    assert rows() == before


def test_an_xml_file_that_is_no_feed_is_named(tmp_path):
    path = tmp_path / "odd.xml"
    path.write_text("<letters><letter>Dear reader</letter></letters>")
    err, _, failure = bring(path)
    assert err.startswith("failed       odd.xml: odd.xml ")
    assert failure == "1 of 1 file failed; see above."
