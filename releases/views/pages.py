"""Home, a release and its earlier editions."""

import datetime

from django.http import Http404
from django.views.decorators.http import require_safe

from releases import newsroom, rendering
from releases.views import answers


@require_safe
def home(request):
    """The newest release that is not withdrawn large, the others as a ledger."""
    entries = newsroom.latest(9)
    lead = next((entry for entry in entries if not entry.is_withdrawal), None)
    others = [entry for entry in entries if entry is not lead]
    return answers.page(request, "home.html", title="", lead=lead, entries=others)


@require_safe
def release(request, year: str, month: str, day: str, slug: str):
    """The current edition of a release."""
    return _edition(request, asked_release(year, month, day, slug))


@require_safe
def edition(request, year: str, month: str, day: str, slug: str, number: str):
    """One edition of a release by its number; those of a withdrawn release answer with its notice."""
    return _edition(request, asked_edition(year, month, day, slug, number))


def asked_release(year: str, month: str, day: str, slug: str) -> newsroom.Page:
    """The current edition at an address; raises Http404."""
    page = newsroom.find(_date(year, month, day), slug)
    if page is None:
        raise Http404
    return page


def asked_edition(year: str, month: str, day: str, slug: str, number: str) -> newsroom.Page:
    """One edition, or the notice in the place of all; raises Http404."""
    date = _date(year, month, day)
    page = newsroom.earlier_edition(date, slug, int(number))
    if page is None and (current := newsroom.find(date, slug)) and current.is_withdrawal:
        page = current
    if page is None:
        raise Http404
    return page


def _edition(request, page: newsroom.Page):
    if page.is_withdrawal:
        return answers.gone(page)
    response = answers.page(
        request, "release.html", title=page.entry.headline, page=page, beside=newsroom.neighbours(page)
    )
    response.headers["Link"] = rendering.alternate_links(page.facts)
    return response


def _date(year: str, month: str, day: str) -> datetime.date:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404 from error
