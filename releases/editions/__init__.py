"""Sealing and what follows from it: call back, supersede, verify, rebuild. The only room that writes editions."""

from releases.editions.chain import edition_digest
from releases.editions.guard import install_guard, missing_guards
from releases.editions.rebuild import rebuild
from releases.editions.seal import SealRefused, call_back, database_now, planned_address, seal, withdraw
from releases.editions.verify import Difference, verify

__all__ = [
    "Difference",
    "SealRefused",
    "call_back",
    "database_now",
    "edition_digest",
    "install_guard",
    "missing_guards",
    "planned_address",
    "rebuild",
    "seal",
    "verify",
    "withdraw",
]
