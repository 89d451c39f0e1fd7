"""Django as a WSGI application, without finished answers: what :mod:`irsite.rsgi` stands before."""

import os

from django.core.wsgi import get_wsgi_application

from irsite import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
connections.allow()
application = get_wsgi_application()

# A public process that could see or do more than it should does not start, nor does one on half a restored site.
from releases.checks import expect_to_serve  # noqa: E402

expect_to_serve()
