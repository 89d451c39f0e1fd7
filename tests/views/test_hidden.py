"""An address that must not answer gives the very bytes and headers of an address that never was."""

import pytest

from releases import editions
from tests import factories
from tests.newsroom.sealed import address, corrected, figure, published, scheduled, tomorrow

pytestmark = pytest.mark.django_db

NOWHERE = "/releases/2021/03/04/no-such-release/"
METHODS = ["get", "head", "post", "put", "delete", "patch", "options"]


@pytest.fixture(scope="module")
def hidden(module_database) -> dict[str, str]:
    """Addresses that exist in the database and must not exist for the public."""
    release = factories.release(headline="Scheduled Secret")
    figure(release)
    secret = scheduled(release)
    file = secret.files.get()
    gone = editions.call_back(scheduled(headline="Called Back Secret"), by=None)
    factories.release(headline="Draft Secret")
    public = published(headline="Public News")
    pending = corrected(public, headline="Public News Corrected", live_at=tomorrow())
    date = f"{secret.path_date:%Y/%m/%d}"
    return {
        "scheduled": address(secret),
        "edition of a scheduled release": f"{address(secret)}editions/1/",
        "called back": address(gone),
        "edition called back": f"{address(gone)}editions/1/",
        "draft": f"/releases/{date}/draft-secret/",
        "another date": "/releases/2021/03/05/public-news/",
        "pending correction": f"{address(public)}editions/{pending.number}/",
        "file": f"/files/{file.key}/{file.name}",
    }


@pytest.mark.parametrize("method", METHODS)
def test_hidden_addresses_answer_as_unknown_ones(whole, hidden, method):
    unknown = {
        "file": "/files/00000000-0000-4000-8000-000000000000/figure.png",
        "edition of a scheduled release": f"{NOWHERE}editions/1/",
        "edition called back": f"{NOWHERE}editions/1/",
        "pending correction": f"{NOWHERE}editions/2/",
    }
    for name, path in hidden.items():
        answer = whole(path, method)
        assert answer == whole(unknown.get(name, NOWHERE), method), name
        assert answer[0] == (404 if method in ("get", "head") else 405), name


def test_every_404_is_the_same(whole, hidden):
    answers = {
        whole(path)
        for path in (*hidden.values(), NOWHERE, "/nowhere/", "/releases/?page=77", "/releases/?drug=secret", "/files/")
    }
    ((status, headers, body),) = answers
    assert status == 404
    assert dict(headers)["Cache-Control"] == "no-store"
    assert b"Secret" not in body
    assert not {"ETag", "Last-Modified", "Vary", "Set-Cookie"} & dict(headers).keys()


@pytest.mark.parametrize(
    "path",
    [
        "/releases/2021/02/30/public-news/",
        "/releases/2021/13/04/public-news/",
        "/releases/0000/03/04/public-news/",
        "/releases/2021/3/4/public-news/",
        "/releases/2021/00/00/public-news/",
        "/releases/２０２１/03/04/public-news/",
        "/releases/2021/03/04/PUBLIC-NEWS/",
        "/releases/2021/03/04/public-news/editions/0/",
        "/releases/2021/03/04/public-news/editions/01/",
        "/releases/2021/03/04/public-news/editions/9999/",
        "/releases/2021/03/04/public-news/editions/99999/",
        "/releases/2021/03/04/public-news/editions/",
        "/releases/2021/03/04/public%00news/",
        "/releases/2021/03/04/public-news'--/",
        "/releases/2021/03/04/",
        "/files/not-a-key/figure.png",
        "/media/x",
        "/sources/x",
    ],
)
def test_malformed_addresses(whole, hidden, path):
    assert whole(path) == whole(NOWHERE)


@pytest.mark.parametrize("slashless", [True, False])
def test_a_missing_slash_tells_nothing(client, hidden, slashless):
    """The redirect is by the form of the address alone, whatever stands behind it."""
    for path in (hidden["scheduled"], hidden["draft"], NOWHERE):
        response = client.get(path.rstrip("/") if slashless else path)
        assert response.status_code == (301 if slashless else 404)
        if slashless:
            assert response.headers["Location"] == path
            assert response.content == b""


def test_conditional_requests_find_nothing_out(whole, hidden):
    for path in hidden.values():
        for header in (
            {"if-none-match": "*"},
            {"if-modified-since": "Thu, 04 Mar 2021 17:00:00 GMT"},
            {"range": "bytes=0-"},
        ):
            assert whole(path, **header) == whole(NOWHERE, **header)


def test_posting_to_a_public_page_is_the_same_refusal(whole, hidden):
    public, secret = whole("/releases/2021/03/04/public-news/", "post"), whole(hidden["scheduled"], "post")
    assert public == secret
    assert public[0] == 405
    assert dict(public[1])["Allow"] == "GET, HEAD"
