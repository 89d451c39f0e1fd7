"""The rules by subject. Importing this package registers them all."""

from releases.preflight.rules import changes, lists, numbers, quantities, results, statistics, sums, whole

__all__ = ["changes", "lists", "numbers", "quantities", "results", "statistics", "sums", "whole"]
