"""How documents come in: a file becomes a Document, and the Document becomes records."""

from releases.importers.incoming import Received, accept, choose, receive, set_aside
from releases.importers.intake import Intake, Outcome, bring_in, publish
from releases.importers.writing import Misfit

__all__ = [
    "Intake",
    "Misfit",
    "Outcome",
    "Received",
    "accept",
    "bring_in",
    "choose",
    "publish",
    "receive",
    "set_aside",
]
