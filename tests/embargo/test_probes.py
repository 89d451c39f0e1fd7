"""Probes are made of the URL configuration: what nobody has thought about is refused."""

import pytest
from django.http import HttpResponse
from django.urls import include, path

from tests.embargo import answering, probes
from tests.embargo.canaries import canary

FACTS = {
    "releases": [["2021", "03", "04", "marrow-bay-counts", ""]],
    "files": [["8d1c2f3e-1111-4222-8333-444455556666", "a.png"]],
    "drugs": ["mby-101"],
    "trials": ["harbor-9"],
    "contacts": ["8d1c2f3e-1111-4222-8333-444455556666"],
    "digests": ["ab"],
}


@pytest.fixture
def more(settings, request):
    """The public addresses, and one more."""

    class Addresses:
        urlpatterns = [path("", include("irsite.urls.public")), path(request.param, lambda request: HttpResponse())]

    settings.ROOT_URLCONF = Addresses


def test_every_public_address_belongs_to_a_channel(settings):
    settings.ROOT_URLCONF = "irsite.urls.public"
    assert len(probes.patterns()) == 41
    assert "/releases/2021/03/04/marrow-bay-counts/editions/2/redline/" in probes.addresses(FACTS)


@pytest.mark.parametrize("more", ["calendar/"], indirect=True)
def test_an_address_of_no_channel_is_refused(more):
    with pytest.raises(probes.Uncovered, match="The address “calendar/” belongs to no leak channel"):
        probes.patterns()


@pytest.mark.parametrize("more", ["drugs/of/<str:owner>/"], indirect=True)
def test_an_address_that_nobody_can_fill_is_refused(more):
    with pytest.raises(probes.Uncovered, match=r"Nobody knows how to fill \['owner'\]"):
        probes.addresses(FACTS)


def test_canaries_are_found_but_for_those_that_were_asked_for():
    word = canary("release.headline")
    answer = ("200 OK", [("ETag", '"x"')], f"<p>{word}</p>".encode())
    assert answering.leaked(answer, probes.Probe("GET", "/")) == [word]
    assert answering.leaked(answer, probes.Probe("GET", f"/releases/?q={word}")) == []


@pytest.mark.parametrize(
    ("status", "headers", "broken"),
    [
        ("200 OK", [("Cache-Control", "public, max-age=1")], []),
        ("200 OK", [("Cache-Control", "public, max-age=60")], ["what is there may be kept by “public, max-age=60”"]),
        ("404 Not Found", [("Cache-Control", "no-store")], []),
        ("404 Not Found", [], ["what is not there may be kept by “”"]),
        ("410 Gone", [("Cache-Control", "no-store"), ("Set-Cookie", "a=b")], ["it has Set-Cookie"]),
        ("200 OK", [("Cache-Control", "public, max-age=1"), ("Vary", "Cookie")], ["it varies by cookie"]),
    ],
)
def test_no_public_answer_breaks_the_rules_of_caches(status, headers, broken):
    assert answering.broken_rules((status, headers, b"")) == broken
