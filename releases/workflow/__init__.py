"""Which state a release is in and who may move it: the transition table, the policy, the verbs.

The only room that writes a release's state. Every verb is one atomic move that locks the row, asks table and policy,
and appends to history.
"""

from releases.workflow.policy import may
from releases.workflow.table import TRANSITIONS, Refused, standing
from releases.workflow.verbs import call_back, correct, possible, reasons_against, seal

__all__ = [
    "TRANSITIONS",
    "Refused",
    "call_back",
    "correct",
    "may",
    "possible",
    "reasons_against",
    "seal",
    "standing",
]
