"""Writing one record of an import."""

from django.core.exceptions import ValidationError
from django.db.models import CharField


class Misfit(ValueError):
    """A part of the document does not fit its record; the message is a sentence for the editor."""


def create(model, **facts):
    """Save a new record of the model; raises :class:`Misfit` when one of its short texts does not fit."""
    record = model(**facts)
    check(record, facts)
    record.save()
    return record


def check(record, facts: dict) -> None:
    """Raise :class:`Misfit` when one of the short texts of the record does not fit."""
    model = type(record)
    long_fields = [field.name for field in model._meta.concrete_fields if not isinstance(field, CharField)]
    try:
        record.clean_fields(exclude=long_fields)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        name = f"{model._meta.verbose_name}’s {model._meta.get_field(field).verbose_name}"
        value = str(facts.get(field, ""))
        quoted = f" It reads “{value[:60]}{'…' if len(value) > 60 else ''}”." if value else ""
        raise Misfit(
            f"The {name} does not fit its record: {messages[0]}{quoted} Correct the file, or write the release at the desk."
        ) from error
