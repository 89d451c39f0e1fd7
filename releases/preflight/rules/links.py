"""Web and mail addresses in the text: they lead somewhere, and where they say."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level, Place
from releases.preflight.passage import Part, Passage, Span
from releases.preflight.view import View

_MAIL = re.compile(r"[^\s@,;:<>()]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_EXAMPLE = re.compile(
    r"^(?:www\.)?example\.(?:com|org|net|edu)$|(?:^|\.)(?:test|invalid|localhost|local|internal|lan|intranet|corp)$"
)
_STAGING = re.compile(
    r"(?:^|[.-])(?:staging|stage|stg|dev|test|testing|uat|qa|preprod|preview|sandbox|demo-site)(?:[.-]|\d)"
)
#: Words that are an address themselves.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>()]{3,200}|[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}\.(?:com|org|net|gov|edu|eu|de|uk|io|bio|example)(?:/[^\s<>()]{0,200})?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w@/.-])https?://[^\s<>()“”\"]{0,300}", re.IGNORECASE)


@rule(
    "C13",
    Level.BLOCK,
    "Every link leads to a public place, and to the one that its words name.",
    source="Business Wire, common mistakes in releases; RFC 2606, 6761, 6068",
)
def links(view: View, context: Context) -> Iterator[Hit]:
    hosts = context.company.hosts if context.company else ()
    for passage in view.passages:
        for link in passage.links:
            if reason := _against(link.target.strip(), hosts) or _mismatch(
                passage.text[link.start : link.end], link.target.strip()
            ):
                yield passage.hit(link.start, link.end, reason, evidence=link.target or "empty")
        yield from _printed(passage, hosts)
    for words, target in context.dead_links:
        place = next((each for each in (*view.of(Part.BODY), *view.passages) if words and words in each.text), None)
        start = place.text.find(words) if place else 0
        yield Hit(
            place=Place(place.field, start, start + len(words)) if place else Place("body"),
            quote=f"[{words}]({target})",
            message=f"The link behind “{words}” leads nowhere. Give it its address, or leave it out.",
            evidence=target or "empty",
        )


def _printed(passage: Passage, hosts: tuple[str, ...]) -> Iterator[Hit]:
    """Addresses that stand in the text without being links."""
    inside: tuple[Span, ...] = passage.links
    for match in _BARE.finditer(passage.text):
        if not any(link.start <= match.start() < link.end for link in inside):
            address = match[0].rstrip(".,;:!?")
            if reason := _against(address, hosts):
                yield passage.hit(match.start(), match.start() + len(address), reason, evidence=address)


def _against(target: str, hosts: tuple[str, ...]) -> str:
    """What is wrong with a target, as a sentence; nothing for those that may be right."""
    if not target or target.startswith("#"):
        return "This link leads nowhere. Give it its address, or take the link away."
    scheme, _, rest = target.partition(":")
    if scheme.lower() == "mailto":
        address = rest.partition("?")[0]
        return "" if _MAIL.fullmatch(address) else "This is no mail address. Correct it."
    if scheme.lower() == "tel":
        return "" if len(re.sub(r"\D", "", rest)) >= 3 else "This is no phone number. Correct it."
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "This is no web address. Correct it."
    if parts.scheme not in ("http", "https"):
        return ""
    if not host or " " in host or "." not in host:
        return "This address has no host that the public can reach. Correct it."
    if _is_private(host) or _EXAMPLE.search(host):
        return "This address leads to no public host. Put the public one there."
    if _STAGING.search(host):
        return "This address looks like a test site. Put the public one there."
    if parts.scheme == "http" and host in hosts:
        return "This leads to our own site without encryption. Write https://."
    return ""


def _is_private(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return not address.is_global


def _mismatch(words: str, target: str) -> str:
    """Words that are an address, before a link to another one."""
    words = words.strip().rstrip(".,;")
    if mail := _MAIL.fullmatch(words):
        other = target.removeprefix("mailto:").partition("?")[0]
        return (
            ""
            if other.lower() == mail[0].lower()
            else f"The words say {words}, and the link leads to {other}. Make them one."
        )
    if not _ADDRESS.fullmatch(words):
        return ""
    if _plain(words) == _plain(target) or _plain(target).startswith(_plain(words) + "?"):
        return ""
    return f"The words say {words}, and the link leads to {target}. Make them one."


def _plain(address: str) -> str:
    bare = re.sub(r"^https?://", "", address.strip().lower())
    return bare.removeprefix("www.").partition("#")[0].rstrip("/")
