"""Headers: what may be kept and for how long, and what a page may load."""

import base64
import hashlib
import re

import pytest

from releases import editions
from releases.models import Company
from tests import clock, factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, published

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/releases/", "/feeds/releases.rss", "/releases/2021/03/04/marrow-bay-counts/"]


@pytest.fixture(autouse=True)
def edition():
    return published(headline="Marrow Bay Counts")


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_answer_may_be_kept_for_a_second_and_is_known_by_its_bytes(client, path):
    response = client.get(path)
    assert response.headers["Cache-Control"] == "public, max-age=1"
    assert response.headers["ETag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
    assert not {"Last-Modified", "Vary", "Set-Cookie", "Expires", "Pragma"} & dict(response.headers).keys()
    assert not client.cookies


@pytest.mark.parametrize("seconds", [600, 60, 5, 1])
def test_no_lifetime_and_no_other_header_knows_how_near_an_instant_is(client, seconds):
    paths = [
        *PUBLIC,
        "/feeds/releases.json",
        "/sitemap.xml",
        "/api/v1/releases",
        "/drugs/",
        "/nowhere/",
        "/api/v1/nowhere",
    ]

    def headers(*more: str) -> list[tuple]:
        answers = [client.get(path) for path in (*paths, *more)]
        return [(answer.status_code, dict(answer.headers)) for answer in answers]

    before = headers("/releases/2021/03/04/zebra/")

    def act(live_at):
        secret = editions.seal(factories.release(headline="Zebra"), by=None, live_at=live_at)
        return secret, headers(address(secret))

    live_at, (secret, near) = clock.before_an_instant(act, seconds, 2 * seconds, 16 * seconds, 128 * seconds)
    assert near == before
    lifetimes = {(status, told["Cache-Control"]) for status, told in near}
    assert lifetimes == {(200, "public, max-age=1"), (404, "no-store")}
    assert not {"Expires", "Age", "Retry-After", "Last-Modified"} & {name for _, told in near for name in told}
    if seconds == 1:
        clock.wait_until_after(live_at)
        assert {(status, told["Cache-Control"]) for status, told in headers()} == lifetimes
        assert client.get(address(secret)).headers["Cache-Control"] == "public, max-age=1"


@pytest.mark.parametrize("path", PUBLIC)
def test_who_holds_the_bytes_is_told_so(client, path):
    first = client.get(path)
    etag = first.headers["ETag"]
    for held in (etag, f'"other", {etag}', "*"):
        again = client.get(path, headers={"if-none-match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert (again.headers["ETag"], again.headers["Cache-Control"]) == (etag, "public, max-age=1")
        assert "Content-Type" not in again.headers
    for other in ('"other"', etag.strip('"'), f'"{etag}"', ""):
        again = client.get(path, headers={"if-none-match": other})
        assert (again.status_code, again.content) == (200, first.content)


def test_a_weak_comparison_is_made(client):
    """RFC 9110, 13.1.2. A proxy that compresses marks the ETag as weak, and readers send it back like that."""
    etag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"if-none-match": f"W/{etag}"}).status_code == 304


@pytest.mark.parametrize("path", PUBLIC)
def test_a_time_is_no_validator(client, path):
    """In whole seconds a correction would look like what it corrects."""
    response = client.get(path, headers={"if-modified-since": "Thu, 31 Dec 2099 23:59:59 GMT"})
    assert response.status_code == 200


@pytest.mark.parametrize("path", PUBLIC)
def test_after_a_correction_the_held_bytes_are_stale(client, edition, path):
    before = client.get(path)
    corrected(edition, headline="Marrow Bay Counts Again", live_at=LONG_AGO.replace(day=6))
    after = client.get(path, headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert b"Marrow Bay Counts Again" in after.content
    assert after.headers["ETag"] == f'"{hashlib.sha256(after.content).hexdigest()}"' != before.headers["ETag"]


@pytest.mark.parametrize("path", [*PUBLIC[:2], PUBLIC[3], "/nowhere/"])
def test_the_policy_allows_this_page_s_style_and_nothing_foreign(client, path):
    response = client.get(path)
    (style,) = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert response.headers["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'self' 'sha256-{digest}'; img-src 'self'; font-src 'self'; script-src 'self';"
        " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert b" style=" not in response.content
    # Structured data is a data block, which no browser runs.
    assert not re.search(rb'<script(?! type="application/ld[+]json">)|\son[a-z]+=|javascript:', response.content)


def test_the_accent_is_the_sealed_one(client):
    Company.objects.update(accent_color="#aa0000")
    before = client.get("/").content
    assert b"#aa0000" not in before
    published()
    assert client.get("/").content != before
    assert b"--accent:#aa0000" in client.get("/").content


def test_other_headers_of_a_page(client):
    headers = client.get("/").headers
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()"} <= set(
        headers["Permissions-Policy"].split(", ")
    )


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/feeds/releases.rss", "/api/v1/releases", "/robots.txt", "/admin/account/login/"]
)
def test_every_answer_refuses_what_no_page_needs(client, path):
    assert "camera=()" in client.get(path).headers["Permissions-Policy"]


def test_pages_load_nothing_from_elsewhere(client, edition):
    release = factories.release()
    figure(release)
    shown = published(release)
    for path in ("/", "/releases/", address(shown), "/nowhere/"):
        page = client.get(path).content.decode()
        loaded = re.findall(r'<(?:img|script|source|iframe)[^>]+src="([^"]*)"', page)
        loaded += re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="([^"]*)"', page)
        assert loaded
        assert [url for url in loaded if not re.match(r"/(static|files)/", url)] == []
