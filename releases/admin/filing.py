"""Filings with the SEC."""

from django.contrib import admin

from releases.admin.widgets import WholeText
from releases.models import Filing


@admin.register(Filing)
class FilingAdmin(WholeText, admin.ModelAdmin):
    """The reports that a safe harbor may point to."""

    list_display = ["__str__", "form", "period_end_date", "filed_date", "accession_number"]
    list_filter = ["form"]
    search_fields = ["accession_number", "form"]
    date_hierarchy = "filed_date"
