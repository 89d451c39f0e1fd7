"""The rules by subject. Importing this package registers them all."""

from releases.preflight.rules import whole

__all__ = ["whole"]
