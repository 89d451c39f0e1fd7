"""Plain texts for machines and those who run them: robots.txt, security.txt, llms.txt."""

import datetime

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from releases import conf, newsroom
from releases.rendering import formats
from releases.rendering.template_tags import ticker
from releases.text import ap_date
from releases.views import answers

_POLICY = "default-src 'none'; frame-ancestors 'none'"
_TEXT = "text/plain; charset=utf-8"
#: How long security.txt holds at least and at most; RFC 9116, 2.5.5, recommends less than a year.
_MONTHS = 6


@require_safe
def robots(request):
    """Everything may be crawled but the desk. Only sitemaps that hold something are named: an empty one is invalid."""
    lines = ["User-agent: *", "Disallow: /admin/"]
    sitemaps = [
        path
        for path, places in (
            ("/sitemap.xml", newsroom.standing_pages()),
            ("/sitemaps/news.xml", newsroom.fresh_releases()),
        )
        if places
    ]
    lines += ["", *(f"Sitemap: {conf.origin()}{path}" for path in sitemaps)] if sitemaps else []
    return answers.answer(request, ("\n".join(lines) + "\n").encode(), _POLICY, _TEXT)


@require_safe
def security(request):
    """Where to report a weakness (RFC 9116); raises Http404 while no address is set.

    ``Expires`` is the first of a month, six to seven months ahead: it moves on as long as the site is served, and the bytes
    stay the same for a month.
    """
    contacts = conf.security_contacts()
    if not contacts:
        raise Http404
    now = timezone.now()
    months = now.year * 12 + now.month + _MONTHS
    expires = datetime.date(months // 12, months % 12 + 1, 1)
    lines = [f"Contact: {contact}" for contact in contacts]
    lines += [f"Expires: {expires}T00:00:00Z", "Preferred-Languages: en"]
    lines.append(f"Canonical: {conf.origin()}/.well-known/security.txt")
    return answers.answer(request, ("\n".join(lines) + "\n").encode(), _POLICY, _TEXT)


@require_safe
def llms(request):
    """A short guide for language models (llmstxt.org): what this is, and where each text stands without its frame."""
    company, origin = newsroom.frame().company, conf.origin()
    name = company.legal_name if company else "Newsroom"
    lines = [f"# {name}: newsroom", ""]
    about = f"News releases of {name}" + (f" ({ticker(company)})" if company and ticker(company) else "")
    lines += [
        f"> {about}, as sealed, numbered editions. A correction is a new edition; of a withdrawn release a notice stays.",
        "",
        "Quote the current edition and name its date. Forward-looking statements speak as of that date only; the safe"
        " harbor statement is part of every text.",
        "",
        "## Formats",
        "",
        f"Every release stands at its address as a page and, with the last slash replaced, as {_endings()}.",
        "",
        f"- [API]({origin}/api/v1/openapi.json): releases, drugs, trials and contacts as JSON, described by OpenAPI",
        f"- [JSON Feed]({origin}/feeds/releases.json): the newest releases, whole",
        f"- [Pipeline]({origin}/drugs/): drugs and how far they have come",
    ]
    entries = newsroom.latest(20)
    if entries:
        lines += ["", "## Newest releases", ""]
    for entry in entries:
        headline = entry.headline.replace("[", "(").replace("]", ")")
        name = (
            headline
            if entry.is_withdrawal
            else f"[{headline}]({origin}{entry.url.rstrip('/')}.{formats.MARKDOWN.ending})"
        )
        lines.append(f"- {name}: {entry.category}, {ap_date(entry.date)}")
    return answers.answer(request, ("\n".join(lines) + "\n").encode(), _POLICY, "text/markdown; charset=utf-8")


def _endings() -> str:
    """ "`.pdf`, `.txt` and `.md`": every format that is offered."""
    *others, last = (f"`.{each.ending}`" for each in formats.offered())
    return f"{', '.join(others)} and {last}"
