"""Non-interference: with and without an embargoed object in the database, the public reads the same bytes."""

import datetime

import pytest
from django.test import Client

from releases import editions, workflow
from releases.models import Company, Contact, Drug, Edition, Program, Release, SealedRecord, Trial, TrialDrug
from releases.rendering import formats
from tests import clock, factories, properties
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, png, published, scheduled, tomorrow

pytestmark = pytest.mark.django_db


#: What is not a page of a release: feeds, lists, the API, sitemaps, texts; and what would be there for a zebra.
MACHINES = [
    *(f"/feeds/releases.{ending}" for ending in ("rss", "atom", "json")),
    *(
        f"/feeds/{subject}.atom"
        for subject in ("drugs/mby-101", "drugs/zebra-9", "trials/harbor-twin", "trials/zebra", "categories/corporate",
                        "categories/clinical")
    ),
    "/rss/news-releases.xml", "/rss/pressrelease.aspx",
    *(f"/feed/PressRelease.svc/GetPressReleaseList{query}" for query in ("", "?bodyType=1&year=2021", "?pageSize=1&pageNumber=2")),
    "/feed/PressRelease.svc/GetPressReleaseYearList",
    *(
        f"/api/v1/{path}"
        for path in ("", "openapi.json", "releases", "releases?limit=1", "releases?year=2021", "releases?year=2026",
                     "releases?drug=mby-101", "releases?drug=zebra-9", "releases?trial=zebra", "releases?category=corporate",
                     "releases?updated_since=2021-03-05T00:00:00Z", "releases?after=2021/03/05/marrow-bay-grows",
                     "releases?after=2021/03/05/zebra", "releases?headline=Zebra", "drugs", "drugs/mby-101", "drugs/zebra-9",
                     "trials", "trials/harbor-twin", "trials/zebra", "contacts", "zebra")
    ),
    "/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/news.xml", "/sitemaps/releases-2021.xml", "/sitemaps/releases-2026.xml",
    "/robots.txt", "/llms.txt", "/.well-known/security.txt",
]  # fmt: skip


METHODS = ("get", "head")


@pytest.fixture(scope="module")
def site(module_database):
    """A public site with everything linked: two releases, one of them corrected, with a drug, trial, contact, figure."""
    company = factories.company()
    company.take_logo(png())
    company.save()
    drug = factories.drug(code_name="MBY-101", generic_name="marrowtinib")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2")
    release = factories.release(headline="Marrow Bay Counts", drugs=[drug], safe_harbor=factories.safe_harbor())
    release.contacts.add(factories.contact())
    release.trials.add(factories.trial(acronym="HARBOR-TWIN"))
    figure(release)
    corrected(published(release), live_at=LONG_AGO + datetime.timedelta(days=3))
    published(headline="Marrow Bay Grows", on=LONG_AGO + datetime.timedelta(days=1))
    return release


def asked(path: str, method: str = "get") -> tuple[int, tuple, bytes]:
    """Everything that an answer tells: status, every header, every byte."""
    answer = getattr(Client(), method)(path)
    return answer.status_code, tuple(sorted(answer.headers.items())), answer.content


