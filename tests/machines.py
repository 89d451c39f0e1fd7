"""Schemas that machine formats are held against; tests/schemas/README.md says where each comes from."""

import json
from pathlib import Path

import extruct
import jsonschema
import rdflib
import xmlschema
from lxml import etree

SCHEMA = rdflib.Namespace("https://schema.org/")
_FOLDER = Path(__file__).parent / "schemas"


def check_json(name: str, data) -> None:
    """Raises jsonschema.ValidationError; formats of texts are checked too."""
    schema = json.loads((_FOLDER / f"{name}.json").read_text())
    jsonschema.validate(
        data, schema, jsonschema.Draft202012Validator, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def check_atom(data: bytes) -> None:
    """Raises lxml.etree.DocumentInvalid."""
    etree.RelaxNG(etree.parse(_FOLDER / "atom.rng")).assertValid(etree.fromstring(data))


def check_sitemap(name: str, data: bytes) -> None:
    """Raises xmlschema.XMLSchemaValidationError."""
    schema = xmlschema.XMLSchema(_FOLDER / f"{name}.xsd", build=False)
    if name == "sitemap":
        schema.add_schema(_FOLDER / "sitemap-news.xsd", namespace="http://www.google.com/schemas/sitemap-news/0.9")
    schema.build()
    schema.validate(data.decode())


def graph_of(page: str) -> rdflib.Graph:
    """The structured data as triples; schema.org's context is fetched from nowhere, so its vocabulary stands in for it."""
    (found,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    assert found.pop("@context") == "https://schema.org"
    data = {"@context": {"@vocab": str(SCHEMA)}, **found}
    return rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
