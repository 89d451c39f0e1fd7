"""Standing legal text and its versions."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from releases.document import richtext
from releases.models.bounds import validate_date
from releases.models.fields import RichTextField
from releases.models.record_name import keep_names
from releases.vocabulary import BoilerplateKind

#: What a text may ask for, and what it gets.
PLACEHOLDERS = {
    "company": "the company's short name",
    "legal_name": "the company's legal name",
    "drugs": "the drugs linked to the release, as “A, B and C”",
    "annual_report": "the annual report that the release refers to",
    "quarterly_report": "the quarterly report that the release refers to",
}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def validate_placeholders(text: str) -> None:
    """Refuse placeholders that nothing would fill, and stray braces."""
    unknown = [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    if unknown or re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        known = ", ".join("{" + name + "}" for name in PLACEHOLDERS)
        found = "{" + unknown[0] + "}" if unknown else "A single brace"
        raise ValidationError(f"{found} is no placeholder. There are: {known}.")


class Boilerplate(models.Model):
    """A standing text under its name; the words are in its versions."""

    kind = models.CharField(max_length=20, choices=BoilerplateKind)
    name = models.CharField(max_length=120)
    printed_by = models.CharField(
        max_length=200,
        blank=True,
        editable=False,
        help_text="Legal name of the company whose imported releases print it. Empty for a text that new releases use.",
    )

    class Meta:
        ordering = ["kind", "name"]
        verbose_name_plural = "boilerplate"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="boilerplate_name_once",
                violation_error_message="There is a boilerplate of this kind and name already.",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}"


class BoilerplateVersionQuerySet(models.QuerySet):
    def in_force(self, date: datetime.date):
        """For each boilerplate its newest version effective on the date."""
        newest = (
            self.model.objects.filter(boilerplate=models.OuterRef("boilerplate"), effective_from__lte=date)
            .order_by("-effective_from", "-number")
            .values("pk")[:1]
        )
        return self.filter(pk=models.Subquery(newest))


class BoilerplateVersion(models.Model):
    """The words of a boilerplate from a date on. Frozen, in Python and in the database, once an edition carries them."""

    boilerplate = models.ForeignKey(Boilerplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(editable=False)
    effective_from = models.DateField(validators=[validate_date])
    heading = models.CharField(max_length=200, blank=True, help_text="Printed above the text.")
    text = RichTextField(
        validators=[validate_placeholders],
        help_text="Placeholders: " + "; ".join(f"{{{name}}} {meaning}" for name, meaning in PLACEHOLDERS.items()) + ".",
    )
    frozen_at = models.DateTimeField(null=True, editable=False)

    objects = BoilerplateVersionQuerySet.as_manager()

    class Meta:
        ordering = ["boilerplate", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["boilerplate", "number"], name="boilerplate_version_number_once"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="boilerplate_version_has_text",
                violation_error_message="A version needs its text.",
            ),
        ]

    def __str__(self):
        return f"{self.boilerplate.name}, version {self.number}"

    def clean(self):
        if self.pk and self.frozen_at:
            raise ValidationError(FROZEN)

    def save(self, *args, **kwargs):
        """Numbers a new version; raises ValidationError for a frozen one."""
        if self.pk and type(self).objects.filter(pk=self.pk, frozen_at__isnull=False).exists():
            raise ValidationError(FROZEN)
        if self.number is None:
            last = type(self).objects.filter(boilerplate=self.boilerplate).aggregate(last=models.Max("number"))["last"]
            self.number = (last or 0) + 1
        super().save(*args, **kwargs)
        keep_names(self, f"{self.heading}\n{self.text}")

    def placeholders(self) -> tuple[str, ...]:
        """The placeholders that this text uses, each once, in order."""
        return tuple(dict.fromkeys(PLACEHOLDER.findall(richtext.plain(self.text))))


FROZEN = "This version stands in a sealed edition and can't be changed. Add a new version instead."
