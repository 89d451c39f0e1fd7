"""What the admins of linked records share: they show how a record stands against its sealed copies."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from releases import editions
from releases.admin.changes import ChangeHistoryAdmin
from releases.instants import both_zones
from releases.models import Company


class LinkedRecordAdmin(ChangeHistoryAdmin):
    """Shows what the public reads of a record, what is scheduled, and what only this desk knows."""

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "sealed_state"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj)]
        return [("Public", {"fields": ["sealed_state"]}), *fieldsets] if obj else fieldsets

    @admin.display(description="sealed copies")
    def sealed_state(self, record) -> str:
        if record is None or record.pk is None:
            return "none yet"
        (state,) = editions.states([record])
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines(record, state)))
        )


def lines(record, state: editions.State) -> list[str]:
    """Sentences about a record's sealed copies, the public one first."""
    now = editions.database_now()
    company = Company.objects.current()
    zone = company.time_zone if company else "UTC"
    held = state.at(now)
    public = f"The copy of {both_zones(held.live_at, zone)} holds." if held else "No copy is public."
    planned = [
        f"A copy is sealed for {both_zones(copy.live_at, zone)}." for copy in state.standing if copy.live_at > now
    ]
    changed = [field.replace("_", " ") for field in state.changed]
    return [public, *planned, f"Changes not sealed yet: {', '.join(changed)}." if changed else "Nothing is unsealed."]
