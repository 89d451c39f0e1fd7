"""What the desk remembers of how people sign in, beside allauth's own."""

import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models
from django.utils import timezone

#: How long a wish to remove somebody's second factor waits for another superuser.
WAITS = datetime.timedelta(hours=24)


class FactorRemoval(models.Model):
    """A superuser's wish to remove somebody's second factor. Another superuser has to agree: who took over one account must
    not open all others."""

    authenticator = models.OneToOneField(Authenticator, on_delete=models.CASCADE, related_name="removal")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    @property
    def is_waiting(self) -> bool:
        """Whether another superuser can still agree: for a day, and while who asked is one."""
        asker = self.asked_by
        return self.asked_at > timezone.now() - WAITS and asker.is_active and asker.is_superuser

    def __str__(self):
        return f"{self.authenticator} ({self.asked_by})"
