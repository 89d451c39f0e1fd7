"""Drugs with their designations and programs."""

from django.contrib import admin

from releases.admin.linked import LinkedRecordAdmin
from releases.admin.widgets import TEXT_WIDGETS, WholeText
from releases.models import Designation, Drug, Program


class DesignationInline(WholeText, admin.TabularInline):
    """What regulators granted."""

    model = Designation
    extra = 0


class ProgramInline(WholeText, admin.TabularInline):
    """How far the drug has come in each indication."""

    model = Program
    extra = 0


@admin.register(Drug)
class DrugAdmin(LinkedRecordAdmin):
    """Drugs."""

    list_display = ["__str__", "generic_name", "brand_name", "target", "owner", "is_confirmed"]
    list_filter = ["is_confirmed", "designations__kind", "programs__phase"]
    search_fields = ["code_name", "generic_name", "brand_name", "aliases"]
    formfield_overrides = TEXT_WIDGETS
    inlines = [DesignationInline, ProgramInline]
    fieldsets = [
        ("Names", {"fields": ["code_name", "generic_name", "brand_name", "aliases"]}),
        ("What it is", {"fields": ["target", "mechanism", "owner", "partner", "about"]}),
        (None, {"fields": ["is_confirmed"]}),
    ]
