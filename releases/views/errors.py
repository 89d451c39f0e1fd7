"""What the public sees when there is nothing, or when something broke."""

import sys

from django.db import OperationalError
from django.http import HttpResponse
from django.template import engines

from releases.newsroom import caching
from releases.views import answers

#: Seconds after which to try again when the database is busy: a constant, which tells nothing.
RETRY_AFTER = "10"


def not_found(request, exception=None) -> HttpResponse:
    """Says nothing about the address that was asked for, so that it can't tell a sealed one from an unknown one."""
    return answers.missing()


def server_error(request) -> HttpResponse:
    """Needs no database and names no cause. Where the database is busy or gone, it says what to do; at the desk, also what became
    of the words that were sent."""
    is_busy = isinstance(sys.exc_info()[1], OperationalError)
    is_desk = request is not None and request.path_info.startswith("/admin/")
    page = engines["newsroom"].get_template("newsroom/server_error.html")
    response = HttpResponse(page.render({"is_busy": is_busy, "is_desk": is_desk}), status=503 if is_busy else 500)
    response.headers["Cache-Control"] = caching.MISSING
    if is_busy:
        response.headers["Retry-After"] = RETRY_AFTER
    return response
