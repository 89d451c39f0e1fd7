"""Files are really decoded here."""

import pytest

from releases.files import uploads


@pytest.fixture(autouse=True)
def _decoded_each_time(monkeypatch):
    monkeypatch.setattr(uploads, "_decoded", uploads._decoded.__wrapped__)
