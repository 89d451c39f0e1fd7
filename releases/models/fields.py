"""Model fields that keep what they hold in one clean form, whichever way it is written."""

from django.db import models

from releases.document import richtext


class RichTextField(models.TextField):
    """HTML of the allow-list in its normal form (:func:`releases.document.richtext.sanitise`).

    Cleaned on every way into the database: ``save``, ``update``, ``bulk_create`` and ``bulk_update`` alike.
    """

    def pre_save(self, model_instance, add):
        value = self.get_prep_value(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return self.sanitise(value) if isinstance(value, str) else value

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

    def pre_save(self, model_instance, add):
        value = "\n".join(lines(getattr(model_instance, self.attname)))
        setattr(model_instance, self.attname, value)
        return value


def lines(value: str) -> tuple[str, ...]:
    """The texts held by a :class:`LinesField`."""
    return tuple(line.strip() for line in value.splitlines() if line.strip())
