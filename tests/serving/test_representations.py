"""An answer as it goes over the wire (RFC 9110): compressed or not, known by a tag for each, whole or not again."""

import gzip

import pytest

from irsite import finished
from irsite.representations import answer, takes_gzip
from tests.serving.rsgi import Asked
from tests.serving.wsgi import ask

BODY = b"Quillhaven Therapeutics reports results. " * 50
HEADERS = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=1", "ETag": '"abc"'}


def front(body: bytes = BODY, status: str = "200 OK", **headers):
    said = (
        HEADERS
        | {name.replace("_", "-"): value for name, value in headers.items()}
        | {"Content-Length": str(len(body))}
    )

    def application(environ, start_response):
        start_response(status, [pair for pair in said.items() if pair[1]])
        return [body]

    return Asked(finished.Application(application, ask=lambda: "unchanged"))


def test_each_representation_has_its_length_and_its_tag():
    site = front()
    plain, packed = ask(site, "/"), ask(site, "/", accept_encoding="gzip, deflate, br, zstd")
    assert (plain.body, plain.headers["ETag"], plain.headers.get("Content-Encoding")) == (BODY, '"abc"', None)
    assert (packed.headers["ETag"], packed.headers["Content-Encoding"]) == ('"abc-gzip"', "gzip")
    assert gzip.decompress(packed.body) == BODY
    assert packed.body[4:8] == bytes(4)  # gzip's own time: none, so that the same words are the same bytes
    for said in (plain, packed):
        assert said.headers["Content-Length"] == str(len(said.body))
        assert said.headers["Vary"] == "Accept-Encoding"
        assert said.headers["Cache-Control"] == "public, max-age=1"
    assert len(packed.body) < len(BODY) / 5


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ('"abc"', '"abc"'), ('"abc-gzip"', '"abc-gzip"'), ('W/"abc"', '"abc"'), ('W/"abc-gzip"', '"abc-gzip"'),
        ('"x", "abc-gzip"', '"abc-gzip"'), ("*", '"abc-gzip"'),
    ],
)  # fmt: skip
def test_who_holds_either_is_told_so_by_the_tag_that_is_held(held, told):
    for method in ("GET", "HEAD"):
        said = ask(front(), "/", method=method, accept_encoding="gzip", if_none_match=held)
        assert (said.status, said.body, said.headers["ETag"]) == (304, b"", told)
        assert (said.headers["Vary"], said.headers["Cache-Control"]) == ("Accept-Encoding", "public, max-age=1")
        assert not {"Content-Type", "Content-Length", "Content-Encoding"} & said.headers.keys()


@pytest.mark.parametrize("held", ['"x"', "abc", '"abc-br"', '"ab"', "", '"abc-gzip-gzip"', '"a*"'])
def test_who_holds_other_bytes_gets_them_all(held):
    said = ask(front(), "/", accept_encoding="gzip", if_none_match=held)
    assert (said.status, said.text.encode()) == (200, BODY)


def test_without_gzip_the_plain_tag_is_told_for_whatever_is_held():
    assert ask(front(), "/", if_none_match="*").headers["ETag"] == '"abc"'


def test_what_is_not_there_is_never_said_to_be_unchanged():
    for status in ("404 Not Found", "410 Gone", "500 Internal Server Error"):
        said = ask(front(status=status), "/", if_none_match='"abc"', accept_encoding="gzip")
        assert (said.status, said.text.encode()) == (int(status[:3]), BODY)
        assert ask(front(status=status), "/", if_none_match="*").body == BODY


@pytest.mark.parametrize(
    ("content_type", "is_packed"),
    [
        ("text/html; charset=utf-8", True), ("text/plain", True), ("text/markdown; charset=utf-8", True), ("text/vcard", True),
        ("application/json", True), ("application/feed+json", True), ("application/rss+xml; charset=utf-8", True),
        ("application/atom+xml", True), ("application/xml", True), ("application/vnd.oai.openapi+json;version=3.1", True),
        ("image/svg+xml", False), ("application/pdf", False), ("image/png", False), ("image/avif", False), ("font/woff2", False),
        ("application/zip", False), ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
    ],
)  # fmt: skip
def test_only_text_is_compressed(content_type, is_packed):
    said = ask(front(Content_Type=content_type), "/", accept_encoding="gzip")
    assert (said.headers.get("Content-Encoding") == "gzip", said.headers.get("Vary") == "Accept-Encoding") == (
        is_packed,
    ) * 2


def test_a_file_that_may_be_asked_for_in_parts_is_given_as_it_is():
    said = ask(front(Content_Type="text/csv", Accept_Ranges="bytes"), "/", accept_encoding="gzip")
    assert (said.body, said.headers["ETag"], "Vary" in said.headers) == (BODY, '"abc"', False)


def test_little_is_not_compressed_but_says_that_it_might_be():
    said = ask(front(b"short"), "/", accept_encoding="gzip")
    assert (said.body, said.headers["Vary"], said.headers["ETag"]) == (b"short", "Accept-Encoding", '"abc"')


def test_an_answer_without_a_tag_stays_without():
    said = ask(front(ETag=""), "/", accept_encoding="gzip", if_none_match="*")
    assert (said.status, "ETag" in said.headers, said.headers["Content-Encoding"]) == (200, False, "gzip")


def test_it_is_compressed_once_for_all_readers():
    site = front()
    ask(site, "/", accept_encoding="gzip")
    (entry,) = site.application._found.entries.values()
    kept = entry.answer
    assert ask(site, "/", accept_encoding="gzip").body is kept.packed.body
    assert ask(site, "/").body is kept.plain.body
    assert entry.size > len(kept.plain.body) + len(kept.packed.body)
    assert answer(200, list(HEADERS.items()), BODY).packed.body == kept.packed.body


@pytest.mark.parametrize(
    ("accepted", "is_taken"),
    [
        ("gzip", True), ("GZIP", True), ("x-gzip", True), ("deflate, gzip;q=0.1", True), ("*", True), ("br;q=1.0, *;q=0.5", True),
        ("", False), ("identity", False), ("br", False), ("gzip;q=0", False), ("gzip; q=0.000", False), ("*, gzip;q=0", False),
        ("*;q=0", False), ("gzip;q=1, *;q=0", True), ("gzipped", False),
    ],
)  # fmt: skip
def test_how_a_reader_says_what_it_takes(accepted, is_taken):
    assert takes_gzip(accepted) is is_taken
