"""Who can do what, in words, read from the groups and their permissions."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission

#: Django's four acts, in the order in which they are told.
ACTS = {"view": "read", "add": "add", "change": "change", "delete": "delete"}


@dataclass(frozen=True)
class Row:
    """What can be done, and for each role how far; an empty string is not at all."""

    thing: str
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    roles: tuple[Group, ...]
    rights: tuple[Row, ...]
    records: tuple[Row, ...]


def table() -> Table:
    """Every permission that any role has: first the desk's own rights, then what is done with records."""
    roles = tuple(Group.objects.order_by("pk").prefetch_related("user_set"))
    given = defaultdict(set)
    for group, permission in Group.permissions.through.objects.values_list("group_id", "permission_id"):
        given[permission].add(group)
    rights, records = {}, defaultdict(lambda: defaultdict(set))
    for permission in Permission.objects.filter(pk__in=given).select_related("content_type").order_by("content_type"):
        act, _, _ = permission.codename.partition("_")
        model = permission.content_type.model_class()
        if model and act in ACTS and permission.codename == f"{act}_{model._meta.model_name}":
            for group in given[permission.pk]:
                records[str(model._meta.verbose_name_plural)][group].add(act)
        else:
            rights[permission.name.removeprefix("Can ")] = given[permission.pk]
    return Table(
        roles=roles,
        rights=tuple(
            Row(_sentence(name), tuple("yes" if role.pk in groups else "" for role in roles))
            for name, groups in rights.items()
        ),
        records=tuple(
            Row(_sentence(name), tuple(_words(acts[role.pk]) for role in roles))
            for name, acts in sorted(records.items())
        ),
    )


def _words(acts: set[str]) -> str:
    if len(acts) == len(ACTS):
        return "everything"
    return ", ".join(word for act, word in ACTS.items() if act in acts)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
