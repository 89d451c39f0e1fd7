"""``manage.py remove_second_factor NAME``: for the only superuser who lost it. Every superuser is told by mail."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from irsite.accounts import removal


class Command(BaseCommand):
    help = "Removes every second factor of a user, who sets up a new one at the next sign-in."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no user “{username}”. The users stand at the desk under Users.")
        if not (count := removal.remove_all(user)):
            self.stdout.write(f"“{username}” has no second factor; nothing was changed.")
            return
        factors = "second factor" if count == 1 else f"{count} second factors"
        self.stdout.write(f"Removed the {factors} of “{username}”, who sets up a new one at the next sign-in.")
