"""What the public sees when there is nothing, or when something broke."""

from django.http import HttpResponse
from django.template import engines

from releases.newsroom import caching
from releases.views import answers


def not_found(request, exception=None) -> HttpResponse:
    """Says nothing about the address that was asked for, so that it can't tell a sealed one from an unknown one."""
    return answers.missing()


def server_error(request) -> HttpResponse:
    """Needs no database and names no cause."""
    response = HttpResponse(engines["newsroom"].get_template("newsroom/server_error.html").render({}), status=500)
    response.headers["Cache-Control"] = caching.MISSING
    return response
