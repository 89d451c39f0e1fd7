"""Who may move a release."""

from releases.vocabulary import Verb
from releases.workflow.table import TRANSITIONS


def may(user, verb: Verb) -> str:
    """The reason why this user may not do this, or an empty text. ``None`` is the command line: who can run it holds
    the database anyway."""
    if user is None or user.has_perm(TRANSITIONS[verb].permission):
        return ""
    act = {Verb.SEAL: "seal a release", Verb.CALL_BACK: "call a release back", Verb.CORRECT: "correct a release"}[verb]
    return f"Your account may not {act}. Ask an administrator for the permission “{TRANSITIONS[verb].permission}”."
