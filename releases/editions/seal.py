"""Making editions, and taking back those that nobody outside has seen."""

import dataclasses
import datetime
import functools
import secrets
import zoneinfo
from dataclasses import dataclass

from django.db import models, transaction

from releases import addressing, conf, instants, rendering, text
from releases.compose import compose
from releases.document import Correction, Document
from releases.editions import ledger
from releases.editions.chain import edition_digest
from releases.editions.clock import SealRefused, database_now
from releases.editions.files import keep
from releases.editions.journal import note_withdrawals
from releases.editions.linked import Plan, as_known, carried, plan
from releases.editions.records import call_back_copies, link, lock, seal_copies
from releases.files import renditions
from releases.models import BoilerplateVersion, Edition, EditionFile, Release, SealedFile
from releases.models.edition import EditionQuerySet
from releases.vocabulary import WITHDRAWN, CorrectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What sealing a release would make, as it and its linked records stand."""

    live_at: datetime.datetime
    now: datetime.datetime
    document: Document
    plan: Plan
    reasons: tuple[str, ...]  # why it can't be sealed so


def prospect(release: Release, *, live_at: datetime.datetime | None = None, is_archive: bool = False) -> Prospect:
    """What sealing the release for this instant (aware; None: now) would make: what reviewers approve, and what
    :func:`seal` seals.

    Linked records with unsealed changes are sealed with it (:func:`releases.editions.linked.carried`). One that is left
    stands in the document as the public knows it. Writes nothing.
    """
    now = database_now()
    live_at = live_at or now
    planned = plan(release, live_at=live_at, now=now, carries=carried(release, is_archive=is_archive))
    document, untold = as_known(compose(release), planned)
    return Prospect(live_at=live_at, now=now, document=document, plan=planned, reasons=(*planned.reasons, *untold))


@transaction.atomic
def seal(
    release: Release,
    *,
    by,
    live_at: datetime.datetime | None = None,
    is_historic: bool = False,
    prospected: Prospect | None = None,
) -> Edition:
    """Seal the release as it stands: an immutable copy that becomes public at ``live_at`` (aware; None: at once).

    ``prospected`` is the :func:`prospect` that the caller has judged, under :func:`lock`, so that just that is sealed;
    made here when not given. A later edition of the same release supersedes the earlier one at that instant.
    ``is_historic`` brings in an old release with an instant before now.

    Raises :class:`SealRefused`, with nothing written, when the instant is in the past without being historic, when an
    earlier edition is not public yet, when the printed date is not the instant's day, or when it would tell what is
    sealed for later.
    """
    if sentence := instants.out_of_bounds(live_at) or instants.out_of_bounds(release.release_date):
        raise SealRefused(sentence)
    Release.objects.select_for_update().get(pk=release.pk)
    lock()
    prospected = prospected or prospect(release, live_at=live_at)
    now, live_at, document = prospected.now, prospected.live_at, prospected.document
    earlier = _newest(release)
    local_date = _local_date(live_at, document)
    printed = _printed_date(document, earlier, local_date)
    reasons = _reasons(now, live_at, is_historic, earlier, printed, local_date)
    if reasons := [*reasons, *prospected.reasons]:
        raise SealRefused(*reasons)
    document = dataclasses.replace(document, date=printed)
    edition = _write(
        Edition(
            release=release,
            feed_id=earlier.feed_id if earlier else _feed_id(release, local_date),
            path_date=earlier.path_date if earlier else local_date,
            slug=earlier.slug if earlier else _free_slug(document.headline, local_date, live_at),
            live_at=live_at,
            sealed_at=now,
            sealed_by=by,
            is_historic=is_historic,
        ),
        document,
        earlier,
    )
    _seal_files(edition, document, release)
    seal_copies(edition, document, prospected.plan.copies, by=by)
    _freeze_boilerplate(release, now)
    return edition


@transaction.atomic
def withdraw(release: Release, *, by, notice: str) -> Edition:
    """Put a dated notice in the place of a public release, at once: from now on neither its text nor its files are
    served, and its address answers with the notice.

    The notice is an edition like any other; it names the release by its headline, keeps company, date and contacts, and
    nothing else of the text. Raises :class:`SealRefused`, with nothing written, when the release is not public.
    """
    Release.objects.select_for_update().get(pk=release.pk)
    lock()
    now = database_now()
    earlier = _newest(release)
    if earlier is None or earlier.live_at > now:
        raise SealRefused("The release is not public, so there is nothing to withdraw.")
    if earlier.is_withdrawal:
        raise SealRefused("The release is withdrawn already.")
    withdrawn = earlier.document
    document = Document(
        headline=WITHDRAWN + withdrawn.headline,
        company=withdrawn.company,
        language=withdrawn.language,
        category=withdrawn.category,
        date=withdrawn.date,
        contacts=withdrawn.contacts,
        source=withdrawn.source,
        correction=Correction(kind=CorrectionKind.WITHDRAWAL, note=text.visible(notice).strip()),
    )
    edition = _write(
        Edition(
            release=release,
            feed_id=earlier.feed_id,
            path_date=earlier.path_date,
            slug=earlier.slug,
            live_at=now,
            sealed_at=now,
            sealed_by=by,
            is_withdrawal=True,
        ),
        document,
        earlier,
    )
    link(edition, document)
    note_withdrawals()
    return edition


def _write(edition: Edition, document: Document, earlier: Edition | None) -> Edition:
    """Complete the edition with its document, its rendering and its place in the chain, and save it."""
    edition.number = earlier.number + 1 if earlier else 1
    edition.previous_digest = earlier.digest if earlier else ""
    edition.document_json = document.canonical_bytes().decode()
    edition.article_html = rendering.article_html(document)
    edition.plain_text = rendering.plain_text(document)
    edition.digest = edition_digest(
        document_json=edition.document_json,
        number=edition.number,
        live_at=edition.live_at,
        feed_id=edition.feed_id,
        previous_digest=edition.previous_digest,
    )
    edition.save()
    ledger.enter(edition, document)
    if earlier:
        _mend(Edition.objects.filter(pk=earlier.pk), superseded_at=edition.live_at)
    return edition


def printed(release: Release, prospected: Prospect) -> Document:
    """The document with the date that sealing it prints: its own, that of what it corrects, or the day on which it goes out."""
    document = prospected.document
    date = _printed_date(document, _newest(release), _local_date(prospected.live_at, document))
    return dataclasses.replace(document, date=date)


def _printed_date(document: Document, earlier: Edition | None, local_date: datetime.date) -> datetime.date:
    return document.date or (earlier and earlier.document.date) or local_date


def _local_date(live_at: datetime.datetime, document: Document) -> datetime.date:
    return live_at.astimezone(zoneinfo.ZoneInfo(document.company.time_zone)).date()


def _newest(release: Release) -> Edition | None:
    return Edition.objects.standing().filter(release=release).order_by("-number").first()


def planned_address(release: Release, *, live_at: datetime.datetime) -> str:
    """The public path that sealing for this instant would give: what a confirmation shows. Another release of the same
    day and headline that is public by then would add a suffix."""
    earlier = Edition.objects.standing().filter(release=release, number=1).first()
    if earlier:
        return earlier.path
    document = compose(release)
    date = _local_date(live_at, document)
    return addressing.release(date, text.slug(document.headline))


@transaction.atomic
def call_back(edition: Edition, *, by) -> Edition:
    """Take back an edition before its instant, by the database's clock; the edition before it stays current.

    Raises :class:`SealRefused`, with nothing written, when it is public or was called back.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    now = database_now()
    if edition.called_back_at:
        raise SealRefused("This edition was called back already.")
    if edition.live_at <= now:
        raise SealRefused("This edition is public and can't be called back. Correct the release instead.")
    _mend(Edition.objects.filter(pk=edition.pk), called_back_at=now, called_back_by=by)
    _mend(Edition.objects.standing().filter(release=edition.release_id, number=edition.number - 1), superseded_at=None)
    call_back_copies(edition, now=now, by=by)
    return Edition.objects.get(pk=edition.pk)


