"""What the self-probe saw, to look at."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from releases.admin.readonly import ReadOnlyAdmin
from releases.models import ProbeIncident, ProbeRound


@admin.register(ProbeRound)
class ProbeRoundAdmin(ReadOnlyAdmin):
    """Each round: how many channels were asked, and which were not as they should be."""

    list_display = ["at", "release", "phase", "outcome", "channels", "slowest", "error"]
    list_filter = ["outcome", "phase", "at"]
    list_select_related = ["release"]
    search_fields = ["release__headline", "error"]
    fields = [
        "release", "edition", "phase", "outcome", "at", "instant", "channels", "is_named", "error", "wrong_channels", "asked_from",
        "opened_channels",
    ]  # fmt: skip

    @admin.display(description="as they should be")
    def channels(self, row: ProbeRound) -> str:
        return f"{row.as_expected} of {row.asked}"

    @admin.display(description="not as they should be")
    def wrong_channels(self, row: ProbeRound) -> str:
        if not row.wrong:
            return "none"
        return format_html("<ul>{}</ul>", format_html_join("", "<li><code>{}</code> {}</li>", row.wrong))

    @admin.display(description="open after the instant")
    def opened_channels(self, row: ProbeRound) -> str:
        if not row.opened:
            return "none"
        slowest_first = sorted(row.opened.items(), key=lambda each: -each[1])
        lines = ((channel, f"{seconds:.1f} s") for channel, seconds in slowest_first)
        return format_html("<ul>{}</ul>", format_html_join("", "<li><code>{}</code> {}</li>", lines))


@admin.register(ProbeIncident)
class ProbeIncidentAdmin(ReadOnlyAdmin):
    """Each alarm, from the first red round to the next green one, and when people were told."""

    list_display = ["opened_at", "release", "closed_at", "told_at", "found"]
    list_filter = ["opened_at"]
    list_select_related = ["release"]
    search_fields = ["release__headline", "found"]
