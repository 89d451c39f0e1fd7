"""Parts of a file (RFC 9110, 14): for readers that show the first pages of a long PDF, and for broken downloads."""

import re

from django.http import HttpResponse

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def part(request, whole: HttpResponse) -> HttpResponse:
    """The one part that was asked for, else the whole answer: several at once, other units and parts of something that
    has changed since (``If-Range``) are answered whole, as the RFC allows."""
    if whole.status_code != 200:
        return whole
    whole.headers["Accept-Ranges"] = "bytes"
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    held = request.headers.get("If-Range")
    if request.method != "GET" or not found or found[0] == "bytes=-" or held not in (None, whole.headers["ETag"]):
        return whole
    size = len(whole.content)
    if found[1]:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    else:
        first, last = max(size - int(found[2]), 0), size - 1
    if found[1] and found[2] and int(found[2]) < int(found[1]):
        return whole  # no range at all
    if first >= size or first > last:
        whole.status_code, whole.content = 416, b""
        whole.headers["Content-Range"] = f"bytes */{size}"
        return whole
    whole.status_code, whole.content = 206, whole.content[first : last + 1]
    whole.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return whole
