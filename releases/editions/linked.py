"""Which records a release links to, how they stand against their sealed copies, and what sealing it would do."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from releases import rendering
from releases.compose import compose_record
from releases.document import Document, codec, parts, records
from releases.models import Company, Contact, Drug, EditionLink, Release, SealedRecord, Trial
from releases.vocabulary import RecordKind

LinkedRecord = Drug | Trial | Contact | Company
KINDS = {Drug: RecordKind.DRUG, Trial: RecordKind.TRIAL, Contact: RecordKind.CONTACT, Company: RecordKind.COMPANY}
#: The names of a part of a document.
_NAMES = {parts.Drug: ("code_name", "generic_name", "brand_name"), parts.Trial: ("nct_number", "acronym", "title")}
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
    def told(self) -> tuple[SealedRecord, ...]:
        """Those of them that the public reads, or will: copies of what a person had confirmed."""
        return tuple(copy for copy in self.standing if copy.is_confirmed)

    @property
    def newest(self) -> SealedRecord | None:
        return self.told[-1] if self.told else None

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
        """The copy that is, or will be, public at this instant."""
        return next((copy for copy in reversed(self.told) if copy.live_at <= instant), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What sealing a release would do with its linked records."""

    copies: tuple[State, ...]  # to be sealed with it
    known: dict[Identity, records.Record]  # left as the public knows them: so they stand in the document too
    proposed: frozenset[Identity]  # nobody has confirmed them: the document has no more of them than it prints
    told: dict[Identity, records.Record]  # each other linked record as the public reads it from the instant on
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


def is_confirmed(record: LinkedRecord) -> bool:
    """Whether a person has confirmed the record. What only an import has proposed is not sealed."""
    return getattr(record, "is_confirmed", True)


def unconfirmed(state: State) -> str:
    """Why it is not published, for a person."""
    return f"{state.kind.label} {state.value.name} is not confirmed. Check it, tick “confirmed” and save it first."


def all_unsealed() -> list[State]:
    """Confirmed records with changes that no copy holds: of those sealed before, and of those that a public release names
    and that were confirmed since. For the desk's first page."""
    known = set(SealedRecord.objects.standing().values_list("kind", "record_key"))
    known |= set(EditionLink.objects.live().values_list("kind", "record_key").distinct())
    found = [
        record
        for model, related in (
            (Drug, ("designations", "programs")),
            (Trial, ("drug_links__drug",)),
            (Contact, ()),
            (Company, ()),
        )
        for record in model.objects.prefetch_related(*related)
        if (KINDS[model], record.key) in known and is_confirmed(record)
    ]
    return [state for state in states(found) if not state.is_sealed]


def carried(release: Release, *, is_archive: bool) -> Callable[[State], bool]:
    """Whether a linked record's unsealed changes become public with the release: all but what its editors hold back and
    what nobody has confirmed. One of an archive brings in records that nobody knows yet, and tells no change of those that
    the public knows."""
    withheld = {tuple(held.split(":", 1)) for held in release.withheld_records}

    def carries(state: State) -> bool:
        is_told = is_archive and any(copy.is_confirmed for copy in state.chain)
        return is_confirmed(state.record) and identity(state.record) not in withheld and not is_told

    return carries


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
    found = states(linked_records(release))
    proposed = frozenset(identity(state.record) for state in found if not (state.newest or is_confirmed(state.record)))
    for state in found:
        if identity(state.record) in proposed:
            continue
        state = dataclasses.replace(state, value=_named_as_known(state.value, known, proposed))
        newest = state.newest
        is_outrun = newest is not None and newest.live_at > live_at
        if carries(state) and not is_outrun:
            # A copy that is not public yet may be called back with its release: this release brings its own.
            if not state.is_sealed or newest.live_at > now:
                copies.append(state)
        elif held := state.at(max(live_at, now)):
            if held.document_json != records.canonical_json(state.value):
                known[identity(state.record)] = held.value
        elif (
            is_confirmed(state.record) and state.kind in (RecordKind.COMPANY, RecordKind.CONTACT) and newest is not None
        ):
            copies.append(state)  # every release tells these; until now just none was public
        elif newest is not None:
            reasons.append(
                f"{state.kind.label} {state.value.name} becomes public at {newest.live_at:%Y-%m-%d %H:%M:%S} UTC with"
                " another release. Choose a later instant, or unlink it here."
            )
        told[identity(state.record)] = known.get(identity(state.record), state.value)
    return Plan(copies=tuple(copies), known=known, proposed=proposed, told=told, reasons=tuple(reasons))


def as_known(document: Document, planned: Plan) -> tuple[Document, list[str]]:
    """The document with the records that are left as the public knows them, and why it can't be told so.

    Of a record that nobody has confirmed, it has the names that it prints, and nothing else that was concluded.

    The company's names stand in the text as well, where nobody can exchange them.
    """
    reasons = []
    known, proposed = planned.known, planned.proposed
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
            drugs=tuple(
                _printed(document, drug)
                if (RecordKind.DRUG, drug.key) in proposed
                else _part(known, RecordKind.DRUG, drug)
                for drug in document.drugs
            ),
            trials=tuple(
                _printed(document, trial)
                if (RecordKind.TRIAL, trial.key) in proposed
                else _drugs_named(_part(known, RecordKind.TRIAL, trial), known, proposed)
                for trial in document.trials
            ),
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


def _printed(document: Document, part: parts.Drug | parts.Trial) -> parts.Drug | parts.Trial:
    """A drug or trial that nobody has confirmed: its key, and those of its names that stand in the release's own text."""
    words = rendering.plain_text(document).casefold()
    names = {name: getattr(part, name) for name in _NAMES[type(part)]}
    printed = {name: value for name, value in names.items() if value and value.casefold() in words}
    return type(part)(key=part.key, **(printed or names))


def _named_as_known(
    value: records.Record, known: dict[Identity, records.Record], proposed: frozenset[Identity]
) -> records.Record:
    """A trial's value with the drugs in it under the names by which the public knows them."""
    if isinstance(value, records.TrialRecord):
        return dataclasses.replace(value, trial=_drugs_named(value.trial, known, proposed))
    return value


def _drugs_named(
    trial: parts.Trial, known: dict[Identity, records.Record], proposed: frozenset[Identity]
) -> parts.Trial:
    """The trial without drugs that nobody has confirmed."""
    return dataclasses.replace(
        trial,
        drugs=tuple(
            dataclasses.replace(part, name=left.name) if (left := known.get((RecordKind.DRUG, part.key))) else part
            for part in trial.drugs
            if (RecordKind.DRUG, part.key) not in proposed
        ),
    )
