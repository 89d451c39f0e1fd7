"""JSON Schemas of what the API answers, kept in step with the values they come from: those of documents and records are
derived from their classes."""

import dataclasses
import datetime
import types
import typing

from releases.document import Company, Contact, Document, Drug, Trial, codec
from releases.rendering import formats

_PLAIN = {str: "string", int: "integer", bool: "boolean"}
_URL = {"type": "string", "format": "uri"}
_INSTANT = {"type": "string", "format": "date-time"}
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def schemas() -> dict[str, dict]:
    """Every component by name."""
    components: dict[str, dict] = {}
    for kind in (Document, Company):
        _component(kind, components)
    correction = {"anyOf": [_strict(kind=_text(), label=_text(), note=_text()), {"type": "null"}]}
    summary = {
        "id": _text("Tag URI of the release, the same for all its editions."),
        "url": _URL,
        "headline": _text(),
        "subheadline": _text("Several lines when there are several."),
        "language": _text("BCP 47."),
        "direction": {"enum": ["ltr", "rtl"], "description": "Of the writing."},
        "category": _strict(value=_text(), label=_text()),
        "date": {"type": ["string", "null"], "format": "date", "description": "As printed, in the company's zone."},
        "published_at": _INSTANT | {"description": "Instant of the first edition."},
        "updated_at": _INSTANT | {"description": "Instant of the current edition."},
        "edition_number": {"type": "integer", "minimum": 1},
        "digest": _DIGEST,
        "is_withdrawn": {"type": "boolean", "description": "A notice stands in the place of the release."},
        "correction": correction,
        "drugs": _list(_strict(name=_text(), key=_text())),
        "trials": _list(_strict(name=_text(), nct_number=_text(), key=_text())),
        "formats": {
            "type": "object",
            "properties": {each.ending: _URL for each in formats.offered()},
            "additionalProperties": False,
            "description": "Addresses of the other formats by their endings; none of a withdrawn release.",
        },
    }
    edition = {
        "id": _text("Tag URI of this edition."),
        "number": {"type": "integer", "minimum": 1},
        "url": _URL,
        "live_at": _INSTANT | {"description": "To the microsecond, as the digest covers it."},
        "sealed_at": _INSTANT,
        "digest": _DIGEST,
        "previous_digest": {"type": "string", "description": "Of the edition before; empty for the first."},
        "is_current": {"type": "boolean"},
        "is_historic": {"type": "boolean", "description": "Brought in from before this newsroom."},
    }
    file = {
        "url": _URL,
        "kind": _text(),
        "title": _text(),
        "content_type": _text(),
        "size": {"type": "integer", "description": "Bytes."},
        "sha256": _DIGEST,
        "alternative_text": _text(),
    }
    subject = {
        "key": _text("Never changes, and is that in documents."),
        "name": _text(),
        "url": _URL,
        "releases_url": _URL,
        "sealed_for": _INSTANT | {"description": "From when on the record holds as it stands here."},
    }
    components |= {
        "ReleaseSummary": _strict(**summary),
        "Release": _strict(
            **summary,
            edition=_strict(**edition),
            files=_list(_strict(**file)),
            document={"$ref": "#/components/schemas/Document"},
        ),
        "ReleaseList": _strict(
            items=_list({"$ref": "#/components/schemas/ReleaseSummary"}),
            next={"type": ["string", "null"], "format": "uri", "description": "The next page; null at the end."},
        ),
        "DrugRecord": _record(Drug, components, subject),
        "TrialRecord": _record(Trial, components, subject),
        "ContactRecord": _record(Contact, components, {"key": _text()}, without="label"),
        "Index": _strict(**dict.fromkeys(("openapi", "releases", "drugs", "trials", "contacts"), _URL)),
        "Problem": _strict(type=_text(), title=_text(), status={"type": "integer"}, detail=_text()),
    }
    for name in ("Drug", "Trial", "Contact"):
        components[f"{name}List"] = _strict(items=_list({"$ref": f"#/components/schemas/{name}Record"}))
    return components


def _record(kind: type, components: dict, beside: dict, *, without: str = "") -> dict:
    own = dict(_component(kind, components)["properties"])
    for name in ("key", without):
        own.pop(name, None)
    return _strict(**beside, **own)


def _component(kind: type, components: dict) -> dict:
    """The schema of a dataclass as a component of its name, and of those in it."""
    if kind.__name__ not in components:
        hints = typing.get_type_hints(kind)
        components[kind.__name__] = {}
        fields = dataclasses.fields(kind)
        schema = _strict(**{field.name: _of(hints[field.name], components) for field in fields})
        # What documents got later is left out while it is empty.
        schema["required"] = [field.name for field in fields if field.metadata != codec.SINCE]
        components[kind.__name__] = schema
    return components[kind.__name__]


def _of(kind, components: dict) -> dict:
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return _list(_of(arguments[0], components))
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        inner = next(each for each in arguments if each is not types.NoneType)
        return {"anyOf": [_of(inner, components), {"type": "null"}]}
    if dataclasses.is_dataclass(kind):
        _component(kind, components)
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    if kind is datetime.date:
        return {"type": "string", "format": "date"}
    return {"type": _PLAIN[kind]}


def _strict(**properties: dict) -> dict:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict) -> dict:
    return {"type": "array", "items": items}


def _text(description: str = "") -> dict:
    return {"type": "string"} | ({"description": description} if description else {})
