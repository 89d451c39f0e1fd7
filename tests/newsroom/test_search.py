"""Search: what is found, in which order, and that nothing weighs in it that is not public."""

import datetime

import pytest
from django.db import connection

from releases import editions, newsroom
from releases.models import LedgerRow
from releases.newsroom import Selection, search
from tests import factories
from tests.newsroom.sealed import LONG_AGO, corrected, published, scheduled, tomorrow

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def found(question: str, **facts) -> list[str]:
    return [entry.headline for entry in newsroom.archive(Selection(question=question, **facts)).entries]


@pytest.mark.parametrize(
    "question",
    ["1500", "1,500", '"1 500 children"', "beta-thalassemia", "β-thalassemia", "TNFα", "TNF-alpha", "IL17A", "il-17a"],
)
def test_numbers_and_greek_letters_are_found_in_every_form(question):
    published(headline="Marrow Bay Enrolls", body="<p>1,500 children with β-thalassemia; TNF-α and IL-17A fell.</p>")
    assert found(question) == ["Marrow Bay Enrolls"]
    (entry,) = newsroom.archive(Selection(question=question)).entries
    assert "<mark>" in entry.excerpt_html


@pytest.fixture
def three():
    drug = factories.drug(code_name="MBY-101", generic_name="marrowtinib", aliases="BAY-9")
    trial = factories.trial(acronym="HARBOR", nct_number="NCT01234567", title="A Study in Glioma")
    one = factories.release(
        headline="First Patient Dosed", body="<p>The trial of kidney function began.</p>", drugs=[drug]
    )
    one.trials.add(trial)
    published(one)
    published(headline="Function of a Board", body="<p>A kidney. A “function”.</p>", on=LONG_AGO + DAY)
    published(headline="Oncology Day", body="<p>Dr. Théa Muñoz spoke of oncogenes.</p>", on=LONG_AGO + 2 * DAY)


@pytest.mark.parametrize(
    ("question", "headlines"),
    [
        ("kidney", ["Function of a Board", "First Patient Dosed"]),
        ('"kidney function"', ["First Patient Dosed"]),
        ('"function began"', ["First Patient Dosed"]),
        ('"began function"', []),
        ("dosing patients", ["First Patient Dosed"]),
        ("kidney oncology", []),
        ("onco*", ["Oncology Day"]),
        ("thea munoz", ["Oncology Day"]),
        ("Théa", ["Oncology Day"]),
        ("marrowtinib", ["First Patient Dosed"]),
        ("MBY-101", ["First Patient Dosed"]),
        ("mby101", ["First Patient Dosed"]),
        ("BAY-9", ["First Patient Dosed"]),
        ("harbor", ["First Patient Dosed"]),
        ("NCT01234567", ["First Patient Dosed"]),
        ("nct0123*", ["First Patient Dosed"]),
        ('"study in glioma"', ["First Patient Dosed"]),
        ("categorycorporate", []),
        ("drug*", []),
        ("headline_stems", []),
        ("'; DROP TABLE", []),
        ("kid:* | !x & <-> y", []),
    ],
)
def test_what_is_found(three, question, headlines):
    assert found(question) == headlines
    assert sorted(found(question, is_by_date=True)) == sorted(headlines)


def test_names_that_the_text_does_not_say_are_shown(three):
    (entry,) = newsroom.archive(Selection(question="bay-9")).entries
    assert entry.names_html == ("<mark>BAY-9</mark>",)
    assert entry.headline_html == "First Patient Dosed"


def test_a_phrase_does_not_reach_from_one_name_to_the_next(three):
    assert found('"marrowtinib bay"') == found('"101 marrowtinib"') == []


def test_a_superseded_edition_is_not_found():
    first = published(headline="Old Zebra Words")
    corrected(first, headline="New Words")
    assert found("zebra") == []
    assert found("new") == ["New Words"]


def test_a_withdrawn_release_is_found_as_its_notice_only():
    edition = published(headline="Old Zebra Words", body="<p>Giraffes.</p>")
    editions.withdraw(edition.release, by=None, notice="Published in error.")
    assert found("giraffes") == []
    assert found("error") == found("zebra") == ["Release withdrawn: Old Zebra Words"]


