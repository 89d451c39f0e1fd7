"""What the desk remembers of how people sign in, beside allauth's own."""

import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone

#: How long a wish that takes two people waits for the second.
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


class RightWish(models.Model):
    """An administrator's wish to give a person, or everybody in a role, a right that signs, publishes or gives such rights.
    Another administrator has to agree."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=40)
    label = models.CharField(max_length=400, help_text="In words: “the role “Publisher””.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "right"], condition=~Q(person=None), name="right_wish_person"),
            models.UniqueConstraint(fields=["role", "right"], condition=~Q(role=None), name="right_wish_role"),
            models.CheckConstraint(
                condition=Q(person=None, role__isnull=False) | Q(person__isnull=False, role=None),
                name="right_wish_one_holder",
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        """Whether another administrator can still agree: for a day, while who asked may still give it, and gets nothing by it."""
        asker = self.asked_by
        if self.asked_at <= timezone.now() - WAITS or not asker.is_active:
            return False
        if self.role_id:
            return asker.has_perm("auth.change_group") and not asker.groups.filter(pk=self.role_id).exists()
        is_own = asker.pk == self.person_id
        return not is_own and (asker.is_superuser or (self.right != "superuser" and asker.has_perm("auth.change_user")))

    def __str__(self):
        return f"{self.label}: {self.person or self.role} ({self.asked_by})"
