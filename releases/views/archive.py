"""The ledger: filters, search, one page after another. Plain links and a form that asks by GET."""

from django.http import Http404, QueryDict
from django.views.decorators.http import require_safe

from releases import newsroom
from releases.views import answers


@require_safe
def archive(request):
    """Public releases, newest first, or the best of what was searched for first."""
    selection = _selection(request.GET)
    ledger = newsroom.archive(selection) if selection else None
    if ledger is None:
        raise Http404
    return answers.page(request, "archive.html", title="All releases", archive=ledger, selection=ledger.selection)


def _selection(asked: QueryDict) -> newsroom.Selection | None:
    """What the address asks for; None when a value is none that a link or the form gives. Unknown names are let pass:
    mail programs and social sites add their own."""
    year, page = asked.get("year", ""), asked.get("page", "1")
    older, newer = asked.get("older", ""), asked.get("newer", "")
    order = asked.get("order", "")
    if (
        not _is_number(page)
        or (year and not (_is_number(year) and len(year) == 4))
        or order not in ("", "newest", "best")
    ):
        return None
    if older and newer:
        return None
    return newsroom.Selection(
        question=asked.get("q", "").strip(),
        year=int(year) if year else None,
        category=asked.get("category", ""),
        drug=asked.get("drug", ""),
        trial=asked.get("trial", ""),
        is_by_date=order == "newest",
        page=int(page),
        older=older,
        newer=newer,
    )


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 4 and value[0] != "0"
