"""Renders stored articles anew."""

from django.core.management.base import BaseCommand, CommandError

from releases import editions


class Command(BaseCommand):
    help = "Render the article of every edition from its sealed document, after a template has been improved."

    def handle(self, **options):
        changed = [changed for _, changed in editions.rebuild()]
        broken = changed.count(None)
        self.stdout.write(
            f"{changed.count(True)} of {len(changed)} editions were rendered anew; their record is what it was."
        )
        if broken:
            raise CommandError(f"{broken} could not be rendered and stay as they are. verify_editions names them.")
