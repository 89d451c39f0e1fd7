"""A process of the desk that writes on demand: a line of JSON in, a line of JSON out once it is committed.

``python -m tests.embargo.writing``. What it has answered is acknowledged: it must be there whatever happens next.
"""

import datetime
import json
import sys

import django

#: Releases of a batch that carry a figure are dear to make, so one does.
_BODY = "<p>Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today reported {word}.</p>"


def main() -> None:
    django.setup()
    for line in sys.stdin:
        task = json.loads(line)
        told = globals()[f"_{task.pop('do')}"](**task)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _now() -> float:
    from releases import editions

    return editions.database_now().timestamp()


def _publish(words: list[str], live_at: float | None = None, has_figure: bool = True) -> list[dict]:
    """Seal a release for each word, for one instant (None: each at once)."""
    from releases import editions
    from releases.models import Drug
    from tests import factories
    from tests.newsroom.sealed import address, figure

    instant = datetime.datetime.fromtimestamp(live_at, datetime.UTC) if live_at else None
    found = []
    for number, word in enumerate(words):
        drug = Drug.objects.get(code_name="MBY-101")
        release = factories.release(headline=f"Marrow Bay {word}", body=_BODY.format(word=word), drugs=[drug])
        media = figure(release, title=word) if has_figure and number == len(words) - 1 else None
        edition = editions.seal(release, by=None, live_at=instant)
        type(release).objects.filter(pk=release.pk).update(state="sealed")
        told = {"release": release.pk, "path": address(edition), "digest": edition.digest}
        found.append(told | ({"file": f"/files/{media.key}/{media.name}"} if media else {}))
    return found


def _correct(release: int, word: str, live_at: float | None = None) -> dict:
    """Seal the release's next edition, with another word."""
    from releases import editions
    from releases.models import Release

    instant = datetime.datetime.fromtimestamp(live_at, datetime.UTC) if live_at else None
    found = Release.objects.get(pk=release)
    found.headline, found.body = f"Marrow Bay {word}", _BODY.format(word=word)
    found.correction_kind, found.correction_note = "correction", f"A word, now {word}."
    found.save()
    edition = editions.seal(found, by=None, live_at=instant)
    Release.objects.filter(pk=release).update(state="sealed")
    return {"digest": edition.digest}


def _withdraw(release: int) -> dict:
    """Withdraw the release, at once."""
    from releases import workflow
    from releases.models import Release

    edition = workflow.withdraw(Release.objects.get(pk=release), by=None, notice="It was published in error.")
    return {"digest": edition.digest, "at": edition.live_at.timestamp()}


def _note(release: int, text: str) -> dict:
    """Save a working record, as an editor would."""
    from releases.models import Release

    found = Release.objects.get(pk=release)
    found.subheadline = text
    found.save()
    return {}


def _kept(digests: list[str], notes: dict[str, str]) -> dict:
    """Which of these are not in the database, and what verification finds wrong."""
    from releases import editions
    from releases.models import Edition, Release

    there = set(Edition.objects.filter(digest__in=digests).values_list("digest", flat=True))
    texts = dict(Release.objects.filter(pk__in=[int(key) for key in notes]).values_list("pk", "subheadline"))
    lost = sorted(set(digests) - there) + [key for key, text in notes.items() if texts.get(int(key)) != text]
    return {"lost": lost, "wrong": [str(each) for each in editions.verify()]}


def _probe() -> list[dict]:
    """One round of the self-probe."""
    from releases.watch import worker

    return [_told(row) for row in worker.once()]


def _rounds(releases: list[int]) -> dict:
    """What the self-probe has written of these, oldest first, how many alarms there were, and how many of any stand open."""
    from releases.models import ProbeIncident, ProbeRound

    found = {str(pk): [] for pk in releases}
    for row in ProbeRound.objects.filter(release__in=releases).order_by("at", "id"):
        found[str(row.release_id)].append(_told(row))
    alarms = ProbeIncident.objects.filter(release__in=releases).count()
    return {"rounds": found, "alarms": alarms, "open": ProbeIncident.objects.filter(closed_at=None).count()}


def _told(row) -> dict:
    names = ("release_id", "phase", "outcome", "asked", "as_expected", "error", "asked_from", "slowest", "opened")
    return {name: getattr(row, name) for name in names} | {"before": (row.instant - row.at).total_seconds()}


def _settings() -> dict:
    """How the database keeps what it has acknowledged."""
    from django.db import connection

    names = ("journal_mode", "synchronous", "foreign_keys") if connection.vendor == "sqlite" else ("fsync", "synchronous_commit", "full_page_writes")  # fmt: skip
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}")
            found[name] = str(cursor.fetchone()[0])
    return found


if __name__ == "__main__":
    main()
