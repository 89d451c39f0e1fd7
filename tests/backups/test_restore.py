"""A lost site and its backup: what comes back, what stays closed, and what is refused with nothing written."""

import io
import json
import os
import tarfile
import time
from pathlib import Path

import pytest

from releases.backups.sealing import opened, read_key, seal
from tests.embargo import sites
from tests.embargo.serving import Writer

# Databases of their own on the server of the tests.
pytestmark = pytest.mark.proof
DATABASE = os.environ.get("TEST_DATABASE", "sqlite")
TOMORROW = 24 * 60 * 60

#: What the tests ask of a site, in a process of its desk.
FACTS = """
import json
from django.contrib.sessions.models import Session
from releases.models import Edition, HistoryEntry, Release, SealedRecord
print(json.dumps({
    "editions": [[e.document.headline, e.number, e.called_back_at is not None, e.superseded_at is not None] for e in Edition.objects.order_by("id")],
    "states": {r.headline: r.state for r in Release.objects.all()},
    "corrections": {r.headline: [r.correction_kind, r.correction_note] for r in Release.objects.exclude(correction_kind="")},
    "held": [[h.release.headline, h.from_state, h.to_state] for h in HistoryEntry.objects.filter(verb="hold").order_by("id")],
    "sessions": Session.objects.count(),
    "open records": SealedRecord.objects.filter(called_back_at=None, live_at__gt=__import__("releases.editions").editions.database_now()).count(),
}))
"""


class Lost:
    """A site with a public release, one for tomorrow and a correction for tomorrow; its backup and key."""

    def __init__(self, folder: Path):
        self.site = sites.public_site(DATABASE, folder)
        self.key, self.archive, self.journal = folder / "key", folder / "site.backup", folder / "withdrawn.jsonl"
        self.journal.touch()
        self.site.command("backup", "--new-key", str(self.key))
        self.writer = Writer(self.site)
        soon = float(int(self.writer.ask("now"))) + TOMORROW
        (self.corrected,) = self.writer.ask("publish", words=["Errs"], has_figure=False)
        self.writer.ask("publish", words=["Waits"], live_at=soon)
        self.writer.ask("correct", release=self.corrected["release"], word="Mends", live_at=soon)
        self.site.command("shell", "-c", SIGNED_IN)
        self.said = self.site.command("backup", str(self.archive), "--key", str(self.key))

    def restore(
        self, target: sites.Site, *, archive: Path | None = None, key: Path | None = None, expect: int = 0, **_
    ) -> str:
        return target.command(
            "restore", str(archive or self.archive), "--key", str(key or self.key), "--journal", str(self.journal), expect=expect
        )  # fmt: skip

    def changed(self, name: str, **facts) -> Path:
        """A backup whose manifest says something else, sealed with the right key."""
        key = read_key(self.key)
        with self.archive.open("rb") as file:
            inside = io.BytesIO(b"".join(opened(file, key)))
        other = io.BytesIO()
        with tarfile.open(fileobj=inside) as source, tarfile.open(fileobj=other, mode="w") as target:
            for member in source:
                data = source.extractfile(member).read()
                if member.name == "manifest.json":
                    data = json.dumps(json.loads(data) | facts).encode()
                    member.size = len(data)
                target.addfile(member, io.BytesIO(data))
        path = self.archive.with_name(name)
        other.seek(0)
        with path.open("wb") as file:
            seal(other, file, key)
        return path


#: Somebody has signed in. Sealing at the desk clears what kind of correction a release is.
SIGNED_IN = """
from django.contrib.sessions.backends.db import SessionStore
from releases.models import Release
SessionStore().create()
Release.objects.update(correction_kind="", correction_note="")
"""


@pytest.fixture(scope="module")
def lost(tmp_path_factory):
    found = Lost(tmp_path_factory.mktemp("lost"))
    yield found
    found.writer.kill()


@pytest.fixture
def target(lost):
    return lost.site.empty("irsite_again")


def facts(site: sites.Site) -> dict:
    return json.loads(site.command("shell", "-v0", "-c", FACTS).splitlines()[-1])


def is_untouched(site: sites.Site) -> bool:
    """Whether there is no table, and no file of a release."""
    said = site.command(
        "shell", "-v0", "--no-imports", "-c",
        "from django.db import connection; print(connection.introspection.table_names())",
    )  # fmt: skip
    private = site.folder / "private"
    return said.strip() == "[]" and not (private.exists() and any(private.iterdir()))


