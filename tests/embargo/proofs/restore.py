"""A site that was lost and restored: what was public is the same, what was to come stays closed though its instant has
passed, what was withdrawn since stays withdrawn."""

import threading
import time
from pathlib import Path

from tests.embargo import sites
from tests.embargo.canaries import canary
from tests.embargo.proofs.twin import compare
from tests.embargo.serving import Writer

TITLE = "Nothing comes back by a restore"
SHORT, FULL = 400, 20_000


def run(*, full: bool, database: str) -> dict[str, str | int | float]:
    began = time.monotonic()
    with sites.folder() as temporary:
        folder = Path(temporary)
        site = sites.public_site(database, folder)
        writer, key, archive = Writer(site), folder / "key", folder / "archive"
        site.command("backup", "--new-key", str(key))
        (public, taken_back) = writer.ask("publish", words=["Keeps", "Takes Back"])
        instant = time.time() + 12
        (scheduled,) = writer.ask("publish", words=[canary("scheduled")], live_at=float(int(instant)), has_figure=False)
        is_busy, kept = threading.Event(), []

        def write() -> None:
            while not is_busy.is_set():
                kept.append(writer.ask("note", release=public["release"], text=f"note {len(kept)}"))

        writing = threading.Thread(target=write)
        writing.start()
        told = site.command("backup", str(archive), "--key", str(key))
        is_busy.set()
        writing.join()
        writer.ask("withdraw", release=taken_back["release"])
        assert b"Marrow Bay Keeps" not in archive.read_bytes(), "The backup can be read without its key."

        restored = site.empty("irsite_restored")
        journal = site.folder / "withdrawn.jsonl"
        said = restored.command("restore", str(archive), "--key", str(key), "--journal", str(journal))
        assert f"Held: “Marrow Bay {canary('scheduled')}”" in said, said
        assert "Withdrawn again: “Marrow Bay Takes Back”." in said, said
        if database == "postgresql":
            restored.command("grant_public", sites.ACCOUNT)
        facts = restored.build("facts")
        time.sleep(max(0.0, instant + 1 - time.time()))
        one = sites.Answering(restored)
        paths = {
            name: each["path"]
            for name, each in (("public", public), ("withdrawn", taken_back), ("scheduled", scheduled))
        }
        answers = dict(
            zip(paths, one.ask({"do": "ask", "requests": [[path, {}] for path in paths.values()]}), strict=True)
        )
        statuses = {name: status for name, (status, _) in answers.items()}
        assert statuses == {"public": 200, "withdrawn": 410, "scheduled": 404}, f"After the restore: {statuses}"
        # What is public of the lost site, and was public at the backup, is the same in both. What was scheduled went out there.
        other = sites.Answering(site)
        asked, differs = compare(one, other, facts, count=FULL if full else SHORT, seed=3, is_twin=False)
        same = one.ask({"do": "ask", "requests": [[public["path"], {}], [f"{public['path'].rstrip('/')}.json", {}]]})
        assert [tag for _, tag in same] != ["", ""], "The public release has no tag."
        json_there = other.ask({"do": "ask", "requests": [[f"{public['path'].rstrip('/')}.json", {}]]})
        assert same[1] == json_there[0], "The restored release is not the one that was sealed."
        for process in (one, other):
            process.close()
        writer.kill()
    assert not differs, f"{len(differs)} of {asked} probes of the restored site: {differs[:3]}"
    return {
        "backups taken while the desk wrote": 1,
        "notes written meanwhile": len(kept),
        "probes of the restored site": asked,
        "canaries of what is closed": len(differs),
        "verification": "clean" if "Every edition is what was sealed." in said else "not clean",
        "backup": told.strip().rpartition(": ")[2],
        "seconds": round(time.monotonic() - began),
    }
