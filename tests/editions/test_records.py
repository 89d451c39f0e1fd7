"""Linked records: sealed with the release that announces them, superseded, called back, left, and published alone."""

import datetime

import pytest

from releases import editions
from releases.compose import compose
from releases.models import Company, Contact, Drug, Edition, EditionLink, Program, SealedRecord, TrialDrug
from tests import factories
from tests.newsroom.sealed import LONG_AGO, png, published, scheduled, tomorrow

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def drug() -> Drug:
    """A drug in phase II, as a public release has announced it."""
    drug = factories.drug(code_name="MBY-101")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2")
    published(drugs=[drug])
    return drug


def advance(drug: Drug, phase: str = "phase-3") -> None:
    drug.programs.update(phase=phase)


def phases(copies=None) -> list[str]:
    copies = SealedRecord.objects.live() if copies is None else copies
    return [copy.value.drug.programs[0].phase for copy in copies.filter(kind="drug").order_by("number")]


def kinds(edition: Edition) -> list[str]:
    return sorted(edition.records.values_list("kind", flat=True))


def test_everything_linked_is_sealed_with_the_release_once():
    drug, inside, trial = factories.drug(), factories.drug(), factories.trial()
    TrialDrug.objects.create(trial=trial, drug=inside, role="comparator")
    release = factories.release(has_contact=False, drugs=[drug])
    release.trials.add(trial)
    release.contacts.add(factories.contact())
    edition = published(release)
    assert kinds(edition) == ["company", "contact", "drug", "drug", "trial"]
    assert kinds(published(drugs=[drug])) == []
    links = {(link.kind, link.record_key) for link in edition.links.all()}
    assert links == {("drug", drug.key), ("trial", trial.key), ("contact", Contact.objects.get().key)}
    assert {copy.record_key for copy in SealedRecord.objects.known().filter(kind="drug")} == {drug.key}


def test_an_unsealed_change_is_named_and_travels_with_the_release(drug):
    release = factories.release(has_contact=False, drugs=[drug])
    assert editions.unsealed(release) == []
    advance(drug)
    ((state),) = editions.unsealed(release)
    assert (state.record, state.kind, state.changed) == (drug, "drug", ("programs",))
    assert [state.record for state in editions.all_unsealed()] == [drug]
    assert phases() == ["phase-2"]
    edition = scheduled(release)
    assert editions.unsealed(release) == editions.all_unsealed() == []
    assert phases() == ["phase-2"]
    old, new = SealedRecord.objects.filter(kind="drug").order_by("number")
    assert (old.superseded_at, new.live_at, new.edition) == (edition.live_at, edition.live_at, edition)
    assert (new.number, new.previous_digest) == (2, old.digest)


def test_calling_the_edition_back_takes_the_copies_along(drug):
    advance(drug)
    release = factories.release(has_contact=False, drugs=[drug])
    edition = scheduled(release)
    editions.call_back(edition, by=None)
    old, gone = SealedRecord.objects.filter(kind="drug").order_by("number")
    assert old.superseded_at is None
    assert gone.called_back_at is not None
    assert [state.record for state in editions.unsealed(release)] == [drug]
    again = scheduled(release).records.get()
    assert (again.number, again.previous_digest) == (3, gone.digest)
    assert set(editions.verify()) == {None}


def test_a_historic_release_does_not_overwrite_a_newer_copy(drug):
    advance(drug)
    edition = published(factories.release(drugs=[drug]), on=LONG_AGO - DAY)
    assert kinds(edition) == []
    assert phases() == ["phase-2"]
    # Nor does it tell in its own text what is not public.
    assert edition.document.drugs[0].programs[0].phase == "phase-2"
    published(factories.release(drugs=[drug]), on=LONG_AGO + DAY)
    assert phases() == ["phase-3"]


def test_a_release_before_the_announcement_shows_the_drug_as_the_public_knows_it(drug):
    advance(drug)
    trial = factories.trial()
    TrialDrug.objects.create(trial=trial, drug=drug)
    Drug.objects.update(code_name="MBY-999")
    scheduled(factories.release(has_contact=False, drugs=[Drug.objects.get()]))
    earlier = factories.release(has_contact=False, drugs=[Drug.objects.get()])
    earlier.trials.add(trial)
    assert compose(earlier).drugs[0].programs[0].phase == "phase-3"
    edition = editions.seal(earlier, by=None)
    document = edition.document
    assert (document.drugs[0].name, document.drugs[0].programs[0].phase) == ("MBY-101", "phase-2")
    assert document.trials[0].drugs[0].name == "MBY-101"
    assert "MBY-999" not in edition.records.get(kind="trial").document_json
    assert phases() == ["phase-2"]


def test_a_new_drug_is_not_told_before_its_release():
    drug = factories.drug(code_name="MBY-500")
    scheduled(factories.release(has_contact=False, drugs=[drug]))
    release = factories.release(has_contact=False, drugs=[drug])
    with pytest.raises(editions.SealRefused, match=r"Drug MBY-500 becomes public at .* UTC with another release"):
        editions.seal(release, by=None)
    assert not release.editions.exists()


def withhold(release, *records):
    release.withheld_records = [":".join(editions.identity(record)) for record in records]
    release.save()


def test_what_is_held_back_stays_as_the_public_knows_it(drug):
    advance(drug)
    contact = factories.contact()
    release = factories.release(drugs=[drug])
    release.contacts.add(contact)
    withhold(release, drug)
    edition = editions.seal(release, by=None)
    assert kinds(edition) == ["contact"]
    assert edition.document.drugs[0].programs[0].phase == "phase-2"
    assert phases() == ["phase-2"]


