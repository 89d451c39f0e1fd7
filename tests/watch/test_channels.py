"""What is asked for, from the public URL configuration."""

import dataclasses

import pytest
from django.urls import URLResolver, get_resolver, path, re_path, resolve

from releases import editions
from releases.watch import channels
from releases.watch.releases import watched
from tests import factories
from tests.newsroom.sealed import figure, published, scheduled

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    factories.company()
    told = factories.release(headline="Marrow Bay Buys a Lake", drugs=[factories.drug(code_name="ZQX-77")])
    told.contacts.add(factories.contact())
    figure(told, title="Depth of the lake")
    scheduled(told)
    return watched(editions.database_now())[0]


def test_every_public_address_is_asked_for(release):
    """By what the URL configuration resolves each question to: a page that is added is among them."""
    known = factories.release(headline="Marrow Bay Was Here", drugs=[factories.drug(code_name="MBY-1")])
    known.trials.add(factories.trial())
    published(known)
    asked = [*channels.everywhere(2026), *(question for question, _ in channels.own(release))]
    resolved = {resolve(question.path.partition("?")[0], channels.PUBLIC).route for question in asked}
    missing = {route for route in _routes(get_resolver(channels.PUBLIC)) if r"[\s\S]" not in route} - resolved
    assert missing == set()


def _routes(resolver, before: str = ""):
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern).removeprefix("^" if before else "")
        yield from _routes(entry, route) if isinstance(entry, URLResolver) else [route]


def test_an_address_with_an_unknown_part_is_refused(monkeypatch):
    class Resolver:
        url_patterns = (path("new/", lambda r: None), re_path(r"^new/(?P<flavour>[a-z]+)$", lambda r: None))

    monkeypatch.setattr(channels, "get_resolver", lambda _: Resolver)
    with pytest.raises(channels.UnknownPart, match="Nobody knows how to fill “flavour”"):
        channels.templates()


def test_no_name_of_a_channel_and_nothing_that_everybody_is_asked_has_a_word_of_it(release):
    for question in channels.everywhere(2026):
        assert "lake" not in question.path
        assert "zqx" not in question.path
    for question, _ in channels.own(release):
        assert "lake" not in question.channel
        assert "zqx" not in question.channel
    for question in channels.searched(release):
        assert "lake" not in question.channel.lower()


def test_the_same_is_asked_whatever_is_sealed(release):
    sealed = channels.everywhere(2026)
    editions.call_back(editions_of(release), by=None)
    assert channels.everywhere(2026) == sealed


def editions_of(release):
    from releases.models import Edition

    return Edition.objects.get(pk=release.edition_id)


def test_names_of_channels(release):
    names = {question.channel for question, _ in channels.own(release)}
    assert {
        "/releases/…/", "/releases/….pdf", "/releases/….ninjs.json", "/releases/…/editions/1/", "/api/v1/releases/…",
        "/releases/…/ with If-None-Match", "/drugs/…/", "/feeds/drugs/….atom",
    } <= names  # fmt: skip
    assert [name.partition("/…")[2] for name in sorted(names) if name.startswith("/files/")] == ["", " (smaller)"]


def test_of_a_correction_the_public_addresses_are_judged_by_their_words(release):
    known = dataclasses.replace(release, is_known=True, number=2)
    compared = {question.channel: twin for question, twin in channels.own(known)}
    assert compared["/releases/…/"] is None
    assert compared["/api/v1/releases/…"] is None
    assert compared["/releases/…/editions/2/"].path == "/releases/1999/01/01/no-such-release/editions/1/"
    assert "/releases/…/ with If-None-Match" not in compared


def test_pages_of_the_newest_public_releases_are_read(release):
    published(headline="Marrow Bay Was Here")
    assert "/releases/2021/03/04/marrow-bay-was-here/" in {each.path for each in channels.everywhere(2026)}
