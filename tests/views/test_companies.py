"""Structured data, read by JSON-LD and RDF libraries: whatever pages are read together, no node joins two companies."""

import json

import pytest
import rdflib

from releases import editions
from releases.models import Company, ReleaseContact
from tests import factories
from tests.machines import SCHEMA, graph_of
from tests.newsroom.sealed import LONG_AGO, address, corrected, published

pytestmark = pytest.mark.django_db
ORIGIN = "https://ir.example.com"
HOUSE = rdflib.URIRef(f"{ORIGIN}/#company")
PARTNER = {"issuer_legal_name": "Tidegate Pharma AG", "issuer_exchange": "SIX", "issuer_ticker": "TDG", "issuer_website": "tidegate.example"}  # fmt: skip


def read_together(client, *paths: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in paths:
        graph += graph_of(client.get(path).content.decode())
    return graph


def facts(graph: rdflib.Graph, node) -> dict[str, set[str]]:
    """What the graph says of a company."""
    names = ("name", "legalName", "tickerSymbol", "url", "sameAs")
    return {name: found for name in names if (found := {str(value) for value in graph.objects(node, SCHEMA[name])})}


def companies(graph: rdflib.Graph) -> dict[str, dict[str, set[str]]]:
    return {str(node): facts(graph, node) for node in graph.subjects(rdflib.RDF.type, SCHEMA.Corporation)}


@pytest.fixture
def house():
    return factories.company(cik="1234567")


MARROW_BAY = {
    "name": {"Marrow Bay"},
    "legalName": {"Marrow Bay Biologics, Inc."},
    "tickerSymbol": {"XNAS MRBY"},
    "url": {"https://www.marrowbay.example"},
    "sameAs": {"https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001234567"},
}


def test_a_release_of_another_issuer_has_a_node_of_its_own(client, house):
    own = published()
    other = published(factories.release(headline="Tidegate Reports", **PARTNER), on=LONG_AGO.replace(day=6))
    graph = read_together(client, "/", address(own), address(other))
    issuer = rdflib.URIRef(f"{ORIGIN}{address(other)}#issuer")
    assert companies(graph) == {
        str(HOUSE): MARROW_BAY,
        str(issuer): {
            "name": {"Tidegate Pharma AG"},
            "legalName": {"Tidegate Pharma AG"},
            "tickerSymbol": {"XSWX TDG"},
            "url": {"https://tidegate.example"},
        },
    }
    article = rdflib.URIRef(f"{ORIGIN}{address(other)}#article")
    assert (graph.value(article, SCHEMA.author), graph.value(article, SCHEMA.publisher)) == (issuer, HOUSE)
    assert 'property="og:site_name" content="Marrow Bay"' in client.get(address(other)).content.decode()


def test_a_private_issuer_gets_no_listing_of_the_house(client, house):
    edition = published(factories.release(issuer_legal_name="Kelpline Bio GmbH", issuer_short_name="Kelpline"))
    company = edition.document.company
    assert (company.legal_name, company.short_name, company.exchange, company.ticker, company.mic, company.website) == (
        "Kelpline Bio GmbH", "Kelpline", "", "", "", "",
    )  # fmt: skip
    assert company.listings == ()


def test_a_correction_of_the_issuer_does_not_join_both(client, house):
    first = published(factories.release(**PARTNER))
    corrected(
        first,
        live_at=LONG_AGO.replace(day=6),
        issuer_legal_name="Kelpline Bio GmbH",
        issuer_exchange="",
        issuer_ticker="",
    )
    graph = read_together(client, address(first), f"{address(first)}editions/1/", f"{address(first)}editions/2/")
    found = companies(graph)
    assert all(len(names["legalName"]) == len(names["name"]) == 1 for names in found.values())
    assert {name for names in found.values() for name in names["legalName"]} == {
        "Marrow Bay Biologics, Inc.", "Tidegate Pharma AG", "Kelpline Bio GmbH",
    }  # fmt: skip
    articles = list(graph.subjects(rdflib.RDF.type, SCHEMA.NewsArticle))
    assert [len(list(graph.objects(article, SCHEMA.version))) for article in articles] == [1, 1]


def test_after_a_change_of_listing_and_name_older_releases_say_the_house_as_it_is(client, house):
    older = published()
    Company.objects.update(exchange="NYSE", mic="XNYS", ticker="MBB", short_name="Marrow")
    newer = editions.seal(factories.release(), by=None)
    graph = read_together(client, "/", address(older), address(newer))
    assert companies(graph) == {str(HOUSE): MARROW_BAY | {"name": {"Marrow"}, "tickerSymbol": {"XNYS MBB"}}}


def test_contacts_of_partners_and_agencies_are_no_contact_points_of_the_issuer(client, house):
    release = factories.release(has_contact=False)
    own = factories.contact(organization="Marrow Bay Biologics", person="Ada Quill", phone="617-555-0101")
    partner = factories.contact(organization="Tidegate Pharma AG", person="Uli Rand", phone="41-44-555-0102")
    unnamed = factories.contact(organization="", person="Noor Vale", phone="617-555-0103")
    for position, contact in enumerate((own, partner, unnamed)):
        ReleaseContact.objects.create(release=release, contact=contact, position=position)
    edition = published(release)
    graph = read_together(client, address(edition))
    points = graph.objects(HOUSE, SCHEMA.contactPoint)
    assert {str(graph.value(point, SCHEMA.telephone)) for point in points} == {"617-555-0101", "617-555-0103"}
    item = json.loads(client.get(f"{address(edition).rstrip('/')}.ninjs.json").content)
    assert [way["name"] for way in item["organisations"][0]["contactInfo"] if way["type"] == "phone"] == [
        "Ada Quill",
        "Noor Vale",
    ]


def test_owners_and_sponsors_are_nodes_of_their_own(client, house):
    drug = factories.drug(code_name="MBY-7", owner="Tidegate Pharma AG")
    release = factories.release(drugs=[drug])
    release.trials.add(factories.trial(acronym="HARBOR-7", sponsor="Kelpline Bio GmbH"))
    graph = read_together(client, address(published(release)), "/drugs/mby-7/", "/trials/harbor-7/")
    organizations = list(graph.subjects(rdflib.RDF.type, SCHEMA.Organization))
    assert sorted({str(graph.value(node, SCHEMA.name)) for node in organizations}) == [
        "Kelpline Bio GmbH",
        "Tidegate Pharma AG",
    ]
    assert all(len(list(graph.objects(node, SCHEMA.name))) == 1 for node in organizations)
    assert companies(graph) == {str(HOUSE): MARROW_BAY}


def test_the_sitemap_of_news_names_the_newsroom_whoever_issued_the_release(client, house):
    editions.seal(factories.release(**PARTNER), by=None)
    editions.seal(factories.release(), by=None)
    body = client.get("/sitemaps/news.xml").content.decode()
    assert body.count("<news:name>Marrow Bay Biologics, Inc.</news:name>") == body.count("<news:name>") == 2
