"""What stands between a signed-in user and a page of the desk. Each answers with a redirect, or None to let pass."""

import datetime
import time

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from irsite.accounts.adapters import SECOND_FACTORS

#: Keys in the session.
SIGNED_IN_AT, SECOND_FACTOR_SET_UP = "signed_in_at", "second_factor_set_up"
#: How stale the note of a session's last request may become, so that not every request writes.
SEEN_EVERY = datetime.timedelta(seconds=30)

_SIGN_OUT = {"admin:logout", "account_logout"}
_SHOW_SECOND_FACTOR = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
_SET_UP_SECOND_FACTOR = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}


def session_limits(request: HttpRequest) -> HttpResponse | None:
    """End a session that was idle for ``SESSION_IDLE_SECONDS`` or is ``SESSION_COOKIE_AGE`` old."""
    now = timezone.now()
    began = request.session.get(SIGNED_IN_AT, 0)
    if now.timestamp() - began >= settings.SESSION_COOKIE_AGE:
        return _ended(request, f"You were signed out: a session ends after {_long(settings.SESSION_COOKIE_AGE)}.")
    seen = UserSession.objects.filter(session_key=request.session.session_key).first()
    if seen is None:
        UserSession.objects.create_from_request(request)
    elif now - seen.last_seen_at >= datetime.timedelta(seconds=settings.SESSION_IDLE_SECONDS):
        seen.delete()
        return _ended(request, f"You were signed out after {_long(settings.SESSION_IDLE_SECONDS)} without a request.")
    elif now - seen.last_seen_at >= SEEN_EVERY:
        UserSession.objects.filter(pk=seen.pk).update(last_seen_at=now, ip=get_adapter().get_client_ip(request))
    return None


def second_factor(request: HttpRequest) -> HttpResponse | None:
    """Where one is required: set it up, or show it, before anything else.

    A session that began with the password alone, before the factor was set up, must show it too: whoever knows
    a password must not wait in such a session until its owner sets up a factor elsewhere.
    """
    name = request.resolver_match.view_name
    if not settings.SECOND_FACTOR_REQUIRED or name in _SIGN_OUT:
        return None
    if not is_mfa_enabled(request.user, SECOND_FACTORS):
        return None if name in _SET_UP_SECOND_FACTOR else redirect("mfa_index")
    if request.session.get(SECOND_FACTOR_SET_UP) or any(
        record["method"] == "mfa" for record in get_authentication_records(request, request.user)
    ):
        return None
    if name in _SHOW_SECOND_FACTOR:
        return None
    methods = get_adapter().get_reauthentication_methods(request.user)
    return _to(next(method["url"] for method in methods if method["id"].startswith("mfa")), request)


def is_fresh(request: HttpRequest, seconds: int) -> bool:
    """Whether the user showed who they are, in this session, no longer than that ago."""
    now = time.time()
    return any(0 <= now - record["at"] < seconds for record in get_authentication_records(request, request.user))


def fresh_sign_in(request: HttpRequest) -> HttpResponse | None:
    """For sensitive steps: ask again who is there, then come back to the form.

    A form that was sent is not replayed afterwards: who confirms, confirms what is in sight.
    """
    if request.resolver_match.view_name not in settings.FRESH_SIGN_IN_URLS or not settings.FRESH_SIGN_IN_SECONDS:
        return None
    if is_fresh(request, settings.FRESH_SIGN_IN_SECONDS):
        return None
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        return _ended(request, "This step needs a fresh sign-in.")
    again = " Nothing was changed: repeat it afterwards." if request.method == "POST" else ""
    messages.info(request, f"This step needs a fresh sign-in: show again that it is you.{again}")
    return _to(methods[0]["url"], request)


def _to(address: str, request: HttpRequest) -> HttpResponse:
    """There, and afterwards back; a form that was sent is opened anew."""
    here = request.path if request.method == "POST" else request.get_full_path()
    return HttpResponseRedirect(f"{address}?{urlencode({REDIRECT_FIELD_NAME: here})}")


def _ended(request: HttpRequest, sentence: str) -> HttpResponse:
    logout(request)
    messages.info(request, sentence)
    return _to(reverse("account_login"), request)


def _long(seconds: int) -> str:
    return f"{seconds // 3600} hours" if seconds >= 3600 else f"{seconds // 60} minutes"
