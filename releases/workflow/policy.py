"""Who may move a release."""

from releases.vocabulary import SignOff, Verb
from releases.workflow.table import TRANSITIONS

_ACTS = {
    Verb.SUBMIT: "submit a release",
    Verb.SEND_BACK: "send a release back",
    Verb.PLAN: "plan a release",
    Verb.APPROVE: "approve a release",
    Verb.SEAL: "seal a release",
    Verb.CALL_BACK: "call a release back",
    Verb.HOLD: "hold a release",
    Verb.CORRECT: "correct a release",
    Verb.GIVE_UP: "give up a correction",
    Verb.WITHDRAW: "withdraw a release",
}


def may(user, verb: Verb) -> str:
    """The reason why this user may not do this, or an empty text.

    ``None`` is the command line: who can run it holds the database anyway, but nobody approves from there, since an
    approval is a person's.
    """
    if user is None:
        return "Nobody approves from the command line. Sign in at the desk." if verb == Verb.APPROVE else ""
    permission = TRANSITIONS[verb].permission
    if verb == Verb.APPROVE:
        allowed = bool(sign_offs_of(user))
    elif verb in (Verb.SEND_BACK, Verb.HOLD):  # whoever may approve or publish may stop
        allowed = bool(sign_offs_of(user)) or user.has_perm("releases.add_edition")
    else:
        allowed = user.has_perm(permission)
    if allowed:
        return ""
    return f"Your account may not {_ACTS[verb]}. Ask an administrator for a role that may."


def sign_offs_of(user) -> list[SignOff]:
    """The sign-offs that this user's roles allow."""
    return [sign_off for sign_off in SignOff if user.has_perm(f"releases.sign_off_{sign_off.value}")]
