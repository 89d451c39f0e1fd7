"""What records do by themselves."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from releases.document import Listing
from releases.models import BoilerplateVersion, Company, Contact, Drug, Trial
from releases.models.listings import listing_lines, listings
from tests import factories

pytestmark = pytest.mark.django_db

DAY = datetime.date(2020, 6, 15)


def test_the_market_code_follows_the_exchange():
    assert factories.company(exchange="NYSE").mic == "XNYS"
    company = Company.objects.current()
    company.mic = "XASE"
    company.save()
    assert Company.objects.get().mic == "XASE"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("time_zone", "Mars/Olympus", "“Mars/Olympus” is no time zone of the IANA database. An example is America/New_York."),
        ("accent_color", "red", "A colour is a number sign and six hexadecimal digits: #1f4e79."),
        ("cik", "0001-234", "A Central Index Key has up to ten digits, as 0001234567."),
        ("mic", "nas", "A market identifier code has four capital letters or digits."),
        ("other_listings", "TSX QLH", "“TSX QLH” is no listing. Write exchange, colon and symbol, one listing a line, as “TSX: EXMP”."),
    ],
)  # fmt: skip
def test_a_company_s_facts_have_a_form(field, value, sentence):
    with pytest.raises(ValidationError) as caught:
        Company(legal_name="M", short_name="M", **{field: value}).full_clean()
    assert caught.value.message_dict == {field: [sentence]}


def test_a_company_may_be_listed_more_than_once():
    company = factories.company(other_listings="\n TSX: MRB \n\nEuronext: MRBY (XAMS)\n")
    company.full_clean()
    company.refresh_from_db()
    assert company.other_listings == "TSX: MRB\nEuronext: MRBY (XAMS)"
    further = (
        Listing(exchange="TSX", ticker="MRB", mic="XTSE"),
        Listing(exchange="Euronext", ticker="MRBY", mic="XAMS"),
    )
    assert (listings(company.other_listings), listing_lines(further)) == (further, company.other_listings)


def test_a_further_listing_is_at_an_exchange_that_is_known():
    with pytest.raises(ValidationError) as caught:
        Company(legal_name="M", short_name="M", exchange="NASDAQ", ticker="M", other_listings="Moon: M").full_clean()
    (sentence,) = caught.value.message_dict["other_listings"]
    assert sentence.startswith("“Moon” is not among the exchanges known here: NASDAQ, NYSE, ")


def test_records_are_called_by_their_best_name():
    assert [str(Drug(**facts)) for facts in (
        {"code_name": "C", "generic_name": "G", "brand_name": "B"}, {"generic_name": "G", "brand_name": "B"}, {"brand_name": "B"},
    )] == ["C", "G", "B"]  # fmt: skip
    assert [str(Trial(**facts)) for facts in (
        {"acronym": "A", "title": "T", "nct_number": "N"}, {"title": "T", "nct_number": "N"}, {"nct_number": "N"},
    )] == ["A", "T", "N"]  # fmt: skip
    assert str(Contact(person="Ada", organization="")) == "Ada"


def test_contacts_are_active_with_both_ends_included():
    day = datetime.timedelta(days=1)
    always = factories.contact()
    until, since = factories.contact(active_until=DAY), factories.contact(active_from=DAY)
    factories.contact(active_until=DAY - day)
    factories.contact(active_from=DAY + day)
    assert set(Contact.objects.active_on(DAY)) == {always, until, since}


def test_versions_are_numbered_and_the_newest_effective_one_is_in_force():
    first = factories.safe_harbor(effective_from=DAY)
    second = factories.safe_harbor(effective_from=DAY + datetime.timedelta(days=9))
    assert (first.number, second.number, str(second)) == (1, 2, "Standard, version 2")
    in_force = BoilerplateVersion.objects.in_force
    assert list(in_force(DAY - datetime.timedelta(days=1))) == []
    assert list(in_force(DAY)) == list(in_force(DAY + datetime.timedelta(days=8))) == [first]
    assert list(in_force(DAY + datetime.timedelta(days=9))) == [second]


def test_a_version_knows_its_placeholders():
    version = factories.safe_harbor(text="<p>{drugs}, {company}, {drugs}</p>")
    assert version.placeholders() == ("drugs", "company")


@pytest.mark.parametrize(
    ("text", "found"),
    [("<p>{ticker}</p>", "{ticker}"), ("<p>{company</p>", "A single brace"), ("<p>}</p>", "A single brace")],
)
def test_a_placeholder_that_nothing_fills_is_refused(text, found):
    version = BoilerplateVersion(boilerplate=factories.safe_harbor().boilerplate, effective_from=DAY, text=text)
    with pytest.raises(ValidationError) as caught:
        version.full_clean()
    assert caught.value.message_dict == {
        "text": [
            f"{found} is no placeholder. There are: {{company}}, {{legal_name}}, {{drugs}}, {{annual_report}}, {{quarterly_report}}."
        ]
    }
