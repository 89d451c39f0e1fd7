"""The pipeline and the pages of drugs and trials: what they say, and that there are none for what nobody knows."""

import pytest

from releases import editions, newsroom
from releases.models import Designation, Program, Release, TrialDrug
from tests import factories
from tests.newsroom.sealed import address, corrected, published, scheduled

pytestmark = pytest.mark.django_db
NOWHERE = "/drugs/no-such-drug/"


@pytest.fixture
def release() -> Release:
    """A release about a drug and its trial, with a comparator that no release is about."""
    drug = factories.drug(
        code_name="MBY-101", generic_name="marrowtinib", target="CD9", about="<p>A small molecule.</p>"
    )
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2", partner="Tidewater")
    Program.objects.create(drug=drug, indication="sarcoma", phase="preclinical", status="discontinued", position=1)
    Designation.objects.create(drug=drug, kind="orphan", indication="glioma", region="US")
    trial = factories.trial(acronym="HARBOR", nct_number="NCT01234567", phase="PHASE2", status="RECRUITING")
    TrialDrug.objects.create(trial=trial, drug=drug)
    TrialDrug.objects.create(trial=trial, drug=factories.drug(code_name="OLD-1"), role="comparator", position=1)
    release = factories.release(headline="Marrow Bay Treats", drugs=[drug])
    release.trials.add(trial)
    return release


@pytest.fixture
def read(client):
    """The body of a public page."""

    def body(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200, path
        return response.content.decode()

    return body


def test_a_drug_s_page(release, read):
    edition = published(release)
    page = newsroom.drug("mby-101")
    assert (page.url, page.drug.target, page.about_html) == ("/drugs/mby-101/", "CD9", "<p>A small molecule.</p>")
    assert [(stage.program.indication, stage.step, stage.steps) for stage in page.stages] == [
        ("glioma", 5, 9),
        ("sarcoma", 2, 9),
    ]
    assert [trial.url for trial in page.trials] == ["/trials/harbor/"]
    assert [entry.url for entry in page.releases] == [address(edition)]
    body = read("/drugs/mby-101/")
    for words in ("marrowtinib", "with Tidewater", "Phase II", "discontinued", "Orphan drug", "Recruiting"):
        assert words in body


def test_a_trial_s_page(release, read):
    published(release)
    page = newsroom.trial("harbor")
    assert [(str(subject), subject.url, role) for subject, role in page.drugs] == [
        ("MBY-101", "/drugs/mby-101/", "investigational"),
        ("OLD-1", "", "comparator"),
    ]
    body = read("/trials/harbor/")
    for words in ("https://clinicaltrials.gov/study/NCT01234567", "Phase II", "Recruiting", "Marrow Bay Treats"):
        assert words in body


def test_names_lead_to_their_pages(release, read):
    edition = published(release)
    for path in ("/", "/releases/", address(edition), f"{address(edition)}editions/1/"):
        assert '<a href="/drugs/mby-101/">MBY-101</a>' in read(path), path
    for path in ("/", address(edition)):
        assert '<a href="/trials/harbor/">HARBOR</a>' in read(path), path


def test_the_pipeline(release, read):
    published(release)
    plain, ahead = factories.drug(code_name="MBY-300"), factories.drug(code_name="MBY-200")
    Program.objects.create(drug=ahead, indication="glioma", phase="approved")
    published(drugs=[plain, ahead])
    pipeline = newsroom.pipeline()
    assert [page.drug.name for page in pipeline.developed] == ["MBY-200", "MBY-101"]
    assert [page.drug.name for page in pipeline.others] == ["MBY-300"]
    body = read("/drugs/")
    assert body.index("MBY-200") < body.index("MBY-101") < body.index("MBY-300")
    assert "OLD-1" not in body


def test_an_empty_pipeline(read):
    assert "No drugs have been announced here yet." in read("/drugs/")


def test_what_no_live_edition_knows_is_not_there(release, whole):
    """Sealed for later, called back, in a trial only, or no longer named by the current edition: the same bytes."""
    unknown = whole(NOWHERE)
    assert unknown[0] == 404
    edition = scheduled(release)
    for path in ("/drugs/mby-101/", "/trials/harbor/", "/drugs/old-1/"):
        assert whole(path) == unknown
    editions.call_back(edition, by=None)
    assert whole("/drugs/mby-101/") == unknown
    public = published(release)
    assert whole("/drugs/mby-101/")[0] == whole("/trials/harbor/")[0] == 200
    assert whole("/drugs/old-1/") == whole(NOWHERE)
    release.drug_links.all().delete()
    corrected(public, release_date=public.document.date)
    assert whole("/drugs/mby-101/") == whole(NOWHERE)
    assert b"/drugs/mby-101/" not in whole("/trials/harbor/")[2]


@pytest.mark.parametrize(
    "path", ["/drugs/MBY-101/", "/drugs/mby_101/", "/trials/", "/trials/mby-101/", "/drugs/mby-101/x/"]
)
def test_malformed_addresses(release, whole, path):
    published(release)
    assert whole(path) == whole(NOWHERE)


def test_the_frame_is_the_company_s_public_copy(release):
    published(release)
    company = newsroom.frame().company
    assert company.short_name == "Marrow Bay"
    record = factories.Company.objects.get()
    record.short_name = "Zebra"
    record.save()
    assert newsroom.frame().company == company
    editions.seal_record(record, by=None)
    assert newsroom.frame().company.short_name == "Zebra"
