"""Clinical trials and the drugs in them."""

from django.core.validators import RegexValidator
from django.db import models

from releases.models.bounds import dates_in_bounds, validate_date
from releases.models.drug import Drug
from releases.models.fields import LinesField
from releases.models.linked import LinkedRecord
from releases.models.record_name import keep_names
from releases.vocabulary import DrugRole, EnrollmentType, TrialPhase, TrialStatus


class Trial(LinkedRecord):
    """A study, in the words of ClinicalTrials.gov."""

    nct_number = models.CharField(
        "NCT number",
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^NCT\d{8}$", "An NCT number is “NCT” and eight digits: NCT01234567.")],
    )
    other_numbers = LinesField(
        "other registry numbers",
        blank=True,
        help_text="Of other registries, one per line: “EudraCT 2019-001234-56”. Imports and preflight know the trial by them.",
    )
    acronym = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=500, blank=True)
    phase = models.CharField(max_length=20, choices=TrialPhase, blank=True)
    status = models.CharField(max_length=30, choices=TrialStatus, blank=True)
    conditions = LinesField(blank=True, help_text="One per line.")
    enrollment_count = models.PositiveIntegerField(null=True, blank=True)
    enrollment_type = models.CharField(max_length=10, choices=EnrollmentType, blank=True)
    sponsor = models.CharField(max_length=200, blank=True)
    start_date = models.DateField(null=True, blank=True, validators=[validate_date])
    primary_completion_date = models.DateField(null=True, blank=True, validators=[validate_date])
    completion_date = models.DateField(null=True, blank=True, validators=[validate_date])
    drugs = models.ManyToManyField(Drug, through="TrialDrug", related_name="trials")
    is_confirmed = models.BooleanField(
        "confirmed", default=True, help_text="Trials found by an import wait here until somebody has checked them."
    )

    class Meta:
        ordering = ["acronym", "nct_number", "title"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(nct_number="", acronym="", title=""),
                name="trial_has_a_name",
                violation_error_message="Give an NCT number, an acronym or a title.",
            ),
            models.CheckConstraint(
                condition=models.Q(nct_number="") | models.Q(nct_number__regex=r"^NCT[0-9]{8}$"),
                name="trial_nct_number_form",
                violation_error_message="An NCT number is “NCT” and eight digits: NCT01234567.",
            ),
            dates_in_bounds("trial_dates_in_bounds", "start_date", "primary_completion_date", "completion_date"),
            models.UniqueConstraint(
                fields=["nct_number"],
                condition=~models.Q(nct_number=""),
                name="trial_nct_number_once",
                violation_error_message="Another trial has this NCT number already.",
            ),
            models.CheckConstraint(
                condition=models.Q(enrollment_count=None, enrollment_type="")
                | (models.Q(enrollment_count__isnull=False) & ~models.Q(enrollment_type="")),
                name="trial_enrollment_has_type",
                violation_error_message="Say whether the enrollment is estimated or actual, and how many it is.",
            ),
            models.CheckConstraint(
                condition=models.Q(start_date=None)
                | models.Q(completion_date=None)
                | models.Q(completion_date__gte=models.F("start_date")),
                name="trial_ends_after_start",
                violation_error_message="The trial would be complete before it starts.",
            ),
        ]

    def __str__(self):
        return self.acronym or self.title or self.nct_number

    def save(self, *args, **kwargs):
        """Saves the record and the names by which it is found."""
        super().save(*args, **kwargs)
        keep_names(self, self.acronym, self.title)


class TrialDrug(models.Model):
    """A drug's part in a trial."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="drug_links")
    drug = models.ForeignKey(Drug, on_delete=models.PROTECT, related_name="trial_links")
    role = models.CharField(max_length=20, choices=DrugRole, default=DrugRole.INVESTIGATIONAL)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["trial", "drug"],
                name="trial_drug_once",
                violation_error_message="This drug is in the trial already.",
            )
        ]

    def __str__(self):
        return f"{self.drug} ({self.get_role_display()})"
