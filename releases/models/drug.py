"""Drugs, their designations and their development programs."""

from django.db import models

from releases import text
from releases.models.bounds import dates_in_bounds, validate_date
from releases.models.fields import LinesField, RichTextField, lines
from releases.models.linked import LinkedRecord
from releases.models.record_name import keep_names
from releases.vocabulary import DesignationKind, ProgramPhase, ProgramStatus, Region


class Drug(LinkedRecord):
    """A medicine or candidate, the company's own or one it is combined or compared with."""

    code_name = models.CharField(max_length=60, blank=True, help_text="“EXM-101”")
    generic_name = models.CharField("generic name (INN)", max_length=120, blank=True)
    brand_name = models.CharField(max_length=120, blank=True, help_text="Without ® or ™.")
    aliases = LinesField(blank=True, help_text="Other names and spellings, one per line.")
    target = models.CharField(max_length=120, blank=True)
    mechanism = models.CharField(max_length=250, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    partner = models.CharField(max_length=200, blank=True)
    about = RichTextField(blank=True, help_text="The standing paragraph about the drug.")
    is_confirmed = models.BooleanField(
        "confirmed", default=True, help_text="Drugs found by an import wait here until somebody has checked them."
    )

    class Meta:
        ordering = ["code_name", "generic_name", "brand_name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(code_name="", generic_name="", brand_name=""),
                name="drug_has_a_name",
                violation_error_message="Give a code name, a generic name or a brand name.",
            ),
            *(
                models.UniqueConstraint(
                    models.functions.Lower(name),
                    condition=~models.Q(**{name: ""}),
                    name=f"drug_{name}_once",
                    violation_error_message=f"Another drug has this {name.replace('_', ' ')} already.",
                )
                for name in ("code_name", "generic_name", "brand_name")
            ),
        ]

    def __str__(self):
        return self.code_name or self.generic_name or self.brand_name

    def save(self, *args, **kwargs):
        """Saves the record and the names by which it is found."""
        super().save(*args, **kwargs)
        names = [self.code_name, self.generic_name, self.brand_name, *lines(self.aliases)]
        keep_names(self, *names, *map(text.stem, names))


class Designation(models.Model):
    """What a regulator has granted the drug for one indication."""

    drug = models.ForeignKey(Drug, on_delete=models.CASCADE, related_name="designations")
    kind = models.CharField(max_length=30, choices=DesignationKind)
    indication = models.CharField(max_length=200)
    region = models.CharField(max_length=2, choices=Region)
    granted_date = models.DateField(null=True, blank=True, validators=[validate_date])

    class Meta:
        ordering = ["kind", "indication", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["drug", "kind", "indication", "region"],
                name="designation_once",
                violation_error_message="This designation stands here already.",
            ),
            dates_in_bounds("designation_date_in_bounds", "granted_date"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.indication} ({self.region})"


class Program(models.Model):
    """The drug's development in one indication."""

    drug = models.ForeignKey(Drug, on_delete=models.CASCADE, related_name="programs")
    indication = models.CharField(max_length=200)
    phase = models.CharField(max_length=20, choices=ProgramPhase)
    partner = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, choices=ProgramStatus, default=ProgramStatus.ACTIVE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["drug", "indication"],
                name="program_once",
                violation_error_message="This drug has a program in this indication already.",
            )
        ]

    def __str__(self):
        return f"{self.indication}: {self.get_phase_display()}"
