"""The newsroom behind its finished answers: on time, corrected and withdrawn within the lifetime, and for known hosts only."""

import datetime
import re
import time

import pytest
from django.core.handlers.wsgi import WSGIHandler

from irsite import finished
from irsite.finished import LIFETIME
from releases import editions, newsroom, workflow
from releases.models import Release
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, published
from tests.serving.rsgi import Asked
from tests.serving.wsgi import ask

# Django closes its connection after each answer.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site() -> Asked:
    return Asked(finished.Application(WSGIHandler(), ask=newsroom.generation))


def test_an_unknown_host_is_refused_whatever_is_kept(site):
    published(headline="Marrow Bay Counts")
    assert ask(site, "/").status == 200
    assert ask(site, "/", host="evil.example.com").status == 400
    assert "Marrow Bay" not in ask(site, "/", host="evil.example.com").text


def test_a_correction_and_a_withdrawal_are_there_when_the_lifetime_is_over(site):
    edition = published(headline="Marrow Bay Counts")
    paths = ["/", "/releases/", address(edition), "/feeds/releases.atom", "/api/v1/releases"]
    held = {path: ask(site, path, accept_encoding="gzip").headers["ETag"] for path in paths}
    for path in paths:
        assert ask(site, path, accept_encoding="gzip", if_none_match=held[path]).status == 304
    corrected(edition, headline="Marrow Bay Counts Again", live_at=LONG_AGO.replace(day=6))
    time.sleep(LIFETIME)
    for path in paths:
        said = ask(site, path, accept_encoding="gzip", if_none_match=held[path])
        assert (said.status, "Marrow Bay Counts Again" in said.text) == (200, True), path
    Release.objects.update(state="sealed")
    workflow.withdraw(Release.objects.get(), by=None, notice="It was in error.")
    time.sleep(LIFETIME)
    gone = ask(site, address(edition), accept_encoding="gzip", if_none_match="*")
    assert (gone.status, gone.headers["Cache-Control"], "It was in error." in gone.text) == (410, "no-store", True)
    for path in paths:
        text = ask(site, path).text
        # What is withdrawn is named as that, and nowhere else.
        assert text.count("Counts Again") == len(
            re.findall("(?:Release withdrawn|Withdrawal): Marrow Bay Counts Again", text)
        ), path


def test_a_part_of_a_file_is_cut_by_the_application_and_the_whole_is_kept(site):
    release = factories.release()
    sheet = figure(release, kind="attachment", title="Fact sheet", alternative_text="")
    published(release)
    path = f"/files/{sheet.key}/fact-sheet.pdf"
    whole = ask(site, path, accept_encoding="gzip")
    assert (whole.status, whole.headers["Accept-Ranges"], "Vary" in whole.headers) == (200, "bytes", False)
    part = ask(site, path, range="bytes=5-8", if_range=whole.headers["ETag"])
    assert (part.status, part.body, part.headers["Content-Range"]) == (
        206,
        whole.body[5:9],
        f"bytes 5-8/{len(whole.body)}",
    )
    assert ask(site, path).body == whole.body


def test_a_page_by_get_by_head_and_as_bytes_of_django_s_own(site, client):
    path = address(published(headline="Marrow Bay Counts"))
    own = client.get(path)
    plain, head, packed = ask(site, path), ask(site, path, method="HEAD"), ask(site, path, accept_encoding="gzip")
    assert plain.body == own.content == packed.text.encode()
    assert plain.headers == dict(own.headers) | {"Vary": "Accept-Encoding"}
    assert (head.headers, head.body) == (plain.headers, b"")


def test_every_channel_shows_a_release_from_its_instant_on_and_never_before(site):
    """Readers ask all the time, so that something is kept at the instant whatever happens; the instant is the database's."""
    published(headline="Marrow Bay Counts")
    live_at = (editions.database_now() + datetime.timedelta(seconds=2)).replace(microsecond=0)
    edition = editions.seal(factories.release(headline="Zebra Grows"), by=None, live_at=live_at)
    paths = ["/", "/releases/", "/feeds/releases.rss", address(edition)]
    early, seen, until = [], set(), time.monotonic() + 30
    while len(seen) < len(paths) and time.monotonic() < until:
        for path in paths:
            said = ask(site, path)
            # Asked after the answer: what shows the release at a moment before its instant was early.
            if said.status == 200 and "Zebra Grows" in said.text:
                seen.add(path)
                early += [path] if editions.database_now() < live_at else []
            elif editions.database_now() > live_at + datetime.timedelta(seconds=LIFETIME + 1):
                pytest.fail(f"{path} is late.")
    assert early == []
    assert sorted(seen) == sorted(paths)