@pytest.fixture(scope="module")
def public():
    """A function that gives every public answer: by GET, and to pages also by HEAD unless these methods leave it out."""

    def read(*methods: str) -> dict:
        methods = methods or METHODS
        paths = ["/", "/releases/", "/releases/?page=1", "/releases/?page=2", "/nowhere/"]
        machines = list(MACHINES)
        paths += ["/releases/?q=zebra", "/releases/?q=marrow", "/releases/?q=marrow&order=newest", "/releases/?q=zeb*"]
        paths += ['/releases/?q="marrow+bay"', "/releases/?category=corporate", "/releases/?category=earnings"]
        paths += [
            "/releases/?drug=mby-101",
            "/releases/?drug=zebra-9",
            "/releases/?trial=zebra",
            "/releases/?trial=harbor-twin",
        ]
        paths += ["/releases/?year=2021", "/releases/?year=2026", "/releases/?older=2021/03/05/marrow-bay-grows"]
        paths += ["/contacts/", "/feeds/", "/record/"]
        paths += ["/releases/?newer=2021/03/04/marrow-bay-counts"]
        paths += ["/drugs/", "/drugs/mby-101/", "/drugs/zebra-9/", "/trials/harbor-twin/", "/trials/zebra/"]
        paths += [
            f"/files/{copy.file_key}/logo.png" for copy in SealedRecord.objects.published().exclude(file_key=None)
        ]
        for edition in Edition.objects.published():
            paths += [address(edition), f"{address(edition)}editions/{edition.number}/"]
            paths += [f"{address(edition)}editions/{edition.number + 1}/"]
            paths += [f"{address(edition)}editions/{number}/record" for number in (edition.number, edition.number + 1)]
            paths += [f"/files/{file.key}/{file.name}" for file in edition.files.all()]
            paths += [f"/files/{file.key}/response-by-dose-4.avif" for file in edition.files.all()]
            machines += [f"{address(edition).rstrip('/')}.{ending}" for ending in formats.endings()]
            machines += [f"{address(edition)}editions/{edition.number + 1}.{ending}" for ending in ("pdf", "json")]
            machines.append(f"/api/v1{address(edition).rstrip('/')}")
        found = {(path, method): asked(path, method) for path in paths for method in methods}
        return found | {(path, "get"): asked(path) for path in dict.fromkeys(machines)}

    return read


@pytest.fixture(scope="module")
def before(site, public):
    """Every public answer of the site while nothing else is in the house."""
    return public()


def draft(release):
    factories.release(headline="Zebra Draft", drugs=[Drug.objects.get()])


def scheduled_release(release):
    for _ in range(25):
        secret = factories.release(headline="Zebra Scheduled", drugs=[Drug.objects.get()])
        figure(secret, title="Zebra")
        scheduled(secret)


def called_back(release):
    editions.call_back(scheduled(headline="Zebra Called Back"), by=None)


def same_day_and_headline(release):
    """Of the same address as a public release, but for a suffix."""
    twin = factories.release(headline="Marrow Bay Counts")
    scheduled(twin)


def pending_correction(release):
    corrected(Edition.objects.live().get(release=release), headline="Zebra Correction", live_at=tomorrow())


def opened_correction(release):
    Release.objects.filter(pk=release.pk).update(state="sealed", correction_kind="", correction_note="")
    workflow.correct(release, by=None, kind="update", note="Zebra.")
    Release.objects.filter(pk=release.pk).update(headline="Zebra Opened")


def linked_records(release):
    Drug.objects.update(code_name="ZEBRA-1", generic_name="zebratinib", brand_name="Zebra")
    Program.objects.update(phase="phase-3")
    Trial.objects.update(acronym="ZEBRA", status="COMPLETED")
    Contact.objects.update(person="Zoe Zebra", phone="617-555-0199")
    for link in (*release.drug_links.all(), *release.trial_links.all()):
        link.delete()


def company_record(release):
    Company.objects.update(
        legal_name="Zebra, Inc.", short_name="Zebra", ticker="ZBRA", accent_color="#aa0000", time_zone="Asia/Tokyo"
    )
    company = Company.objects.get()
    company.take_logo(png(color="#000000"))
    company.save()


def phase_change(release):
    """As the announcement of tomorrow brings it."""
    Program.objects.update(phase="phase-3")
    scheduled(headline="Zebra Phase", drugs=[Drug.objects.get(code_name="MBY-101")])


def new_drug(release):
    drug = factories.drug(code_name="ZEBRA-9")
    Program.objects.create(drug=drug, indication="zebra", phase="phase-1")
    scheduled(headline="Zebra Drug", drugs=[drug])


def drug_of_the_same_name(release):
    scheduled(headline="Zebra Name", drugs=[factories.drug(code_name="MBY 101")])


def new_trial(release):
    trial = factories.trial(acronym="ZEBRA")
    TrialDrug.objects.create(trial=trial, drug=Drug.objects.get(code_name="MBY-101"))
    secret = factories.release(headline="Zebra Trial")
    secret.trials.add(trial)
    scheduled(secret)


def unlinked_records(release):
    """Public copies that no live edition knows."""
    drug, trial = factories.drug(code_name="ZEBRA-9"), factories.trial(acronym="ZEBRA")
    TrialDrug.objects.create(trial=trial, drug=Drug.objects.get(code_name="MBY-101"))
    for record in (drug, trial):
        editions.seal_record(record, by=None)


