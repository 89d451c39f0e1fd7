"""What an import has proposed and nobody has confirmed stands in the release that prints it, and nowhere else."""

import datetime
import json
import re

import pytest
from django.db import DatabaseError, models, transaction

from releases import editions, importers, newsroom, workflow
from releases.compose import compose
from releases.editions.guard import install_guard, remove_guard
from releases.models import Contact, Drug, EditionLink, SealedRecord, Trial
from tests import factories
from tests.importers.files import RELEASE
from tests.newsroom.sealed import LONG_AGO, address, corrected, published, tomorrow

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
#: Every address that is not the release itself.
ELSEWHERE = (
    *("/", "/releases/", "/drugs/", "/contacts/", "/feeds/", "/record/"),
    *("/api/v1/drugs", "/api/v1/trials", "/api/v1/contacts", "/api/v1/releases"),
    *("/sitemap.xml", "/sitemaps/pages.xml", "/llms.txt", "/feed/PressRelease.svc/GetPressReleaseList"),
)
TEXT = RELEASE.replace("in patients with glioma.", "in the HARBOR trial (NCT01234567).").replace(
    "Presents HARBOR Data", "Presents New Data"
)


def brought_in(text: str = TEXT):
    intake = importers.bring_in(text.encode(), name="a.txt", by=None, today=datetime.date(2026, 1, 1), is_historic=True)
    return importers.publish(intake.release, by=None, now=editions.database_now())


def graph(client, path: str) -> str:
    return "".join(re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode()))


def test_nothing_of_it_is_public_but_the_release(client):
    factories.company()
    edition = brought_in()
    assert {link.kind for link in edition.links.all()} == {"drug", "trial", "contact"}
    assert {copy.kind for copy in SealedRecord.objects.all()} == {"company"}
    for path in ELSEWHERE:
        answer = client.get(path).content.decode()
        for proposed in ("MBY-101", "marrowtinib", "HARBOR", "NCT01234567", "617-555-0100", "Ada Quill"):
            assert proposed not in answer, (path, proposed)
    for path in ("/drugs/mby-101/", "/trials/harbor/", "/feeds/drugs/mby-101.rss", "/releases/?drug=mby-101"):
        assert client.get(path).status_code == 404, path
    page = client.get(address(edition)).content.decode()
    assert "MBY-101" in page
    assert "617-555-0100" in page
    assert 'property="article:tag"' not in page
    assert "Drugs in this release" not in page
    told = graph(client, address(edition))
    assert "MedicalTrial" not in told
    assert '"Drug"' not in told
    assert "contactPoint" not in told


def test_feeds_and_formats_say_nothing_beside_the_text(client):
    factories.company()
    edition = brought_in()
    item = json.loads(client.get("/feeds/releases.json").content)["items"][0]
    assert (item["tags"], item["_ir"]["drugs"], item["_ir"]["nct"]) == (["Clinical data"], [], [])
    data = json.loads(client.get(f"{address(edition)[:-1]}.json").content)
    assert (data["drugs"], data["trials"]) == ([], [])
    news = json.loads(client.get(f"{address(edition)[:-1]}.ninjs.json").content)
    assert [subject["rel"] for subject in news["subjects"]] == ["category"]
    for ending in ("rss", "atom"):
        feed = client.get(f"/feeds/releases.{ending}").content.decode()
        assert "<category>MBY-101" not in feed
        assert 'term="MBY-101"' not in feed


def test_the_document_has_no_more_of_it_than_the_release_prints():
    factories.company()
    brought_in()
    drug = Drug.objects.get()
    Drug.objects.update(mechanism="inhibitor of everything", brand_name="Marrovia")
    drug.programs.create(indication="glioma", phase="phase-3")
    second = brought_in(TEXT.replace("March 4", "March 5").replace("New Data", "More Data"))
    (part,) = second.document.drugs
    assert (part.key, part.code_name, part.brand_name, part.mechanism, part.programs) == (
        str(drug.key), "MBY-101", "", "", (),
    )  # fmt: skip


def test_confirming_and_sealing_shows_it_with_the_releases_that_named_it(client):
    factories.company()
    edition = brought_in()
    Drug.objects.update(is_confirmed=True)
    assert client.get("/drugs/mby-101/").status_code == 404
    assert [state.record for state in editions.all_unsealed()] == [Drug.objects.get()]
    editions.seal_record(Drug.objects.get(), by=None)
    page = client.get("/drugs/mby-101/").content.decode()
    assert edition.document.headline in page
    assert b"MBY-101" in client.get("/drugs/").content
    assert '<a href="/drugs/mby-101/">MBY-101</a>' in client.get(address(edition)).content.decode()
    assert editions.all_unsealed() == []


def test_what_is_not_confirmed_is_not_published_on_its_own():
    team = factories.team()
    drug = factories.drug(code_name="MBY-101", is_confirmed=False)
    reason = "Drug MBY-101 is not confirmed. Check it, tick “confirmed” and save it first."
    with pytest.raises(editions.SealRefused, match=re.escape(reason)):
        editions.seal_record(drug, by=None)
    with pytest.raises(workflow.Refused) as refused:
        workflow.records.propose(drug, by=team["Writer"], planned_at=None)
    assert refused.value.reasons == (reason,)
    assert SealedRecord.objects.count() == 0