def _reasons(now, live_at, is_historic, earlier, printed, local_date) -> list[str]:
    reasons = []
    if live_at < now and not is_historic:
        reasons.append(
            f"The instant {live_at:%Y-%m-%d %H:%M:%S} UTC is in the past. Choose a later one, or publish at once."
        )
    if live_at >= now and is_historic:
        reasons.append("Only a release with an instant in the past is brought in as historic.")
    if earlier and earlier.is_withdrawal:
        reasons.append(
            "The release is withdrawn, and nothing takes the place of its notice. Publish a new release instead."
        )
    if earlier and earlier.live_at > now:
        reasons.append(f"Edition {earlier.number} is sealed but not public yet. Call it back and seal again.")
    elif earlier and earlier.live_at >= live_at:
        reasons.append(f"Edition {earlier.number} is of a later instant than this correction would be.")
    if not earlier and printed != local_date:
        reasons.append(
            f"The release is dated {text.ap_date(printed)}, but would become public on {text.ap_date(local_date)}."
            " Change the date or the instant."
        )
    return reasons


def _mend(queryset: EditionQuerySet, **facts) -> None:
    """Write the few facts of an edition that may change; the database's triggers judge each."""
    models.QuerySet.update(queryset, **facts)


def _feed_id(release: Release, date: datetime.date) -> str:
    """A tag URI (RFC 4151), stored so that no later change of slug or host sends the item again."""
    host = conf.origin().partition("://")[2].partition(":")[0]
    return f"tag:{host},{date.isoformat()}:release/{release.key}"


def _free_slug(headline: str, date: datetime.date, live_at: datetime.datetime) -> str:
    """The address part for a new release: plain, unless a release that will be public earlier has it.

    A release that is not public yet must not show itself by the address of another. So when the holder goes public
    later than this one, the holder gets the suffix, and this one is called what it would be called without it.
    """
    plain = text.slug(headline)
    held = Edition.objects.standing().filter(path_date=date, number=1)
    holder = held.filter(slug=plain).first()
    if holder is None:
        return plain
    suffixed = f"{plain}-{secrets.token_hex(4)}"
    if holder.live_at <= live_at:
        return suffixed
    _mend(held.filter(pk=holder.pk), slug=suffixed)
    return plain


def _seal_files(edition: Edition, document: Document, release: Release) -> None:
    """Seal the files with the edition. Smaller pictures are made after the commit: encoding takes seconds, and a failure
    here is none of the seal, since what is missing is made when somebody asks."""
    files = EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            key=media.key,
            kind=media.kind,
            name=media.name,
            content_type=media.content_type,
            size=media.size,
            sha256=keep(media.file, media.sha256, f"The file “{media.title}”"),
        )
        for media in release.media.all()
    )
    sealed = {str(file.key) for file in files}
    figures = [(SealedFile.read, file) for file in document.files if file.key in sealed]
    transaction.on_commit(functools.partial(renditions.prepare, figures), robust=True)


def _freeze_boilerplate(release: Release, now: datetime.datetime) -> None:
    used = {section.boilerplate_version_id for section in release.sections.all()} | {release.safe_harbor_id}
    BoilerplateVersion.objects.filter(pk__in=used - {None}, frozen_at=None).update(frozen_at=now)
