"""What no database takes, in what somebody sends to the desk."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect

DESK = "/admin/"
_LEFT_OUT = "A character that can't be part of any text was left out of what you sent."
_NO_FILTER = "The address had a filter that fits nothing here. It was left out."


class DeskValuesMiddleware:
    """NUL can't be stored or looked for (PostgreSQL refuses it): filters, searches and forms of the desk get values without it,
    and the page says so. A list with a filter of another kind than its column is shown without its filters."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if not request.path_info.startswith(DESK):
            return
        is_changed = False
        for name in ("GET", "POST"):
            given = getattr(request, name)
            if any("\0" in each for key, values in given.lists() for each in (key, *values)):
                setattr(request, name, _without_nul(given))
                is_changed = True
        if is_changed:
            messages.warning(request, _LEFT_OUT)

    def process_exception(self, request, exception):
        is_list = request.resolver_match is not None and (request.resolver_match.url_name or "").endswith("_changelist")
        if not (
            is_list and request.method == "GET" and request.GET and isinstance(exception, ValueError | OverflowError)
        ):
            return None
        messages.warning(request, _NO_FILTER)
        return redirect(request.path)


def _without_nul(given: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True)
    for key, values in given.lists():
        kept.setlist(key.replace("\0", ""), [value.replace("\0", "") for value in values])
    return kept
