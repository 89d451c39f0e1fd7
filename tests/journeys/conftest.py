"""Desks of colleagues in real browsers."""

import os

import pytest

from tests import factories
from tests.journeys.desk import desks

# Playwright keeps an event loop in this thread; the ORM is only asked between its calls.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def at(live_server):
    """The desk of a colleague, by username."""
    with desks(live_server.url) as at:
        yield at


@pytest.fixture
def desk(at):
    """One desk, of somebody who may do everything that one person may."""
    factories.user("irene", is_superuser=True)
    return at("irene")
