"""The desk's middlewares, confined to the desk.

Django runs every middleware on every request. Sessions, forms and sign-in concern the admin alone, and a public answer
must not depend on them: these subclasses step aside for every address outside ``/admin/``.
"""

from urllib.parse import urlsplit

from allauth.account.middleware import AccountMiddleware
from auditlog.middleware import AuditlogMiddleware
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from irsite.accounts import guards
from releases import text
from releases.models import Company

DESK = "/admin/"
SIGNING_OUT = {"admin:logout", "account_logout"}


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


class DeskLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Every page of the desk needs somebody who is signed in, but for those that say they do not."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.path_info.startswith(DESK):
            return super().process_view(request, view_func, view_args, view_kwargs)
        return None


class DeskMessageMiddleware(DeskOnly, MessageMiddleware):
    """One-time messages at the desk."""


class DeskChangesMiddleware(DeskOnly, AuditlogMiddleware):
    """Says to the change history who is at the desk."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.get_response = get_response


#: No script but the desk's own files runs, whatever got into a page. The editor sets styles in the page, and shows
#: pictures that a browser has made itself; docs/decisions/0003-ckeditor-4.md.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self';"
    " connect-src 'self'; frame-src 'self'; form-action 'self'{form_action}; base-uri 'none'; object-src 'none';"
    " frame-ancestors 'none'"
)


class DeskHeadersMiddleware(DeskOnly, MiddlewareMixin):
    """Nothing of the desk may be kept by a browser or proxy, framed, indexed, or named to another site, and no script runs in
    it but its own."""

    def process_response(self, request, response):
        response.headers.setdefault("Content-Security-Policy", POLICY.format(form_action=_sign_on()))
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
        response.headers["Referrer-Policy"] = "same-origin"
        if getattr(request.resolver_match, "view_name", "") in SIGNING_OUT and request.method == "POST":
            # The Back button shows nothing that was on the screen before.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _sign_on() -> str:
    """Where the form of single sign-on leads, as the policy writes it."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ())
    return "".join(
        f" {origin.scheme}://{origin.netloc}" for app in apps if (origin := urlsplit(app["settings"]["server_url"]))
    )


class DeskTimeZoneMiddleware(MiddlewareMixin):
    """Times at the desk are shown and typed in the company's zone."""

    def __call__(self, request):
        if not request.path_info.startswith(DESK):
            return self.get_response(request)
        company = Company.objects.current()
        with timezone.override(company.time_zone if company else None):
            return self.get_response(request)


class DeskTextMiddleware(MiddlewareMixin):
    """What is typed or pasted at the desk loses the characters that nobody sees before any form judges it, so that none passes for a
    word. Passwords stay as they are."""

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.method != "POST" or not request.path_info.startswith(DESK):
            return
        posted = request.POST
        if any(text.INVISIBLE.search(value) for _, values in posted.lists() for value in values):
            cleaned = posted.copy()
            for name, values in posted.lists():
                if "password" not in name:
                    cleaned.setlist(name, [text.INVISIBLE.sub("", value) for value in values])
            cleaned._mutable = False
            request.POST = cleaned


class DeskAllauthMiddleware:
    """allauth's, at the desk."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.allauth = AccountMiddleware(get_response)
        self.process_exception = self.allauth.process_exception

    def __call__(self, request):
        return (self.allauth if request.path_info.startswith(DESK) else self.get_response)(request)


class DeskGuardMiddleware:
    """Asks a guard before any page of the desk is made for a signed-in user."""

    guard = None

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.path_info.startswith(DESK) and request.user.is_authenticated:
            return self.guard(request)
        return None


class DeskSessionLimitsMiddleware(DeskGuardMiddleware):
    """Sessions end when idle, and after a day's work."""

    guard = staticmethod(guards.session_limits)


class DeskSecondFactorMiddleware(DeskGuardMiddleware):
    """Nobody is at the desk with a password alone."""

    guard = staticmethod(guards.second_factor)


class DeskFreshSignInMiddleware(DeskGuardMiddleware):
    """Sensitive steps need a fresh sign-in."""

    guard = staticmethod(guards.fresh_sign_in)
