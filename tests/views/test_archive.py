"""The ledger as pages: filters, search, and one page after another by plain links."""

import datetime
import re

import pytest

from releases import editions, workflow
from releases.models import Program, Release
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, published, scheduled, tomorrow

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def read(client):
    """The body of an answer, and the headlines listed in it."""

    def body(path: str) -> tuple[str, list[str]]:
        response = client.get(path)
        assert response.status_code == 200, path
        page = response.content.decode()
        listed = re.findall(r"<h3>(?:<a href=\"[^\"]+\">)?(.*?)(?:</a>)?</h3>", page)
        return page, [re.sub("</?mark>", "", headline) for headline in listed]

    return body


def link(page: str, words: str) -> str:
    """The address behind a link's words."""
    (found,) = re.findall(rf'<a class="step" href="([^"]+)"[^>]*>{words}</a>', page)
    return found.replace("&amp;", "&")


def test_twenty_releases_a_page_and_back_again(read):
    factories.company()
    for day in range(45):
        published(headline=f"Number {day:02}", on=LONG_AGO + day * DAY)
    listed = [f"Number {day:02}" for day in range(44, -1, -1)]
    page, shown = read("/releases/")
    assert shown == listed[:20]
    assert "45 releases, newest first" in page
    assert '<span class="step">Newer</span>' in page
    page, shown = read(link(page, "Older"))
    assert shown == listed[20:40]
    assert '<link rel="canonical" href="https://ir.example.com/releases/?older=2021/03/29/number-25">' in page
    page, shown = read(link(page, "Older"))
    assert shown == listed[40:]
    assert '<span class="step">Older</span>' in page
    page, shown = read(link(page, "Newer"))
    assert shown == listed[20:40]
    page, shown = read(link(page, "Newer"))
    assert shown == listed[:20]
    assert '<span class="step">Newer</span>' in page
    assert read("/")[1] == listed[1:9]


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=2", "page=-1", "page=", "page=x", "page=1.0", "page=²", "page=１", "page=99999", "page=1%00",
        "year=x", "year=21", "year=02021", "year=２０２１", "order=rank", "category=secret", "drug=no-such", "trial=no-such",
        "drug=%00", "older=2021/03/04/nothing", "older=2021/02/30/x", "older=x", "older=2021/03/04", "newer=/",
        "older=2021/03/04/a&newer=2021/03/04/a", "q=counts&page=2", "q=counts&page=11",
    ],
)  # fmt: skip
def test_a_selection_that_does_not_exist(client, query):
    published(headline="Marrow Bay Counts")
    assert client.get(f"/releases/?{query}").status_code == 404


def test_unknown_names_in_an_address_are_let_pass(read):
    published(headline="Marrow Bay Counts")
    page, shown = read("/releases/?utm_source=mail")
    assert shown == ["Marrow Bay Counts"]
    assert '<link rel="canonical" href="https://ir.example.com/releases/">' in page


def test_filters(read):
    drug, other = factories.drug(code_name="MBY-101"), factories.drug(code_name="MBY-202")
    trial = factories.trial(acronym="HARBOR")
    one = factories.release(headline="One", category="clinical", drugs=[drug])
    one.trials.add(trial)
    published(one)
    published(headline="Two", category="clinical", drugs=[other], on=LONG_AGO + 300 * DAY)
    published(headline="Three", category="corporate", drugs=[drug, other], on=LONG_AGO + 301 * DAY)
    assert read("/releases/?category=clinical")[1] == ["Two", "One"]
    assert read("/releases/?drug=mby-101")[1] == ["Three", "One"]
    assert read("/releases/?drug=mby-101&category=clinical")[1] == ["One"]
    assert read("/releases/?trial=harbor")[1] == ["One"]
    assert read("/releases/?year=2021")[1] == ["Three", "Two", "One"]
    assert read("/releases/?drug=mby-202&trial=harbor")[1] == []
    page, shown = read("/releases/?category=earnings")
    assert (shown, "No release matches." in page) == ([], True)
    page, _ = read("/releases/?drug=mby-101&q=three&year=2021")
    assert '<option value="mby-101" selected>MBY-101</option>' in page
    assert (
        'href="/releases/?year=2021&amp;drug=mby-101"><span class="hidden">Remove the search for </span>“three”' in page
    )
    assert 'href="/releases/?q=three&amp;drug=mby-101"><span class="hidden">Remove the filter </span>2021' in page
    assert '<option value="earnings">' not in page


def test_a_year_is_the_printed_one(client, read):
    """New Year's Eve in the company's zone is the next year in UTC."""
    published(headline="Eve", on=datetime.datetime(2022, 1, 1, 1, tzinfo=datetime.UTC))
    published(headline="New Year", on=datetime.datetime(2022, 1, 1, 6, tzinfo=datetime.UTC))
    assert read("/releases/?year=2021")[1] == ["Eve"]
    assert read("/releases/?year=2022")[1] == ["New Year"]
    assert client.get("/releases/?year=2023").status_code == 404
    page, _ = read("/releases/")
    assert re.findall(r'<option value="(\d+)">', page) == ["2022", "2021"]


def test_only_what_is_public_can_be_chosen(client):
    drug = factories.drug(code_name="ZEBRA-1")
    Program.objects.create(drug=drug, indication="zebra", phase="phase-1")
    published(headline="Public", category="corporate")
    before = client.get("/releases/").content
    scheduled(headline="Zebra", category="earnings", drugs=[drug])
    assert client.get("/releases/").content == before


