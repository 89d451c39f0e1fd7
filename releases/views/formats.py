"""A release in other formats, at its page's address with an ending in the place of the last slash."""

import json

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from releases import newsroom, rendering
from releases.rendering.facts import CARD, FORMATS
from releases.views import answers
from releases.views.pages import asked_edition, asked_release

#: Every ending that answers.
ENDINGS = (*FORMATS, CARD)
_POLICY = "default-src 'none'; frame-ancestors 'none'"


@require_safe
def release(request, year: str, month: str, day: str, slug: str, ending: str) -> HttpResponse:
    """The current edition."""
    return _answer(request, asked_release(year, month, day, slug), ending)


@require_safe
def edition(request, year: str, month: str, day: str, slug: str, number: str, ending: str) -> HttpResponse:
    """One edition by its number."""
    return _answer(request, asked_edition(year, month, day, slug, number), ending)


def _answer(request, page: newsroom.Page, ending: str) -> HttpResponse:
    """A release that was withdrawn answers with its notice in every format, as a page. Raises Http404 for a format that the
    release is left without; its page says why."""
    if page.is_withdrawal:
        return answers.gone(page)
    if ending in page.facts.omitted:
        raise Http404
    if ending == CARD:
        return answers.answer(request, newsroom.card(page), _POLICY, content_type="image/png")
    response = answers.answer(request, _written(page, ending), _POLICY, content_type=FORMATS[ending])
    name = f"{page.entry.url.rstrip('/').rpartition('/')[2]}.{ending}"
    response.headers["Content-Disposition"] = content_disposition_header(False, name)
    response.headers["Link"] = f'<{page.canonical_url}>; rel="canonical"'
    return response


def _written(page: newsroom.Page, ending: str) -> bytes:
    document, facts = page.document, page.facts
    if ending == "pdf":
        return newsroom.pdf(page)
    if ending == "txt":
        return rendering.wire_text(document).encode()
    if ending == "md":
        return rendering.markdown(document, facts=facts).encode()
    if ending == "json":
        return written_json(rendering.release_data(document, facts=facts, told=page.told))
    return written_json(
        rendering.ninjs(page.told, facts=facts, article_html=page.article_html, plain_text=page.plain_text)
    )


def written_json(data: dict) -> bytes:
    """JSON as people may want to read it, too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
