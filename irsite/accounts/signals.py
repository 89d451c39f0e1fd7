"""What a session remembers about its sign-in."""

import time

from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from irsite.accounts import guards
from irsite.accounts.adapters import SECOND_FACTORS


@receiver(user_logged_in)
def remember_beginning(sender, request, user, **kwargs):
    request.session[guards.SIGNED_IN_AT] = time.time()


@receiver(authenticator_added)
def remember_second_factor(sender, request, user, authenticator, **kwargs):
    """Who sets one up holds it: this session need not show it again. Every other one must."""
    if authenticator.type in SECOND_FACTORS:
        request.session[guards.SECOND_FACTOR_SET_UP] = True
