"""Mail to all administrators when what guards the desk or an embargo changes (who may do what, how they sign in, when and by
whose word something becomes public). Who took over an account can do none of it in silence.

The mail names people and a number, never a word of a release: it lies in mailboxes and with their providers.
"""

import functools
import logging

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver

from releases.models import HistoryEntry
from releases.vocabulary import Verb

User = get_user_model()
_log = logging.getLogger(__name__)
#: Fields of a person, and what their change is called.
_WATCHED = {
    "email": "mail address", "password": "password", "is_superuser": "rights of a superuser", "is_staff": "access to the desk",
    "is_active": "being active",
}  # fmt: skip
_VERBS = {
    Verb.APPROVE: "approved",
    Verb.PLAN: "planned anew",
    Verb.SEAL: "sealed",
    Verb.HOLD: "held",
    Verb.WITHDRAW: "withdrawn",
}


def tell(subject: str, what: str) -> None:
    """Write to every active superuser once the database has kept it. Mail that can't be sent is logged, and holds nothing up."""
    transaction.on_commit(functools.partial(_send, subject, what), robust=True)


def _send(subject: str, what: str) -> None:
    if not settings.ALERTS_BY_MAIL:
        return
    found = User.objects.filter(is_superuser=True, is_active=True).exclude(email="")
    text = f"{what}\n\nIf nobody of you did this, end that person's sessions and clear “Active” now:\n{settings.CANONICAL_ORIGIN}/admin/\n"
    for address in found.values_list("email", flat=True):
        try:
            send_mail(f"Desk: {subject}", text, settings.DEFAULT_FROM_EMAIL, [address])
        except OSError as error:
            _log.error("The alert “%s” could not be sent: %s", subject, error)


@receiver(pre_save, sender=User)
def remember_person(sender, instance, **kwargs):
    instance.before_save = User.objects.filter(pk=instance.pk).values(*_WATCHED).first() if instance.pk else None


@receiver(post_save, sender=User)
def tell_of_person(sender, instance, created, **kwargs):
    name = instance.get_username()
    if kwargs.get("update_fields") == frozenset({"password"}):
        return  # a stored password is hashed anew at a sign-in when the algorithm has become stronger
    if created:
        tell("a new person", f"The person “{name}” was added.")
        return
    before = instance.before_save or {}
    changed = [
        words for field, words in _WATCHED.items() if field in before and before[field] != getattr(instance, field)
    ]
    if changed:
        tell("a person was changed", f"Of “{name}” was changed: {', '.join(changed)}.")


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def tell_of_rights(sender, instance, action, **kwargs):
    if action in ("post_add", "post_remove", "post_clear"):
        name = instance.get_username() if isinstance(instance, User) else str(instance)
        tell("rights were changed", f"The roles or permissions of “{name}” were changed.")


@receiver(authenticator_added)
@receiver(authenticator_removed)
@receiver(authenticator_reset)
def tell_of_second_factor(sender, user, **kwargs):
    tell("a second factor was changed", f"A second factor of “{user.get_username()}” was added, removed or drawn anew.")


@receiver(post_save, sender=HistoryEntry)
def tell_of_move(sender, instance, created, **kwargs):
    if created and (words := _VERBS.get(instance.verb)) and instance.by_id:
        tell(
            "a release was moved",
            f"Release {instance.release_id} was {words} by “{instance.by.get_username()}” at {instance.at:%Y-%m-%d %H:%M:%S} UTC.",
        )
