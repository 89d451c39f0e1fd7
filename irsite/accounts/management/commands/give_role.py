"""``manage.py give_role NAME ROLE``: where there are no two administrators yet. Every superuser is told by mail."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from irsite.accounts import rights


class Command(BaseCommand):
    help = "Gives a role to a user, where no second administrator can agree to it at the desk."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("role")

    @transaction.atomic
    def handle(self, username, role, **options):
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no user “{username}”. Add one at the desk under Users first.")
        group = Group.objects.filter(name=role).first()
        if group is None:
            roles = ", ".join(Group.objects.order_by("pk").values_list("name", flat=True))
            raise CommandError(f"There is no role “{role}”. The roles are: {roles}.")
        if rights.give_on_server(person, group):
            self.stdout.write(f"“{username}” has the role “{role}” now.")
        else:
            self.stdout.write(f"“{username}” has the role “{role}” already; nothing was changed.")
