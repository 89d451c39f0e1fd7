"""What the database holds: the demo, something else, or nothing."""

import datetime
from dataclasses import dataclass

from releases.demo.content import Manuscript
from releases.models import Boilerplate, BoilerplateVersion, Company, Contact, Drug, Edition, Release, Trial


class DemoRefused(Exception):
    """The database is not empty. The message is one sentence; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many records there are, whether this call made them, and which release goes out last."""

    is_new: bool
    companies: int
    drugs: int
    trials: int
    contacts: int
    boilerplate_versions: int
    releases: int
    editions: int
    last_headline: str
    last_live_at: datetime.datetime  # aware, UTC
    time_zone: str


def holds_demo(manuscripts: list[Manuscript]) -> bool:
    """Whether every release of the demo is here."""
    keys = [manuscript.key for manuscript in manuscripts]
    return Release.objects.filter(key__in=keys).count() == len(keys)


def foreign_records() -> str:
    """What there is, in words: "the company Example, Inc. and 3 releases"; empty for an empty database."""
    found = [f"the company {company}" for company in Company.objects.all()]
    for model in (Release, Drug, Trial, Contact, Boilerplate):
        if count := model.objects.count():
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            found.append(f"{count} {name}")
    return " and ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


def summarize(manuscripts: list[Manuscript], *, is_new: bool) -> Summary:
    """Count what is here."""
    last = Edition.objects.filter(release__key=manuscripts[-1].key).order_by("-id")[0]
    return Summary(
        is_new=is_new,
        companies=Company.objects.count(),
        drugs=Drug.objects.count(),
        trials=Trial.objects.count(),
        contacts=Contact.objects.count(),
        boilerplate_versions=BoilerplateVersion.objects.count(),
        releases=Release.objects.count(),
        editions=Edition.objects.count(),
        last_headline=last.document.headline,
        last_live_at=last.live_at,
        time_zone=last.document.company.time_zone,
    )
