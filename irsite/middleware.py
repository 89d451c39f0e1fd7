"""The desk's middlewares, confined to the desk.

Django runs every middleware on every request. Sessions, forms and sign-in concern the admin alone, and a public answer
must not depend on them: these subclasses step aside for every address outside ``/admin/``.
"""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from releases.models import Company

DESK = "/admin/"


class DeskOnly:
    """Mix in before a middleware class."""

    def __call__(self, request):
        if not request.path_info.startswith(DESK):
            return self.get_response(request)
        return super().__call__(request)


class DeskSessionMiddleware(DeskOnly, SessionMiddleware):
    """Sessions at the desk."""


class DeskCsrfMiddleware(DeskOnly, CsrfViewMiddleware):
    """Cross-site request forgery protection at the desk; public pages take no posts."""

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.path_info.startswith(DESK):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        return None


class DeskAuthenticationMiddleware(DeskOnly, AuthenticationMiddleware):
    """Who is at the desk."""


class DeskMessageMiddleware(DeskOnly, MessageMiddleware):
    """One-time messages at the desk."""


class DeskHeadersMiddleware(DeskOnly, MiddlewareMixin):
    """Nothing of the desk may be kept by a browser or proxy, framed, indexed, or named to another site."""

    def process_response(self, request, response):
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
        response.headers["Referrer-Policy"] = "same-origin"
        return response


class DeskTimeZoneMiddleware(MiddlewareMixin):
    """Times at the desk are shown and typed in the company's zone."""

    def __call__(self, request):
        if not request.path_info.startswith(DESK):
            return self.get_response(request)
        company = Company.objects.current()
        with timezone.override(company.time_zone if company else None):
            return self.get_response(request)
