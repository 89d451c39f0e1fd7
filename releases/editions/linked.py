"""Which records a release links to, how they stand against their sealed copies, and what sealing it would do."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from releases.compose import compose_record
from releases.document import Document, codec, records
from releases.models import Company, Contact, Drug, Release, SealedRecord, Trial
from releases.vocabulary import RecordKind

LinkedRecord = Drug | Trial | Contact | Company
KINDS = {Drug: RecordKind.DRUG, Trial: RecordKind.TRIAL, Contact: RecordKind.CONTACT, Company: RecordKind.COMPANY}
#: A record's identity: its kind and the text of its key.
Identity = tuple[str, str]


def identity(record: LinkedRecord) -> Identity:
    return KINDS[type(record)], str(record.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a working record stands against its sealed copies."""

    record: LinkedRecord
    kind: RecordKind
    value: records.Record  # as it stands now
    chain: tuple[SealedRecord, ...]  # the copies that hold or will, and the last of all, in the order of sealing

    @property
    def standing(self) -> tuple[SealedRecord, ...]:
        """The copies that hold or will, in the order of their instants."""
        copies = (copy for copy in self.chain if copy.called_back_at is None)
        return tuple(sorted(copies, key=lambda copy: (copy.live_at, copy.number)))

    @property
    def newest(self) -> SealedRecord | None:
        return self.standing[-1] if self.standing else None

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of the fields that the newest standing copy does not have so; all filled ones when there is none."""
        if self.is_sealed:
            return ()
        return records.changed_fields(self.kind, self.newest and self.newest.value, self.value)

    @property
    def is_sealed(self) -> bool:
        return self.newest is not None and self.newest.document_json == records.canonical_json(self.value)

    def at(self, instant: datetime.datetime) -> SealedRecord | None:
        """The standing copy that is, or will be, public at this instant."""
        return next((copy for copy in reversed(self.standing) if copy.live_at <= instant), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What sealing a release would do with its linked records."""

    copies: tuple[State, ...]  # to be sealed with it
    known: dict[Identity, records.Record]  # left as the public knows them: so they stand in the document too
    told: dict[Identity, records.Record]  # each linked record as the public reads it from the instant on
    reasons: tuple[str, ...]  # why it can't be sealed


def linked_records(release: Release) -> list[LinkedRecord]:
    """Everything that sealing the release may seal with it, each once: drugs, those in its trials, trials, contacts, the
    company."""
    facts = ("designations", "programs")
    drugs = [
        link.drug
        for link in release.drug_links.select_related("drug").prefetch_related(*(f"drug__{name}" for name in facts))
    ]
    trials = [
        link.trial
        for link in release.trial_links.select_related("trial").prefetch_related(
            *(f"trial__drug_links__drug__{name}" for name in facts)
        )
    ]
    inside = [link.drug for trial in trials for link in trial.drug_links.all()]
    contacts = [link.contact for link in release.contact_links.select_related("contact")]
    company = Company.objects.current()
    found = [*drugs, *inside, *trials, *contacts, *([company] if company else [])]
    return list({identity(record): record for record in found}.values())


def states(found: Iterable[LinkedRecord]) -> list[State]:
    """How these records stand, in one query for all their copies."""
    found = list(found)
    chains = defaultdict(list)
    later = SealedRecord.objects.filter(
        kind=OuterRef("kind"), record_key=OuterRef("record_key"), number__gt=OuterRef("number")
    )
    holds = Q(called_back_at=None) & (Q(superseded_at=None) | Q(superseded_at__gt=Now()))
    copies = SealedRecord.objects.filter(holds | ~Exists(later), record_key__in=[record.key for record in found])
    for copy in copies.order_by("number"):
        chains[copy.kind, str(copy.record_key)].append(copy)
    return [
        State(
            record=record,
            kind=KINDS[type(record)],
            value=compose_record(record),
            chain=tuple(chains[identity(record)]),
        )
        for record in found
    ]


def unsealed(release: Release) -> list[State]:
    """The linked records with changes that no copy holds yet: what the release form offers to seal with it."""
    return [state for state in states(linked_records(release)) if not state.is_sealed]


