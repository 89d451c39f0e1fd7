"""Figures and attachments of public editions."""

import uuid

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from releases import newsroom
from releases.newsroom import caching
from releases.views import answers


@require_safe
def file(request, key: uuid.UUID, name: str) -> HttpResponse:
    """The bytes behind an opaque address, through the same gate as their release."""
    found = newsroom.file(key)
    if found is None or found.name != name:
        raise Http404
    with default_storage.open(found.stored_name, "rb") as stored:
        response = answers.answer(
            request, stored.read(), "default-src 'none'; frame-ancestors 'none'", content_type=found.content_type
        )
    response.headers["Content-Disposition"] = content_disposition_header(False, found.name)
    response.headers["Cache-Control"] = caching.FILE
    return response
