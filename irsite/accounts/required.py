"""Required sign-offs: two administrators remove one, since what is not required goes out without it.

A wish waits in the cache, which drops it after a day. A wish that is lost has to be asked for again, and removes nothing.
"""

from django.contrib.auth import get_user_model
from django.core.cache import cache

from irsite.accounts.alerts import tell
from irsite.accounts.models import WAITS

User = get_user_model()


def asked_by(required) -> User | None:
    """The administrator who asks to remove it and may still do so; another one has to agree."""
    asker = User.objects.filter(pk=cache.get(_key(required)), is_active=True).first()
    return asker if asker and asker.has_perm(f"releases.delete_{required._meta.model_name}") else None


def ask_or_remove(required, *, by) -> bool:
    """Note the wish of an administrator, or remove the required sign-off if another one has wished the same in the last 24
    hours; whether it was removed. All superusers are told of both."""
    asker, name = asked_by(required), by.get_username()
    if asker is not None and asker != by:
        cache.delete(_key(required))
        required.delete()
        tell(
            "a sign-off is no longer required",
            f"“{required}” is no longer required by the word of “{asker.get_username()}” and “{name}”.",
        )
        return True
    cache.set(_key(required), by.pk, WAITS.total_seconds())
    tell(
        "a sign-off shall no longer be required",
        f"“{name}” asks to require “{required}” no longer; it stays required unless another administrator asks the same within"
        " 24 hours.",
    )
    return False


def _key(required) -> str:
    return f"unrequired:{required._meta.model_name}:{required.pk}"
