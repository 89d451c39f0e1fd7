"""Which sign-offs a category needs, and the approvals that were given."""

from django.contrib import admin

from releases.admin.changes import ChangeHistoryAdmin
from releases.admin.readonly import ReadOnlyAdmin
from releases.models import Approval, RequiredSignOff


@admin.register(RequiredSignOff)
class RequiredSignOffAdmin(ChangeHistoryAdmin):
    """Edited by administrators."""

    list_display = ["category", "sign_off"]
    list_filter = ["category"]


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    """Who approved which text, when."""

    list_display = ["at", "release", "sign_off", "by", "comment"]
    list_filter = ["sign_off"]
    list_select_related = ["release", "by"]
    fields = ["release", "sign_off", "by", "at", "planned_at", "comment", "digest", "document_json"]
