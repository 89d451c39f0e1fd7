"""A throw-away site with a given number of public releases, for measuring."""

import datetime
import os
import secrets
import tempfile


def configure(port: int) -> str:
    """Point the settings at a new temporary folder; returns its path. Before Django is set up."""
    folder = tempfile.mkdtemp(prefix="irsite-bench-")
    os.environ.update(
        DJANGO_SETTINGS_MODULE="irsite.settings",
        IRSITE_DATA=folder,
        IRSITE_DEMO="true",
        SECRET_KEY=secrets.token_urlsafe(60),
        CANONICAL_ORIGIN=f"http://127.0.0.1:{port}",
        ALLOWED_HOSTS="127.0.0.1,testserver",
        DATABASE_URL=f"sqlite:///{folder}/irsite.sqlite3",
    )
    return folder


def publish(count: int) -> None:
    """Add copies of a demonstration release, each sealed like any other, on days of their own."""
    from releases import workflow
    from releases.models import Release

    model = Release.objects.filter(editions__isnull=False).order_by("pk").first()
    start = datetime.datetime(2010, 1, 1, 17, tzinfo=datetime.UTC)
    existing = Release.objects.count()
    for index in range(count):
        copy = Release.objects.create(
            headline=f"{model.headline} ({existing + index})",
            category=model.category,
            body=model.body,
            safe_harbor=model.safe_harbor,
            annual_report=model.annual_report or "Annual Report on Form 10-K",
            quarterly_report=model.quarterly_report or "Quarterly Report on Form 10-Q",
        )
        for link in model.drug_links.all():
            copy.drug_links.create(drug=link.drug, position=link.position)
        for link in model.contact_links.all():
            copy.contact_links.create(contact=link.contact, label=link.label, position=link.position)
        live_at = start + datetime.timedelta(days=existing + index)
        workflow.seal(copy, by=None, live_at=live_at, is_historic=True)
