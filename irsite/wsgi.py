"""The WSGI application that the server loads, in every role: ``irsite.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from irsite.finished import Finished

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
application = Finished(get_wsgi_application())

# A public process that could see or do more than it should does not start.
from releases.checks import expect_public_connection  # noqa: E402

expect_public_connection()
