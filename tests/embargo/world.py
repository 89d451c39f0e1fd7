"""Two sites, alike but for one release: what is public in both, and the release with everything attached in each state."""

import datetime
import io
import json
import uuid

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from releases import editions, workflow
from releases.models import (
    Boilerplate,
    BoilerplateVersion,
    Company,
    Contact,
    Designation,
    Drug,
    Edition,
    FormDraft,
    IncomingFile,
    Program,
    Release,
    ReleaseFootnote,
    ReleaseSection,
    SealedRecord,
    Trial,
    TrialDrug,
)
from tests import factories
from tests.embargo.canaries import canary
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, pdf, published

#: Texts with a notation of their own; canaries would not be taken.
_NOTATION = {
    "time_zone", "exchange", "mic", "ticker", "issuer_exchange", "issuer_ticker", "other_listings", "issuer_other_listings", "website", "issuer_website", "accent_color",
    "nct_number", "email", "sha256", "content_type", "name", "mark", "logo_name", "logo_content_type",
    "logo_sha256", "accession_number", "url", "withheld_records", "correction_note", "rows", "typed", "legal_name",
}  # fmt: skip
_HTML = {"body", "text", "trademark_notes", "about"}


def marked(record: models.Model, **facts) -> models.Model:
    """The record with a canary in each of its texts that takes free words: fields that are added later, too."""
    for field in record._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if not is_text or field.name in _NOTATION or field.name in facts:
            continue
        word = canary(f"{record._meta.model_name}.{field.name}")
        if field.max_length and field.max_length < len(word):
            continue
        value = f"<p>{word}</p>" if field.name in _HTML else word
        if field.name == "body":
            value = f"{factories.BODY}<p>{word}.<sup>1</sup></p>"
        setattr(record, field.name, value)
    for name, value in facts.items():
        setattr(record, name, value)
    record.save()
    return record


def public_site() -> None:
    """What everybody may read: two releases with all that can be attached, one of them corrected, and one withdrawn."""
    company = factories.company()
    company.take_logo(_png())
    company.save()
    drug = factories.drug(code_name="MBY-101", generic_name="marrowtinib", target="KDR")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2")
    trial = factories.trial(acronym="HARBOR-9", nct_number="NCT01234567", title="A trial of marrowtinib in glioma")
    TrialDrug.objects.create(trial=trial, drug=drug)
    counts = factories.release(headline="Marrow Bay Counts", drugs=[drug], safe_harbor=factories.safe_harbor())
    counts.trials.add(trial)
    # Public, but not on the page of contacts: no newer release names her. The secret one does.
    counts.contacts.add(factories.contact(person="Grace Harbor", email="grace@marrowbay.example"))
    figure(counts)
    figure(counts, kind="attachment", title="Fact sheet")
    corrected(published(counts), live_at=LONG_AGO + datetime.timedelta(days=3), headline="Marrow Bay Counts Again")
    for number in range(3):
        published(
            headline=f"Marrow Bay Grows {number}", on=LONG_AGO + datetime.timedelta(days=number + 1), drugs=[drug]
        )
    gone = factories.release(headline="Marrow Bay Was Mistaken", drugs=[drug])
    published(gone, on=LONG_AGO + datetime.timedelta(days=40))
    Release.objects.filter(pk=gone.pk).update(state="sealed")
    workflow.withdraw(gone, by=None, notice="It was published in error.")
    factories.team()