def test_found_words_are_marked(read):
    published(headline="Tumors & More", body="<p>Patients were dosed.</p><p>One <em>tumor</em> shrank by 62.5%.</p>")
    page, _ = read("/releases/?q=tumor+dose")
    assert "<mark>Tumors</mark> &amp; More</a>" in page
    assert "Patients were <mark>dosed</mark>. · One <mark>tumor</mark> shrank by 62.5%." in page
    assert "1 release found, best match first" in page
    assert "shrank by <mark>62.5</mark>%" in read("/releases/?q=62.5")[0]


def test_the_best_first_or_the_newest(read):
    published(headline="Marrow Bay Names a Chief", body="<p>About glioma.</p>", on=LONG_AGO + 3 * DAY)
    published(headline="Results in Glioma", body="<p>About glioma.</p>")
    assert read("/releases/?q=glioma")[1] == ["Results in Glioma", "Marrow Bay Names a Chief"]
    page, shown = read("/releases/?q=glioma&order=newest")
    assert shown == ["Marrow Bay Names a Chief", "Results in Glioma"]
    assert '<a href="/releases/?q=glioma">Best match first</a>' in page


def test_a_question_that_can_t_be_asked_gets_a_sentence(read):
    published()
    for question, sentence in (
        ("a*", "A beginning needs at least 3 letters before the star."),
        ("?!", "There is no word in that to search for. Type letters or numbers."),
        ("x" * 201, "That is longer than 200 characters. Search for the few words that matter."),
        ("a b c d e f g h i j k l m", "That is more than 12 words. Search for fewer of them."),
    ):
        page, shown = read(f"/releases/?q={question}")
        assert f'<p class="refusal" role="alert">{sentence}</p>' in page
        assert shown == []


def test_what_is_asked_comes_back_escaped(read):
    page, _ = read("/releases/?q=%3Cscript%3Ealert(1)%3C/script%3E%22")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;" in page


def test_previous_next_and_related(client):
    drug = factories.drug(code_name="MBY-101")
    made = [
        published(headline=f"No {day}", drugs=[drug] if day in (0, 2, 4) else [], on=LONG_AGO + day * DAY)
        for day in range(5)
    ]
    body = client.get(address(made[2])).content.decode()
    assert (
        f'<a href="{address(made[1])}" rel="prev"><span>Previous release</span> <span class="headline">No 1</span></a>'
        in body
    )
    assert (
        f'<a href="{address(made[3])}" rel="next"><span>Next release</span> <span class="headline">No 3</span></a>'
        in body
    )
    related = body[body.index("More about MBY-101") :]
    assert [name for name in ("No 4", "No 2", "No 0") if f">{name}</a></h3>" in related] == ["No 4", "No 0"]
    first, last = (client.get(address(edition)).content.decode() for edition in (made[0], made[-1]))
    assert "Previous release" not in first
    assert "Next release" not in last
    # A correction does not move a release; an edition that was replaced has nothing beside it.
    corrected(made[1], headline="No 1 corrected")
    assert (
        '<span>Previous release</span> <span class="headline">No 1 corrected</span></a>'
        in client.get(address(made[2])).content.decode()
    )
    assert "Previous release" not in client.get(f"{address(made[1])}editions/1/").content.decode()


def test_what_is_not_public_is_no_neighbour(client):
    public = published(headline="Public")
    before = client.get(address(public)).content
    scheduled(headline="Zebra")
    editions.call_back(scheduled(headline="Zebra Called Back"), by=None)
    assert client.get(address(public)).content == before
    corrected(public, headline="Zebra Correction", live_at=tomorrow())
    assert client.get(address(public)).content == before


@pytest.mark.parametrize(
    "place", ["99999999999999999999999/1/1/x", "2021/3/4/counts", "٢021/03/04/counts", "2021/02/31/counts",
              "2021/03/04/counts%00", "2021/03/04", "0000/01/01/x"]
)  # fmt: skip
def test_a_place_that_is_none_is_nowhere(client, place):
    published(headline="Counts")
    assert client.get("/releases/?older=2021/03/04/counts").status_code == 200
    for name in ("older", "newer"):
        assert client.get(f"/releases/?{name}={place}").status_code == 404


def test_what_a_correction_or_withdrawal_took_out_of_a_list_stays_there_to_tell_of_it(client, read):
    factories.company()
    drug = factories.drug(code_name="MBY-101")
    published(headline="Holds", category="event", drugs=[drug])
    changed = published(headline="Of An Event", category="event", drugs=[drug], on=LONG_AGO + DAY)
    release = Release.objects.get(pk=changed.release_id)
    release.drugs.clear()
    corrected(changed, category="corporate", headline="Of No Event", live_at=LONG_AGO + 2 * DAY)
    gone = published(headline="Gone", category="event", drugs=[drug], on=LONG_AGO + 3 * DAY)
    Release.objects.filter(pk=gone.release_id).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=gone.release_id), by=None, notice="In error.")
    listed = ["Release withdrawn: Gone", "Of No Event", "Holds"]
    for query in ("category=event", "drug=mby-101"):
        assert read(f"/releases/?{query}")[1] == listed, query
    assert read("/releases/?category=corporate")[1] == ["Of No Event"]
    about = client.get("/drugs/mby-101/").content.decode()
    assert [headline in about for headline in listed] == [True, True, True]
    for feed in ("categories/event", "drugs/mby-101"):
        titles = [item["title"] for item in client.get(f"/feeds/{feed}.json").json()["items"]]
        assert [title.rpartition(": ")[2] for title in titles] == ["Gone", "Of No Event", "Holds"], feed
    items = client.get("/api/v1/releases?drug=mby-101").json()["items"]
    assert [item["headline"] for item in items] == listed
