"""What allauth asks this site: who may sign in, with what, and what it is told when it goes wrong."""

import base64
import hashlib
import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.urls import reverse

log = logging.getLogger(__name__)

#: What counts as a second factor; recovery codes only stand in for one.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):
    """Staff only, no sign-up, and one sentence for every refusal, so that it tells nothing about an account."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The username or the password is wrong.",
        "incorrect_password": "The password is wrong.",
        "enter_current_password": "The current password is wrong.",
        "too_many_login_attempts": "There were too many failed attempts. Wait 15 minutes, then try again.",
        "rate_limited": "There were too many attempts. Wait 15 minutes, then try again.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def authenticate(self, request, **credentials):
        """The active member of staff with these credentials, or nobody: others are answered as if unknown."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active and user.is_staff else None

    def pre_login(self, request, user, **kwargs):
        """Passkeys and the company's sign-on come here without the password's check."""
        if not user.is_staff:
            messages.error(request, "This account is not in use. Ask an administrator.")
            return redirect("account_login")
        return super().pre_login(request, user, **kwargs)

    def respond_user_inactive(self, request, user):
        messages.error(request, "This account is not in use. Ask an administrator.")
        return redirect("account_login")

    def get_reauthentication_methods(self, user) -> list[dict]:
        """Who has a passkey is asked for it first."""
        methods = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: not method["id"].endswith(":webauthn"))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the site's own address, whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.CANONICAL_ORIGIN + path.replace("UID-KEY", key)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names of passkeys and codes, and secrets that a copy of the database does not give away."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is wrong, or has been used already. Wait for the next one, then try again.",
        "cannot_delete_authenticator": "This is your only second factor. Set up another one first.",
    }

    def get_totp_issuer(self) -> str:
        return f"Desk of {self._get_site_name()}"

    def get_totp_label(self, user) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 (allauth passes it by name)
        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def can_delete_authenticator(self, authenticator) -> bool:
        """The last second factor stays where one is required."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
        return not settings.SECOND_FACTOR_REQUIRED or others.exclude(pk=authenticator.pk).exists()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # A secret that nobody knows: no code fits, and an administrator removes the factor.
            log.error("A second factor was set up under a SECRET_KEY that is not among SECRET_KEY_FALLBACKS.")
            return generate_totp_secret()


def _cipher() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(b"irsite second factors:" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """The company's identity provider: it may sign in staff that exist here, and make nobody."""

    def pre_social_login(self, request, sociallogin) -> None:
        """Find the member of staff: by the provider's subject, or the first time by the verified e-mail address.

        From then on the subject is bound to the user: neither a changed address nor one given to somebody else counts.
        """
        if sociallogin.state.get("process") != "login":
            raise _refused(request, "The company's sign-on is for signing in only.")
        told = sociallogin.account.extra_data
        if {answer.get("sub") for answer in told.values()} != {sociallogin.account.uid} or "id_token" not in told:
            raise _refused(request, "The company's sign-on did not say clearly who this is. Nobody was signed in.")
        if sociallogin.is_existing:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        found = [
            user
            for email in verified
            for user in get_user_model().objects.filter(email__iexact=email, is_staff=True, is_active=True)
        ]
        if len(found) != 1 or SocialAccount.objects.filter(user=found[0]).exists():
            raise _refused(
                request, "No desk account has this person's verified e-mail address. Ask an administrator for one."
            )
        sociallogin.connect(request, found[0])

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None) -> None:
        log.warning("The company's sign-on failed: %s %s", error, exception)
        raise _refused(request, "The company's sign-on did not succeed. Try again, or sign in with your password.")


def _refused(request, sentence: str) -> ImmediateHttpResponse:
    messages.error(request, sentence)
    return ImmediateHttpResponse(redirect("account_login"))
