"""A release in its other formats: at its own address, through the gate, each named by the page."""

import hashlib
import io
import re

import extruct
import pikepdf
import pytest
import rdflib
from PIL import Image

from releases import workflow
from releases.files import derived
from releases.models import Company, Release, SealedRecord
from releases.rendering import formats
from tests import factories
from tests.machines import SCHEMA, check_json, graph_of
from tests.newsroom.sealed import LONG_AGO, address, corrected, figure, png, published, scheduled

pytestmark = pytest.mark.django_db
ORIGIN = "https://ir.example.com"


@pytest.fixture
def release() -> Release:
    drug = factories.drug(code_name="MBY-101", generic_name="marrowtinib", mechanism="Kinase inhibitor")
    made_release = factories.release(
        headline="Marrow Bay </script> Counts", category="clinical", drugs=[drug], safe_harbor=factories.safe_harbor()
    )
    made_release.trials.add(factories.trial(acronym="HARBOR-F", nct_number="NCT01234567", status="RECRUITING"))
    media = figure(made_release)
    media.take(png(size=(600, 300)))
    media.save()
    return made_release


def form(edition, ending: str) -> str:
    return f"{address(edition).rstrip('/')}.{ending}"


def test_every_format_answers_with_its_type_and_a_strong_etag(client, release):
    edition = published(release)
    types = {
        "pdf": "application/pdf",
        "txt": "text/plain; charset=utf-8",
        "md": "text/markdown; charset=utf-8; variant=CommonMark",
        "json": "application/json",
        "ninjs.json": "application/vnd.iptc.ninjs+json",
        "png": "image/png",
    }
    assert set(types) == set(formats.endings())
    for ending, content_type in types.items():
        response = client.get(form(edition, ending))
        assert (response.status_code, response.headers["Content-Type"]) == (200, content_type)
        assert response.headers["ETag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
        assert response.headers["Cache-Control"] == "public, max-age=1"
        held = client.get(form(edition, ending), headers={"if-none-match": response.headers["ETag"]})
        assert (held.status_code, held.content) == (304, b"")
    assert (
        client.get(form(edition, "txt")).content.decode().startswith("March 4, 2021\n\nMarrow Bay </script> Counts\n")
    )


def test_the_page_names_them_in_a_header_and_in_sight(client, release):
    edition = published(release)
    page = client.get(address(edition))
    links = re.findall(r'<([^>]+)>; rel="(\w+)"', page.headers["Link"])
    assert links == [(ORIGIN + address(edition), "canonical")] + [
        (form(edition, ending), "alternate") for ending in ("pdf", "txt", "md", "json", "ninjs.json")
    ]
    for path, _ in links[1:]:
        assert f'<a href="{ORIGIN}{path}"' in page.content.decode()
        assert client.get(path).status_code == 200


def test_an_edition_keeps_its_own_formats(client, release):
    first = published(release)
    pdf = client.get(form(first, "pdf")).content
    second = corrected(first, headline="Marrow Bay Counts Again", live_at=LONG_AGO.replace(day=6))
    old, new = client.get(f"{address(first)}editions/1.pdf"), client.get(form(first, "pdf"))
    assert (old.content, new.content == pdf) == (pdf, False)
    data = client.get(f"{address(first)}editions/1.json").json()
    assert (data["edition"]["is_current"], data["edition"]["digest"]) == (False, first.digest)
    assert data["formats"]["pdf"] == f"{ORIGIN}{address(first)}editions/1.pdf"
    assert client.get(form(first, "json")).json()["edition"]["digest"] == second.digest
    assert client.get(f"{address(first)}editions/3.pdf").status_code == 404


def test_before_the_instant_there_is_no_pdf_anywhere(client, release, settings):
    edition = scheduled(release)
    for ending in formats.endings():
        for headers in ({}, {"if-none-match": "*"}, {"range": "bytes=0-9"}):
            for method in (client.get, client.head):
                assert method(form(edition, ending), headers=headers).status_code == 404
    assert not (settings.IRSITE_PRIVATE_ROOT / "made").exists()


def test_a_withdrawn_release_answers_with_its_notice_in_every_format(client, release):
    edition = published(release)
    media = release.media.get()
    small = f"/files/{media.key}/response-by-dose-480.webp"
    for path in (form(edition, "pdf"), small):
        assert client.get(path).status_code == 200
    Release.objects.filter(pk=release.pk).update(state="sealed")
    workflow.withdraw(Release.objects.get(pk=release.pk), by=None, notice="In error.")
    for ending in formats.endings():
        response = client.get(form(edition, ending))
        assert (response.status_code, response.headers["Cache-Control"]) == (410, "no-store")
        assert b"In error." in response.content
    assert client.get(small).status_code == 404


def test_what_was_made_is_kept_and_made_again_when_damaged(client, release, settings):
    edition = published(release)
    first = client.get(form(edition, "pdf")).content
    (kept,) = (path for path in (settings.IRSITE_PRIVATE_ROOT / "made").rglob("*") if path.is_file())
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.read_bytes()[32:] == first
    kept.write_bytes(b"half")
    assert client.get(form(edition, "pdf")).content == first
    assert kept.read_bytes()[32:] == first


def test_where_nothing_can_be_written_it_is_made_each_time(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.IRSITE_PRIVATE_ROOT = tmp_path / "file"
    assert derived.cached("a", make=lambda: b"bytes") == b"bytes"


def test_the_pdf_is_tagged_and_carries_the_figure(client, release):
    edition = published(release)
    with pikepdf.open(io.BytesIO(client.get(form(edition, "pdf")).content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        assert any(thing.get("/S") == "/Figure" for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary))


def test_ninjs_holds_to_its_schema_and_says_what_was_corrected(client, release):
    edition = corrected(published(release), live_at=LONG_AGO.replace(day=6))
    item = client.get(form(edition, "ninjs.json")).json()
    check_json("ninjs", item)
    assert (item["uri"], item["version"], item["pubStatus"]) == (edition.feed_id, "2", "usable")
    assert (item["firstCreated"], item["versionCreated"]) == ("2021-03-04T17:00:00Z", "2021-03-06T17:00:00Z")
    assert item["edNote"] == "Correction: A number."
    assert item["organisations"][0]["symbols"][0]["symbol"] == "MRBY"
    assert "embargoedUntil" not in item


def test_every_listing_stands_in_every_form(client, release):
    Company.objects.update(other_listings="TSX: MRB")
    edition = published(release)
    page = client.get(address(edition)).content.decode()
    assert "NASDAQ: MRBY; TSX: MRB" in page
    graph = graph_of(page)
    publisher = graph.value(rdflib.URIRef(f"{ORIGIN}{address(edition)}#article"), SCHEMA.publisher)
    assert {str(symbol) for symbol in graph.objects(publisher, SCHEMA.tickerSymbol)} == {"XNAS MRBY", "XTSE MRB"}
    item = client.get(form(edition, "ninjs.json")).json()
    check_json("ninjs", item)
    assert [(symbol["exchange"], symbol["symbol"]) for symbol in item["organisations"][0]["symbols"]] == [
        ("XNAS", "MRBY"),
        ("XTSE", "MRB"),
    ]
    assert client.get(form(edition, "json")).json()["document"]["company"]["other_listings"] == [
        {"exchange": "TSX", "ticker": "MRB", "mic": "XTSE"}
    ]


def test_structured_data_is_read_by_real_libraries(client, release):
    edition = corrected(published(release), live_at=LONG_AGO.replace(day=6))
    page = client.get(address(edition)).content.decode()
    assert "</script> Counts" not in page.partition("<body>")[0].partition("ld+json")[2].partition("</script>")[0]
    graph = graph_of(page)
    article = rdflib.URIRef(f"{ORIGIN}{address(edition)}#article")

    def value(subject, name):
        return str(graph.value(subject, SCHEMA[name]))

    assert graph.value(article, rdflib.RDF.type) == SCHEMA.NewsArticle
    assert value(article, "headline") == "Marrow Bay </script> Counts"
    assert (value(article, "datePublished"), value(article, "dateModified")) == ("2021-03-04", "2021-03-06")
    publisher = graph.value(article, SCHEMA.publisher)
    assert graph.value(publisher, rdflib.RDF.type) == SCHEMA.Corporation
    assert (value(publisher, "tickerSymbol"), value(publisher, "legalName")) == (
        "XNAS MRBY",
        "Marrow Bay Biologics, Inc.",
    )
    about = {str(graph.value(node, rdflib.RDF.type)): node for node in graph.objects(article, SCHEMA.about)}
    assert set(about) == {str(SCHEMA.Drug), str(SCHEMA.MedicalTrial)}
    drug, trial = about[str(SCHEMA.Drug)], about[str(SCHEMA.MedicalTrial)]
    assert (str(drug), value(drug, "nonProprietaryName")) == (f"{ORIGIN}/drugs/mby-101/#drug", "marrowtinib")
    assert value(trial, "status") == "https://schema.org/Recruiting"
    code = graph.value(trial, SCHEMA.code)
    assert (value(code, "codeValue"), value(code, "codingSystem")) == ("NCT01234567", "ClinicalTrials.gov")
    assert value(publisher, "correctionsPolicy") == f"{ORIGIN}/record/"
    assert value(article, "articleBody") == edition.plain_text
    correction = graph.value(article, SCHEMA.correction)
    assert graph.value(correction, rdflib.RDF.type) == SCHEMA.CorrectionComment
    assert value(correction, "text") == "A number."
    crumbs = graph.value(None, rdflib.RDF.type, SCHEMA.BreadcrumbList)
    assert len(list(graph.objects(crumbs, SCHEMA.itemListElement))) == 3
    assert value(graph.value(article, SCHEMA.identifier), "value") == edition.digest


def test_the_issuer_has_its_seat_and_its_number_at_edgar(client, release):
    seat = {"street": "12 Marrow Bay Road", "city": "Boston", "region": "MA", "postal_code": "02110"}
    company = Company.objects.current()
    for name, value in (seat | {"cik": "1234567", "country": "United States"}).items():
        setattr(company, name, value)
    company.save()
    assert company.cik == "0001234567"
    for path in ("/", address(published(release))):
        graph = graph_of(client.get(path).content.decode())
        issuer = graph.value(None, rdflib.RDF.type, SCHEMA.Corporation)
        edgar = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001234567"
        assert str(graph.value(issuer, SCHEMA.sameAs)) == edgar
        found = graph.value(issuer, SCHEMA.address)
        assert graph.value(found, rdflib.RDF.type) == SCHEMA.PostalAddress
        names = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")
        assert [str(graph.value(found, SCHEMA[each])) for each in names] == [*seat.values(), "United States"]
    page = client.get("/contacts/").content.decode()
    assert "12 Marrow Bay Road<br>\nBoston, MA 02110<br>\nUnited States</address>" in page


def test_without_them_nothing_is_said_of_seat_and_number(client, release):
    edition = published(release)
    page = client.get(address(edition)).content.decode()
    assert not [word for word in ("sameAs", "PostalAddress", "edgar") if word in page.partition('"Drug"')[0]]
    assert "<address" not in client.get("/contacts/").content.decode()
    company = SealedRecord.objects.get(kind="company")
    assert not [name for name in ("cik", '"address"') if name in company.document_json]


def test_lists_have_structured_data(client, release):
    edition = published(release)
    lists = {"/releases/": ("Marrow Bay </script> Counts", address(edition)), "/drugs/": ("MBY-101", "/drugs/mby-101/")}
    lists["/releases/?year=2021"] = lists["/releases/"]
    for path, (name, url) in lists.items():
        graph = graph_of(client.get(path).content.decode())
        found = rdflib.URIRef(f"{ORIGIN}{path}#list")
        assert graph.value(found, rdflib.RDF.type) == SCHEMA.ItemList
        (item,) = graph.objects(found, SCHEMA.itemListElement)
        told = [str(graph.value(item, SCHEMA[each])) for each in ("position", "name", "url")]
        assert told == ["1", name, f"{ORIGIN}{url}"], path
    assert "ld+json" not in client.get("/releases/?q=nowhere").content.decode()


def test_home_drug_and_trial_have_structured_data(client, release):
    published(release)
    for path, kind in (("/", "WebSite"), ("/drugs/mby-101/", "Drug"), ("/trials/harbor-f/", "MedicalTrial")):
        graph = graph_of(client.get(path).content.decode())
        assert graph.value(None, rdflib.RDF.type, SCHEMA[kind]) is not None, path


def test_open_graph_shows_a_drawn_card(client, release):
    edition = published(release)
    found = extruct.extract(client.get(address(edition)).content.decode(), syntaxes=["opengraph"])["opengraph"][0]
    properties = dict(found["properties"])
    assert properties["og:type"] == "article"
    assert properties["og:url"] == ORIGIN + address(edition)
    assert properties["og:image"] == ORIGIN + form(edition, "png")
    assert properties["article:section"] == "Clinical data"
    response = client.get(form(edition, "png"))
    with Image.open(io.BytesIO(response.content)) as card:
        assert (card.format, card.size, card.info) == ("PNG", (1200, 630), {})
        assert card.convert("RGB").getpixel((600, 5)) == (0x1F, 0x4E, 0x79)
    assert len(response.content) < 60_000


@pytest.mark.parametrize("ending", ["pdf", "json", "md", "png"])
def test_queries_of_a_format_are_constant(client, release, ending, django_assert_num_queries):
    edition = published(release)
    path = form(edition, ending)
    client.get(path)
    with django_assert_num_queries(4 if ending == "png" else 3):
        client.get(path)
