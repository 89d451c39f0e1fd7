"""Writes docs/settings.md from the variables that the settings know."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from irsite import environment


class Command(BaseCommand):
    help = "Write the page of settings, docs/settings.md, from irsite/environment.py."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; end with an error if it is not current."
        )

    def handle(self, *, check: bool, **options):
        path = Path(settings.BASE_DIR) / "docs" / "settings.md"
        if not check:
            path.write_text(environment.page())
        elif path.read_text() != environment.page():
            raise CommandError("docs/settings.md is not what irsite/environment.py says. Run: manage.py settings_page")
