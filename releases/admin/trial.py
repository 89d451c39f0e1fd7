"""Trials and the drugs in them."""

from django.contrib import admin

from releases.admin.linked import LinkedRecordAdmin
from releases.admin.widgets import TEXT_WIDGETS, WholeText
from releases.models import Trial, TrialDrug


class TrialDrugInline(WholeText, admin.TabularInline):
    """The drugs in a trial and their roles."""

    model = TrialDrug
    extra = 0
    autocomplete_fields = ["drug"]


@admin.register(Trial)
class TrialAdmin(LinkedRecordAdmin):
    """Trials."""

    list_display = ["__str__", "nct_number", "phase", "status", "enrollment_count", "is_confirmed"]
    list_filter = ["is_confirmed", "phase", "status"]
    search_fields = ["nct_number", "other_numbers", "acronym", "title", "conditions"]
    formfield_overrides = TEXT_WIDGETS
    inlines = [TrialDrugInline]
    fieldsets = [
        ("Names", {"fields": ["nct_number", "other_numbers", "acronym", "title"]}),
        ("Design", {"fields": ["phase", "status", "conditions", "sponsor", ("enrollment_count", "enrollment_type")]}),
        ("Dates", {"fields": ["start_date", "primary_completion_date", "completion_date"]}),
        (None, {"fields": ["is_confirmed"]}),
    ]