def test_what_is_not_public_is_not_found_not_counted_and_weighs_nothing():
    for day in range(3):
        published(headline=f"Zebra {day}", body="<p>Zebra and glioma.</p>" * (day + 1), on=LONG_AGO + day * DAY)
    questions = [
        Selection(question=question) for question in ("zebra", "glioma zebra", '"zebra and"', "zeb*", "secretword")
    ]
    questions += [
        Selection(),
        Selection(year=2021),
        Selection(category="corporate"),
        Selection(year=2026, question="zebra"),
    ]
    before = [newsroom.archive(question) for question in questions]
    for _ in range(30):
        scheduled(headline="Zebra Glioma Secretword", body="<p>Zebra.</p>")
    editions.call_back(scheduled(headline="Zebra Secretword"), by=None)
    pending = published(headline="Zebra 3", on=LONG_AGO - DAY, body="<p>Nothing.</p>")
    before_pending = [newsroom.archive(question) for question in questions]
    corrected(pending, headline="Zebra Secretword", live_at=tomorrow())
    assert [newsroom.archive(question) for question in questions] == before_pending
    assert before_pending != before
    assert before[4].entries == ()


def test_ranked_are_the_newest_and_those_with_the_words_in_their_headline(monkeypatch):
    monkeypatch.setattr(search, "WINDOW", 5)
    published(headline="Glioma Old", on=LONG_AGO - 30 * DAY)
    for day in range(8):
        published(headline=f"Day {day}", body="<p>Glioma.</p>" * (1 + (day == 5)), on=LONG_AGO + day * DAY)
    answer = newsroom.archive(Selection(question="glioma"))
    assert [entry.headline for entry in answer.entries] == ["Glioma Old", "Day 5", "Day 7", "Day 6", "Day 4", "Day 3"]
    assert answer.is_window
    assert (answer.count, answer.is_more) == (5, True)
    assert len(found("glioma", is_by_date=True)) == 9


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ('"glioma old"', ["Glioma Old"]),
        ('"old glioma"', []),
        ('"glioma"', ["Glioma Old"]),
        ("gliom*", ["Gliomas Too", "Glioma Old", "Named"]),
        ("marrowtin*", ["Named"]),
        ('"marrowtinib"', ["Named"]),
    ],
)
def test_words_in_a_row_and_beginnings_in_old_headlines_and_names_are_among_the_best(monkeypatch, question, first):
    """As is what many newer texts have."""
    monkeypatch.setattr(search, "WINDOW", 5)
    published(
        headline="Named", on=LONG_AGO - 32 * DAY, drugs=[factories.drug(generic_name="marrowtinib", aliases="gliomab")]
    )
    published(headline="Gliomas Too", body="<p>Glioma.</p>", on=LONG_AGO - 31 * DAY)
    published(headline="Glioma Old", on=LONG_AGO - 30 * DAY)
    for day in range(8):
        published(
            headline=f"Day {day}",
            body="<p>A glioma old and old glioma; marrowtinib, gliomab.</p>",
            on=LONG_AGO + day * DAY,
        )
    answer = newsroom.archive(Selection(question=question))
    assert answer.is_window
    best = [entry.headline for entry in answer.entries if not entry.headline.startswith("Day")]
    assert sorted(best) == sorted(first)


def test_pages_of_the_best():
    factories.company()
    for day in range(25):
        published(headline=f"Glioma {day:02}", on=LONG_AGO + day * DAY)
    assert found("glioma", page=1) == [f"Glioma {day:02}" for day in range(24, 4, -1)]
    assert found("glioma", page=2) == [f"Glioma {day:02}" for day in range(4, -1, -1)]
    assert newsroom.archive(Selection(question="glioma", page=3)) is None


def test_counting_ends(monkeypatch):
    monkeypatch.setattr("releases.newsroom.ledger.COUNTED", 3)
    monkeypatch.setattr("releases.newsroom.ledger.COUNTED_FOUND", 2)
    for _ in range(4):
        published(headline="Glioma")
    monkeypatch.setattr(search, "WINDOW", 1)
    counts = [
        (found.count, found.is_more)
        for found in map(
            newsroom.archive,
            (Selection(), Selection(question="glioma"), Selection(question="glioma", is_by_date=True)),
        )
    ]
    assert counts == [(3, True), (1, True), (2, True)]


def test_the_words_of_a_long_release_are_all_found():
    """More than PostgreSQL keeps places for in one vector."""
    words = " ".join(f"word{number}" for number in range(20_000))
    published(headline="Long", body=f"<p>{words}</p><p>The end of it.</p>")
    assert found('"word19999 the end"') == found("word19998 word19999") == ["Long"]


def test_a_ledger_that_was_lost_is_rebuilt():
    edition = published(headline="Zebra")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM releases_ledgerwords")
    LedgerRow.objects.all().delete()
    assert (found("zebra"), newsroom.latest(1)) == ([], ())
    assert [changed for _, changed in editions.rebuild()] == [True]
    assert found("zebra") == [newsroom.latest(1)[0].headline] == [edition.document.headline]
    assert [changed for _, changed in editions.rebuild()] == [False]