def renamed_company(release):
    company_record(release)
    scheduled(headline="Zebra Company")


def changed_contact(release):
    Contact.objects.update(person="Zoe Zebra", phone="617-555-0199")
    secret = factories.release(headline="Zebra Contact")
    secret.contacts.add(Contact.objects.first())
    scheduled(secret)


def record_on_its_own(release):
    Program.objects.update(phase="filed")
    editions.seal_record(Drug.objects.get(), by=None, live_at=tomorrow())


def record_called_back(release):
    Drug.objects.update(target="Zebra")
    copy = editions.seal_record(Drug.objects.get(), by=None, live_at=tomorrow())
    editions.call_back_record(copy, by=None)


def legal_text(release):
    factories.safe_harbor(text="<p>Zebra.</p>", heading="Zebra")


def files(release):
    figure(release, title="Zebra")
    release.media.first().delete()


HIDDEN = [draft, scheduled_release, called_back, same_day_and_headline, pending_correction, opened_correction,
          linked_records, company_record, legal_text, files, phase_change, new_drug, drug_of_the_same_name, new_trial,
          unlinked_records, renamed_company, changed_contact, record_on_its_own, record_called_back]  # fmt: skip
#: These can't all happen at once: the drug has one name and one next copy.
APART = {
    opened_correction,
    linked_records,
    unlinked_records,
    phase_change,
    record_on_its_own,
    record_called_back,
    changed_contact,
}

#: Those that can happen at once are looked at all at once; in script/prove also each by itself.
EACH = [secret for secret in HIDDEN if secret in APART or properties.PROFILE != "everyday"]


@pytest.mark.thorough
@pytest.mark.parametrize("secret", EACH, ids=lambda secret: secret.__name__)
def test_what_is_embargoed_changes_no_public_byte(site, public, before, secret):
    assert [answer[0] for answer in before.values()].count(200) == 115
    secret(site)
    # Those that can happen at once are asked by HEAD all at once.
    methods = METHODS if secret in APART else ("get",)
    assert public(*methods) == {asked: answer for asked, answer in before.items() if asked[1] in methods}
    # A page of search says again what was asked for.
    assert b"zebra" not in b"".join(body for (path, _), (_, _, body) in before.items() if "q=zeb" not in path).lower()


def test_all_at_once(site, public, before):
    for secret in HIDDEN:
        if secret not in APART:
            secret(site)
    assert public() == before


def test_a_published_one_does_change_them(site, public, before):
    """The comparison above is able to fail."""
    published(headline="Zebra Public")
    after = public()
    changed = {asked for asked, answer in after.items() if answer != before.get(asked)}
    assert {("/", "get"), ("/", "head"), ("/feeds/releases.rss", "get")} <= changed


@pytest.mark.parametrize(
    ("secret", "path", "words"),
    [
        (phase_change, "/drugs/mby-101/", b"Phase III"),
        (phase_change, "/drugs/", b"Phase III"),
        (new_drug, "/drugs/zebra-9/", b"zebra"),
        (new_drug, "/drugs/", b"/drugs/zebra-9/"),
        (new_trial, "/trials/zebra/", b"/drugs/mby-101/"),
        (new_trial, "/drugs/mby-101/", b"/trials/zebra/"),
        (renamed_company, "/nowhere/", b"Zebra"),
        (changed_contact, "/", b"Zebra Contact"),
        (record_on_its_own, "/drugs/mby-101/", b"Under review"),
    ],
)
def test_at_the_instant_it_is_there(site, before, whole, monkeypatch, secret, path, words):
    """The same act, sealed for an instant that comes: not a byte before, everything after, and nothing runs between."""

    def act(instant):
        monkeypatch.setattr("tests.newsroom.sealed.tomorrow", lambda: instant)
        monkeypatch.setattr("tests.views.test_twin.tomorrow", lambda: instant)
        secret(site)
        return whole(path)

    instant, answer = clock.before_an_instant(act)
    assert words not in answer[2]
    assert answer == before.get((path, "get"), answer)
    clock.wait_until_after(instant)
    assert words in whole(path)[2]
