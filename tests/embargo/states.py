"""The states that the secret is in while it is asked for: functions of tests/embargo/world.py."""

STATES = (
    "draft", "in_review", "sent_back", "approved", "scheduled", "postponed", "called_back", "pending_correction",
    "pending_withdrawal", "records_alone", "withdrawn",
)  # fmt: skip
#: Its notice is public, so the site without the secret is no twin of it: only canaries are looked for.
UNLIKE = {"withdrawn"}
