"""Every rule with its id, level, title, source and version; and the ids that have no rule yet, with the reason."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.view import View

#: How many ids each group of the specification has: numbers, names and registry, structure and law, dates, claims.
GROUPS = {"A": 18, "B": 15, "C": 20, "D": 9, "E": 12}
#: W is ours: a release has to be whole before anything else can be said about it.
IDS = ("W1", *(f"{group}{number}" for group, size in GROUPS.items() for number in range(1, size + 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A registered check. ``version`` grows whenever it finds otherwise than before."""

    id: str
    level: Level
    title: str  # what must hold, in words for the desk
    source: str  # the law, standard or practice it stands on
    version: int
    check: Callable[[View, Context], Iterator[Hit]]


#: By id. The modules in ``rules/`` fill it when the package is imported.
CATALOGUE: dict[str, Rule] = {}


def rule(rule_id: str, level: Level, title: str, *, source: str, version: int = 1):
    """Register the decorated generator as the check of this id; raises ValueError for an unknown or a taken id."""

    def register(check):
        if rule_id not in IDS:
            raise ValueError(f"{rule_id} is no id of the catalogue.")
        if rule_id in CATALOGUE or rule_id in UNBUILT:
            raise ValueError(f"{rule_id} has a rule or a reason for having none already.")
        CATALOGUE[rule_id] = Rule(id=rule_id, level=level, title=title, source=source, version=version, check=check)
        return check

    return register


def order(rule_id: str) -> tuple[str, int]:
    """Sorts ids as people count: A2 before A10."""
    letter, number = re.fullmatch(r"([A-Z])(\d+)", rule_id).groups()
    return letter, int(number)


#: Ids without a rule, each with the reason. An id stands either here or in the catalogue.
UNBUILT: dict[str, str] = {}
