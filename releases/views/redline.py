"""What a correction changed, word by word."""

import datetime

from django.http import Http404
from django.views.decorators.http import require_safe

from releases import newsroom, rendering
from releases.views import answers


@require_safe
def redline(request, year: str, month: str, day: str, slug: str, number: str):
    """An edition against the one before it."""
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404 from error
    found = newsroom.redline(date, slug, int(number))
    if found is None:
        raise Http404
    return answers.page(
        request,
        "redline.html",
        title=f"What edition {number} changed",
        page=found.page,
        number=found.page.entry.number,
        before=found.page.entry.number - 1,
        redline_html=rendering.redline_html(found.before, found.page.document),
    )
