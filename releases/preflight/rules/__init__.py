"""The rules by subject. Importing this package registers them all."""

from releases.preflight.rules import numbers, whole

__all__ = ["numbers", "whole"]
