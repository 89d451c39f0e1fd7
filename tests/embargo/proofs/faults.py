"""The harness is able to fail: deliberate faults, one at a time, are all seen; and where the database protects itself,
those that forget a gate tell nothing."""

import itertools
import time
from pathlib import Path

from tests.embargo import sites
from tests.embargo.states import STATES, UNLIKE

TITLE = "The harness sees every fault that is planted"
#: Probes between two looks at what they showed; and how many a short run asks of a database that protects itself.
_AT_ONCE, _MOST = 10, 240


def run(*, full: bool, database: str, part: tuple[int, int] = (0, 1)) -> dict[str, str | int | float]:
    """Plant every fault, or of so many equal parts of them the one with this number, counted from 0."""
    began = time.monotonic()
    caught, missed, held, told = 0, [], 0, []
    with sites.folder() as folder:
        public = sites.public_site(database, Path(folder))
        without = public.copy("irsite_twin")
        twin, guarded_twin = sites.Answering(without, is_protected=False), sites.Answering(without)
        planted = _of_part(twin.ask({"do": "faults"}), *part, full=full)
        planted = [fault for fault in planted if database == "sqlite" or not fault["is_of_sqlite"]]
        for state, of_state in itertools.groupby(planted, key=lambda fault: fault["state"]):
            secret = public.copy("irsite_secret")
            facts = secret.build(state)
            bare, guarded = sites.Answering(secret, is_protected=False), sites.Answering(secret)
            for fault in of_state:
                is_twin = state not in UNLIKE
                if seen(bare, twin, facts, fault["name"], is_twin=is_twin):
                    caught += 1
                else:
                    missed.append(fault["name"])
                if fault["is_held"]:
                    held += 1
                    # Both forget it: what was public before may show, and nothing of the secret.
                    if found := seen(
                        guarded, guarded_twin, facts, fault["name"], is_twin=is_twin, is_whole=full, both=True
                    ):
                        told.append(f"{fault['name']}: {found}")
            bare.close()
            guarded.close()
        twin.close()
        guarded_twin.close()
    assert not missed, f"{len(missed)} of {len(planted)} planted faults were not seen: {'; '.join(missed)}"
    assert not told, f"The database let {len(told)} forgotten gates tell: {'; '.join(told)}"
    return {
        "faults planted": len(planted),
        "faults seen": caught,
        "gates forgotten with the database's own protection": held,
        "of these, told anything": len(told),
        "seconds": round(time.monotonic() - began),
    }


def _of_part(planted: list[dict], number: int, parts: int, *, full: bool) -> list[dict]:
    """The faults of a part, by state; ``is_held`` says of which it is tried that the database tells nothing."""
    found = []
    for state in STATES:
        of_state = [fault for fault in planted if fault["state"] == state]
        found += [
            fault | {"is_held": fault["is_gate"] and (full or place % 3 == 0)} for place, fault in enumerate(of_state)
        ]
    assert len(found) == len(planted)
    return found[len(found) * number // parts : len(found) * (number + 1) // parts]


def seen(answering, twin, facts: dict, fault: str, *, is_twin: bool, is_whole: bool = True, both: bool = False) -> str:
    """The first probe whose answer shows the fault, in words; empty if none does. The probes come in an order that mixes all
    addresses, and end with the first that shows it."""
    at, most = 0, 10**9 if is_whole else _MOST
    while at < most:
        task = {"do": "run", "facts": facts, "seed": 7, "slice": (at, at + _AT_ONCE)}
        answering.begin(task | {"remember": False, "fault": fault})
        twin.begin(task | {"remember": False, "fault": fault} if both else task | {"remember": True})
        told, expected = answering.end(), twin.end()
        if told["leaks"]:
            return f"probe {at + told['leaks'][0][0]}, {told['leaks'][0][1][0]}"
        if is_twin and told["digests"] != expected["digests"]:
            return f"after probe {at}, not the same bytes"
        if not told["digests"]:
            return ""
        at += _AT_ONCE
    return ""
