"""Makes a desk user for each role of the demonstration, and one who may do everything."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import transaction

from releases import conf
from releases.vocabulary import Role

#: What they are called, and the role each has.
USERS = {
    "writer": Role.WRITER,
    "legal": Role.LEGAL,
    "medical": Role.MEDICAL,
    "finance": Role.FINANCE,
    "publisher": Role.PUBLISHER,
    "administrator": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
}
SUPERUSER = "desk"
#: Which of them to sign in as.
WHO_FOR_WHAT = f"""
  Sign in as “{SUPERUSER}” to look at everything. To take a release through its hands, write and submit it as “writer”, sign it
  off as “legal” (and “medical” or “finance”), and seal it as “publisher”: nobody approves what they wrote themselves. Passwords
  are printed when a user is made; {{command}} changepassword {SUPERUSER} sets another.
"""


class Command(BaseCommand):
    help = "In a demonstration, create the users that it lacks and print their passwords, which are shown only once."

    @transaction.atomic
    def handle(self, **options):
        if not conf.is_demo():
            raise CommandError("These users are for a demonstration. At a real site, make users at the desk.")
        model = get_user_model()
        there = set(model.objects.values_list("username", flat=True))
        made = []
        for name in [*USERS, SUPERUSER]:
            if name in there:
                continue
            # Shown once; only its hash is kept.
            password = secrets.token_urlsafe(12)
            is_superuser = name == SUPERUSER
            user = model.objects.create(
                username=name, password=make_password(password), is_staff=True, is_superuser=is_superuser
            )
            if not is_superuser:
                user.groups.add(Group.objects.get(name=USERS[name]))
            made.append((name, password, "everything" if is_superuser else USERS[name].label))
        if not made:
            return
        rows = [("User", "Password", "Role"), *made]
        self.stdout.write("\n  Users of the desk. The passwords are shown only now.\n")
        for name, password, role in rows:
            self.stdout.write(f"  {name:15}{password:18}{role}")
