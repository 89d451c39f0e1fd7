"""Links of the newsroom: whatever a page, feed, list or sitemap links to answers."""

import re
from html import unescape

import pytest

from releases import workflow
from releases.models import Release
from tests import factories
from tests.newsroom.sealed import address, corrected, figure, published

pytestmark = pytest.mark.django_db
ORIGIN = "https://ir.example.com"
LISTS = [
    "/", "/releases/", "/releases/?year=2021", "/releases/?category=corporate", "/releases/?q=marrow", "/drugs/", "/contacts/", "/feeds/", "/record/",
    "/robots.txt", "/llms.txt", "/feeds/releases.rss", "/feeds/releases.atom", "/feeds/releases.json",
    "/feed/PressRelease.svc/GetPressReleaseList?bodyType=2", "/feed/PressRelease.svc/GetPressReleaseYearList",
]  # fmt: skip
_LINK = re.compile(r"""(?:href|src)=\\?["']([^"'\\]+)|"(?:item|url|LinkToDetailPage)": ?"([^"]+)|<(?:loc|link)>([^<]+)|(https://ir\.example\.com/[^\s"'<>)\\]*)""")  # fmt: skip


def links(body: str) -> set[str]:
    """Paths on this site that an answer names, without fragments."""
    found = {unescape(next(filter(None, groups))) for groups in _LINK.findall(unescape(body))}
    paths = {link.removeprefix(ORIGIN).partition("#")[0] for link in found}
    return {path for path in paths if path.startswith("/") and not path.startswith("/static/")}


def crawl(client, begin: list[str]) -> dict[str, tuple[int, str]]:
    """Every address that is reached from these: its status, and where the first link to it was found. The API is data, and names
    the address of what is withdrawn."""
    found, waiting = {}, [(path, "") for path in begin]
    while waiting:
        path, where = waiting.pop()
        if path in found:
            continue
        response = client.get(path)
        found[path] = (response.status_code, where)
        kind = response.headers.get("Content-Type", "")
        if (
            response.status_code == 200
            and re.search("text/(?!vcard)|xml|json", kind)
            and not path.endswith("/record")
            and not path.startswith("/api/")
        ):
            waiting += [(link, path) for link in links(response.content.decode())]
    return found


def withdraw(edition) -> None:
    Release.objects.filter(pk=edition.release_id).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=edition.release_id), by=None, notice="It was published in error.")


@pytest.mark.parametrize("withdrawn", ["oldest", "middle", "newest", "all"])
def test_nothing_links_to_what_is_withdrawn_or_missing(client, withdrawn):
    drug = factories.drug(code_name="MBY-101")
    made = {}
    for day, name in enumerate(("oldest", "middle", "newest")):
        release = factories.release(headline=f"The {name}", drugs=[drug])
        figure(release)
        made[name] = published(release, on=published.__kwdefaults__["on"].replace(day=5 + day))
    corrected(made["middle"], headline="The middle, corrected")
    gone = [edition for name, edition in made.items() if withdrawn in (name, "all")]
    for edition in gone:
        withdraw(edition)
    found = crawl(client, LISTS)
    assert {path: where for path, (status, where) in found.items() if status != 200} == {}
    assert [address(edition) in found for edition in made.values()] == [
        edition not in gone for edition in made.values()
    ]
    subject = [] if withdrawn == "all" else ["/drugs/mby-101/"]
    for path in ("/", "/releases/", *subject):
        body = client.get(path).content.decode()
        for edition in gone:
            assert f"Release withdrawn: {edition.document.headline}" in body.replace(", corrected", ""), path
    for edition in gone:
        notice = client.get(address(edition))
        assert notice.status_code == 410
        inside = [
            link for link in links(notice.content.decode().partition("</head>")[2]) if address(edition) not in link
        ]
        assert [client.get(link).status_code for link in inside] == [200] * len(inside)


def test_the_home_page_leads_with_what_can_be_read(client):
    older = published(headline="Can be read")
    newer = published(headline="Cannot", on=published.__kwdefaults__["on"].replace(day=9))
    withdraw(newer)
    body = client.get("/").content.decode()
    lead = body.partition('id="lead-headline"')[2].partition("</h2>")[0]
    assert f'href="{address(older)}"' in lead
    withdraw(older)
    body = client.get("/").content.decode()
    assert "lead-headline" not in body
    assert "No releases have been published yet" not in body
    assert body.count("It was published in error.") == 2


def test_an_empty_newsroom_links_to_nothing_that_is_missing(client):
    found = crawl(client, [path for path in LISTS if "?" not in path])
    assert {path: where for path, (status, where) in found.items() if status != 200} == {}
