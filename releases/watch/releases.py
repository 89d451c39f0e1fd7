"""Which releases are asked for: what is sealed and not public, what is planned, and what has just become public."""

import datetime
import logging
from dataclasses import dataclass, field

from django.db import DatabaseError
from django.db.models import Exists, F, OuterRef, Q, Subquery

from releases import editions
from releases.document import Document
from releases.files import renditions
from releases.models import Edition, EditionFile, EditionLink, ProbeIncident, ProbeRound, Release, SealedRecord
from releases.newsroom.reading import PATHS
from releases.vocabulary import ProbeOutcome, ProbePhase, ReleaseState
from releases.watch.signs import Sign, signs

_log = logging.getLogger(__name__)

#: How long after its instant a release is still looked for by a worker that was not there.
LOOK_BACK = datetime.timedelta(minutes=10)
_WORKING = (ReleaseState.DRAFT, ReleaseState.IN_REVIEW, ReleaseState.APPROVED)
_known: dict[tuple, tuple[Sign, ...]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One release that is asked for. Its texts and addresses stay in this process."""

    release_id: int
    edition_id: int | None  # None while it is planned
    number: int
    instant: datetime.datetime | None
    document: Document = field(repr=False)
    path: str = field(repr=False)  # "/releases/2026/11/30/<slug>/"
    is_known: bool = field(repr=False)  # whether that address is public: a correction
    digest: str = field(repr=False, default="")
    item_id: str = field(repr=False, default="")
    files: tuple[tuple[str, str], ...] = field(
        repr=False, default=()
    )  # key and name, of those that nothing public carries
    slugs: tuple[tuple[str, str], ...] = field(repr=False, default=())  # kind and slug of records not yet known
    contacts: tuple[str, ...] = field(repr=False, default=())  # keys, of those not yet known
    signs: tuple[Sign, ...] = field(repr=False, default=())

    @property
    def key(self) -> tuple:
        """The same for as long as the same is to be expected of the channels."""
        return self.release_id, self.edition_id, self.instant


def watched(now: datetime.datetime, *, is_fresh: bool = False) -> list[Watched]:
    """Everything that must not show at this moment; ``is_fresh`` asks anew what of its words is public already."""
    scheduled = _scheduled().filter(live_at__gt=now).order_by("live_at")
    return [
        *_each(lambda edition: _sealed(edition, is_fresh), scheduled),
        *_each(lambda release: _planned(release, is_fresh), _working(now)),
    ]


def _each(make, rows) -> list[Watched]:
    """What can be made of the rows. One that can't be read is written down and not watched, and the desk says that the probe is silent
    about it; the others are watched."""
    found = []
    for row in rows:
        try:
            found.append(make(row))
        except DatabaseError:
            raise
        except Exception as error:
            _log.error("Self-probe: %s %s can't be read (%s).", row._meta.verbose_name, row.pk, type(error).__name__)
    return found


def opening(now: datetime.datetime) -> list[Watched]:
    """What became public lately and was not yet seen open everywhere."""
    seen = ProbeRound.objects.filter(edition=OuterRef("pk"), phase=ProbePhase.AFTER).order_by("-at", "-id")
    waiting = (
        _scheduled()
        .filter(live_at__lte=now)
        .annotate(seen=Subquery(seen.values("outcome")[:1]))
        .filter(Q(seen=None, live_at__gt=now - LOOK_BACK) | Q(seen=ProbeOutcome.RED))
        .filter(Q(superseded_at=None) | Q(superseded_at__gt=now))
    )
    return _each(lambda edition: _sealed(edition, False), waiting.order_by("live_at"))


def next_instant(now: datetime.datetime) -> datetime.datetime | None:
    """Of what is sealed."""
    return _scheduled().filter(live_at__gt=now).order_by("live_at").values_list("live_at", flat=True).first()


def _scheduled():
    """Editions that were sealed for a later instant: those published at once were never sealed and closed."""
    return Edition.objects.standing().filter(live_at__gt=F("sealed_at"), is_historic=False)


def _working(now: datetime.datetime):
    alarm = ProbeIncident.objects.filter(release=OuterRef("pk"), closed_at=None)
    sealed = _scheduled().filter(live_at__gt=now, release=OuterRef("pk"))
    return Release.objects.filter(Q(planned_at__gt=now) | Exists(alarm), ~Exists(sealed), state__in=_WORKING)


def _sealed(edition: Edition, is_fresh: bool) -> Watched:
    document = edition.document
    return _watched(
        ("edition", edition.pk, edition.digest), is_fresh, release_id=edition.release_id, edition_id=edition.pk, number=edition.number,
        instant=edition.live_at, document=document, path=edition.path, digest=edition.digest, item_id=edition.item_id,
        is_known=edition.number > 1,
    )  # fmt: skip


def _planned(release: Release, is_fresh: bool) -> Watched:
    now = editions.database_now()
    instant = release.planned_at if release.planned_at and release.planned_at > now else None
    prospect = editions.prospect(release, live_at=instant)
    earlier = Edition.objects.standing().filter(release=release).order_by("-number").first()
    path = editions.planned_address(release, live_at=prospect.live_at)
    # Another release may have this very address already; then it says nothing.
    is_taken = Edition.objects.published().filter(path_date=_date(path), slug=path.split("/")[5]).exists()
    return _watched(
        ("release", release.pk, prospect.document.digest()), is_fresh, release_id=release.pk, edition_id=None,
        number=earlier.number + 1 if earlier else 1, instant=release.planned_at, document=prospect.document, path=path,
        is_known=is_taken,
    )  # fmt: skip


def _watched(kept_as: tuple, is_fresh: bool, **facts) -> Watched:
    kept_as += (facts["path"],)  # another release may take its plain address
    document, public = facts["document"], {str(key) for key in _public_keys(facts["document"])}
    files = tuple((file.key, file.name) for file in document.files if file.key not in public)
    smaller = tuple(
        (file.key, found[0].name)
        for file in document.files
        if file.key not in public and (found := renditions.renditions(file))
    )
    named = [each.key for each in (*document.drugs, *document.trials) if each.key]
    copies = SealedRecord.objects.standing().filter(record_key__in=named, kind__in=PATHS).exclude(slug="")
    hidden = copies.exclude(record_key__in=SealedRecord.objects.known().values("record_key"))
    # A public edition's contact answers at its address, be it with a way to others.
    contacts = [each.key for each in document.contacts if each.key]
    linked = EditionLink.objects.filter(edition__in=Edition.objects.published(), record_key__in=contacts)
    known = {str(key) for key in linked.values_list("record_key", flat=True)}
    if is_fresh or kept_as not in _known:
        if len(_known) > 1000:
            _known.clear()
        _known[kept_as] = signs(
            document, path=facts["path"], is_known=facts["is_known"], digest=facts.get("digest", ""),
            item_id=facts.get("item_id", ""), files=[key for key, _ in files],
        )  # fmt: skip
    return Watched(
        files=(*files, *smaller),
        slugs=tuple(sorted(set(hidden.values_list("kind", "slug")))),
        contacts=tuple(each.key for each in document.contacts if each.key and each.key not in known),
        signs=_known[kept_as],
        **facts,
    )


def _public_keys(document: Document):
    keys = [file.key for file in document.files]
    return EditionFile.objects.published().filter(key__in=keys).values_list("key", flat=True) if keys else ()


def _date(path: str) -> datetime.date:
    return datetime.date(*map(int, path.split("/")[2:5]))
