"""Contacts, feeds, and the record that anybody can verify."""

import hashlib
import json

import pytest

from releases import editions, newsroom
from releases.document import Contact
from releases.models import Contact as ContactModel
from releases.models import Program
from releases.rendering import vcard
from tests import factories
from tests.newsroom.sealed import LONG_AGO, address, corrected, published, scheduled, tomorrow

pytestmark = pytest.mark.django_db
EMPTY = {
    "/contacts/": "No contacts have been published yet.",
    "/feeds/": "All releases",
    "/record/": "As soon as the first",
}


def with_contacts(*contacts, **facts):
    release = factories.release(**facts)
    for contact in contacts:
        release.contacts.add(contact)
    return release


@pytest.mark.parametrize(("path", "words"), EMPTY.items())
def test_an_empty_site_answers(client, path, words):
    response = client.get(path)
    assert response.status_code == 200
    assert words in response.content.decode()


def test_contacts_are_those_of_the_newest_release_that_names_their_kind(client):
    old, new = factories.contact(person="Old Investor"), factories.contact(person="New Investor")
    media = factories.contact(kind="media", person="Media Person")
    published(with_contacts(old, media))
    published(with_contacts(new), on=LONG_AGO.replace(day=8))
    assert [contact.person for contact in newsroom.contacts()] == ["New Investor", "Media Person"]
    page = client.get("/contacts/").content.decode()
    assert "Old Investor" not in page
    assert page.index("New Investor") < page.index("Media Person")
    assert b"Old Investor" in client.get(f"/contacts/{old.key}.vcf").content


def test_an_address_card(client):
    contact = factories.contact(person="Ada Quill", title="Director, Investor Relations")
    published(with_contacts(contact))
    response = client.get(f"/contacts/{contact.key}.vcf")
    assert response.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="ada-quill.vcf"'
    assert response.content.decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Ada Quill",
        "N:Quill;Ada;;;",
        "ORG:Marrow Bay Biologics\\, Inc.",
        "TITLE:Director\\, Investor Relations",
        "TEL;TYPE=WORK,VOICE:617-555-0100",
        "EMAIL;TYPE=INTERNET:ir@marrowbay.example",
        "URL:https://www.marrowbay.example",
        f"UID:urn:uuid:{contact.key}",
        "END:VCARD",
        "",
    ]


def test_long_lines_of_a_card_are_folded_between_characters():
    card = vcard(Contact(kind="media", organization="é" * 80), company="C")
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n"))
    assert f"ORG:{'é' * 80}" in card.replace("\r\n ", "")


def test_a_contact_that_is_not_public_is_not_there(client):
    contact = factories.contact(person="Ada Quill")
    published(with_contacts(contact))
    before = client.get("/contacts/").content
    ContactModel.objects.update(person="Zoe Zebra")
    secret = factories.contact(kind="media", person="Zebra Media")
    scheduled(with_contacts(contact, secret))
    assert client.get("/contacts/").content == before
    assert b"Quill" in client.get(f"/contacts/{contact.key}.vcf").content
    missing = client.get(f"/contacts/{secret.key}.vcf")
    assert (missing.status_code, missing.content) == (404, client.get("/nowhere/").content)


def test_every_feed_that_is_listed_answers(client):
    drug = factories.drug(code_name="MBY-101")
    release = factories.release(drugs=[drug], category="clinical")
    release.trials.add(factories.trial(acronym="HARBOR"))
    published(release)
    page = client.get("/feeds/").content.decode()
    for path in ("releases", "categories/clinical", "drugs/mby-101", "trials/harbor"):
        for ending in ("rss", "atom", "json"):
            assert f'<a href="/feeds/{path}.{ending}">' in page
            assert client.get(f"/feeds/{path}.{ending}").status_code == 200
    assert "/feeds/categories/earnings" not in page


def test_the_record_is_what_its_digest_is_taken_of(client):
    first = published(headline="Marrow Bay Counts")
    second = corrected(first, headline="Marrow Bay Counts Again")
    for edition in (first, second):
        response = client.get(f"{address(edition)}editions/{edition.number}/record")
        assert hashlib.sha256(response.content).hexdigest() == edition.digest
        assert response.headers["ETag"] == f'"{edition.digest}"'
        header, document = response.content.split(b"\n", 1)
        assert json.loads(header)["number"] == edition.number
        assert document.decode() == edition.document_json
    assert json.loads(header)["previous"] == first.digest
    page = client.get("/record/").content.decode()
    assert f"curl -s https://ir.example.com{address(second)}editions/2/record | sha256sum" in page
    assert f"<code>{second.digest}</code>" in page


def test_the_record_of_what_is_not_public(client):
    public = published(headline="Marrow Bay Counts")
    corrected(public, headline="Zebra", live_at=tomorrow())
    secret = scheduled(headline="Zebra")
    nothing = client.get("/nowhere/").content
    for path in (f"{address(public)}editions/2/record", f"{address(secret)}editions/1/record"):
        assert (client.get(path).status_code, client.get(path).content) == (404, nothing)
    editions.withdraw(published(headline="Withdrawn").release, by=None, notice="In error.")
    assert client.get("/releases/2021/03/04/withdrawn/editions/1/record").status_code == 404
    assert client.get("/releases/2021/03/04/withdrawn/editions/2/record").status_code == 200


def test_the_chart_draws_as_far_as_a_program_has_come(client):
    drug = factories.drug(code_name="MBY-101")
    Program.objects.create(drug=drug, indication="glioma", phase="phase-2")
    drug.designations.create(kind="orphan", indication="Glioma", region="US")
    drug.designations.create(kind="fast-track", indication="sarcoma", region="US")
    published(drugs=[drug])
    page = client.get("/drugs/").content.decode()
    assert '<rect class="reach" width="5" height="1"/>' in page
    row = page[page.index('<th scope="row">glioma') :]
    assert "Orphan drug, United States" in row[: row.index("</tr>")]
    assert "Fast track" not in row
    assert "Fast track, United States: sarcoma" in page
