"""The public generation differs whenever anything public does, and by nothing else: each kind of change by itself, and all
orders of them against what is rendered each time."""

import datetime
import itertools

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import models
from django.test import Client
from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from irsite import finished
from releases import editions, newsroom
from releases.models import Drug, Edition, Release, SealedRecord
from releases.newsroom import generations
from tests import clock, databases, factories, properties
from tests.newsroom.sealed import LONG_AGO, corrected, published, tomorrow
from tests.serving.rsgi import Asked
from tests.serving.wsgi import ask

# Each kind of change: what was before it, and then it is made.


def at_once():
    before = newsroom.generation()
    editions.seal(factories.release(), by=None)
    return before


def at_its_instant():
    """Sealed before one that went out at once, so that its number is not the highest."""
    for instant in clock.instants():
        before = newsroom.generation()
        editions.seal(factories.release(), by=None, live_at=instant)
        assert newsroom.generation() == before, "That something is sealed for later shows."
        at_once()
        before = newsroom.generation()
        if clock.is_ahead(instant):
            break
    clock.wait_until_after(instant)
    return before


def brought_in():
    before = newsroom.generation()
    published(on=LONG_AGO - datetime.timedelta(days=400))
    return before


def correction():
    before = newsroom.generation()
    corrected(Edition.objects.live().first())
    return before


def withdrawal():
    before = newsroom.generation()
    editions.withdraw(Release.objects.first(), by=None, notice="It was in error.")
    return before


def record():
    before = newsroom.generation()
    editions.seal_record(_changed(Drug.objects.first()), by=None)
    return before


def record_at_its_instant():
    """Sealed before another that went out at once."""
    first, second = Drug.objects.order_by("pk")
    for instant in clock.instants():
        editions.seal_record(_changed(first), by=None, live_at=instant)
        editions.seal_record(_changed(second), by=None)
        before = newsroom.generation()
        if clock.is_ahead(instant):
            break
    clock.wait_until_after(instant)
    return before


def record_at_the_same_instant():
    """SQLite's clock counts milliseconds, and two copies can be sealed in one."""
    before = newsroom.generation()
    copy = SealedRecord.objects.published().order_by("-live_at", "-id").first()
    copy.pk, copy.number, copy.previous_digest, copy._state.adding = None, copy.number + 1, copy.digest, True
    copy.save()
    return before


def rebuilding():
    """A template has been improved."""
    edition = Edition.objects.first()
    facts = {"article_html": "<p>As it was.</p>", "rendering_version": edition.rendering_version + 1}
    models.QuerySet.update(Edition.objects.filter(pk=edition.pk), **facts)
    before = newsroom.generation()
    assert [changed for _, changed in editions.rebuild()].count(True) == 1
    return before


def out_of_the_news():
    for instant in clock.instants():
        published(on=instant - datetime.timedelta(days=2))
        before = newsroom.generation()
        if clock.is_ahead(instant):
            break
    clock.wait_until_after(instant)
    return before


def _changed(drug: Drug) -> Drug:
    drug.target = f"CD{next(_numbers)}"
    drug.save()
    return drug


_numbers = itertools.count(20)
CHANGES = [
    at_once, at_its_instant, brought_in, correction, withdrawal, record, record_at_its_instant, record_at_the_same_instant,
    rebuilding, out_of_the_news,
]  # fmt: skip
#: What sees nothing else: a change for each part of the question.
ONLY_SEEN_BY = [
    at_its_instant, brought_in, rebuilding, out_of_the_news, record_at_its_instant, record_at_the_same_instant,
]  # fmt: skip


@pytest.fixture
def site():
    factories.company()
    published(factories.release(drugs=[factories.drug(), factories.drug()]))


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_another_generation(site, change):
    before = change()
    after = newsroom.generation()
    assert after != before
    assert newsroom.generation() == after


@pytest.mark.django_db
@pytest.mark.parametrize("change", ONLY_SEEN_BY, ids=lambda change: change.__name__)
def test_without_a_part_of_the_question_a_change_is_not_seen(site, monkeypatch, change):
    """Planted faults: so the test above is able to fail."""
    whole, left_out = generations.parts, ONLY_SEEN_BY.index(change)
    assert len(whole()) == len(ONLY_SEEN_BY)
    monkeypatch.setattr(generations, "parts", lambda: whole()[:left_out] + whole()[left_out + 1 :])
    generations._question.cache_clear()
    try:
        assert change() == newsroom.generation()
    finally:
        generations._question.cache_clear()


