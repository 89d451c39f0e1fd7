"""Near misses: whether a printed name means the record that it resembles is asked once, and the answer holds for every
file that prints it."""

import datetime
import hashlib
from collections.abc import Iterable

from django.db import transaction

from releases.document import Document
from releases.importers import house
from releases.importers.matching import Near, Record, Value, match, near
from releases.models import Contact, Drug, MatchQuestion, Trial
from releases.models.fields import lines
from releases.vocabulary import MatchAnswer, RecordKind
from releases.workflow import Refused

_MODELS = {RecordKind.DRUG: Drug, RecordKind.TRIAL: Trial, RecordKind.CONTACT: Contact}


def known(value: Value) -> Record | None:
    """The record that the value means: by what is the same, or by what an editor has answered."""
    if record := match(value):
        return record
    if found := near(value):
        question = _standing(found)
        if question and question.answer in (MatchAnswer.SAME, MatchAnswer.ALIAS):
            return found.record
    return None


def open_near_misses(document: Document, *, is_historic: bool) -> list[Near]:
    """The near misses of the document that nobody has answered, each once.

    ``is_historic``: an old release keeps the contacts that it printed, and nothing is asked about them.
    """
    in_trials = {part.name: part for trial in document.trials for part in trial.drugs}
    for drug in document.drugs:
        in_trials.pop(drug.name, None)
    values: Iterable[Value] = (
        *document.drugs,
        *in_trials.values(),
        *document.trials,
        *(() if is_historic else document.contacts),
    )
    misses = [miss for value in values if match(value) is None and (miss := near(value))]
    found = {}
    for miss in (*misses, *house.nearly(document)):
        question = _standing(miss)
        if question is None or not question.answer:
            found[_identity(miss)] = miss
    return list(found.values())


def named(document: Document) -> list[Record]:
    """The house's drugs and trials that the text names, or nearly names where an editor has answered that it does."""
    meant = (
        miss.record
        for miss in house.nearly(document)
        if (question := _standing(miss)) and question.answer in (MatchAnswer.SAME, MatchAnswer.ALIAS)
    )
    return [*house.named(document), *meant]


def ask(found: Near) -> MatchQuestion:
    """The stored question about a near miss."""
    kind, printed_key, record_id = _identity(found)
    question, _ = MatchQuestion.objects.get_or_create(
        kind=kind,
        printed_key=printed_key,
        record_id=record_id,
        defaults={"printed": found.printed, "differs": found.differs},
    )
    return question


def subject(question: MatchQuestion) -> Record | None:
    """The record that the question is about; None when it was deleted."""
    return _MODELS[question.kind].objects.filter(pk=question.record_id).first()


@transaction.atomic
def answer(question: MatchQuestion, *, by, now: datetime.datetime, answer: MatchAnswer | str) -> None:
    """Store what an editor says; an alias is written into the drug's record. Raises :class:`workflow.Refused`."""
    question = MatchQuestion.objects.select_for_update().get(pk=question.pk)
    if answer not in MatchAnswer.values:
        raise Refused("Choose one of the answers.")
    record = subject(question)
    if record is None and answer != MatchAnswer.NEW:
        raise Refused(f"The record that “{question.printed}” resembles was deleted. Answer that it is another one.")
    if answer == MatchAnswer.ALIAS:
        if not isinstance(record, Drug):
            raise Refused("Only a drug has other names. Answer that it is the same, or another one.")
        record.aliases = "\n".join([*lines(record.aliases), question.printed])
        record.save()
    question.answer, question.answered_at, question.answered_by = answer, now, by
    question.save()


def _standing(found: Near) -> MatchQuestion | None:
    kind, printed_key, record_id = _identity(found)
    return MatchQuestion.objects.filter(kind=kind, printed_key=printed_key, record_id=record_id).first()


def _identity(found: Near) -> tuple[str, str, int]:
    kind = next(kind for kind, model in _MODELS.items() if isinstance(found.record, model))
    return kind, hashlib.sha256(found.printed.casefold().encode()).hexdigest(), found.record.pk
