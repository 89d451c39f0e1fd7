"""The site without its finished answers, for comparing: ``bench.unkept:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
application = get_wsgi_application()
