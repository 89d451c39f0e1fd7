"""Rights that sign, publish, or give such rights: two administrators give them, and nobody gives one to themselves.

Whoever took over one account would otherwise write, sign off and publish under names of their own making.
"""

import logging
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils import timezone

from irsite.accounts.alerts import tell
from irsite.accounts.models import RightWish
from releases.vocabulary import SignOff

User = get_user_model()
_log = logging.getLogger(__name__)

#: What makes a role one that two people give: it signs, publishes or withdraws, or it gives roles itself.
GUARDED = frozenset(
    {
        *(f"releases.sign_off_{sign_off.value}" for sign_off in SignOff),
        "releases.add_edition",
        "releases.withdraw_release",
        "auth.change_user",
        "auth.add_group",
        "auth.change_group",
    }
)
SUPERUSER, IN_USE = "superuser", "in use"


@dataclass(frozen=True, slots=True)
class Right:
    """Something that a form would give to a person or to everybody in a role."""

    key: str  # "superuser", "in use", "role:3" or "permission:27"
    label: str


def of_person(person: User, cleaned: dict) -> list[Right]:
    """The guarded rights that the cleaned values of a form would give to a person who is stored already. Values that the form
    does not ask stay as they are."""
    before = User.objects.get(pk=person.pk)
    groups, permissions = set(before.groups.all()), set(before.user_permissions.all())
    wanted_groups = set(cleaned.get("groups", groups))
    wanted_permissions = set(cleaned.get("user_permissions", permissions))
    found = []
    if cleaned.get("is_superuser", before.is_superuser) and not before.is_superuser:
        found.append(Right(SUPERUSER, "every right, as a superuser"))
    found += [_role(group) for group in _guarded_roles(wanted_groups - groups)]
    found += [_permission(each) for each in _guarded_permissions(wanted_permissions - permissions)]
    keeps = (
        (before.is_superuser and cleaned.get("is_superuser", True))
        or _guarded_roles(wanted_groups & groups)
        or _guarded_permissions(wanted_permissions & permissions)
    )
    is_used = cleaned.get("is_active", before.is_active) and cleaned.get("is_staff", before.is_staff)
    if keeps and is_used and not (before.is_active and before.is_staff):
        found.append(Right(IN_USE, "the use of an account that has such rights"))
    return found


def of_role(role: Group, cleaned: dict) -> list[Right]:
    """The guarded permissions that the cleaned values of a form would give to everybody in a role."""
    added = set(cleaned.get("permissions", ())) - set(role.permissions.all())
    return [_permission(each) for each in _guarded_permissions(added)]


def is_own(holder: User | Group, by) -> bool:
    """Whether this user would give the right to themselves."""
    return holder.user_set.filter(pk=by.pk).exists() if isinstance(holder, Group) else holder.pk == by.pk


def ask_or_give(holder: User | Group, rights: list[Right], *, by) -> list[Right]:
    """Note these wishes, and return those that have to wait: a right is given once two people have wished it within 24
    hours. All superusers are told of both. To be called inside a transaction."""
    waiting = []
    for right in rights:
        wish = RightWish.objects.select_for_update().filter(**_of(holder), right=right.key).first()
        if wish and wish.is_waiting and wish.asked_by_id != by.pk:
            wish.delete()
            tell(
                "a right was given",
                f"“{holder}” has {right.label} by the word of “{wish.asked_by.get_username()}” and “{by.get_username()}”.",
            )
            continue
        RightWish.objects.update_or_create(
            **_of(holder), right=right.key, defaults={"label": right.label, "asked_by": by, "asked_at": timezone.now()}
        )
        tell(
            "a right is asked for",
            f"“{by.get_username()}” asks to give “{holder}” {right.label}; it is not given unless another administrator does the"
            " same within 24 hours.",
        )
        waiting.append(right)
    return waiting


def waiting_for(holder: User | Group) -> list[RightWish]:
    """The wishes that another administrator can still agree to."""
    wishes = RightWish.objects.filter(**_of(holder)).select_related("asked_by").order_by("asked_at")
    return [wish for wish in wishes if wish.is_waiting]


def give_on_server(person: User, role: Group) -> bool:
    """Give a role by somebody on the server; whether the person did not have it. All superusers are told."""
    if person.groups.filter(pk=role.pk).exists():
        return False
    person.groups.add(role)
    _log.warning("User %s was given the role %s on the server.", person.pk, role.pk)
    tell("a right was given", f"“{person.get_username()}” was given the role “{role}” on the server.")
    return True


def _of(holder: User | Group) -> dict:
    return {"role": holder} if isinstance(holder, Group) else {"person": holder}


def _role(group: Group) -> Right:
    return Right(f"role:{group.pk}", f"the role “{group}”")


def _permission(permission: Permission) -> Right:
    return Right(f"permission:{permission.pk}", f"the right “{permission.name}”")


def _guarded() -> Q:
    found = Q()
    for name in GUARDED:
        app_label, codename = name.split(".")
        found |= Q(content_type__app_label=app_label, codename=codename)
    return found


def _guarded_permissions(permissions: set[Permission]) -> list[Permission]:
    return list(Permission.objects.filter(_guarded(), pk__in=[each.pk for each in permissions]).order_by("pk"))


def _guarded_roles(groups: set[Group]) -> list[Group]:
    guarded = Permission.objects.filter(_guarded())
    return list(
        Group.objects.filter(pk__in=[each.pk for each in groups], permissions__in=guarded).distinct().order_by("pk")
    )