def test_what_was_to_come_is_held_and_what_is_public_stays(lost, target):
    before = facts(lost.site)
    assert before["sessions"] == 1
    said = lost.restore(target)
    assert "Held: “Marrow Bay Waits” was to become public later. Decide at the desk." in said
    assert "Held: “Marrow Bay Mends”" in said
    assert "Every edition is what was sealed." in said
    after = facts(target)
    changed = {
        ("Marrow Bay Errs", 1): [False, False],  # public again: its correction is held
        ("Marrow Bay Waits", 1): [True, False],
        ("Marrow Bay Mends", 2): [True, False],
    }
    assert after["editions"] == [
        [headline, number, *changed.get((headline, number), [called_back, superseded])]
        for headline, number, called_back, superseded in before["editions"]
    ]
    assert [after["states"]["Marrow Bay Waits"], after["states"]["Marrow Bay Mends"]] == ["approved", "approved"]
    assert sorted(after["held"]) == [
        ["Marrow Bay Mends", "sealed", "approved"],
        ["Marrow Bay Waits", "sealed", "approved"],
    ]
    assert before["corrections"] == {}
    assert after["corrections"]["Marrow Bay Mends"] == ["correction", "A word, now Mends."]
    assert after["open records"] == after["sessions"] == 0
    files = {path.relative_to(lost.site.folder): path.read_bytes() for path in (lost.site.folder / "private").rglob("*") if path.is_file()}  # fmt: skip
    again = {path.relative_to(target.folder): path.read_bytes() for path in (target.folder / "private").rglob("*") if path.is_file()}  # fmt: skip
    assert again == files
    assert not (target.folder / "restore-unfinished").exists()


def test_without_the_journal_the_operator_is_told(lost, target):
    said = target.command("restore", str(lost.archive), "--key", str(lost.key), "--without-journal")
    assert "There was no journal. Compare what is public now with what you know was withdrawn since" in said
    assert "error: one of the arguments --journal --without-journal is required" in target.command(
        "restore", str(lost.archive), "--key", str(lost.key), expect=2
    )


@pytest.mark.parametrize(
    ("facts_of_manifest", "sentence"),
    [
        ({"version": 2}, "The backup is of version 2, which this irsite does not know. Take a later irsite."),
        ({"vendor": "oracle"}, "The backup is of oracle, and DATABASE_URL names"),
        (
            {"migrations": [["releases", "9999_later"]]},
            "The backup is of a later irsite: it has the migration 9999_later. Take that irsite, or a later one.",
        ),
        (
            {"migrations": [["releases", "0001_initial"], ["releases", "0002_guard"]]},
            "The backup is of an earlier irsite that lacked the migration 0003_roles. Restore it with the last irsite",
        ),
        ({"files": {"database": "0" * 64}}, "The file database in the backup is not what was taken."),
    ],
)
def test_a_backup_that_does_not_fit(lost, target, facts_of_manifest, sentence):
    archive = lost.changed("changed.backup", **facts_of_manifest)
    assert sentence in lost.restore(target, archive=archive, expect=1)
    assert is_untouched(target)


def test_another_key_and_a_damaged_file(lost, target):
    other = target.folder / "other.key"
    target.command("backup", "--new-key", str(other))
    assert "The key is another one, or the file is damaged. Nothing was restored" in lost.restore(target, key=other, expect=1)  # fmt: skip
    cut = target.folder / "cut.backup"
    cut.write_bytes(lost.archive.read_bytes()[:-100])
    assert "damaged" in lost.restore(target, archive=cut, expect=1)
    assert "can't be read: No such file" in lost.restore(target, archive=target.folder / "none", expect=1)
    assert is_untouched(target)


def test_a_site_that_is_not_empty_is_left_alone(lost):
    before = facts(lost.site)
    said = lost.restore(lost.site, expect=1)
    assert "The database is not empty, and a restore writes over nothing. Name an empty one in DATABASE_URL" in said
    assert facts(lost.site) == before


def test_a_folder_that_is_not_empty_is_left_alone(lost, target):
    (target.folder / "private").mkdir()
    (target.folder / "private" / "mine").write_text("kept")
    assert "is not empty, and a restore writes over nothing. Name an empty IRSITE_DATA." in lost.restore(target, expect=1)  # fmt: skip
    assert (target.folder / "private" / "mine").read_text() == "kept"


def test_a_journal_that_cannot_be_read(lost, target):
    lost.journal.write_text("{not json\n")
    try:
        assert "The journal" in lost.restore(target, expect=1)
    finally:
        lost.journal.write_text("")
    assert is_untouched(target)


def test_a_site_half_restored_serves_nobody(lost, target):
    lost.restore(target)
    (target.folder / "restore-unfinished").touch()
    said = target.command("check", expect=1)
    assert "(irsite.E006) A restore began here and did not end." in said
    assert "Empty the database and the data folder, and restore again." in said
    assert "A restore began here and did not end." in target.command("shell", "-c", "import irsite.wsgi", expect=1)


