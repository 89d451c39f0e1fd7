"""How documents come in: a file becomes a Document, and the Document becomes records."""

from releases.importers.intake import Intake, Outcome, bring_in, publish

__all__ = ["Intake", "Outcome", "bring_in", "publish"]
