"""The harness is able to fail: deliberate faults, one at a time, are all seen; and where the database protects itself,
those that forget a gate tell nothing."""

import time
from pathlib import Path

from tests.embargo import sites
from tests.embargo.states import STATES, UNLIKE

TITLE = "The harness sees every fault that is planted"
_AT_ONCE = 120


def run(*, full: bool, database: str) -> dict[str, str | int | float]:
    began = time.monotonic()
    caught, missed, held, told = 0, [], 0, []
    with sites.folder() as folder:
        public = sites.public_site(database, Path(folder))
        without = public.copy("irsite_twin")
        twin, guarded_twin = sites.Answering(without, is_protected=False), sites.Answering(without)
        planted = twin.ask({"do": "faults"})
        for state in STATES:
            of_state = [fault for fault in planted if fault["state"] == state]
            if not of_state:
                continue
            secret = public.copy("irsite_secret")
            facts = secret.build(state)
            bare, guarded = sites.Answering(secret, is_protected=False), sites.Answering(secret)
            for number, fault in enumerate(of_state):
                is_twin = state not in UNLIKE
                if seen(bare, twin, facts, fault["name"], is_twin=is_twin):
                    caught += 1
                else:
                    missed.append(fault["name"])
                if fault["is_gate"] and (full or number % 3 == 0):
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


def seen(answering, twin, facts: dict, fault: str, *, is_twin: bool, is_whole: bool = True, both: bool = False) -> str:
    """The first probe whose answer shows the fault, in words; empty if none does. The probes come in an order that mixes all
    addresses, and end with the first that shows it."""
    at, most = 0, 10**9 if is_whole else 2 * _AT_ONCE
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
