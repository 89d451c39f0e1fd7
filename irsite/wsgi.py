"""The WSGI application: what granian loads in a public process, and :mod:`irsite.rsgi` at the desk."""

import os

from django.core.wsgi import get_wsgi_application

from irsite import connections
from irsite.finished import Finished

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
connections.allow()
application = Finished(get_wsgi_application())

# A public process that could see or do more than it should does not start, nor does one on half a restored site.
from releases.checks import expect_to_serve  # noqa: E402

expect_to_serve()
