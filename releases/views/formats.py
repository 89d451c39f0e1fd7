"""A release in other formats, at its page's address with an ending in the place of the last slash."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from releases import addressing, newsroom
from releases.rendering import formats
from releases.views import answers
from releases.views.pages import asked_edition, asked_release

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
    form = formats.of(ending)
    response = answers.answer(request, newsroom.written(page, form), _POLICY, content_type=form.content_type)
    if form in formats.offered():
        name = f"{addressing.last(page.entry.url)}.{ending}"
        response.headers["Content-Disposition"] = content_disposition_header(False, name)
        response.headers["Link"] = f'<{page.canonical_url}>; rel="canonical"'
    return response
