"""Making sealed copies of linked records, with a release or on their own, and taking them back."""

import datetime

from django.db import models, transaction
from django.db.models import Q

from releases import instants, text
from releases.document import Document, records
from releases.editions import addresses
from releases.editions.chain import record_digest
from releases.editions.clock import SealRefused, database_now
from releases.editions.files import keep
from releases.editions.linked import LinkedRecord, State, identity, is_confirmed, states, unconfirmed
from releases.models import Company, Edition, EditionLink, SealedRecord
from releases.models.sealed_record import SealedRecordQuerySet
from releases.vocabulary import RecordKind


def lock() -> None:
    """Let one sealing of records be done at a time: two would draw the same number or address."""
    Company.objects.select_for_update().first()


def seal_copies(edition: Edition, document: Document, copies: tuple[State, ...], *, by) -> None:
    """Write which records the edition names, and the copies that it carries, for its instant."""
    times = {"public_at": edition.live_at, "now": edition.sealed_at}
    named = [part.key for part in (*document.drugs, *document.trials) if part.key]
    before = SealedRecord.objects.standing().filter(record_key__in=named).values_list("kind", "record_key")
    sealed = {identity(state.record) for state in copies} | {(kind, str(key)) for kind, key in before}
    claimed = {
        (kind, part.key): addresses.claim(kind, part.key, text.slug(part.name), **times)
        for kind, group in ((RecordKind.DRUG, document.drugs), (RecordKind.TRIAL, document.trials))
        for part in group
        if (kind, part.key) in sealed  # what nobody has confirmed has no address
    }
    for state in copies:
        slug = claimed.get(identity(state.record))
        _seal(state, live_at=edition.live_at, now=edition.sealed_at, by=by, edition=edition, slug=slug)
    link(edition, document)


def link(edition: Edition, document: Document) -> None:
    """Write which records the edition names."""
    EditionLink.objects.bulk_create(
        EditionLink(edition=edition, kind=kind, record_key=key) for kind, key in named_records(document)
    )


def named_records(document: Document) -> list[tuple[str, str]]:
    """Kind and key of every record that the document names, each once. A drug that stands in a trial only is no record
    of the release: the trial says its name, and nothing says more."""
    parts = {
        RecordKind.DRUG: document.drugs,
        RecordKind.TRIAL: document.trials,
        RecordKind.CONTACT: document.contacts,
    }
    found = ((kind.value, part.key) for kind, group in parts.items() for part in group if part.key)
    return list(dict.fromkeys(found))


@transaction.atomic
def seal_record(record: LinkedRecord, *, by, live_at: datetime.datetime | None = None) -> SealedRecord:
    """Publish a record on its own, as it stands: a copy for ``live_at`` (aware; None: at once).

    A drug or trial is public only once a release names it, too. Raises :class:`SealRefused`, with nothing written, when
    there is nothing to publish, the instant is past, or a copy for a later instant stands.
    """
    if sentence := instants.out_of_bounds(live_at):
        raise SealRefused(sentence)
    lock()
    (state,) = states([record])
    now = database_now()
    live_at = live_at or now
    reasons = []
    if not is_confirmed(record):
        reasons.append(unconfirmed(state))
    if state.is_sealed:
        reasons.append(f"{state.kind.label} {state.value.name} has no changes that are not sealed already.")
    if live_at < now:
        reasons.append(
            f"The instant {live_at:%Y-%m-%d %H:%M:%S} UTC is in the past. Choose a later one, or publish at once."
        )
    if state.newest and state.newest.live_at > live_at:
        reasons.append(
            f"A copy of {state.value.name} is sealed for {state.newest.live_at:%Y-%m-%d %H:%M:%S} UTC. This one would tell"
            " its news before. Choose a later instant, or call that one back."
        )
    if reasons:
        raise SealRefused(*reasons)
    return _seal(state, live_at=live_at, now=now, by=by, edition=None)


