"""The JSON list of a usual vendor's newsroom, so that whatever polls it survives a move to this one.

Its address, parameters and fields are those that public clients of the list use: ``pageSize`` and ``pageNumber`` (from 0),
``year``, ``bodyType`` (0 none, 1 both, 2 the whole text, 3 its beginning), ``tagList`` (names between "|", any of which will
do), and ``callback``, whose name is written around the answer for pages that load it as a script. Names of parameters are
taken in upper and lower case alike. What is unknown is ignored, as it is there.
"""

import json
import re
from zoneinfo import ZoneInfo

from django.views.decorators.http import require_safe

from releases import addressing, newsroom
from releases.feeds import items
from releases.feeds.views import POLICY
from releases.rendering.formats import PRINTED, alternates
from releases.rendering.template_tags import file_type, file_url
from releases.views import answers

#: Of a page; the vendor's ``-1`` for all gets this many.
MOST = 250
_NOBODY = "00000000-0000-0000-0000-000000000000"
_FUNCTION = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)


@require_safe
def releases(request):
    """``GetPressReleaseList``: releases, newest first."""
    asked = _asked(request)
    size = _number(asked.get("pagesize"), MOST)
    pages = newsroom.numbered(
        year=_number(asked.get("year"), 0),
        size=min(size, MOST) if size > 0 else MOST,
        page=max(_number(asked.get("pagenumber"), 0), 0),
        tags=[tag.strip() for tag in asked.get("taglist", "").split("|") if tag.strip()],
    )
    body_type = _number(asked.get("bodytype"), 0)
    return _answer(request, {"GetPressReleaseListResult": [_row(page, body_type) for page in pages]})


@require_safe
def years(request):
    """``GetPressReleaseYearList``: years in which there are releases, newest first."""
    return _answer(request, {"GetPressReleaseYearListResult": list(newsroom.years())})


def _asked(request) -> dict[str, str]:
    """The parameters by their names in lower case, of each the last."""
    return {name.lower(): value for name, value in request.GET.items()}


def _answer(request, found: dict):
    body, function = json.dumps(found, ensure_ascii=False), _asked(request).get("callback", "")
    if not _FUNCTION.fullmatch(function):
        return answers.answer(request, body.encode(), POLICY, "application/json")
    # The comment keeps the answer from being taken for a file that begins with the asker's own letters; the two signs end
    # a line in scripts, though not in JSON.
    body = body.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return answers.answer(request, f"/**/{function}({body});".encode(), POLICY, "text/javascript; charset=utf-8")


def _row(page: newsroom.Page, body_type: int) -> dict:
    entry, facts = page.entry, page.facts
    local = facts.first_live_at.astimezone(ZoneInfo(entry.time_zone))
    figures = [file for file in page.document.files if file not in items.attachments(page)]
    pdf = next((each.url for each in alternates(facts) if each.ending == PRINTED.ending), "")
    return {
        "PressReleaseId": facts.feed_id,
        "RevisionNumber": facts.number,
        "LanguageId": 1,
        "WorkflowId": _NOBODY,
        "Headline": items.headline(page),
        "Subheadline": entry.subheadline,
        "PressReleaseDate": f"{local:%m/%d/%Y %H:%M:%S}",
        "LinkToDetailPage": items.path(page),
        "LinkToUrl": "",
        "SeoName": addressing.last(entry.url),
        "Category": entry.category,
        "TagsList": [entry.category, *(subject.name for subject in (*entry.drugs, *entry.trials))],
        "ShortBody": items.lead(page) if body_type in (1, 3) else "",
        "Body": items.content(page) if body_type in (1, 2) else "",
        "DocumentPath": pdf,
        "DocumentFileType": PRINTED.label if pdf else "",
        "DocumentFileSize": "",
        "ThumbnailPath": file_url(figures[0]) if figures else "",
        "Attachments": [
            {"Title": file.title or file.name, "Url": file_url(file), "Type": file_type(file), "Size": file.size}
            for file in items.attachments(page)
        ],
    }


def _number(text: str | None, default: int) -> int:
    """An integer of at most five digits, else the default."""
    text = text or ""
    return int(text) if text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 6 else default
