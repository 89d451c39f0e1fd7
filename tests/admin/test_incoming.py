"""Files at the desk: dropped, pasted, corrected beside their source, and accepted; nothing is written before that."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from releases import editions, importers, readers, workflow
from releases.models import IncomingFile, MatchQuestion, Release, SourceFile
from tests import factories
from tests.importers.files import RELEASE, rows

pytestmark = pytest.mark.django_db
LIST, RECEIVE = "/admin/releases/incomingfile/", "/admin/releases/incomingfile/receive/"


@pytest.fixture
def writer(client):
    factories.company()
    user = factories.member("Writer")
    client.force_login(user)
    return user


def drop(client, *texts: str, as_json=False, name="release.txt"):
    files = [SimpleUploadedFile(name, text.encode()) for text in texts]
    headers = {"Accept": "application/json"} if as_json else {}
    return client.post(RECEIVE, {"files": files}, headers=headers)


def page_of(file: IncomingFile) -> str:
    return reverse("admin:releases_incomingfile_change", args=[file.pk])


def told(response, count: int = 1) -> list[str]:
    """The last messages on the page."""
    return [str(message) for message in response.context["messages"]][-count:]


def test_a_dropped_file_waits_and_no_record_is_written(client, writer):
    before = rows()
    response = drop(client, RELEASE)
    file = IncomingFile.objects.get()
    assert (response.status_code, response["Location"]) == (302, page_of(file))
    assert (file.name, file.state, file.brought_by) == ("release.txt", "waiting", writer)
    assert rows() == before | {"IncomingFile": 1}
    page = client.get(page_of(file)).content.decode()
    assert '<span class="incoming-part">Headline</span>' in page
    assert '<span class="incoming-tag">Dateline</span>BOSTON--(BUSINESS WIRE)--' in page
    assert '<mark class="names-drug" title="drug">MBY-101</mark>' in page
    assert "is new and comes unconfirmed." in page
    assert not re.search(r"<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=", page.partition('id="content-main"')[2])


def test_it_is_accepted_into_a_draft_with_its_source(client, writer):
    drop(client, RELEASE)
    response = client.post(page_of(IncomingFile.objects.get()), {"act": "accept"})
    release = Release.objects.get()
    assert response["Location"] == reverse("admin:releases_release_change", args=[release.pk])
    assert (release.state, release.created_by, release.headline) == (
        "draft",
        writer,
        "Marrow Bay Presents HARBOR Data",
    )
    source = SourceFile.objects.get()
    assert (source.release, source.file.read()) == (release, RELEASE.encode())
    assert IncomingFile.objects.get().state == "accepted"
    before = rows()
    response = drop(client, RELEASE, as_json=True)
    assert response.json()["results"] == [
        {
            "name": "release.txt",
            "outcome": "unchanged",
            "address": reverse("admin:releases_release_change", args=[release.pk]),
            "sentence": "Its words are those of the release “Marrow Bay Presents HARBOR Data” already; nothing was changed.",
        }
    ]
    assert rows() == before


def test_many_files_each_have_their_answer(client, writer):
    response = drop(client, RELEASE, "", "%PDF-1.7", as_json=True)
    results = response.json()["results"]
    assert [result["outcome"] for result in results] == ["waiting", "refused", "refused"]
    assert results[1]["sentence"] == "release.txt is empty; choose the file that holds the release."
    assert IncomingFile.objects.count() == 1


def test_a_plain_form_tells_the_same(client, writer):
    response = client.post(
        RECEIVE,
        {"files": [SimpleUploadedFile("a.txt", RELEASE.encode()), SimpleUploadedFile("b.txt", b"")]},
        follow=True,
    )
    assert response.redirect_chain == [(LIST, 302)]
    assert told(response, 2) == [
        "a.txt: Read as “Marrow Bay Presents HARBOR Data”.",
        "b.txt: b.txt is empty; choose the file that holds the release.",
    ]
    assert told(client.post(RECEIVE, {}, follow=True)) == ["Choose at least one file."]


def test_a_file_that_is_too_large_is_not_even_read(client, writer, monkeypatch):
    monkeypatch.setattr(readers, "LARGEST", 100)
    (result,) = drop(client, RELEASE, as_json=True).json()["results"]
    assert result["sentence"] == "It is 0.0 MB long and the limit is 0 MB; send only the text."
    assert not IncomingFile.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"words": RELEASE.replace("\n", "\r\n")},
        {"words": "ignored", "html": "".join(f"<p>{part}</p><script>x()</script>" for part in RELEASE.split("\n\n"))},
    ],
    ids=["words", "html"],
)
def test_what_is_pasted_comes_in_like_a_file(client, writer, given):
    response = client.post(RECEIVE, given | {"paste": "1"})
    file = IncomingFile.objects.get()
    assert response["Location"] == page_of(file)
    document = file.reading["document"]
    assert (document["headline"], document["date"]) == ("Marrow Bay Presents HARBOR Data", "2021-03-04")
    assert "x()" not in client.get(page_of(file)).content.decode()


def test_a_part_is_corrected_by_choosing_a_paragraph(client, writer):
    drop(client, RELEASE)
    file = IncomingFile.objects.get()
    client.post(page_of(file), {"act": "choose", "part-2": "headline", "part-1": "subheadline", "part-4": "nothing"})
    page = client.get(page_of(file)).content.decode()
    assert "Headline (chosen)" in page
    assert "“The trial goes on.” was left out by an editor." in page
    client.post(page_of(file), {"act": "accept"})
    release = Release.objects.get()
    assert (release.headline, release.subheadline) == ("Responses in glioma", "Marrow Bay Presents HARBOR Data")
    assert "The trial goes on." not in release.body
    assert [notice for notice in SourceFile.objects.get().notices if "left out by an editor" in notice] == [
        "Line 9: “The trial goes on.” was left out by an editor."
    ]


def test_it_says_how_surely_each_part_was_recognized(client, writer):
    text = RELEASE.replace("March 4, 2021\n\n", "").replace("BOSTON--(BUSINESS WIRE)-- ", "")
    text = (
        text.replace("The trial goes on.", "Genova AG (SIX: GNV) takes part.")
        .replace("617-555-0100", "")
        .replace("ir@marrowbay.example", "")
    )
    drop(client, text)
    file = IncomingFile.objects.get()
    page = client.get(page_of(file)).content.decode()
    assert _sure(page) == {
        "Headline": "60 % sure: look at it", "Subheadline": "60 % sure: look at it", "Company": "95 % sure",
        "Category": "90 % sure", "Body": "60 % sure: look at it", "About section": "95 % sure", "Safe harbor": "85 % sure",
        "For Investors": "60 % sure: look at it", "Source line": "98 % sure", "Another company’s ticker": "85 % sure",
        "Drug": "90 % sure",
    }  # fmt: skip
    client.post(page_of(file), {"act": "choose", "part-0": "headline"})
    assert "Headline" not in _sure(client.get(page_of(file)).content.decode())


def _sure(page: str) -> dict[str, str]:
    """How surely what was recognized, by name; what is not there has no certainty."""
    return {
        name: re.sub(r"<[^>]+>", "", sure).strip()
        for name, sure in re.findall(r"<dt>([^<]+?) ?(<span.*?</span>)?\s*</dt>", page)
        if sure
    }


@pytest.mark.parametrize("choice", [{"part-2": "lead"}, {"part-1": "x" * 99}])
def test_no_other_part_can_be_chosen(client, writer, choice):
    drop(client, RELEASE)
    file = IncomingFile.objects.get()
    response = client.post(page_of(file), {"act": "choose", **choice}, follow=True)
    assert told(response) == ["Choose one of the parts for a paragraph of this file."]
    file.refresh_from_db()
    assert file.chosen == {}


def test_a_question_holds_up_the_file_until_it_is_answered(client, writer):
    factories.drug(code_name="MBY101")
    drop(client, RELEASE)
    file = IncomingFile.objects.get()
    assert "is it <b>MBY101</b>?" in client.get(page_of(file)).content.decode()
    response = client.post(page_of(file), {"act": "accept"}, follow=True)
    assert told(response) == ["Say first whether “MBY-101” means MBY101."]
    assert Release.objects.count() == 0
    question = MatchQuestion.objects.get()
    client.post(f"{LIST}questions/{question.pk}/", {"answer": "alias", "back": file.pk})
    client.post(page_of(file), {"act": "accept"})
    drug = Release.objects.get().drug_links.get().drug
    assert (drug.code_name, drug.aliases) == ("MBY101", "MBY-101")


def test_a_changed_file_is_accepted_into_the_draft(client, writer):
    drop(client, RELEASE)
    client.post(page_of(IncomingFile.objects.get()), {"act": "accept"})
    release = Release.objects.get()
    Release.objects.update(category="clinical", needs_review=False)
    drop(client, RELEASE.replace("The trial goes on.", "The trial is complete."))
    file = IncomingFile.objects.get(state="waiting")
    page = client.get(page_of(file)).content.decode()
    assert re.search(r"<ins>.*?is complete.*?</ins>", page)
    before = rows()
    client.post(page_of(file), {"act": "accept"})
    changed = Release.objects.get()
    assert (changed.pk, changed.version, changed.category) == (release.pk, release.version + 1, "clinical")
    assert "The trial is complete." in changed.body
    parts = ("Drug", "Contact", "Release", "ReleaseSection", "ReleaseDrug", "ReleaseContact", "IncomingFile")
    assert {name: rows()[name] for name in parts} == {name: before[name] for name in parts}
    assert SourceFile.objects.filter(release=release).count() == 2


def test_a_changed_file_of_a_public_release_opens_a_correction(client, writer):
    release = importers.bring_in(RELEASE.encode(), name="a.txt", by=None, today=editions.database_now().date()).release
    importers.publish(release, by=None, now=editions.database_now())
    drop(client, RELEASE.replace("The trial goes on.", "The trial is complete."))
    file = IncomingFile.objects.get()
    refused = client.post(page_of(file), {"act": "accept"}, follow=True)
    assert told(refused) == ["The release is public. Accept the file as a correction."]
    address = reverse("admin:releases_incomingfile_correct", args=[file.pk])
    assert address in client.get(page_of(file)).content.decode()
    client.post(address, {"kind": "correction", "note": ""})
    release.refresh_from_db()
    assert release.state == "sealed"
    client.post(address, {"kind": "correction", "note": "The trial is complete."})
    release.refresh_from_db()
    assert (release.state, release.correction_note) == ("draft", "The trial is complete.")
    assert "The trial is complete." in release.body
    assert "The trial goes on." in release.editions.get().document.body_html


def test_a_scheduled_release_is_called_back_first(client, writer, monkeypatch):
    release = importers.bring_in(RELEASE.encode(), name="a.txt", by=None, today=editions.database_now().date()).release
    Release.objects.update(state="sealed")
    monkeypatch.setattr(
        workflow,
        "against_verb",
        lambda *args, **options: ["The release is not public yet. Call it back and change it."],
    )
    drop(client, RELEASE.replace("The trial goes on.", "The trial is complete."))
    file = IncomingFile.objects.get()
    response = client.post(
        reverse("admin:releases_incomingfile_correct", args=[file.pk]), {"kind": "correction", "note": "x"}
    )
    assert "The release is not public yet. Call it back and change it." in response.content.decode()
    release.refresh_from_db()
    assert (release.state, file.state) == ("sealed", "waiting")


def test_what_is_set_aside_may_come_again(client, writer):
    drop(client, RELEASE)
    first = IncomingFile.objects.get()
    client.post(page_of(first), {"act": "set-aside"})
    assert told(client.post(page_of(first), {"act": "accept"}, follow=True)) == [
        "The file waits no longer: somebody has decided about it."
    ]
    drop(client, RELEASE)
    assert list(IncomingFile.objects.order_by("id").values_list("state", flat=True)) == ["set-aside", "waiting"]


def test_the_source_is_only_ever_saved(client, writer):
    drop(
        client,
        "<html><script>x()</script><h1>A Headline</h1><p>Words of a release follow here.</p></html>",
        name="a.html",
    )
    file = IncomingFile.objects.get()
    response = client.get(reverse("admin:releases_incomingfile_source", args=[file.pk]))
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert response["Content-Disposition"] == f'attachment; filename="source-{file.pk}.html"'


@pytest.mark.parametrize("role", ["Legal reviewer", "Publisher", "Auditor"])
def test_only_who_may_write_brings_files_in(client, role):
    factories.company()
    writer, other = factories.member("Writer"), factories.member(role, "other")
    client.force_login(writer)
    drop(client, RELEASE)
    file = IncomingFile.objects.get()
    client.force_login(other)
    before = rows()
    for address in (LIST, page_of(file), reverse("admin:releases_incomingfile_source", args=[file.pk])):
        assert client.get(address).status_code == 403
    assert drop(client, RELEASE.replace("HARBOR", "NEW")).status_code == 403
    assert client.post(page_of(file), {"act": "accept"}).status_code == 403
    assert rows() == before


def test_the_list_names_what_waits_and_what_is_new(client, writer):
    drop(client, RELEASE)
    client.post(page_of(IncomingFile.objects.get()), {"act": "accept"})
    drop(client, RELEASE.replace("The trial goes on.", "The trial is complete."))
    page = client.get(LIST).content.decode()
    assert "<b>A later version</b> of “Marrow Bay Presents HARBOR Data”." in page
    assert '<a href="/admin/releases/drug/?is_confirmed__exact=0">1 drug</a>' in page
    assert '<a href="/admin/releases/contact/?is_confirmed__exact=0">1 contact</a>' in page


def test_posts_without_the_forms_token_are_refused(writer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(writer)
    assert drop(strict, RELEASE).status_code == 403
    assert not IncomingFile.objects.exists()
