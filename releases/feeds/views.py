"""Feeds at their addresses."""

from django.http import Http404
from django.views.decorators.http import require_safe

from releases import addressing, newsroom
from releases.feeds import atom, json_feed, rss
from releases.views import answers

FORMATS = {"rss": rss, "atom": atom, "json": json_feed}
POLICY = "default-src 'none'"


@require_safe
def feed(request, ending: str, **subject: str):
    """The newest 20 releases, all or about one subject, in one format."""
    return answer(request, ending, newsroom.feed(**subject), request.path)


@require_safe
def moved(request):
    """The feed of all releases at an address that a vendor's newsroom had: the same bytes, so that readers stay."""
    return answer(request, "rss", newsroom.feed(), addressing.feed() + ".rss")


def answer(request, ending: str, found: newsroom.Feed | None, path: str):
    """The feed's bytes; raises Http404 for a subject that is not public."""
    if found is None:
        raise Http404
    written = FORMATS[ending]
    return answers.answer(request, written.write(found, path), POLICY, content_type=written.CONTENT_TYPE)
