"""A release in another language, on every face: pages, lists, feeds, data; and what it is left without, said."""

import json
from html import unescape

import feedparser
import pytest
import rdflib
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from releases import editions
from releases.compose import compose
from releases.models import Release
from tests import factories
from tests.machines import SCHEMA, check_json, graph_of
from tests.newsroom.sealed import address, published

pytestmark = pytest.mark.django_db
HEBREW = {"language": "he", "headline": "מרו ביי מדווחת על התקדמות", "body": "<p>MBY-7 הוא נוגדן.</p>"}
JAPANESE = {"language": "ja", "headline": "第二相試験の結果", "body": "<p>本日、結果を発表しました。良好でした。</p>"}


def test_a_page_says_language_and_direction_and_the_frame_stays(client):
    edition = published(**HEBREW)
    page = client.get(address(edition)).content.decode()
    assert '<html lang="he" dir="rtl">' in page
    assert '<body lang="en" dir="ltr">' in page
    assert '<article class="release" lang="he" dir="rtl">' in page
    assert 'property="og:locale" content="he_IL"' in page
    english = client.get(address(published(headline="Plain"))).content.decode()
    assert '<html lang="en">\n' in english
    assert "<body>" in english
    assert "dir=" not in english.replace('lang="he" dir="rtl"', "")


@pytest.mark.parametrize("path", ["/", "/releases/", "/releases/?category=corporate"])
def test_lists_say_the_language_of_a_headline(client, path):
    published(**HEBREW)
    page = client.get(path).content.decode()
    assert ' lang="he" dir="rtl"><a href=' in page
    assert '<html lang="en">' in page


def test_feeds_and_data_say_it(client):
    edition = published(**HEBREW)
    assert json.loads(edition.document_json)["language"] == "he"
    base = address(edition).rstrip("/")
    data = client.get(f"{base}.json").json()
    assert (data["language"], data["direction"]) == ("he", "rtl")
    item = client.get(f"{base}.ninjs.json").json()
    check_json("ninjs", item)
    assert item["language"] == "he"
    assert client.get("/feeds/releases.json").json()["items"][0]["language"] == "he"
    assert feedparser.parse(client.get("/feeds/releases.atom").content).entries[0].title_detail.language == "he"
    for ending in ("rss", "atom", "json"):
        body = unescape(client.get(f"/feeds/releases.{ending}").content.decode()).replace('\\"', '"')
        assert '<article class="release" lang="he" dir="rtl">' in body, ending
    graph = graph_of(client.get(address(edition)).content.decode())
    article = graph.value(None, rdflib.RDF.type, SCHEMA.NewsArticle)
    assert str(graph.value(article, SCHEMA.inLanguage)) == "he"
    assert client.get("/api/v1/releases").json()["items"][0]["direction"] == "rtl"
    assert {client.get(f"{base}.{ending}").status_code for ending in ("pdf", "png")} == {200}


def test_what_cannot_be_shown_is_nowhere_offered_and_the_page_says_why(client):
    edition = published(**JAPANESE)
    base = address(edition).rstrip("/")
    response = client.get(address(edition))
    page = response.content.decode()
    assert "There is no PDF: this site has no fonts with the letters of this release." in page
    assert 'name="twitter:card" content="summary"' in page
    faces = [page, response.headers["Link"]]
    faces += [client.get(path).content.decode() for path in (f"{base}.json", f"{base}.ninjs.json", "/feeds/releases.atom", "/api/v1/releases",
                                                             "/feed/PressRelease.svc/GetPressReleaseList")]  # fmt: skip
    assert [name for face in faces for name in (f"{base}.pdf", f"{base}.png") if name in face] == []
    assert {client.get(f"{base}.{ending}").status_code for ending in ("pdf", "png")} == {404}
    assert {client.get(f"{base}.{ending}").status_code for ending in ("txt", "md", "json", "ninjs.json")} == {200}


def test_a_notice_keeps_the_language(client):
    edition = published(**HEBREW)
    notice = editions.withdraw(edition.release, by=None, notice="נסוג.")
    assert notice.document.language == "he"
    assert '<article class="release" lang="he" dir="rtl">' in client.get(address(edition)).content.decode()


def test_english_is_the_default_and_digests_stay():
    release = factories.release(headline="Plain")
    assert (release.language, compose(release).language) == ("en", "en")
    assert '"language":"en"' in compose(release).canonical_bytes().decode()


def test_an_unknown_language_is_refused():
    release = factories.release()
    release.language = "xx"
    with pytest.raises(ValidationError, match="xx"):
        release.full_clean()
    with pytest.raises(IntegrityError, match="release_language_known"), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(language="xx")
    assert Release.objects.get(pk=release.pk).language == "en"


def test_the_preview_tells_the_editor_beforehand(client):
    client.force_login(factories.user("irene", is_superuser=True))
    page = client.get(f"/admin/releases/release/{factories.release(**JAPANESE).pk}/preview/").content.decode()
    assert "So it will have no PDF and no picture for link previews." in page
    assert '<html lang="ja">' in page
    page = client.get(f"/admin/releases/release/{factories.release(**HEBREW).pk}/preview/").content.decode()
    assert "So it will have no" not in page
    assert '<html lang="he" dir="rtl">' in page
