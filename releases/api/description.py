"""The API as an OpenAPI 3.1 document: one place that says what is answered; tests hold answers against it."""

from releases.api.parameters import MOST, PLACE
from releases.api.schemas import schemas
from releases.vocabulary import Category

_PROBLEM = {
    "description": "What was asked for can't be answered; “detail” says why and what to do.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def openapi(*, origin: str) -> dict:
    """The description for the site at this origin."""
    date = [
        _in_path("year", "^[0-9]{4}$", "2025"),
        _in_path("month", "^[0-9]{2}$", "03"),
        _in_path("day", "^[0-9]{2}$", "04"),
        _in_path("slug", "^[a-z0-9-]+$", "example-reports-results"),
    ]
    slug = [_in_path("slug", "^[a-z0-9-]+$", "mby-101")]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Newsroom",
            "version": "1",
            "summary": "News releases as sealed, numbered editions, and the drugs, trials and contacts in them.",
            "description": (
                "Read-only, for everybody, without a key. Nothing stands here before its instant. Answers may be kept for"
                " a second and carry a strong ETag: send it back as If-None-Match. A release keeps its “id”; a correction"
                " has a higher “edition_number” and a new “digest”; of a withdrawn one the notice stays."
            ),
        },
        "servers": [{"url": f"{origin}/api/v1"}],
        "paths": {
            "/": _get("index", "What there is", "Index"),
            "/releases": _get("listReleases", "Releases, newest first", "ReleaseList", _filters(), True),
            "/releases/{year}/{month}/{day}/{slug}": _get("getRelease", "One release, whole", "Release", date, True),
            "/drugs": _get("listDrugs", "Every public drug", "DrugList"),
            "/drugs/{slug}": _get("getDrug", "One drug", "DrugRecord", slug, True),
            "/trials": _get("listTrials", "Every public trial", "TrialList"),
            "/trials/{slug}": _get("getTrial", "One trial", "TrialRecord", slug, True),
            "/contacts": _get("listContacts", "Whom to ask", "ContactList"),
        },
        "components": {"schemas": schemas()},
    }


def _get(name: str, summary: str, schema: str, parameters: list | None = None, may_be_missing: bool = False) -> dict:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    responses = {
        "200": {
            "description": summary + ".",
            "headers": {"ETag": {"schema": {"type": "string"}, "description": "SHA-256 of the answer's bytes."}},
            "content": content,
        },
        "304": {"description": "The bytes that If-None-Match names are still the answer."},
        "400": _PROBLEM,
    }
    if may_be_missing:
        responses["404"] = _PROBLEM
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters or [],
            "responses": responses,
        }
    }


def _in_path(name: str, pattern: str, example: str) -> dict:
    schema = {"type": "string", "pattern": pattern}
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": example}


def _filters() -> list[dict]:
    text = {"type": "string", "minLength": 1, "maxLength": 150, "pattern": "^[^\\u0000]*$"}
    schemas_of = {
        "limit": ({"type": "integer", "minimum": 1, "maximum": MOST, "default": 20}, "How many at most."),
        "after": (text | {"pattern": f"^{PLACE}$"}, "Continue after this release; “next” has it."),
        "year": ({"type": "integer", "minimum": 1000, "maximum": 9999}, "Of the release's date."),
        "category": (
            {"type": "string", "enum": list(Category.values)},
            "What it is about, or was before a correction.",
        ),
        "drug": (
            text,
            "The last part of a drug's address; releases that named it before a correction are listed, too.",
        ),
        "trial": (text, "The last part of a trial's address, or its number at ClinicalTrials.gov; as for drugs."),
        "updated_since": ({"type": "string", "format": "date-time"}, "Whose current edition is no older than this."),
    }
    return [
        {"name": name, "in": "query", "required": False, "schema": schema, "description": description}
        for name, (schema, description) in schemas_of.items()
    ]
