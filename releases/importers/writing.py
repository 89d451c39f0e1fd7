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
        name, errors = next(iter(error.error_dict.items()))
        value = str(facts.get(name, ""))
        quoted = f" It reads “{value[:60]}{'…' if len(value) > 60 else ''}”." if value else ""
        said = _said(model._meta.get_field(name), value, errors[0])
        raise Misfit(f"{said}{quoted} Correct the file, or write the release at the desk.") from error


def _said(field: CharField, value: str, error: ValidationError) -> str:
    """What is wrong with a text, in a sentence that names its limit: Django's own speak of a field in a form."""
    name = f"{field.model._meta.verbose_name}’s {field.verbose_name}"
    if error.code in ("blank", "null"):
        # Readers take no longer paragraph for a headline, so one that is too long is none.
        limit = f" It may have {field.max_length} characters at most." if field.max_length else ""
        return f"The {name} was not found in the file.{limit}"
    if error.code == "max_length":
        return f"The {name} has {len(value)} characters, and {field.max_length} are the most."
    return f"The {name} does not fit its record: {error.messages[0]}"
