"""Users at the desk, the sign-offs that are required of them, and what administrators may see and end of others' sign-ins.
Secrets are shown to nobody."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpResponseRedirect
from django.urls import reverse

from irsite.accounts import removal, required, rights
from irsite.accounts.rights_forms import PersonForm, RoleForm
from releases import text
from releases.admin.changes import ChangeHistoryAdmin
from releases.models import RequiredRecordSignOff, RequiredSignOff

for _model in (Authenticator, EmailAddress, Group, SocialAccount, SocialApp, SocialToken, User, UserSession):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)


class GivesRights:
    """Mix in before the admin of people or roles: what signs, publishes or gives rights takes two administrators, and nobody
    gives it to themselves."""

    change_form_template = "admin/accounts/gives_rights.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"asker": request.user})

    def save_model(self, request, obj, form, change):
        waiting = rights.ask_or_give(obj, form.given, by=request.user) if change else []
        if waiting:
            form.hold_back({right.key for right in waiting})
            labels = text.series(right.label for right in waiting)
            self.message_user(
                request,
                f"Noted, and all superusers were told. “{obj}” gets {labels} when another administrator saves the same change"
                " here within 24 hours. If there is no other, run on the server: manage.py give_role NAME ROLE",
                messages.WARNING,
            )
        super().save_model(request, obj, form, change)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        waiting = rights.waiting_for(obj) if obj else []
        return super().change_view(request, object_id, form_url, {"waiting_rights": waiting} | (extra_context or {}))


@admin.register(User)
class DeskUserAdmin(GivesRights, UserAdmin):
    """Administrators fill the roles; only superusers make superusers, or touch one. One person at a time: each change asks for
    a fresh sign-in."""

    form = PersonForm
    actions = None
    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "last_login")

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, "is_superuser", "user_permissions")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    @staticmethod
    def _may_touch(request, obj) -> bool:
        return request.user.is_superuser or obj is None or not obj.is_superuser


@admin.register(Group)
class RoleAdmin(GivesRights, GroupAdmin):
    """Roles and their permissions, one at a time."""

    form = RoleForm
    actions = None


class RemovedByTwo:
    """Mix in before an admin whose records two people remove. The admin gives ``ask_or_remove(obj, by=…)``, which notes the first
    one's wish and removes at the second's, and says which; and ``noted(obj_display)``, what the first one reads."""

    def log_deletions(self, request, queryset):
        """Written by :meth:`delete_model`, if it is one."""

    def delete_model(self, request, obj):
        key = obj.pk
        request.is_removed = self.ask_or_remove(obj, by=request.user)
        if request.is_removed:
            obj.pk = key  # deleting takes it away
            super().log_deletions(request, [obj])

    def response_delete(self, request, obj_display, obj_id):
        if request.is_removed:
            return super().response_delete(request, obj_display, obj_id)
        self.message_user(request, f"Noted, and all superusers were told. {self.noted(obj_display)}", messages.WARNING)
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))


class RequiredAdmin(RemovedByTwo, ChangeHistoryAdmin):
    """Added by an administrator and removed by two, one at a time, each with a fresh sign-in. None is turned into another,
    which would remove the first."""

    actions = None

    @admin.display(description="removal asked for by")
    def removal_asked_for_by(self, obj):
        return required.asked_by(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and obj is None

    def ask_or_remove(self, obj, *, by):
        return required.ask_or_remove(obj, by=by)

    def noted(self, obj_display):
        return (
            f"“{obj_display}” stays required until another administrator removes it here, too, within 24 hours. If there is no"
            " other, make one on the server: manage.py give_role NAME Administrator"
        )


@admin.register(RequiredSignOff)
class RequiredSignOffAdmin(RequiredAdmin):
    """Of releases."""

    list_display = ["category", "sign_off", "removal_asked_for_by"]
    list_filter = ["category"]


@admin.register(RequiredRecordSignOff)
class RequiredRecordSignOffAdmin(RequiredAdmin):
    """Of records that are published on their own."""

    list_display = ["kind", "sign_off", "removal_asked_for_by"]
    list_filter = ["kind"]


class Removable(admin.ModelAdmin):
    """Superusers read and remove; nobody writes."""

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Authenticator)
class SecondFactorAdmin(RemovedByTwo, Removable):
    """For whom lost it: once two superusers have removed it here, the next sign-in asks to set up a new one."""

    list_display = fields = ("user", "type", "created_at", "last_used_at", "removal_asked_by")
    list_filter = ("type",)
    list_select_related = ("user", "removal__asked_by")
    search_fields = ("user__username",)

    @admin.display(description="removal asked for by")
    def removal_asked_by(self, obj):
        wish = removal.waiting(obj)
        return wish.asked_by if wish else None

    def has_delete_permission(self, request, obj=None):
        # One's own is removed under "Second factor", where the last one stays.
        return super().has_delete_permission(request, obj) and (obj is None or obj.user_id != request.user.pk)

    def get_actions(self, request):
        return {}  # one at a time: each is two people's decision

    def ask_or_remove(self, obj, *, by):
        return removal.ask_or_remove(obj, by=by)

    def noted(self, obj_display):
        return (
            "The second factor stays until another superuser removes it here, too, within 24 hours. If there is no other, run on"
            " the server: manage.py remove_second_factor NAME"
        )


@admin.register(SocialAccount)
class SingleSignOnAdmin(Removable):
    """Which person of the company's sign-on a user is; removed, the next sign-on matches by e-mail again."""

    actions = None
    list_display = fields = ("user", "provider", "uid", "last_login", "date_joined")
    search_fields = ("user__username",)


@admin.register(UserSession)
class SessionAdmin(Removable):
    """Who is signed in; removing a row ends that session."""

    list_display = fields = ("user", "created_at", "last_seen_at", "ip", "user_agent")
    search_fields = ("user__username", "ip")

    def delete_model(self, request, obj):
        obj.end()

    def delete_queryset(self, request, queryset):
        for session in queryset:
            session.end()
