"""Comparing what was sealed or approved with what came after: the document's own comparison, beside what uses it."""

from releases.document.compare import Comparison, changed_fields, compare

__all__ = ["Comparison", "changed_fields", "compare"]
