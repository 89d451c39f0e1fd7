"""What granian loads in every process: ``irsite.rsgi:application``, by granian's own interface, RSGI."""

import gc
import sys

from django.conf import settings
from django.db import close_old_connections

from irsite import finished
from irsite.wsgi import application as wsgi_application
from releases import newsroom


def ask() -> newsroom.Generation:
    """The public generation, asked for outside of a request of Django's, which else looks after connections."""
    close_old_connections()
    return newsroom.generation()


application = finished.Application(
    wsgi_application,
    ask=ask,
    is_behind_proxy=bool(settings.ALLAUTH_TRUSTED_PROXY_COUNT),
    most_bytes=settings.FINISHED_BYTES,
)

# A rendering gives the interpreter back to the event loop within a millisecond.
sys.setswitchinterval(0.001)
# What is loaded stays. A collection that looked through all of it would hold every reader up for 50 ms.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
