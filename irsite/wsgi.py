"""The WSGI application that the server loads: ``irsite.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

from irsite.finished import Finished

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
application = Finished(get_wsgi_application())
