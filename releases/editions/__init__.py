"""Sealing and what follows from it: call back, supersede, verify, rebuild. The only room that writes editions and the
sealed copies of the records they link to."""

from releases.editions.chain import edition_digest, record_digest
from releases.editions.clock import SealRefused, database_now
from releases.editions.difference import Difference
from releases.editions.guard import install_guard, missing_guards
from releases.editions.journal import note_withdrawals, read_lines
from releases.editions.linked import (
    Identity,
    State,
    all_unsealed,
    identity,
    is_confirmed,
    linked_records,
    states,
    unconfirmed,
    unsealed,
)
from releases.editions.rebuild import rebuild
from releases.editions.records import call_back_record, dependents, lock, seal_record
from releases.editions.seal import Prospect, call_back, planned_address, printed, prospect, seal, withdraw
from releases.editions.verify import verify
from releases.editions.zones import disagreements as zone_disagreements

__all__ = [
    "Difference",
    "Identity",
    "Prospect",
    "SealRefused",
    "State",
    "all_unsealed",
    "call_back",
    "call_back_record",
    "database_now",
    "dependents",
    "edition_digest",
    "identity",
    "install_guard",
    "is_confirmed",
    "linked_records",
    "lock",
    "missing_guards",
    "note_withdrawals",
    "planned_address",
    "printed",
    "prospect",
    "read_lines",
    "rebuild",
    "record_digest",
    "seal",
    "seal_record",
    "states",
    "unconfirmed",
    "unsealed",
    "verify",
    "withdraw",
    "zone_disagreements",
]
