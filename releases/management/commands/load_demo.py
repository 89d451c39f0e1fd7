"""Loads the demo."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from releases import demo
from releases.rendering.template_tags import company_time

_KINDS = {
    "companies": "company",
    "drugs": "drugs",
    "trials": "trials",
    "contacts": "contacts",
    "boilerplate_versions": "boilerplate versions",
    "releases": "releases",
    "editions": "editions",
}


class Command(BaseCommand):
    help = "Load an invented company and three years of its releases into an empty database, one of them for tomorrow."

    def handle(self, **options):
        now = timezone.now()
        try:
            summary = demo.load(now=now)
        except demo.DemoRefused as refused:
            raise CommandError(str(refused)) from refused
        if not summary.is_new:
            self.stdout.write("The demo is here already; nothing was changed.")
        for field, name in _KINDS.items():
            self.stdout.write(f"{getattr(summary, field):>4} {name}")
        standing = "Scheduled" if summary.last_live_at > now else "Published"
        instant = company_time(summary.last_live_at, summary.time_zone)
        self.stdout.write(f"{standing} for {instant}: “{summary.last_headline}”")