def test_a_trial_does_not_tell_a_drug_that_is_not_confirmed():
    factories.company()
    drug, trial = factories.drug(code_name="MBY-777", is_confirmed=False), factories.trial(acronym="HARBOR")
    trial.drug_links.create(drug=drug)
    release = factories.release()
    release.trials.add(trial)
    edition = published(release)
    assert edition.document.trials[0].drugs == ()
    assert "MBY-777" not in SealedRecord.objects.get(kind="trial").document_json
    Drug.objects.update(is_confirmed=True)
    assert [part.name for part in compose(release).trials[0].drugs] == ["MBY-777"]


def test_a_confirmation_voids_approvals_since_it_makes_something_public():
    team = factories.team()
    drug = factories.drug(code_name="MBY-101", is_confirmed=False)
    release = factories.approved(team, planned_at=tomorrow(), drugs=[drug])
    assert workflow.approvals.missing(release, workflow.approvals.current(release)) == []
    Drug.objects.update(is_confirmed=True)
    voided = workflow.approvals.voided(release, workflow.approvals.current(release))
    assert [str(each) for each in voided] == [
        "The legal approval of legal is void: the record of MBY-101 changed since."
    ]


def with_contact(contact, **facts):
    release = factories.release(has_contact=False, **facts)
    release.contacts.add(contact)
    return release


def test_an_unconfirmed_contact_replaces_no_confirmed_one(client):
    known = factories.contact(person="Ada Quill")
    published(with_contact(known))
    before = client.get("/contacts/").content
    proposed = factories.contact(person="Photo Line", phone="555-0000", is_confirmed=False)
    edition = published(with_contact(proposed), on=LONG_AGO + DAY)
    assert client.get("/contacts/").content == before
    assert [contact.person for contact in newsroom.contacts()] == ["Ada Quill"]
    assert b"Photo Line" in client.get(address(edition)).content
    assert b"Photo Line" not in client.get("/api/v1/contacts").content
    answer = client.get(f"/contacts/{proposed.key}.vcf")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/contacts/")
    Contact.objects.update(is_confirmed=True)
    editions.seal_record(Contact.objects.get(pk=proposed.pk), by=None)
    assert [contact.person for contact in newsroom.contacts()] == ["Photo Line"]
    assert b"Photo Line" in client.get(f"/contacts/{proposed.key}.vcf").content


def test_the_card_of_a_contact_that_a_correction_took_off_leads_to_the_others(client):
    gone, new = factories.contact(person="Ada Quill"), factories.contact(person="Bo Stone")
    release = with_contact(gone)
    edition = published(release)
    release.contacts.clear()
    release.contacts.add(new)
    corrected(edition)
    answer = client.get(f"/contacts/{gone.key}.vcf")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/contacts/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"Bo Stone" in client.get(f"/contacts/{new.key}.vcf").content


def test_a_record_that_is_not_confirmed_any_more_stays_as_the_public_knows_it(client):
    factories.company()
    drug = factories.drug(code_name="MBY-101")
    published(drugs=[drug])
    Drug.objects.update(is_confirmed=False, mechanism="another one")
    edition = published(drugs=[Drug.objects.get()], on=LONG_AGO + DAY)
    assert edition.document.drugs[0].mechanism == ""
    assert client.get("/drugs/mby-101/").status_code == 200
    assert b"another one" not in client.get("/drugs/mby-101/").content


def test_the_address_of_a_drug_is_kept_for_what_is_confirmed():
    factories.company()
    published(drugs=[factories.drug(code_name="MBY-101", is_confirmed=False)])
    published(drugs=[factories.drug(code_name="MBY 101", generic_name="other")], on=LONG_AGO + DAY)
    assert SealedRecord.objects.get(kind="drug").slug == "mby-101"
    assert EditionLink.objects.filter(kind="drug").count() == 2


def test_a_trial_s_facts_stay_out_of_a_document_until_they_are_confirmed():
    factories.company()
    trial = factories.trial(acronym="HARBOR", phase="PHASE3", is_confirmed=False)
    release = factories.release()
    release.trials.add(trial)
    (part,) = published(release).document.trials
    assert (part.acronym, part.phase) == ("HARBOR", "")
    assert Trial.objects.get().phase == "PHASE3"


def test_copies_that_an_older_version_sealed_are_not_shown_until_their_records_are_confirmed(client):
    factories.company()
    drug, contact = factories.drug(code_name="MBY-101"), factories.contact(person="Photo Line")
    release = factories.release(has_contact=False, drugs=[drug])
    release.contacts.add(contact)
    edition = published(release)
    Drug.objects.update(is_confirmed=False)
    Contact.objects.update(is_confirmed=False)
    remove_guard()  # as the upgrade marked them that brought the column
    models.QuerySet.update(SealedRecord.objects.filter(kind__in=("drug", "contact")), is_confirmed=False)
    install_guard()
    assert set(SealedRecord.objects.filter(is_confirmed=False).values_list("kind", flat=True)) == {"drug", "contact"}
    for path in ("/drugs/", "/contacts/", "/api/v1/contacts", "/sitemaps/pages.xml"):
        assert not re.search(rb"MBY-101|mby-101|Photo Line", client.get(path).content), path
    assert client.get("/drugs/mby-101/").status_code == 404
    assert client.get(f"/contacts/{contact.key}.vcf").headers["Location"] == "/contacts/"
    assert b"Photo Line" in client.get(address(edition)).content
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        models.QuerySet.update(SealedRecord.objects.all(), is_confirmed=True)
    Drug.objects.update(is_confirmed=True)
    copy = editions.seal_record(Drug.objects.get(), by=None)
    assert (copy.number, copy.slug) == (2, "mby-101")
    assert client.get("/drugs/mby-101/").status_code == 200
    assert set(editions.verify()) == {None}
