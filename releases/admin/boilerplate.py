"""Standing text and its versions."""

from django.contrib import admin

from releases.admin.changes import ChangeHistoryAdmin
from releases.admin.widgets import TEXT_WIDGETS
from releases.models import Boilerplate, BoilerplateVersion


@admin.register(Boilerplate)
class BoilerplateAdmin(ChangeHistoryAdmin):
    """Names of standing texts; the words are versions."""

    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(BoilerplateVersion)
class BoilerplateVersionAdmin(ChangeHistoryAdmin):
    """Words of a standing text from a date on; shown but not changed once an edition carries them."""

    list_display = ["__str__", "kind", "effective_from", "is_frozen"]
    list_filter = ["boilerplate__kind", "effective_from"]
    list_select_related = ["boilerplate"]
    search_fields = ["boilerplate__name", "heading", "text"]
    formfield_overrides = TEXT_WIDGETS
    fields = ["boilerplate", "effective_from", "heading", "text"]

    @admin.display(description="kind")
    def kind(self, version: BoilerplateVersion) -> str:
        return version.boilerplate.get_kind_display()

    @admin.display(description="frozen", boolean=True)
    def is_frozen(self, version: BoilerplateVersion) -> bool:
        return version.frozen_at is not None

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.frozen_at is None)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.frozen_at is None)
