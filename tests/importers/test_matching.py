"""Which record a document means: only what is the same is linked."""

import dataclasses
import datetime

import pytest

from releases.compose import compose
from releases.document import Company as Issuer
from releases.document import Contact, Document, Drug, Listing, SafeHarbor, Section, Trial
from releases.importers.records import create_records
from releases.models import BoilerplateVersion, Company
from releases.models import Drug as DrugRecord
from tests import factories
from tests.importers.files import rows

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)
ISSUER = Issuer(legal_name="Marrow Bay Biologics, Inc.", short_name="Marrow Bay", exchange="NASDAQ", ticker="MRBY")


def brought_in(**facts):
    document = Document(**{"headline": "Marrow Bay Counts", "company": ISSUER, "body_html": "<p>Words.</p>"} | facts)
    return create_records(document, by=None, today=TODAY)


@pytest.mark.parametrize(
    "value",
    [
        Drug(code_name="mby-101"),
        Drug(generic_name="MARROWTINIB"),
        Drug(brand_name="marrovia"),
        Drug(code_name="Mby101"),
        Drug(code_name="MARROWTINIB"),
        Drug(code_name="X-unknown", generic_name="marrowtinib"),
    ],
)
def test_a_known_drug_is_linked_by_any_name_whatever_its_case(value):
    factories.company()
    known = factories.drug(
        code_name="MBY-101", generic_name="marrowtinib", brand_name="Marrovia", aliases="MBY101\nMarrow-101"
    )
    release, remarks = brought_in(drugs=(value,))
    assert [link.drug for link in release.drug_links.all()] == [known]
    assert remarks == []
    assert DrugRecord.objects.count() == 1


@pytest.mark.parametrize("name", ["MBY-10", "MBY-1011", "MBY 101", "Marrow", "marrowtinib-2"])
def test_a_near_miss_is_a_drug_of_its_own(name):
    factories.company()
    known = factories.drug(code_name="MBY-101", generic_name="marrowtinib", aliases="Marrow-101")
    release, remarks = brought_in(drugs=(Drug(code_name=name, target="CD9"),))
    (link,) = release.drug_links.all()
    assert (link.drug.code_name, link.drug.target, link.drug.is_confirmed) == (name, "CD9", False)
    assert link.drug != known
    assert remarks == [f"The drug {name} is new and waits for confirmation."]


def test_a_trial_is_known_by_its_number_and_two_numbers_are_two_trials():
    factories.company()
    known = factories.trial(nct_number="NCT01234567", acronym="HARBOR")
    release, _ = brought_in(
        trials=(Trial(nct_number="NCT01234567", acronym="OTHER"), Trial(nct_number="NCT07654321", acronym="HARBOR"))
    )
    first, second = (link.trial for link in release.trial_links.all())
    assert first == known
    assert second != known
    assert second.nct_number == "NCT07654321"
    unnumbered, _ = brought_in(trials=(Trial(acronym="harbor"),))
    assert unnumbered.trial_links.get().trial == known


def test_a_contact_is_linked_only_if_all_it_prints_is_the_same():
    factories.company()
    known = factories.contact()
    printed = Contact(kind="investors", label="IR:", organization=known.organization, person=known.person,
                      phone=known.phone, email=known.email)  # fmt: skip
    release, remarks = brought_in(contacts=(printed,))
    link = release.contact_links.get()
    assert (link.contact, link.label, remarks) == (known, "IR:", [])
    other, remarks = brought_in(contacts=(dataclasses.replace(printed, phone="617-555-0199"),))
    assert other.contact_links.get().contact != known
    assert remarks == ["The contact Ada Quill, Marrow Bay Biologics, Inc. is new and waits for confirmation."]


def test_the_same_safe_harbor_is_one_version():
    factories.company()
    notice = SafeHarbor(html="<p>Forward-looking.</p>", heading="Cautions")
    first, _ = brought_in(safe_harbor=notice, date=datetime.date(2020, 1, 2))
    second, _ = brought_in(safe_harbor=notice)
    third, _ = brought_in(safe_harbor=SafeHarbor(html="<p>Otherwise.</p>"))
    assert first.safe_harbor == second.safe_harbor
    assert [(version.number, version.effective_from) for version in BoilerplateVersion.objects.order_by("id")] == [
        (1, datetime.date(2020, 1, 2)), (1, TODAY),
    ]  # fmt: skip
    assert third.safe_harbor.boilerplate != first.safe_harbor.boilerplate


def test_another_company_is_kept_as_printed_and_the_record_stays():
    record = factories.company()
    printed = Issuer(
        legal_name="Tidewater Bio, Inc.",
        short_name="Tidewater",
        exchange="NYSE",
        ticker="TIDE",
        website="www.tide.example",
    )
    release, remarks = brought_in(company=printed)
    assert (release.issuer_legal_name, release.issuer_short_name, release.issuer_exchange, release.issuer_ticker) == (
        "Tidewater Bio, Inc.", "Tidewater", "NYSE", "TIDE",
    )  # fmt: skip
    (remark,) = remarks
    assert remark == (
        "The release names Tidewater Bio, Inc. (NYSE: TIDE) as its company; the record says Marrow Bay Biologics, Inc."
        " (NASDAQ: MRBY). It is kept as printed."
    )
    record.refresh_from_db()
    assert (record.legal_name, Company.objects.count()) == ("Marrow Bay Biologics, Inc.", 1)


def test_a_further_listing_that_the_record_lacks_is_kept_as_printed():
    factories.company()
    toronto, tel_aviv = Listing(exchange="TSX", ticker="MRB", mic="XTSE"), Listing(exchange="TASE", ticker="MRBY")
    release, remarks = brought_in(company=dataclasses.replace(ISSUER, other_listings=(toronto, tel_aviv)))
    assert release.issuer_other_listings == "TSX: MRB\nTASE: MRBY"
    assert remarks == [
        "The release names Marrow Bay Biologics, Inc. (NASDAQ: MRBY; TSX: MRB; TASE: MRBY) as its company; the record says"
        " Marrow Bay Biologics, Inc. (NASDAQ: MRBY). It is kept as printed."
    ]
    assert compose(release).company.other_listings == (toronto, tel_aviv)


def test_a_release_from_before_the_second_listing_does_not_get_it():
    factories.company(other_listings="TSX: MRB")
    release, remarks = brought_in()
    assert ([str(listing) for listing in compose(release).company.listings], remarks) == (["NASDAQ: MRBY"], [])


def test_the_company_s_own_name_is_not_repeated():
    factories.company()
    release, remarks = brought_in()
    assert (release.issuer_legal_name, release.issuer_ticker, remarks) == ("", "", [])


def test_the_first_release_makes_the_company():
    about = Section(kind="company", heading="About Marrow Bay", html="<p>It counts.</p>")
    brussels = Listing(exchange="Euronext", ticker="MRBY", mic="XBRU")
    printed = dataclasses.replace(ISSUER, mic="XNAS", website="www.marrowbay.example", other_listings=(brussels,))
    _, remarks = brought_in(sections=(about,), company=printed)
    company = Company.objects.get()
    assert (company.other_listings, company.mic, company.about, company.website) == (
        "Euronext: MRBY (XBRU)",
        "XNAS",
        "<p>It counts.</p>",
        "https://www.marrowbay.example",
    )
    assert remarks == ["The company Marrow Bay Biologics, Inc. was created from this release. Check its record."]


def test_a_release_without_a_company_makes_none():
    brought_in(company=Issuer(legal_name=""))
    assert rows()["Company"] == 0
