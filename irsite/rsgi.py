"""The desk as granian loads it: ``irsite.rsgi:application``, by granian's own interface, RSGI."""

from irsite.bodies import Application
from irsite.wsgi import application as wsgi_application

application = Application(wsgi_application)
