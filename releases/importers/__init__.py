"""How documents come in: a file becomes a Document, and the Document becomes records."""

from releases.importers.intake import Intake, Outcome, bring_in, publish
from releases.importers.records import Misfit

__all__ = ["Intake", "Misfit", "Outcome", "bring_in", "publish"]
