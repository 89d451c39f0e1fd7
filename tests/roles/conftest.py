"""Asking for public addresses as anybody would."""

from tests.views.conftest import whole

__all__ = ["whole"]
