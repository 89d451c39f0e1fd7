"""The checks a release passes before it may be sealed. Pure: a Document and a Context in, findings out.

No database, no clock: what a rule needs to know beyond the document stands in the context.
"""

from releases.preflight.catalogue import CATALOGUE, UNBUILT, Rule
from releases.preflight.context import Context
from releases.preflight.engine import inspect
from releases.preflight.finding import Finding, Level, Place, Report

__all__ = ["CATALOGUE", "UNBUILT", "Context", "Finding", "Level", "Place", "Report", "Rule", "inspect"]
