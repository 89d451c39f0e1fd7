"""Pages that allauth does not have, or that need a step before it."""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from irsite.accounts import roles


def who_can_do_what(request: HttpRequest) -> HttpResponse:
    """The roles and their rights, for everybody at the desk."""
    mine = set(request.user.groups.values_list("pk", flat=True))
    context = admin.site.each_context(request) | {"title": "Who can do what", "table": roles.table(), "mine": mine}
    return render(request, "account/roles.html", context)


def too_many_requests(request: HttpRequest, exception=None) -> HttpResponse:
    return render(request, "account/too_many_requests.html", status=429)


def remove_webauthn(request: HttpRequest, pk: int) -> HttpResponse:
    """As allauth's, but the only second factor stays where one is required."""
    authenticator = get_object_or_404(Authenticator, user_id=request.user.pk, pk=pk, type=Authenticator.Type.WEBAUTHN)
    if not get_adapter().can_delete_authenticator(authenticator):
        messages.error(request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect("mfa_index")
    return webauthn.remove_webauthn(request, pk=pk)


def with_mail(view):
    """The pages of a forgotten password exist only where the site can send mail."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.PASSWORD_RESET_BY_MAIL:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


@with_mail
def reset_from_link(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """The link in the mail.

    It is followed from another site, so the browser keeps a strict session cookie back, and allauth, which puts
    the key into the session, would not find it: a click here makes the next request our own.
    """
    if key != account.PasswordResetFromKeyView.reset_url_key and request.method == "GET" and "go" not in request.GET:
        return render(request, "account/password_reset_continue.html")
    return account.password_reset_from_key(request, uidb36=uidb36, key=key)
