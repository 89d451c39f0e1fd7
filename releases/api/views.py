"""The API's addresses."""

import datetime
from functools import wraps

from releases import addressing, conf, newsroom, rendering
from releases.api import answers, description, parameters
from releases.document import codec
from releases.vocabulary import RecordKind


def _endpoint(*allowed: str):
    """Only GET and HEAD, and no parameter but these: a typing error must not widen what is selected."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, **kwargs):
            if request.method not in ("GET", "HEAD"):
                return _only_read()
            try:
                return view(request, **parameters.read(request.GET, allowed), **kwargs)
            except parameters.Refused as refusal:
                return answers.refused(400, str(refusal))

        return wrapped

    return decorate


@_endpoint()
def index(request):
    """What there is."""
    paths = {"openapi": "openapi.json", "releases": "releases", "drugs": "drugs", "trials": "trials"}
    return answers.found(
        request, {name: f"{conf.origin()}/api/v1/{path}" for name, path in (paths | {"contacts": "contacts"}).items()}
    )


@_endpoint()
def openapi(request):
    """The description of all this."""
    return answers.found(
        request, description.openapi(origin=conf.origin()), content_type="application/vnd.oai.openapi+json;version=3.1"
    )


@_endpoint("limit", "after", "year", "category", "drug", "trial", "updated_since")
def releases(request, limit: int = 20, **asked):
    """Releases, newest first, one page after another."""
    try:
        found = newsroom.listing(size=limit, **asked)
    except newsroom.UnknownPlace:
        return answers.refused(404, "“after” names no public release. Take it from “next” of the page before.")
    rows = [_summary(page) for page in found.pages]
    following = parameters.following(request.GET, found.next_after)
    url = f"{conf.origin()}/api/v1/releases?{following}" if following else None
    response = answers.found(request, {"items": rows, "next": url})
    if url:
        response.headers["Link"] = f'<{url}>; rel="next"'
    return response


@_endpoint()
def release(request, year: str, month: str, day: str, slug: str):
    """One release, whole: its document, its edition and what verifies it."""
    try:
        page = newsroom.find(datetime.date(int(year), int(month), int(day)), slug)
    except ValueError:
        page = None
    if page is None:
        return answers.missing()
    facts = page.facts
    data = rendering.release_data(page.document, facts=facts, told=page.told, formats=rendering.alternates(facts))
    return answers.found(request, data)


@_endpoint()
def drugs(request):
    """Every public drug."""
    return _all(request, RecordKind.DRUG)


@_endpoint()
def drug(request, slug: str):
    """One drug."""
    return _one(request, RecordKind.DRUG, slug)


@_endpoint()
def trials(request):
    """Every public trial."""
    return _all(request, RecordKind.TRIAL)


@_endpoint()
def trial(request, slug: str):
    """One trial."""
    return _one(request, RecordKind.TRIAL, slug)


@_endpoint()
def contacts(request):
    """Whom to ask."""
    return _all(request, RecordKind.CONTACT)


def unknown(request):
    """Every other address below ``/api/``."""
    return answers.missing() if request.method in ("GET", "HEAD") else _only_read()


def _summary(page: newsroom.Page) -> dict:
    facts = page.facts
    return rendering.summary_data(page.told, facts=facts, formats=rendering.alternates(facts))


def _only_read():
    response = answers.refused(405, "Only GET and HEAD are answered.")
    response.headers["Allow"] = "GET, HEAD"
    return response


def _all(request, kind: RecordKind):
    return answers.found(request, {"items": [_data(kind, each) for each in newsroom.public_records(kind)]})


def _one(request, kind: RecordKind, slug: str):
    found = newsroom.public_records(kind, slug=slug)
    return answers.found(request, _data(kind, found[0])) if found else answers.missing()


def _data(kind: RecordKind, each: newsroom.PublicRecord) -> dict:
    data = codec.to_data(getattr(each.record, kind))
    key = data.pop("key")
    if kind == RecordKind.CONTACT:
        data.pop("label")  # stands above it in a release, and is another in each
        return {"key": key} | data
    named = {"key": key, "name": each.record.name, "url": conf.origin() + each.url}
    named["releases_url"] = f"{conf.origin()}/api/v1/releases?{kind}={addressing.last(each.url)}"
    return named | {"sealed_for": rendering.instant(each.live_at)} | data
