"""The forms of people and roles, which hold back what another administrator has to agree to."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group

from irsite.accounts import rights

User = get_user_model()


class GivesRightsForm:
    """Mix in before a form; the admin sets ``asker``. ``given`` are the guarded rights that saving it would give."""

    asker: User
    given: list[rights.Right] = []

    def find_rights(self) -> list[rights.Right]:
        raise NotImplementedError

    def clean(self):
        super().clean()
        self.given = self.find_rights() if self.instance.pk else []
        if self.given and rights.is_own(self.instance, self.asker):
            raise forms.ValidationError(
                "Nobody gives themselves a right that signs, publishes or gives such rights. Ask two other administrators."
            )
        return self.cleaned_data

    def hold_back(self, keys: set[str]) -> None:
        """Leave these rights out of what is saved, and out of what is told of the save."""
        before = type(self.instance).objects.get(pk=self.instance.pk)
        for flag in ("is_superuser", "is_active", "is_staff"):
            key = rights.SUPERUSER if flag == "is_superuser" else rights.IN_USE
            if key in keys and flag in self.cleaned_data:
                setattr(self.instance, flag, getattr(before, flag))
                self._untold(flag, getattr(before, flag) == self.initial.get(flag))
        for field, kind in (("groups", "role"), ("user_permissions", "permission"), ("permissions", "permission")):
            if field in self.cleaned_data:
                kept = [each for each in self.cleaned_data[field] if f"{kind}:{each.pk}" not in keys]
                self.cleaned_data[field] = kept
                self._untold(field, set(kept) == set(getattr(before, field).all()))

    def _untold(self, field: str, is_unchanged: bool) -> None:
        if is_unchanged and field in self.changed_data:
            self.changed_data.remove(field)


class PersonForm(GivesRightsForm, UserChangeForm):
    """Roles, rights and the use of an account."""

    def find_rights(self) -> list[rights.Right]:
        return rights.of_person(self.instance, self.cleaned_data)


class RoleForm(GivesRightsForm, forms.ModelForm):
    """The permissions of a role."""

    class Meta:
        model = Group
        fields = ["name", "permissions"]

    def find_rights(self) -> list[rights.Right]:
        return rights.of_role(self.instance, self.cleaned_data)
