"""Figures and attachments of public editions."""

import uuid

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from releases import newsroom
from releases.newsroom import caching
from releases.views import answers, ranges


@require_safe
def file(request, key: uuid.UUID, name: str) -> HttpResponse:
    """The bytes behind an opaque address, through the same gate as their release."""
    found = newsroom.file(key, name)
    if found is None:
        raise Http404
    policy = "default-src 'none'; frame-ancestors 'none'"
    response = answers.answer(request, newsroom.file_bytes(found), policy, content_type=found.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(False, found.name)
    response.headers["Cache-Control"] = caching.FILE
    return ranges.part(request, response)
