"""Contacts."""

from django.contrib import admin

from releases.admin.linked import LinkedRecordAdmin
from releases.models import Contact


@admin.register(Contact)
class ContactAdmin(LinkedRecordAdmin):
    """Whom investors and journalists may ask."""

    list_display = ["__str__", "kind", "phone", "email", "active_from", "active_until", "is_confirmed"]
    list_filter = ["kind", "is_confirmed"]
    search_fields = ["person", "organization", "email"]
    fieldsets = [
        (None, {"fields": ["kind", "organization", "person", "title", "phone", "email"]}),
        ("Active", {"fields": [("active_from", "active_until")]}),
        (None, {"fields": ["is_confirmed"]}),
    ]