def all_unsealed() -> list[State]:
    """Records that were sealed before and have been changed since: for the desk's first page."""
    known = {(copy.kind, copy.record_key) for copy in SealedRecord.objects.standing().only("kind", "record_key")}
    found = [
        record
        for model, related in (
            (Drug, ("designations", "programs")),
            (Trial, ("drug_links__drug",)),
            (Contact, ()),
            (Company, ()),
        )
        for record in model.objects.prefetch_related(*related)
        if (KINDS[model], record.key) in known
    ]
    return [state for state in states(found) if not state.is_sealed]


def carried(release: Release, *, is_archive: bool) -> Callable[[State], bool]:
    """Whether a linked record's unsealed changes become public with the release: all but what its editors hold back. One
    of an archive brings in records that nobody knows yet, and tells no change of those that the public knows."""
    withheld = {tuple(held.split(":", 1)) for held in release.withheld_records}
    return lambda state: identity(state.record) not in withheld and not (is_archive and state.chain)


def plan(
    release: Release,
    *,
    live_at: datetime.datetime,
    now: datetime.datetime,
    carries: Callable[[State], bool],
) -> Plan:
    """What sealing the release for this instant would do; ``carries`` says which records may be sealed with it.

    A record is left where it is not carried, and where a copy is sealed for a later instant already: what that copy
    announces must not be told before. The release then shows it as the public will know it at the instant.
    """
    copies, known, told, reasons = [], {}, {}, []
    for state in states(linked_records(release)):
        state = dataclasses.replace(state, value=_named_as_known(state.value, known))
        newest = state.newest
        is_outrun = newest is not None and newest.live_at > live_at
        if carries(state) and not is_outrun:
            # A copy that is not public yet may be called back with its release: this release brings its own.
            if not state.is_sealed or newest.live_at > now:
                copies.append(state)
        elif held := state.at(max(live_at, now)):
            if held.document_json != records.canonical_json(state.value):
                known[identity(state.record)] = held.value
        elif newest is not None and state.kind in (RecordKind.COMPANY, RecordKind.CONTACT):
            copies.append(state)  # every release tells these; until now just none was public
        elif newest is not None:
            reasons.append(
                f"{state.kind.label} {state.value.name} becomes public at {newest.live_at:%Y-%m-%d %H:%M:%S} UTC with"
                " another release. Choose a later instant, or unlink it here."
            )
        told[identity(state.record)] = known.get(identity(state.record), state.value)
    return Plan(copies=tuple(copies), known=known, told=told, reasons=tuple(reasons))


def as_known(document: Document, known: dict[Identity, records.Record]) -> tuple[Document, list[str]]:
    """The document with the records that are left as the public knows them, and why it can't be told so.

    The company's names stand in the text as well, where nobody can exchange them.
    """
    reasons = []
    company = document.company
    if left := next((value for (kind, _), value in known.items() if kind == RecordKind.COMPANY), None):
        working = codec.to_data(compose_record(Company.objects.current()).company)
        public = codec.to_data(left.company)
        news = {
            name: public[name]
            for name, printed in codec.to_data(company).items()
            if printed == working[name] != public[name]
        }
        if news.keys() & {"legal_name", "short_name"}:
            reasons.append(
                "The company's record has a new name that is not to be published with this release, but the release"
                " prints it. Publish the company's changes with it, or enter the present name under “as printed”."
            )
        company = dataclasses.replace(company, **news)
    return (
        dataclasses.replace(
            document,
            company=company,
            drugs=tuple(_part(known, RecordKind.DRUG, drug) for drug in document.drugs),
            trials=tuple(_drugs_named(known, _part(known, RecordKind.TRIAL, trial)) for trial in document.trials),
            contacts=tuple(
                dataclasses.replace(_part(known, RecordKind.CONTACT, contact), label=contact.label)
                for contact in document.contacts
            ),
        ),
        reasons,
    )


def _part(known: dict[Identity, records.Record], kind: RecordKind, part):
    record = known.get((kind, part.key))
    return part if record is None else getattr(record, kind)


def _named_as_known(value: records.Record, known: dict[Identity, records.Record]) -> records.Record:
    """A trial's value with the drugs in it under the names by which the public knows them."""
    if isinstance(value, records.TrialRecord):
        return dataclasses.replace(value, trial=_drugs_named(known, value.trial))
    return value


def _drugs_named(known: dict[Identity, records.Record], trial):
    return dataclasses.replace(
        trial,
        drugs=tuple(
            dataclasses.replace(part, name=left.name) if (left := known.get((RecordKind.DRUG, part.key))) else part
            for part in trial.drugs
        ),
    )
