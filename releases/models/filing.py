"""What the company has filed with the SEC."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from releases.models.bounds import dates_in_bounds, validate_date
from releases.vocabulary import FilingForm


class Filing(models.Model):
    """A report on record: preflight compares with it what a safe harbor points to. It is no part of any document."""

    form = models.CharField(max_length=10, choices=FilingForm)
    period_end_date = models.DateField(
        "period ended",
        null=True,
        blank=True,
        validators=[validate_date],
        help_text="Last day of the fiscal year or quarter that it reports on.",
    )
    filed_date = models.DateField("filed on", validators=[validate_date])
    accession_number = models.CharField(
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^\d{10}-\d{2}-\d{6}$", "EDGAR's accession number looks like this: 0001234567-26-000123.")
        ],
        help_text="EDGAR's number: “0001234567-26-000123”.",
    )
    url = models.URLField("address", blank=True)

    class Meta:
        ordering = ["-filed_date", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(form__in=FilingForm.periodic()) | Q(period_end_date__isnull=False),
                name="filing_report_has_period",
                violation_error_message="An annual or quarterly report needs the day on which its period ended.",
            ),
            models.CheckConstraint(
                condition=Q(period_end_date=None) | Q(filed_date__gt=models.F("period_end_date")),
                name="filing_after_period",
                violation_error_message="A report is filed after the period that it reports on.",
            ),
            dates_in_bounds("filing_dates_in_bounds", "period_end_date", "filed_date"),
            models.UniqueConstraint(
                fields=["accession_number"],
                condition=~Q(accession_number=""),
                name="filing_accession_number_once",
                violation_error_message="This filing stands here already.",
            ),
        ]

    def __str__(self):
        period = f" for the period ended {self.period_end_date}" if self.period_end_date else ""
        return f"Form {self.form}{period}"