@pytest.mark.django_db
def test_a_day_is_another_generation(site, monkeypatch):
    before = newsroom.generation()
    assert str(before[-1]) == str(editions.database_now().date())
    tomorrow = {"sqlite": "STRFTIME('%%Y-%%m-%%d', 'NOW', '+1 day')", "postgresql": "CURRENT_DATE + 1"}
    monkeypatch.setattr(generations, "_DAY", tomorrow)
    generations._question.cache_clear()
    after = newsroom.generation()
    generations._question.cache_clear()
    assert (after != before, after[:-1] == before[:-1]) == (True, True)


@pytest.mark.django_db
def test_what_is_not_public_changes_nothing(site):
    """Working records, what is sealed for later, and what is called back before its instant."""
    before = newsroom.generation()
    edition = editions.seal(factories.release(), by=None, live_at=tomorrow())
    copy = editions.seal_record(_changed(Drug.objects.first()), by=None, live_at=tomorrow())
    assert newsroom.generation() == before
    editions.call_back_record(copy, by=None)
    editions.call_back(edition, by=None)
    assert [changed for _, changed in editions.rebuild()] == [False, False]
    assert newsroom.generation() == before


class Orders(RuleBasedStateMachine):
    """A site behind its finished answers and the same site rendered each time: the same bytes after every change."""

    def __init__(self):
        super().__init__()
        databases.restore()
        factories.company()
        published(factories.release(drugs=[factories.drug(), factories.drug()]))
        self.start()

    @rule()
    def start(self):
        self.site = Asked(finished.Application(WSGIHandler(), ask=newsroom.generation))
        self.ahead, clock_ = 0.0, self.site._loop.time
        self.site._loop.time = lambda: clock_() + self.ahead

    @rule(change=st.sampled_from([at_once, brought_in, record, record_at_the_same_instant, rebuilding]))
    def publish(self, change):
        change()

    @rule(number=st.integers(0, 3))
    def correct(self, number):
        live = list(Edition.objects.live().filter(is_withdrawal=False, superseded_at=None))
        if live:
            corrected(live[number % len(live)], headline=f"Marrow Bay Corrects {next(_numbers)}")

    @rule(number=st.integers(0, 3))
    def withdraw(self, number):
        live = list(Edition.objects.live().filter(is_withdrawal=False, superseded_at=None))
        if len(live) > 1:
            editions.withdraw(live[number % len(live)].release, by=None, notice="It was in error.")

    @rule()
    def schedule(self):
        instant, _ = clock.before_an_instant(
            lambda at: editions.seal(factories.release(), by=None, live_at=at), 0.15, 3, 12
        )
        for path in self.paths():  # a comparison could meet the instant in between
            ask(self.site, path)
        # SQLite counts milliseconds: a moment later it is public for whoever looks, however they ask.
        clock.wait_until_after(instant + datetime.timedelta(milliseconds=2))

    @rule()
    def call_back(self):
        edition = editions.seal(factories.release(), by=None, live_at=tomorrow())
        self.look()
        editions.call_back(edition, by=None)

    @rule(number=st.integers(0, 3))
    def look_at(self, number):
        ask(self.site, self.paths()[number % 3])

    def paths(self) -> list[str]:
        edition = Edition.objects.published().order_by("-id").first()
        drug = SealedRecord.objects.filter(kind="drug").first()
        return ["/", "/releases/", "/feeds/releases.rss", edition.path, f"/drugs/{drug.slug}/", "/nowhere/"]

    def look(self):
        self.ahead += finished.LIFETIME
        for path in self.paths():
            told, rendered = ask(self.site, path), Client(headers={"host": "ir.example.com"}).get(path)
            assert (told.status, told.body) == (rendered.status_code, rendered.content), path

    def teardown(self):
        self.look()


@pytest.mark.django_db(transaction=True)
def test_all_orders_give_what_is_rendered_each_time():
    # Making a failing order shorter would take minutes.
    tried = properties.examples(24, stateful_step_count=8, phases=[Phase.generate])
    run_state_machine_as_test(Orders, settings=tried)
