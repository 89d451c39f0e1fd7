"""Removing a second factor that somebody has lost: two superusers, or somebody with a shell on the server."""

import logging

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.utils import timezone

from irsite.accounts.alerts import tell
from irsite.accounts.models import FactorRemoval

User = get_user_model()
_log = logging.getLogger(__name__)


def waiting(authenticator: Authenticator) -> FactorRemoval | None:
    """The wish that waits for somebody else's word, if there is one."""
    wish = getattr(authenticator, "removal", None)
    return wish if wish and wish.is_waiting else None


def ask_or_remove(authenticator: Authenticator, *, by) -> bool:
    """Note the wish of a superuser, or remove the factor if another one has wished the same in the last 24 hours; whether it
    was removed. All superusers are told of both."""
    whose, name = authenticator.user.get_username(), by.get_username()
    wish = waiting(authenticator)
    if wish is not None and wish.asked_by_id != by.pk:
        authenticator.delete()
        tell(
            "a second factor was removed",
            f"A second factor of “{whose}” was removed by “{wish.asked_by.get_username()}” and “{name}”.",
        )
        return True
    FactorRemoval.objects.update_or_create(
        authenticator=authenticator, defaults={"asked_by": by, "asked_at": timezone.now()}
    )
    tell(
        "a second factor shall be removed",
        f"“{name}” asks to remove a second factor of “{whose}”; it stays unless another superuser does the same within 24 hours.",
    )
    return False


def remove_all(user) -> int:
    """Every second factor of the user, by somebody on the server; how many there were."""
    count = Authenticator.objects.filter(user=user).count()
    Authenticator.objects.filter(user=user).delete()
    if count:
        _log.warning("All second factors of user %s were removed on the server.", user.pk)
        tell(
            "a second factor was removed", f"All second factors of “{user.get_username()}” were removed on the server."
        )
    return count