def test_a_new_company_name_is_sealed_with_the_release_or_not_printed(drug):
    Company.objects.update(legal_name="Zebra, Inc.", short_name="Zebra")
    release = factories.release(has_contact=False)
    withhold(release, Company.objects.get())
    with pytest.raises(editions.SealRefused, match="The company's record has a new name"):
        editions.seal(release, by=None)
    release.issuer_legal_name, release.issuer_short_name = "Marrow Bay Biologics, Inc.", "Marrow Bay"
    release.save()
    assert editions.seal(release, by=None).document.company.short_name == "Marrow Bay"
    assert kinds(editions.seal(factories.release(), by=None)) == ["company"]


def test_two_releases_of_one_instant_each_bring_their_copy(drug):
    advance(drug)
    instant = tomorrow()
    first, second = (editions.seal(factories.release(drugs=[drug]), by=None, live_at=instant) for _ in range(2))
    assert kinds(first) == kinds(second) == ["drug"]
    assert editions.dependents(first) == [second]
    editions.call_back(first, by=None)
    old, gone, kept = SealedRecord.objects.filter(kind="drug").order_by("number")
    assert (old.superseded_at, gone.called_back_at is None, kept.superseded_at) == (instant, False, None)
    assert set(editions.verify()) == {None}


def test_calling_back_one_in_the_middle_keeps_the_later_one(drug):
    advance(drug)
    first = editions.seal(factories.release(drugs=[drug]), by=None, live_at=tomorrow())
    advance(drug, "filed")
    second = editions.seal(factories.release(drugs=[drug]), by=None, live_at=tomorrow() + DAY)
    editions.call_back(first, by=None)
    assert SealedRecord.objects.live().get(kind="drug").superseded_at == second.live_at
    assert phases(SealedRecord.objects.standing()) == ["phase-2", "filed"]
    assert set(editions.verify()) == {None}


def test_the_company_and_contacts_of_a_scheduled_release_do_not_hold_up_the_first_public_one():
    contact = factories.contact()
    later, now = factories.release(), factories.release()
    for release in (later, now):
        release.contacts.add(contact)
    scheduled(later)
    assert not SealedRecord.objects.live().exists()
    assert kinds(editions.seal(now, by=None)) == ["company", "contact"]
    assert {copy.kind for copy in SealedRecord.objects.live()} == {"company", "contact"}
    assert set(editions.verify()) == {None}


def test_a_record_is_published_on_its_own(drug):
    with pytest.raises(editions.SealRefused, match=r"Drug MBY-101 has no changes that are not sealed already\."):
        editions.seal_record(drug, by=None)
    advance(drug)
    with pytest.raises(editions.SealRefused, match="is in the past"):
        editions.seal_record(drug, by=None, live_at=LONG_AGO)
    copy = editions.seal_record(drug, by=None, live_at=tomorrow())
    advance(drug, "filed")
    with pytest.raises(editions.SealRefused, match="This one would tell its news before"):
        editions.seal_record(drug, by=None)
    assert phases() == ["phase-2"]
    editions.call_back_record(copy, by=None)
    assert editions.seal_record(drug, by=None).edition is None
    assert phases() == ["filed"]


def test_a_copy_that_came_with_a_release_goes_with_it(drug):
    advance(drug)
    copy = scheduled(factories.release(drugs=[drug])).records.get()
    with pytest.raises(editions.SealRefused, match="came with a release"):
        editions.call_back_record(copy, by=None)
    public = editions.seal_record(factories.contact(), by=None)
    with pytest.raises(editions.SealRefused, match="is public"):
        editions.call_back_record(public, by=None)


def test_an_address_stays_when_the_name_changes(drug):
    Drug.objects.update(code_name="MBY-900")
    published(factories.release(drugs=[Drug.objects.get()]), on=LONG_AGO + DAY)
    assert SealedRecord.objects.live().get(kind="drug").slug == "mby-101"


def test_a_hidden_record_does_not_show_in_another_s_address():
    hidden, inside, public = (factories.drug(code_name=name) for name in ("MBY 7", "MBY.7", "MBY-7"))
    scheduled(factories.release(drugs=[hidden]))
    trial = factories.trial()
    TrialDrug.objects.create(trial=trial, drug=inside)
    release = factories.release()
    release.trials.add(trial)
    published(release)
    published(drugs=[public])
    slugs = {copy.record_key: copy.slug for copy in SealedRecord.objects.filter(kind="drug")}
    assert slugs[public.key] == "mby-7"
    assert slugs[hidden.key].startswith("mby-7-")
    assert slugs[inside.key].startswith("mby-7-")
    fourth = factories.drug(code_name="mby/7")
    published(drugs=[fourth])
    assert SealedRecord.objects.get(record_key=fourth.key).slug.startswith("mby-7-")


def test_a_logo_is_sealed_with_the_company(client):
    company = factories.company()
    company.take_logo(png())
    company.save()
    published()
    copy = SealedRecord.objects.get(kind="company")
    assert (copy.file_key, copy.file_sha256) == (company.logo_key, company.logo_sha256)
    address = f"/files/{company.logo_key}/logo.png"
    assert client.get(address).status_code == 200
    company.take_logo(png(color="#000000"))
    company.save()
    assert client.get(f"/files/{company.logo_key}/logo.png").status_code == 404
    editions.seal_record(company, by=None)
    assert client.get(f"/files/{company.logo_key}/logo.png").status_code == 200
    assert client.get(address).status_code == 200


def test_links_stand_for_every_edition(drug):
    assert EditionLink.objects.live().filter(kind="drug").count() == 1
    scheduled(factories.release(drugs=[drug]))
    drugs = EditionLink.objects.filter(kind="drug")
    assert (drugs.count(), drugs.live().count()) == (2, 1)
