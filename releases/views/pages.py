"""Home, a release and its earlier editions."""

import datetime

from django.http import Http404
from django.views.decorators.http import require_safe

from releases import newsroom
from releases.views import answers


@require_safe
def home(request):
    """The newest release large, the ones before it as a ledger."""
    entries = newsroom.latest(9)
    return answers.page(request, "home.html", title="", lead=entries[0] if entries else None, entries=entries[1:])


@require_safe
def release(request, year: str, month: str, day: str, slug: str):
    """The current edition of a release."""
    return _edition(request, newsroom.find(_date(year, month, day), slug))


@require_safe
def edition(request, year: str, month: str, day: str, slug: str, number: str):
    """One edition of a release by its number; those of a withdrawn release answer with its notice."""
    date = _date(year, month, day)
    page = newsroom.earlier_edition(date, slug, int(number))
    if page is None and (current := newsroom.find(date, slug)) and current.is_withdrawal:
        page = current
    return _edition(request, page)


def _edition(request, page: newsroom.Page | None):
    if page is None:
        raise Http404
    if page.is_withdrawal:
        return answers.gone(page)
    return answers.page(request, "release.html", title=page.entry.headline, page=page, beside=newsroom.neighbours(page))


def _date(year: str, month: str, day: str) -> datetime.date:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404 from error
