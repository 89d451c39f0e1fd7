"""Filters of the newsroom's templates: instants, sizes, addresses and labels in the words of the field."""

import datetime
import re
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django import template
from django.utils.safestring import mark_safe

from releases import addressing, text, vocabulary
from releases.document import Company, Contact, File
from releases.rendering import facts

register = template.Library()

_CONTACT_LABELS = {"investors": "For Investors:", "media": "For Media:"}
_NANP = re.compile(r"\D*1?\D*([2-9]\d\d)\D*([2-9]\d\d)\D*(\d{4})")
_EXTENSION = re.compile(r"[\s,;]*(?:ext(?:ension)?|x)[.\s]*(\d+)\s*$", re.IGNORECASE)


@register.filter
def ap_date(date: datetime.date) -> str:
    """December 10, 2012"""
    return text.ap_date(date)


@register.filter
def ap_day(date: datetime.date) -> str:
    """Dec. 10; the months that AP never shortens stay whole."""
    return text.ap_day(date)


@register.filter
def company_time(instant: datetime.datetime, zone: str) -> str:
    """An aware instant to the second in the company's IANA zone, then in UTC, with UTC's date where it differs:
    "December 10, 2012, 7:00:00 a.m. EST (12:00:00 UTC)"."""
    return f"{local_time(instant, zone)} ({utc_time(instant, zone)})"


@register.filter
def local_time(instant: datetime.datetime, zone: str) -> str:
    """The first half of :func:`company_time`."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{text.ap_date(local)}, {_clock(local)} {_zone_name(local)}"


@register.filter
def utc_time(instant: datetime.datetime, zone: str) -> str:
    """The second half of :func:`company_time`, without its brackets."""
    local, utc = instant.astimezone(ZoneInfo(zone)), instant.astimezone(datetime.UTC)
    day = "" if local.date() == utc.date() else f"{text.ap_date(utc)}, "
    return f"{day}{utc:%H:%M:%S} UTC"


@register.filter
def company_date(instant: datetime.datetime, zone: str) -> str:
    """The date of an aware instant in the company's IANA zone."""
    return text.ap_date(instant.astimezone(ZoneInfo(zone)))


@register.filter
def day(instant: datetime.datetime, zone: str) -> str:
    """The same by ISO 8601: "2012-12-10"."""
    return facts.day(instant, zone)


def _clock(local: datetime.datetime) -> str:
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{local.hour % 12 or 12}:{local:%M:%S} {half}"


def _zone_name(local: datetime.datetime) -> str:
    """EST, CET; UTC+05:30 where the zone has no letters of its own."""
    name, offset = local.tzname(), f"{local:%z}"
    return name if name.isalpha() else f"UTC{offset[:3]}:{offset[3:]}"


@register.filter
def iso(instant: datetime.datetime | datetime.date) -> str:
    """For ``<time datetime>``: instants in UTC with a Z, dates as they are."""
    if isinstance(instant, datetime.datetime):
        return f"{instant.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return instant.isoformat()


@register.filter
def label(value: str, choices: str) -> str:
    """The label that this class of :mod:`releases.vocabulary` gives a value; a value unknown to it as it is."""
    return dict(getattr(vocabulary, choices).choices).get(value, value)


@register.filter
def contact_label(contact: Contact) -> str:
    """The words above a contact: as printed, else "For Investors:"."""
    return contact.label or _CONTACT_LABELS.get(contact.kind, "Contact:")


@register.filter
def file_size(size: int) -> str:
    """Bytes as a reader's file manager shows them, in powers of 1,000: 840 bytes, 84 KB, 1.2 MB."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.0f} KB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"


@register.filter
def file_type(file: File) -> str:
    """PDF, PNG, XLSX: the ending of the name, else the content type."""
    _, dot, ending = file.name.rpartition(".")
    return ending.upper() if dot and ending else file.content_type


@register.filter
def edition_path(release_path: str, number: int) -> str:
    """The public path of an edition of the release at this path or address."""
    return addressing.edition(release_path, number)


@register.filter
def file_url(file: File) -> str:
    """The public path of a file's bytes."""
    return addressing.file(file.key, file.name)


@register.filter
def tel(phone: str) -> str:
    """A ``tel:`` address (RFC 3966). A number of the North American plan gets its country code; others are as printed."""
    extension = _EXTENSION.search(phone)
    number = phone[: extension.start()] if extension else phone
    if found := _NANP.fullmatch(number.strip()):
        digits = "+1" + "".join(found.groups())
    else:
        digits = ("+" if number.strip().startswith("+") else "") + re.sub(r"\(0\)|\D", "", number)
    return f"tel:{digits};ext={extension[1]}" if extension else f"tel:{digits}"


@register.filter
def mailto(email: str) -> str:
    """A ``mailto:`` address (RFC 6068)."""
    return f"mailto:{quote(email, safe='@+')}"


@register.filter
def registry_url(nct_number: str) -> str:
    """The trial's page at ClinicalTrials.gov."""
    return f"https://clinicaltrials.gov/study/{quote(nct_number, safe='')}"


@register.filter
def ticker(company: Company | None) -> str:
    """Every listing as wires print them, "NASDAQ: VLMR; TSX: VLMR"; empty for a company without one."""
    return "; ".join(map(str, company.listings)) if company else ""


@register.filter
def short_name(company: Company | None) -> str:
    """What the company is called in running text; empty while there is none."""
    return (company.short_name or company.legal_name) if company else ""


@register.filter
def website(company: Company) -> str:
    """The company's website as an address; a bare host name gets https."""
    site = company.website
    return site if site.startswith(("http://", "https://")) else f"https://{site}"


@register.filter
def summary(words: str) -> str:
    """The first sentences of a release below its headline, for link previews: one line of at most 200 characters, cut
    between words."""
    line = text.line(" ".join(words.split("\n\n")[1:]))
    return line if len(line) <= 200 else line[:200].rpartition(" ")[0].rstrip(",;:—–-") + " …"


@register.filter
def neighbours(number: int, pages: int) -> list[int]:
    """The numbers a paginator offers around page ``number`` of ``pages``: first, last, and two to each side; 0 stands
    for a gap."""
    wanted = sorted({1, pages, *range(max(number - 2, 1), min(number + 2, pages) + 1)})
    result: list[int] = []
    for page in wanted:
        if result and page - result[-1] > 1:
            result.append(0)
        result.append(page)
    return result


@register.filter
def left_to_right(words: str, is_rtl: bool) -> str:
    """The attribute of words from left to right where the text around them runs from right to left; empty elsewhere."""
    return mark_safe(' dir="ltr"') if is_rtl and text.is_left_to_right(words) else ""


@register.filter
def of(mapping, key: str) -> str:
    """What the mapping holds under a key; empty for nothing."""
    return mapping.get(key, "")
