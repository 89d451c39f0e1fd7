"""Model fields that keep what they hold in one clean form, whichever way it is written."""

from django.core.exceptions import ValidationError
from django.db import models

from releases.document import markup, richtext
from releases.document.struck import struck_words

#: Characters of a field of several lines.
MOST_LINES = 50_000


def validate_markup(value: str) -> None:
    """Refuse rich text that is too long or has too much markup, with a sentence."""
    if sentence := markup.measure(value).excess:
        raise ValidationError(sentence)


def validate_lines(value: str) -> None:
    """Refuse lines that are too long together, with a sentence."""
    if len(value) > MOST_LINES:
        raise ValidationError(f"The text has {len(value):,} characters; at most {MOST_LINES:,} fit. Shorten it.")


class RichTextField(models.TextField):
    """HTML of the allow-list in its normal form (:func:`releases.document.richtext.sanitise`).

    Cleaned on every way into the database: ``save``, ``update``, ``bulk_create`` and ``bulk_update`` alike. Forms refuse what is
    too much before it is cleaned.
    """

    default_validators = [validate_markup]

    def formfield(self, **kwargs):
        field = super().formfield(**kwargs)
        field.validators.append(validate_markup)
        return field

    def pre_save(self, model_instance, add):
        value = self.get_prep_value(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return self.sanitise(value) if isinstance(value, str) else value

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if words := struck_words(value):
            told = ", ".join(f"“{each}”" for each in words)
            raise ValidationError(f"These words are struck out: {told}. Take them out, or take the line off them.")

    @staticmethod
    def sanitise(value: str) -> str:
        return richtext.sanitise(value)


class InlineRichTextField(RichTextField):
    """Rich text of a single paragraph, kept without its ``<p>``."""

    @staticmethod
    def sanitise(value: str) -> str:
        return richtext.sanitise_inline(value)


class LinesField(models.TextField):
    """Several short texts, one per line; blank lines and white space around them are removed when saved."""

    default_validators = [validate_lines]

    def pre_save(self, model_instance, add):
        value = "\n".join(lines(getattr(model_instance, self.attname)))
        setattr(model_instance, self.attname, value)
        return value


def lines(value: str) -> tuple[str, ...]:
    """The texts held by a :class:`LinesField`."""
    return tuple(line.strip() for line in value.splitlines() if line.strip())
