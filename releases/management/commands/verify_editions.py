"""Proves that all editions are what was sealed."""

from django.core.management.base import BaseCommand, CommandError

from releases import editions


class Command(BaseCommand):
    help = "Recompute every digest, chain, stored rendering and file of editions and sealed records, and name what differs."

    def handle(self, **options):
        sound, differences = 0, 0
        for difference in editions.verify():
            if difference is None:
                sound += 1
            else:
                differences += 1
                self.stderr.write(f"{difference.edition}: {difference.what}")
        if differences:
            raise CommandError(f"{differences} differences; {sound} editions and sealed records are in order.")
        self.stdout.write(f"{sound} editions and sealed records are in order.")
