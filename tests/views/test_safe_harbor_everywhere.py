"""The safe harbor stands in every form in which a release goes out."""

import pytest

from tests import factories
from tests.newsroom.sealed import address, published

pytestmark = pytest.mark.django_db

WORDS = "Zebrine statements about the future may differ."
FORMS = ("{page}", "{base}.txt", "{base}.md", "{base}.json", "{base}.ninjs.json")
FEEDS = ("/feeds/releases.rss", "/feeds/releases.atom", "/feeds/releases.json", "/rss/news-releases.xml")


@pytest.mark.parametrize("form", [*FORMS, *FEEDS])
def test_in_every_form(client, form):
    harbor = factories.safe_harbor(text=f"<p>{WORDS}</p>")
    page = address(published(safe_harbor=harbor))
    answer = client.get(form.format(page=page, base=page.rstrip("/")))
    assert answer.status_code == 200
    assert WORDS in answer.content.decode()
