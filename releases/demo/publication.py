"""Manuscripts to sealed releases: old wire copy through the importer, the others as the desk makes them."""

import datetime
import zoneinfo

from releases import importers, workflow
from releases.demo import content
from releases.demo.content import Manuscript
from releases.demo.records import in_force
from releases.models import (
    Company,
    Contact,
    Drug,
    Media,
    Release,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseSection,
    ReleaseTrial,
    Trial,
)
from releases.vocabulary import SectionKind

#: Fields that the record takes as the manuscript has them.
_AS_WRITTEN = ("category", "headline", "body", "annual_report", "wire")


def publish(manuscript: Manuscript, *, now: datetime.datetime) -> None:
    """Make the release and seal it for its instant; one without a date is for tomorrow. Raises
    :class:`releases.workflow.Refused`."""
    if "wire_file" in manuscript.fields:
        _bring_in(manuscript, now)
        return
    zone = zoneinfo.ZoneInfo(Company.objects.current().time_zone)
    date = manuscript.fields.get("date") or now.astimezone(zone).date() + datetime.timedelta(days=1)
    release = _write(manuscript, date)
    _seal(release, datetime.datetime.combine(date, manuscript.fields["time"], zone), now)
    if correction := manuscript.fields.get("correction"):
        _correct(release, correction, zone, now)


def _bring_in(manuscript: Manuscript, now: datetime.datetime) -> None:
    name = manuscript.fields["wire_file"]
    release = importers.bring_in(content.wire(name), name=name, by=None, today=now.date()).release
    release.key, release.category = manuscript.key, manuscript.fields["category"]
    release.save(update_fields=["key", "category"])
    # The importer links what the text names; an editor says what the release is about.
    release.drug_links.all().delete()
    release.trial_links.all().delete()
    _link(release, manuscript)
    importers.publish(release, by=None, now=now)


def _write(manuscript: Manuscript, date: datetime.date) -> Release:
    fields = manuscript.fields
    release = Release.objects.create(
        key=manuscript.key,
        release_date=fields.get("date"),
        subheadline="\n".join(fields.get("subheadline", ())),
        dateline_city=fields["city"],
        dateline_region=fields["region"],
        trademark_notes="\n".join(fields.get("trademark_notes", ())),
        safe_harbor=in_force("Standard", date),
        **{name: fields[name] for name in _AS_WRITTEN},
    )
    _link(release, manuscript)
    for position, name in enumerate(fields["sections"]):
        version = in_force(name, date)
        kind = SectionKind.DRUG if version.boilerplate.kind == "about-drug" else SectionKind.COMPANY
        ReleaseSection.objects.create(release=release, position=position, kind=kind, boilerplate_version=version)
    people = {person["id"]: person["person"] for person in content.table("contacts")["contacts"]}
    for position, name in enumerate(fields["contacts"]):
        contact = Contact.objects.active_on(date).get(person=people[name])
        ReleaseContact.objects.create(release=release, position=position, contact=contact)
    for position, note in enumerate(fields.get("footnotes", ())):
        ReleaseFootnote.objects.create(release=release, position=position, **note)
    for position, described in enumerate(fields.get("media", ())):
        media = Media(
            release=release, position=position, **{name: value for name, value in described.items() if name != "file"}
        )
        media.take(content.media(described["file"]))
        media.save()
    return release


def _link(release: Release, manuscript: Manuscript) -> None:
    for position, name in enumerate(manuscript.fields["drugs"]):
        ReleaseDrug.objects.create(release=release, position=position, drug=Drug.objects.get(code_name=name))
    for position, name in enumerate(manuscript.fields["trials"]):
        ReleaseTrial.objects.create(release=release, position=position, trial=Trial.objects.get(acronym=name))


def _seal(release: Release, live_at: datetime.datetime, now: datetime.datetime) -> None:
    workflow.seal(release, by=None, live_at=live_at.astimezone(datetime.UTC), is_historic=live_at < now)


def _correct(release: Release, correction: dict, zone: zoneinfo.ZoneInfo, now: datetime.datetime) -> None:
    workflow.correct(release, by=None, kind=correction["kind"], note=correction["note"])
    release.refresh_from_db()
    release.body = release.body.replace(correction["wrong"], correction["right"])
    release.save(update_fields=["body"])
    _seal(release, datetime.datetime.combine(correction["date"], correction["time"], zone), now)
