"""Puts the triggers back that guard sealed rows."""

from django.core.management.base import BaseCommand

from releases import editions


class Command(BaseCommand):
    help = "Create the database triggers that guard sealed rows, after a restore that lost them; then verify_editions."
    requires_system_checks = ()

    def handle(self, **options):
        missing = editions.missing_guards()
        editions.install_guard()
        self.stdout.write(f"{len(missing)} triggers were missing; all stand now. Run verify_editions next.")
