"""The safe harbor of an imported release is its own, and a version only of what is its own text's history."""

import datetime

import pytest

from releases import editions, importers, workflow
from releases.document import Company as Issuer
from releases.document import Document, SafeHarbor
from releases.importers.legal import is_one_history
from releases.importers.records import create_records
from releases.models import Boilerplate, BoilerplateVersion, Release
from tests import factories
from tests.importers.files import RELEASE

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)
ISSUER = Issuer(legal_name="Marrow Bay Biologics, Inc.", short_name="Marrow Bay")
FIRST = (
    "This release contains forward-looking statements about MBY-101 and the HARBOR trial. Results may differ from what"
    " we expect because trials may be delayed, regulators may disagree, and money may run short. Read the risk factors"
    " in our annual report for 2019. We do not promise to update these statements."
)
LATER = (
    FIRST.replace("2019", "2021").replace("MBY-101", "MBY-204").replace("and money", "suppliers may fail, and money")
)
OTHER = (
    "The securities described here have not been registered and may not be sold in the United States without"
    " registration. Nothing in this announcement is an offer. Words such as plan and believe mark expectations, and events"
    " can turn out otherwise for reasons that our filings list."
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (FIRST, LATER, True),
        (FIRST, FIRST.upper(), True),
        (FIRST, OTHER, False),
        (FIRST, f"{FIRST} {FIRST.replace(' ', ' x ')} {OTHER} {OTHER.replace(' ', ' y ')}", False),
        ("Short words", "Short words", True),
        ("Short words", "Other words", False),
    ],
)
def test_what_is_one_text_s_history(one, other, expected):
    assert is_one_history(one, other) is expected
    assert is_one_history(other, one) is expected


def brought_in(words: str, date: datetime.date | None = None, company: Issuer = ISSUER) -> BoilerplateVersion:
    document = Document(
        headline="Marrow Bay Counts",
        company=company,
        date=date,
        body_html="<p>Words.</p>",
        safe_harbor=SafeHarbor(html=f"<p>{words}</p>"),
    )
    release, _ = create_records(document, by=None, today=TODAY)
    return release.safe_harbor


def test_only_versions_of_one_text_are_numbered_together():
    factories.company()
    first = brought_in(FIRST, datetime.date(2020, 1, 2))
    later = brought_in(LATER, datetime.date(2021, 3, 4))
    other = brought_in(OTHER, datetime.date(2021, 3, 5))
    assert [str(version) for version in (first, later, other)] == [
        "Marrow Bay Biologics, Inc., as printed January 2, 2020, version 1",
        "Marrow Bay Biologics, Inc., as printed January 2, 2020, version 2",
        "Marrow Bay Biologics, Inc., as printed March 5, 2021, version 1",
    ]
    assert brought_in(LATER, datetime.date(2018, 1, 1)) == later


def test_two_companies_share_no_history_and_no_name():
    factories.company()
    ours = brought_in(FIRST, datetime.date(2020, 1, 2))
    theirs = brought_in(LATER, datetime.date(2020, 1, 2), Issuer(legal_name="Tidewater Bio, Inc."))
    again = brought_in(OTHER, datetime.date(2020, 1, 2))
    assert len({ours.boilerplate, theirs.boilerplate, again.boilerplate}) == 3
    assert again.boilerplate.name == "Marrow Bay Biologics, Inc., as printed January 2, 2020 (2)"


def test_a_text_that_new_releases_use_is_meant_only_while_it_is_in_force():
    factories.company()
    house = factories.safe_harbor(text=f"<p>{FIRST}</p>", effective_from=datetime.date(2026, 1, 1))
    assert brought_in(FIRST, datetime.date(2026, 5, 1)) == house
    old = brought_in(FIRST, datetime.date(2019, 5, 1))
    assert (old.boilerplate != house.boilerplate, old.number) == (True, 1)


def imported(day: int, words: str) -> Release:
    begin, end = RELEASE.index("This press release includes"), RELEASE.index("For Investors:")
    text = f"{RELEASE[:begin]}Forward-looking statements\n\n{words}\n\n{RELEASE[end:]}".replace(
        "March 4", f"March {day}"
    )
    release = importers.bring_in(text.encode(), name=f"{day}.txt", by=None, today=TODAY, is_historic=True).release
    importers.publish(release, by=None, now=editions.database_now())
    release.refresh_from_db()
    return release


def test_a_correction_keeps_the_release_s_own_and_is_advised_no_other():
    factories.company()
    statute = " We claim the safe harbor of the Private Securities Litigation Reform Act of 1995."
    first, later = imported(4, FIRST + statute), imported(5, LATER + statute)
    assert first.safe_harbor.boilerplate == later.safe_harbor.boilerplate
    own = first.safe_harbor
    workflow.correct(first, by=factories.member("Writer"), kind="correction", note="A number.")
    first.refresh_from_db()
    document = workflow.approvals.current(first).document
    assert (first.safe_harbor, document.safe_harbor.version) == (own, str(own))
    report = workflow.examine(first, document, live_at=editions.database_now())
    assert [finding.message for finding in report.findings if finding.rule == "C4"] == []


def test_what_an_older_version_put_together_advises_nobody():
    factories.company()
    boilerplate = Boilerplate.objects.create(
        kind="safe_harbor", name="As printed in imported releases", printed_by="Various imported releases"
    )
    versions = [
        BoilerplateVersion.objects.create(
            boilerplate=boilerplate, effective_from=datetime.date(2020 + year, 1, 1), text=f"<p>{words}</p>"
        )
        for year, words in enumerate((FIRST, OTHER))
    ]
    release = factories.release(safe_harbor=versions[0])
    report = workflow.examine(release, workflow.approvals.current(release).document, live_at=editions.database_now())
    assert [finding.message for finding in report.findings if finding.rule == "C4"] == []
    assert brought_in(LATER).boilerplate != boilerplate
