"""Brings the database and the static files up to date; a demonstration also gets its content and its users."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from releases import conf
from releases.management.commands.create_demo_users import SUPERUSER, USERS, WHO_FOR_WHAT
from releases.models import Company, Release


class Command(BaseCommand):
    help = "Migrate, collect static files and, in a demonstration, fill an empty site and create its users."

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        self._collect_static()
        if not conf.is_demo():
            return
        if not Company.objects.exists() and not Release.objects.exists():
            call_command("load_demo", stdout=self.stdout)
        # Also in a folder that an earlier version filled; but users who were deleted stay deleted.
        users = get_user_model().objects
        if not users.filter(username__in=USERS).exists():
            call_command("create_demo_users", stdout=self.stdout)
        if users.filter(username=SUPERUSER).exists():
            command = f"IRSITE_DATA={conf.data_folder()} .venv/bin/python manage.py"
            self.stdout.write(WHO_FOR_WHAT.format(command=command))

    def _collect_static(self) -> None:
        """Collect, hash and compress the static files if any of them changed since the last time."""
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        digest = hashlib.sha256()
        for finder in get_finders():
            for path, storage in finder.list([]):
                digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
        if stamp.exists() and stamp.read_text() == digest.hexdigest():
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest.hexdigest())