@transaction.atomic
def call_back_record(copy: SealedRecord, *, by) -> SealedRecord:
    """Take back a copy that was sealed on its own, before its instant. Raises :class:`SealRefused`."""
    lock()
    copy = SealedRecord.objects.select_for_update().get(pk=copy.pk)
    now = database_now()
    if copy.edition_id:
        raise SealRefused("This copy came with a release. Call the release back.")
    if copy.called_back_at:
        raise SealRefused("This copy was called back already.")
    if copy.live_at <= now:
        raise SealRefused("This copy is public and can't be called back. Publish the record anew instead.")
    _call_back(copy, now=now, by=by)
    return SealedRecord.objects.get(pk=copy.pk)


def call_back_copies(edition: Edition, *, now: datetime.datetime, by) -> None:
    """Take back what an edition that is being called back has carried."""
    lock()
    for copy in SealedRecord.objects.standing().filter(edition=edition).select_for_update():
        _call_back(copy, now=now, by=by)


def dependents(edition: Edition) -> list[Edition]:
    """Other scheduled editions that show a record as this scheduled one announces it: after a call-back they would be the
    first to tell. For the page that confirms the call-back."""
    copies = SealedRecord.objects.standing().filter(edition=edition)
    named = EditionLink.objects.filter(
        models.Exists(copies.filter(kind=models.OuterRef("kind"), record_key=models.OuterRef("record_key")))
    )
    return list(
        Edition.objects.standing()
        .filter(pk__in=named.values("edition"), live_at__gte=edition.live_at)
        .exclude(release=edition.release_id)
        .order_by("live_at", "id")
    )


def _seal(state: State, *, live_at, now, by, edition: Edition | None, slug: str | None = None) -> SealedRecord:
    last = state.chain[-1] if state.chain else None
    copy = SealedRecord(
        kind=state.kind,
        record_key=state.record.key,
        number=last.number + 1 if last else 1,
        document_json=records.canonical_json(state.value),
        previous_digest=last.digest if last else "",
        live_at=live_at,
        edition=edition,
        sealed_at=now,
        sealed_by=by,
    )
    if state.kind in (RecordKind.DRUG, RecordKind.TRIAL):
        held = state.standing[-1].slug if state.standing else addresses.free(state.kind, text.slug(state.value.name))
        copy.slug = slug or held
    if state.kind == RecordKind.COMPANY and state.value.logo:
        copy.file_key = state.value.logo.key
        copy.file_sha256 = keep(state.record.logo, state.value.logo.sha256, "The company's logo")
    copy.digest = record_digest(
        document_json=copy.document_json,
        kind=copy.kind,
        record_key=copy.record_key,
        number=copy.number,
        live_at=live_at,
        previous_digest=copy.previous_digest,
    )
    if after := next((each for each in state.standing if each.live_at > live_at), None):
        copy.superseded_at = after.live_at
    copy.save()
    if before := next((each for each in reversed(state.standing) if each.live_at <= live_at), None):
        mend(SealedRecord.objects.filter(pk=before.pk), superseded_at=live_at)
    return copy


def _call_back(copy: SealedRecord, *, now, by) -> None:
    mend(SealedRecord.objects.filter(pk=copy.pk), called_back_at=now, called_back_by=by)
    standing = SealedRecord.objects.standing().filter(kind=copy.kind, record_key=copy.record_key)
    earlier = Q(live_at__lt=copy.live_at) | Q(live_at=copy.live_at, number__lt=copy.number)
    before = standing.filter(earlier).order_by("-live_at", "-number").first()
    after = standing.exclude(earlier).order_by("live_at", "number").first()
    follows_at = after.live_at if after else None
    if before and before.superseded_at != follows_at:
        mend(SealedRecord.objects.filter(pk=before.pk), superseded_at=follows_at)


def mend(queryset: SealedRecordQuerySet, **facts) -> None:
    """Write the few facts of a copy that may change; the database's triggers judge each."""
    models.QuerySet.update(queryset, **facts)
