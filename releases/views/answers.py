"""Public answers: bytes with a strong ETag, one lifetime, and a policy that lets nothing foreign in."""

import base64
import hashlib

from django.http import HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.template import engines
from django.utils.http import parse_etags

from releases import conf, newsroom, rendering
from releases.newsroom import caching

_POLICY = (
    "default-src 'none'; style-src 'self'{style}; img-src 'self'; font-src 'self'; script-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def page(request, template: str, **context) -> HttpResponse:
    """A page of the newsroom within its frame."""
    return answer(request, *_rendered(template, context))


def missing() -> HttpResponse:
    """The one answer for whatever is not public: the same bytes whether an address is unknown or sealed."""
    return _absent(404, "not_found.html", {})


def gone(page: newsroom.Page) -> HttpResponse:
    """The notice in the place of a release that was withdrawn."""
    return _absent(410, "release.html", {"title": page.entry.headline, "page": page})


def elsewhere(path: str) -> HttpResponse:
    """A redirect that may change: to the page with what has taken the place of this one."""
    response = HttpResponseRedirect(path)
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["Cache-Control"] = caching.MISSING
    return response


def _absent(status: int, template: str, context: dict) -> HttpResponse:
    body, policy = _rendered(template, context)
    response = HttpResponse(body, status=status)
    response.headers["Content-Security-Policy"] = policy
    response.headers["Cache-Control"] = caching.MISSING
    return response


def answer(request, body: bytes, policy: str, content_type: str = "text/html; charset=utf-8") -> HttpResponse:
    """A public answer, or 304 for a reader who holds these very bytes. No Last-Modified: seconds are too coarse to tell
    a correction from what it corrects."""
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    # The weak comparison of RFC 9110, 13.1.2: a proxy that compresses has marked our tag as weak.
    held = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    response = (
        HttpResponseNotModified() if etag in held or "*" in held else HttpResponse(body, content_type=content_type)
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = caching.PUBLIC
    response.headers["Content-Security-Policy"] = policy
    return response


def _rendered(template: str, context: dict) -> tuple[bytes, str]:
    """The page's bytes and the content security policy that allows its one inline style, the accent."""
    frame = newsroom.frame()
    style = rendering.accent_style(frame.accent_color)
    html = (
        engines["newsroom"]
        .get_template(f"newsroom/{template}")
        .render({"frame": frame, "accent_style": style, "origin": conf.origin(), **context})
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return html.encode(), _POLICY.format(style=f" 'sha256-{digest}'")
