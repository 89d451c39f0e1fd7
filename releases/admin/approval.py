"""The approvals that were given, and the reasons that were written."""

from django.contrib import admin

from releases.admin.readonly import ReadOnlyAdmin
from releases.models import Approval, FindingReason, RecordMove


@admin.register(RecordMove)
class RecordMoveAdmin(ReadOnlyAdmin):
    """Who proposed, approved and published which record on its own, when."""

    list_display = ["at", "verb", "kind", "record_key", "sign_off", "by", "reason"]
    list_filter = ["verb", "kind", "at"]
    list_select_related = ["by"]


@admin.register(FindingReason)
class FindingReasonAdmin(ReadOnlyAdmin):
    """Who wrote why which finding may stand."""

    list_display = ["at", "release", "rule", "quote", "reason", "by"]
    list_filter = ["rule"]
    list_select_related = ["release", "by"]


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    """Who approved which text, when."""

    list_display = ["at", "release", "sign_off", "by", "comment"]
    list_filter = ["sign_off"]
    list_select_related = ["release", "by"]
    fields = ["release", "sign_off", "by", "at", "planned_at", "comment", "digest", "document_json"]
