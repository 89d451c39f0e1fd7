"""Whoever holds the connection of the public process, and runs whatever statement, learns nothing of what is not public; and
deliberate faults in what protects it are all seen."""

import contextlib
import time
from pathlib import Path

from tests.embargo import sites
from tests.embargo.canaries import PATTERN
from tests.embargo.locks import LOCKS
from tests.embargo.states import UNLIKE

TITLE = "No statement of the public account shows what is not public"
SHORT = ("scheduled", "withdrawn")
FULL = ("draft", "scheduled", "called_back", "pending_correction", "records_alone", "withdrawn")


def run(*, full: bool, database: str) -> dict[str, str | int | float]:
    began, told, missed, planted, count = time.monotonic(), [], [], [], 0
    with sites.folder() as folder:
        public = sites.public_site(database, Path(folder))
        twin = public.copy("irsite_twin")
        states = FULL if full else SHORT
        for state in states:
            secret = public.copy("irsite_secret")
            secret.build(state)
            answers, found = attack(secret, twin, is_twin=state not in UNLIKE)
            count += answers
            told += [f"{state}: {each}" for each in found]
            if state == "scheduled":
                planted = [fault for fault, lock in LOCKS.items() if lock.database == database]
                missed = [fault for fault in planted if not attack(secret, twin, fault=fault)[1]]
    assert not told, f"{len(told)} statements told of what is not public. The first:\n" + "\n".join(told[:5])
    assert not missed, f"{len(missed)} planted faults were not seen: {'; '.join(missed)}"
    return {
        "statements": count,
        "states": len(states),
        "told anything": len(told),
        "faults planted in the protection": len(planted),
        "faults seen": len(planted) - len(missed),
        "seconds": round(time.monotonic() - began),
    }


def attack(secret: sites.Site, twin: sites.Site, *, is_twin: bool = True, fault: str = "") -> tuple[int, list[str]]:
    """How many statements were answered, and what they told, in words. A fault is planted in the site with the secret, and on
    SQLite in both processes."""
    with secret.planted(LOCKS[fault]) if fault else contextlib.nullcontext():
        one = secret.attack(fault)
    other = twin.attack(fault) if is_twin else {"answers": {}}
    found = [f"{sql} was not refused" for sql in one["taken"]]
    found += [
        f"{sql} shows {answer[:200]}" for sql, answer in one["answers"].items() if PATTERN.search(answer.encode())
    ]
    if is_twin:
        found += [
            f"{sql} differs: {answer[:100]} … {other['answers'].get(sql, '')[:100]}"
            for sql, answer in one["answers"].items()
            if answer != other["answers"].get(sql)
        ]
    return len(one["answers"]), found
