"""The checks a release passes before it may be sealed. Pure: a Document in, findings out.

So far it checks that a release is whole; the catalogue of numbers, names and legal text will stand beside.
"""

from releases.preflight.finding import Finding, Level
from releases.preflight.rules import inspect

__all__ = ["Finding", "Level", "inspect"]
