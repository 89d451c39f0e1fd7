"""JSON answers and refusals (RFC 9457)."""

import json

from django.http import HttpResponse

from releases.newsroom import caching
from releases.views import answers

_POLICY = "default-src 'none'; frame-ancestors 'none'"
_TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed"}


def found(request, data: dict, *, content_type: str = "application/json") -> HttpResponse:
    """An answer that pages of other sites may read, too: it is public and nobody is signed in."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    response = answers.answer(request, body, _POLICY, content_type=content_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def refused(status: int, detail: str) -> HttpResponse:
    """A problem with one sentence and a next step."""
    problem = {"type": "about:blank", "title": _TITLES[status], "status": status, "detail": detail}
    response = HttpResponse(
        json.dumps(problem, ensure_ascii=False).encode(), status=status, content_type="application/problem+json"
    )
    response.headers["Cache-Control"] = caching.MISSING
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def missing() -> HttpResponse:
    """The one answer for whatever is not public here: the same bytes for an unknown and a sealed address."""
    return refused(404, "There is nothing at this address. /api/v1/ lists what there is.")
