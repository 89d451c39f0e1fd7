"""What preflight is told of the records."""

import datetime

import pytest

from releases import workflow
from releases.compose import compose
from releases.models import BoilerplateVersion, Filing
from releases.preflight.context import Listing
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def told(release, **rest):
    return workflow.circumstances(compose(release), release_pk=release.pk, **rest)


def test_the_records_and_which_of_them_are_linked():
    linked, other = (
        factories.drug(code_name="MBY-101", aliases="MBY101"),
        factories.drug(code_name="", generic_name="carvotinib"),
    )
    other.programs.create(indication="gout", phase="approved")
    contact = factories.contact(active_until=datetime.date(2026, 12, 31))
    Filing.objects.create(
        form="10-K", filed_date=datetime.date(2026, 3, 1), period_end_date=datetime.date(2025, 12, 31)
    )
    release = factories.release(drugs=[linked])
    known = told(release, live_at=MONDAY)
    assert {drug.names: (drug.is_linked, drug.is_approved, drug.is_own) for drug in known.drugs} == {
        ("MBY-101", "MBY101"): (True, False, True),
        ("carvotinib",): (False, True, False),
    }
    assert [(each.contact.email, each.active_until, each.is_linked) for each in known.contacts] == [
        (contact.email, datetime.date(2026, 12, 31), True)
    ]
    assert known.company.listings == (Listing(exchange="NASDAQ", symbol="MRBY"),)
    assert "www.marrowbay.example" in known.company.hosts
    assert [(filing.form, filing.period_end_date) for filing in known.filings] == [
        ("10-K", datetime.date(2025, 12, 31))
    ]
    assert known.live_at == MONDAY
    assert known.calendar[datetime.date(2026, 11, 26)].reason == "Thanksgiving Day"
    assert known.calendar[datetime.date(2026, 11, 26)].opens_at is None


def test_a_version_of_the_safe_harbor_holds_until_the_day_before_the_next():
    first = factories.safe_harbor()
    second = BoilerplateVersion.objects.create(
        boilerplate=first.boilerplate, effective_from=datetime.date(2026, 7, 1), text="<p>New words of {company}.</p>"
    )
    known = told(factories.release())
    assert [(each.version, each.from_date, each.until_date) for each in known.safe_harbors] == [
        (str(first), datetime.date(2020, 1, 1), datetime.date(2026, 6, 30)),
        (str(second), datetime.date(2026, 7, 1), None),
    ]
    assert known.safe_harbors[1].text == "New words of {company}."


def test_older_releases_are_those_that_were_public_before_and_not_its_own_editions():
    early, late, draft = (factories.release(headline=name) for name in ("Early", "Late", "Draft"))
    for release, day in ((early, 1), (late, 10)):
        workflow.seal(release, by=None, live_at=MONDAY - datetime.timedelta(days=300 - day), is_historic=True)
    between = MONDAY - datetime.timedelta(days=295)
    assert [each.headline for each in told(draft, live_at=MONDAY).older] == ["Late", "Early"]
    assert [each.headline for each in told(draft, live_at=between).older] == ["Early"]
    assert [each.headline for each in told(early, live_at=MONDAY).older] == ["Late"]
    assert told(draft, live_at=MONDAY).older[0].paragraphs == (
        "Marrow Bay Biologics, Inc. (NASDAQ: MRBY) today reported progress.",
    )


def test_a_sealed_document_is_judged_by_its_own_company():
    release = factories.release(issuer_legal_name="Tern Point, Inc.", issuer_ticker="TRNP", issuer_exchange="NASDAQ")
    known = told(release, is_sealed=True)
    assert (known.company.legal_name, known.company.listings[0].symbol) == ("Tern Point, Inc.", "TRNP")
    assert told(release).company.legal_name == "Marrow Bay Biologics, Inc."


def test_what_blocks_keeps_a_release_from_being_sealed():
    release = factories.release(body="<p>In all, 10 of 23 patients (44%) responded.</p>")
    with pytest.raises(workflow.Refused) as refused:
        workflow.seal(release, by=None, live_at=datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC))
    assert any(reason.startswith("10 of 23 is 43%, not 44%.") for reason in refused.value.reasons)
    assert not release.editions.exists()


def test_what_is_material_when_the_year_ends_and_the_site_s_own_regulation(settings, tmp_path):
    Filing.objects.create(
        form="10-K", filed_date=datetime.date(2025, 8, 28), period_end_date=datetime.date(2025, 6, 30)
    )
    known = told(factories.release(category="clinical"), live_at=MONDAY)
    assert (known.is_material, known.company.fiscal_year_end) == (True, (6, 30))
    assert told(factories.release(category="event"), live_at=MONDAY).is_material is False
    (tmp_path / "exchanges.toml").write_text(
        'source = "the house"\n[[entries]]\nid = "material"\ncategories = ["event"]\n'
    )
    settings.IRSITE_REGULATION = str(tmp_path)
    assert told(factories.release(category="event"), live_at=MONDAY).is_material is True