def whole_release(**facts) -> Release:
    """A draft with everything attached, a canary in every text and every file: the secret."""
    drug = marked(Drug(), code_name="ZQX-77")
    marked(Program(drug=drug), phase="phase-3")
    marked(Designation(drug=drug), kind="fast-track", region="US")
    trial = marked(Trial(), nct_number="NCT07654321", status="RECRUITING", phase="phase-3")
    TrialDrug.objects.create(trial=trial, drug=drug)
    contact = marked(Contact(), kind="investors", email=f"{canary('contact.email')}@marrowbay.example")
    boilerplate = Boilerplate.objects.create(kind="safe-harbor", name=canary("boilerplate.name"))
    harbor = marked(BoilerplateVersion(boilerplate=boilerplate, effective_from=datetime.date(2020, 1, 1)))
    writer = _user("writer")
    release = marked(
        Release(),
        category="corporate",
        dateline_city="BOSTON",
        safe_harbor=harbor,
        created_by=writer,
        updated_by=writer,
        **facts,
    )
    release.contacts.add(contact, *Contact.objects.filter(person="Grace Harbor"))
    factories.ReleaseDrug.objects.create(release=release, drug=drug)
    factories.ReleaseDrug.objects.create(release=release, drug=Drug.objects.get(code_name="MBY-101"), position=1)
    release.trials.add(trial)
    marked(ReleaseSection(release=release), kind=ReleaseSection._meta.get_field("kind").choices[0][0])
    marked(ReleaseFootnote(release=release), mark="1")
    for number, kind in enumerate(("figure", "figure", "attachment"), start=1):
        media = figure(
            release, kind=kind, title=canary(f"media.title {number}"), alternative_text=canary(f"media.alt {number}")
        )
        media.caption = canary(f"media.caption {number}")
        if kind == "attachment":
            media.take(pdf(canary("media.pdf")))
        media.save()
    return release


def around_it(release: Release) -> None:
    """What the desk has besides: a form that somebody types, a file that waits, and records changed for the announcement."""
    FormDraft.objects.create(
        user=_user("writer"),
        release=release,
        version=1,
        typed={"headline": [canary("typed")]},
        saved_at=editions.database_now(),
    )
    IncomingFile.objects.create(
        name=f"{canary('incoming.name')}.docx", sha256="0" * 64, size=3, reading={"words": canary("incoming.reading")},
        file=ContentFile(canary("incoming.bytes").encode(), name=f"{canary('incoming.file')}.docx"),
        brought_at=editions.database_now(),
    )  # fmt: skip
    public = Drug.objects.get(code_name="MBY-101")
    public.target, public.mechanism = canary("public drug.target"), canary("public drug.mechanism")
    public.save()
    Program.objects.filter(drug=public).update(phase="phase-3", indication=canary("public drug.indication"))
    Trial.objects.filter(acronym="HARBOR-9").update(status="COMPLETED", title=canary("public trial.title"))
    Contact.objects.filter(person="Ada Quill").update(person=canary("public contact.person"))


def company_change() -> None:
    """A new name, colour and logo, prepared."""
    company = Company.objects.current()
    company.short_name, company.accent_color, company.about = (
        canary("company.short")[:34],
        "#aa1155",
        canary("company.about"),
    )
    company.street, company.city = canary("company.street"), canary("company.city")
    company.take_logo(_png("#010203"))
    company.save()


def _team(role: str):
    return _user(role.split()[0].lower())


def _user(name: str):
    return apps.get_model("auth", "User").objects.get(username=name)


def _tomorrow() -> datetime.datetime:
    return (editions.database_now() + datetime.timedelta(days=1)).replace(microsecond=0)


# The states of tests/embargo/states.py: each brings the secret into the public site.


def draft():
    release = whole_release()
    around_it(release)
    company_change()


def in_review():
    release = whole_release(planned_at=_tomorrow())
    workflow.submit(release, by=_user("writer"))
    around_it(release)


def sent_back():
    release = whole_release(planned_at=_tomorrow())
    workflow.submit(release, by=_user("writer"))
    workflow.send_back(release, by=_user("legal"), reason=canary("history.reason"))
    around_it(release)


def approved():
    release = whole_release(planned_at=_tomorrow())
    workflow.submit(release, by=_user("writer"))
    factories.approve(release, "legal", _user("legal"))
    around_it(release)


def scheduled():
    release = whole_release()
    editions.seal(release, by=None, live_at=_tomorrow())
    around_it(release)


def postponed():
    release = whole_release()
    editions.call_back(editions.seal(release, by=None, live_at=_tomorrow()), by=None)
    editions.seal(release, by=None, live_at=_tomorrow() + datetime.timedelta(days=30))


def called_back():
    release = whole_release()
    editions.call_back(editions.seal(release, by=None, live_at=_tomorrow()), by=None)
    around_it(release)


def one_second_before(live_at: datetime.datetime):
    editions.seal(whole_release(), by=None, live_at=live_at)


