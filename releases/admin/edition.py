"""Editions, to look at."""

import zoneinfo

from django.contrib import admin
from django.utils.html import format_html

from releases import addressing, editions, instants, text, workflow
from releases.admin.readonly import ReadOnlyAdmin
from releases.document import DocumentError
from releases.models import Edition


def public_from(edition: Edition) -> str:
    """When an edition becomes or became public, in words. Of one that was brought in only the date is known: its time is made up."""
    try:
        zone_name = edition.document.company.time_zone
    except DocumentError:
        zone_name = "UTC"
    if edition.is_historic:
        local = edition.live_at.astimezone(zoneinfo.ZoneInfo(zone_name))
        return f"{text.ap_date(local)}, from the archive"
    return instants.both_zones(edition.live_at, zone_name)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """What was sealed, by whom and for when."""

    list_display = ["headline", "number", "standing", "public", "sealed_at", "sealed_by"]
    list_filter = ["is_historic", "live_at"]
    list_select_related = ["sealed_by"]
    fields = [
        "headline",
        "release",
        "number",
        "standing",
        "address",
        "public",
        "superseded_at",
        "sealed_at",
        "sealed_by",
        "is_historic",
        "called_back_at",
        "called_back_by",
        "digest",
        "previous_digest",
        "feed_id",
        "document_json",
    ]

    @admin.display(description="headline")
    def headline(self, edition: Edition) -> str:
        try:
            return edition.document.headline
        except DocumentError:  # one broken edition takes the list from nobody
            return f"{edition}. manage.py verify_editions says why."

    @admin.display(description="standing")
    def standing(self, edition: Edition) -> str:
        if edition.called_back_at:
            return "called back"
        return workflow.standing(edition, now=editions.database_now())

    @admin.display(description="public from", ordering="live_at")
    def public(self, edition: Edition) -> str:
        return public_from(edition)

    @admin.display(description="address")
    def address(self, edition: Edition) -> str:
        if self.standing(edition) in ("scheduled", "called back"):
            return edition.path
        return format_html('<a href="{0}">{0}</a>', addressing.edition(edition.path, edition.number))
