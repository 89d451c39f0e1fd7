"""Renders stored articles anew."""

from django.core.management.base import BaseCommand

from releases import editions


class Command(BaseCommand):
    help = "Render the article of every edition from its sealed document, after a template has been improved."

    def handle(self, **options):
        changed = [changed for _, changed in editions.rebuild()]
        self.stdout.write(f"{sum(changed)} of {len(changed)} editions were rendered anew; their record is what it was.")