def pending_correction():
    """The next edition of a public release, with everything attached, and the public drug's next phase."""
    secret = whole_release()
    release = Release.objects.get(headline="Marrow Bay Counts Again")
    for link in secret.drug_links.all():
        if not release.drug_links.filter(drug=link.drug).exists():
            factories.ReleaseDrug.objects.create(release=release, drug=link.drug, position=7)
    release.trials.add(*secret.trials.all())
    for media in secret.media.all():
        media.pk, media.key, media.release, media._state.adding = None, uuid.uuid4(), release, True
        media.save()
    around_it(secret)
    edition = Edition.objects.live().get(release=release)
    corrected(
        edition,
        live_at=_tomorrow(),
        note=canary("correction.note"),
        body=secret.body,
        headline=canary("correction.headline"),
    )


def pending_withdrawal():
    """A correction that is opened and typed, and a notice that is prepared: nothing of it is sealed."""
    release = Release.objects.get(headline="Marrow Bay Counts Again")
    Release.objects.filter(pk=release.pk).update(state="sealed", correction_kind="", correction_note="")
    workflow.correct(release, by=None, kind="update", note=canary("correction.note"))
    marked(Release.objects.get(pk=release.pk), correction_kind="update")
    FormDraft.objects.create(
        user=_user("publisher"),
        release=release,
        version=1,
        typed={"notice": [canary("notice")]},
        saved_at=editions.database_now(),
    )


def records_alone():
    """Copies of public records, sealed on their own for tomorrow; and records that no public release names."""
    around_it(whole_release())
    company_change()
    for record in (
        Drug.objects.get(code_name="MBY-101"),
        Trial.objects.get(acronym="HARBOR-9"),
        Company.objects.current(),
    ):
        editions.seal_record(record, by=None, live_at=_tomorrow())
    editions.seal_record(Drug.objects.get(code_name="ZQX-77"), by=None)
    editions.call_back_record(
        editions.seal_record(Contact.objects.get(person=canary("public contact.person")), by=None, live_at=_tomorrow()),
        by=None,
    )


def withdrawn():
    """Was public, with everything attached; a withdrawal took it back. Its address and its notice are public."""
    release = whole_release(headline="Marrow Bay Takes Back", source="", issuer_legal_name="", issuer_short_name="")
    release.contacts.set([Contact.objects.get(person="Ada Quill")])  # the notice keeps whom to ask
    published(release, on=LONG_AGO + datetime.timedelta(days=50))
    Release.objects.filter(pk=release.pk).update(state="sealed")
    workflow.withdraw(release, by=None, notice="It was published in error.")


def facts() -> dict:
    """What probes are made of: addresses and keys of everything in this site, public or not, and its search words."""
    found = {"releases": [], "files": [], "drugs": [], "trials": [], "contacts": [], "digests": []}
    for edition in Edition.objects.order_by("pk"):
        found["releases"].append(
            [
                f"{edition.path_date:%Y}",
                f"{edition.path_date:%m}",
                f"{edition.path_date:%d}",
                edition.slug,
                address(edition),
            ]
        )
        found["digests"].append(edition.digest)
        for file in edition.files.all():
            found["files"].append([str(file.key), file.name])
            found["digests"].append(file.sha256)
    for copy in SealedRecord.objects.order_by("pk"):
        kind = {"drug": "drugs", "trial": "trials"}.get(copy.kind)
        if kind:
            found[kind].append(copy.slug)
        if copy.file_key:
            found["files"].append([str(copy.file_key), "logo.png"])
    for release in Release.objects.filter(editions=None):
        today = editions.database_now()
        found["releases"].append([f"{today:%Y}", f"{today:%m}", f"{today:%d}", _slug(release.headline), ""])
        found["files"] += [[str(media.key), media.name] for media in release.media.all()]
    found["drugs"] += ["zqx-77", canary("drug.generic_name")]
    found["trials"] += [canary("trial.acronym"), "nct07654321"]
    found["contacts"] = [str(key) for key in Contact.objects.values_list("key", flat=True)]
    return {
        name: [json.loads(each) for each in dict.fromkeys(json.dumps(each) for each in values)]
        for name, values in found.items()
    }


def _slug(headline: str) -> str:
    from django.utils.text import slugify

    return slugify(headline)[:120]


def _png(color: str = "#1f4e79") -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (8, 6), color).save(buffer, "PNG")
    return buffer.getvalue()
