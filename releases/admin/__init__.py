"""The desk: where IR staff work, in the Django admin. One file for each thing they edit."""

from django.contrib import admin

from releases.admin import (
    approval,
    boilerplate,
    company,
    contact,
    drug,
    edition,
    filing,
    history,
    incoming,
    probe,
    release,
    today,
    trial,
)

__all__ = [
    "approval",
    "boilerplate",
    "company",
    "contact",
    "drug",
    "edition",
    "filing",
    "history",
    "incoming",
    "probe",
    "release",
    "today",
    "trial",
]

admin.site.site_header = "Desk"
admin.site.site_title = "Desk"
admin.site.index_title = "Releases and their records"
admin.site.index_template = "admin/today.html"
admin.site.index = today.index
