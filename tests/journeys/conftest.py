"""Desks of colleagues in real browsers."""

import pytest

from tests import factories
from tests.journeys.desk import desks


@pytest.fixture
def at(chromium, live_server):
    """The desk of a colleague, by username."""
    with desks(chromium, live_server.url) as at:
        yield at


@pytest.fixture
def desk(at):
    """One desk, of somebody who may do everything that one person may."""
    factories.user("irene", is_superuser=True)
    return at("irene")
