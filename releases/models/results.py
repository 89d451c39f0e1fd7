"""Results of a trial, typed in as counts; percentages are computed from them (:mod:`releases.document.results`)."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from releases.models.fields import LinesField, lines
from releases.models.release import Link, Release

_ROW = re.compile(r"(?P<category>.*\S)\s*[\t:]\s*(?P<count>\d{1,3}(?:,\d{3})+|\d{1,9})")


class ReleaseResults(Link):
    """A block of results: how many of a population fall into each category."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="results")
    title = models.CharField(max_length=200, blank=True, help_text="“Best response”.")
    population = models.CharField(max_length=200, help_text="“Efficacy-evaluable patients”.")
    size = models.PositiveIntegerField("N", validators=[MinValueValidator(1)], help_text="How many they are.")
    rows = LinesField(
        help_text="One category per line with its count: “Partial response (PR): 11”. A column pasted from a spreadsheet"
        " will do."
    )
    decimals = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(2)],
        help_text="How many a percentage has. Percentages are 100 × count ÷ N, rounded half up.",
    )

    class Meta(Link.Meta):
        verbose_name = "block of results"
        verbose_name_plural = "results"
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0), name="release_results_of_somebody", violation_error_message="N is at least 1."
            ),
            models.CheckConstraint(condition=Q(decimals__lte=2), name="release_results_decimals"),
        ]

    def __str__(self):
        return f"{self.population} (N = {self.size})"

    @property
    def counted(self) -> tuple[tuple[str, int], ...]:
        """Categories with their counts; raises ValidationError with a sentence for each line that is none."""
        found, problems = [], []
        for line in lines(self.rows):
            match = _ROW.fullmatch(line)
            if match:
                found.append((match["category"].rstrip(" \t:"), int(match["count"].replace(",", ""))))
            else:
                problems.append(
                    f"“{line}” has no count. Write the category, a colon, and how many: “Stable disease: 13”."
                )
        if problems:
            raise ValidationError(problems)
        return tuple(found)

    def clean(self):
        super().clean()
        problems = []
        try:
            counted = self.counted
        except ValidationError as error:
            raise ValidationError({"rows": error.messages}) from error
        for category, count in counted:
            if self.size is not None and count > self.size:
                problems.append(f"“{category}” has {count:,} of {self.size:,}. Correct the count or N.")
        if problems:
            raise ValidationError({"rows": problems})
