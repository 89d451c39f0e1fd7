"""Which state a release is in and who may move it: the transition table, the policy, the verbs.

The only room that writes a release's state. Every verb is one atomic move that locks the row, asks table and policy,
and appends to history.
"""

from releases.workflow import approvals, records
from releases.workflow.circumstances import circumstances, examine
from releases.workflow.corrections import correct, give_up, withdraw
from releases.workflow.policy import may, sign_offs_of
from releases.workflow.reasons import against_at_once, against_verb, open_sign_offs, possible, unexplained
from releases.workflow.returns import all_returned, returned, with_stops
from releases.workflow.stops import call_back, hold
from releases.workflow.table import TRANSITIONS, Refused, standing
from releases.workflow.verbs import approve, plan, reconsider, seal, send_back, submit
from releases.workflow.written_reasons import against_answer, ahead, answer, answers, report, unanswered

__all__ = [
    "TRANSITIONS",
    "Refused",
    "against_answer",
    "against_at_once",
    "against_verb",
    "ahead",
    "all_returned",
    "answer",
    "answers",
    "approvals",
    "approve",
    "call_back",
    "circumstances",
    "correct",
    "examine",
    "give_up",
    "hold",
    "may",
    "open_sign_offs",
    "plan",
    "possible",
    "reconsider",
    "records",
    "report",
    "returned",
    "seal",
    "send_back",
    "sign_offs_of",
    "standing",
    "submit",
    "unanswered",
    "unexplained",
    "with_stops",
    "withdraw",
]