def test_a_backup_is_whole_or_not_there(lost):
    where = lost.archive.parent / "no" / "such" / "folder"
    assert f"The backup can't be written to {where}: No such file or directory. Name another place." in lost.site.command("backup", str(where), "--key", str(lost.key), expect=1)  # fmt: skip
    assert "Name the file to write: manage.py backup FILE --key KEY" in lost.site.command("backup", expect=1)
    assert not list(lost.site.folder.glob("tmp*"))


#: What a withdrawn release may become at the desk.
CLOSED = """
import json
from releases import editions, workflow
from releases.models import Edition, HistoryEntry, Release
found = {}
for release in Release.objects.filter(state="withdrawn"):
    newest = Edition.objects.published().filter(release=release).order_by("-number").first()
    try:
        editions.seal(release, by=None)
        refused = ""
    except editions.SealRefused as reasons:
        refused = str(reasons)
    found[release.headline] = {
        "notice": newest.document.headline if newest else "",
        "history": list(HistoryEntry.objects.filter(release=release).order_by("-id").values_list("verb", "to_state", "reason")[0]),
        "possible": sorted(str(verb) for verb, reasons in workflow.possible(release, by=None).items() if not reasons),
        "refused": refused,
    }
print(json.dumps(found))
"""


def line(edition: dict, notice: str) -> str:
    return json.dumps({"release": edition["feed_id"], "digest": edition["digest"], "notice": notice}) + "\n"


def test_what_was_withdrawn_stays_so_whatever_state_the_backup_has_it_in(lost, target):
    """A release whose correction waits, one that was to come, and a last line that was torn."""
    named = {each["headline"]: each for each in json.loads(lost.site.command("shell", "-v0", "-c", EDITIONS))}
    errs, waits = named["Marrow Bay Errs"], named["Marrow Bay Waits"]
    lost.journal.write_text(line(errs, "It erred.") + line(waits, "It was too soon.") + '{"release": "tag:')
    try:
        said = lost.restore(target)
    finally:
        lost.journal.write_text("")
    assert "Withdrawn again: “Marrow Bay Errs”." in said
    assert "Every edition is what was sealed." in said
    closed = json.loads(target.command("shell", "-v0", "-c", CLOSED).splitlines()[-1])
    assert closed["Marrow Bay Mends"] == {
        "notice": "Release withdrawn: Marrow Bay Errs",
        "history": ["withdraw", "withdrawn", "It erred."],
        "possible": [],
        "refused": closed["Marrow Bay Mends"]["refused"],
    }
    assert (
        "The release is withdrawn, and nothing takes the place of its notice." in closed["Marrow Bay Mends"]["refused"]
    )
    assert (closed["Marrow Bay Waits"]["notice"], closed["Marrow Bay Waits"]["possible"]) == ("", [])
    assert closed["Marrow Bay Waits"]["history"] == ["withdraw", "withdrawn", "It was too soon."]
    # The restored site has a journal of its own, for its own backups.
    assert "It erred." in (target.folder / "withdrawn.jsonl").read_text()


EDITIONS = """
import json
from releases.models import Edition
print(json.dumps([{"headline": e.document.headline, "feed_id": e.feed_id, "digest": e.digest} for e in Edition.objects.order_by("id")]))
"""


def test_what_went_out_and_was_withdrawn_after_the_backup_answers_with_its_notice(lost, target):
    instant = float(int(lost.writer.ask("now")) + 40)
    (soon,) = lost.writer.ask("publish", words=["Soon"], live_at=instant)
    archive = lost.archive.with_name("before.backup")
    lost.site.command("backup", str(archive), "--key", str(lost.key))
    assert lost.writer.ask("now") < instant, "too slow to take a backup before the instant"
    while lost.writer.ask("now") <= instant:
        time.sleep(0.1)
    lost.writer.ask("withdraw", release=soon["release"])
    said = target.command(
        "restore", str(archive), "--key", str(lost.key), "--journal", str(lost.site.folder / "withdrawn.jsonl")
    )
    assert "Withdrawn again: “Marrow Bay Soon”." in said
    assert "Held: “Marrow Bay Soon”" not in said
    assert "Every edition is what was sealed." in said
    if DATABASE == "postgresql":
        target.command("grant_public", sites.ACCOUNT)
    reader = sites.Answering(target)
    answers = reader.ask({"do": "ask", "requests": [[soon["path"], {}], [soon["file"], {}]]})
    reader.close()
    assert [status for status, _ in answers] == [410, 404]
