"""The ledger of moves, to look at."""

from django.contrib import admin

from releases.admin.readonly import ReadOnlyAdmin
from releases.models import HistoryEntry


@admin.register(HistoryEntry)
class HistoryEntryAdmin(ReadOnlyAdmin):
    """Who did what to which release, when and why."""

    list_display = ["at", "verb", "release", "by", "reason"]
    list_filter = ["verb", "at"]
    list_select_related = ["release", "by"]
    search_fields = ["release__headline", "reason"]
