"""Brings the database and the static files up to date; a demonstration also gets its content and a desk user."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from releases import conf
from releases.models import Company, Release


class Command(BaseCommand):
    help = "Migrate, collect static files and, in a demonstration, fill an empty site and create its desk user."

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if not conf.is_demo():
            return
        if not Company.objects.exists() and not Release.objects.exists():
            call_command("load_demo", stdout=self.stdout)
        if not get_user_model().objects.exists():
            # Shown once; only its hash is kept.
            password = secrets.token_urlsafe(12)
            get_user_model().objects.create_superuser("desk", email="", password=password)
            self.stdout.write(
                f"\n  Created the desk user “desk” with the password  {password}\n  It is shown only now."
            )
