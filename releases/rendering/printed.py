"""The lines that every printed form of a release shares: the dateline in its wire's form, a contact's rows."""

from collections.abc import Callable

from releases import text
from releases.document import Contact, Document
from releases.vocabulary import ContactKind, Wire

#: Each wire's own form: {place} with its punctuation, {date} empty while there is none.
_DATELINES = {
    Wire.BUSINESS_WIRE: ("{place}--(BUSINESS WIRE)-- ", ""),
    Wire.PR_NEWSWIRE: ("{place}{date} /PRNewswire/ -- ", ", {date}"),
    Wire.GLOBE_NEWSWIRE: ("{place}{date} (GLOBE NEWSWIRE) -- ", ", {date}"),
    Wire.MARKETWIRED: ("{place}--(Marketwired{date}) - ", " - {date}"),
    Wire.ACCESSWIRE: ("{place} / ACCESSWIRE / {date}", "{date} / "),
}
_LABELS = {ContactKind.INVESTORS: "For Investors:", ContactKind.MEDIA: "For Media:", ContactKind.BOTH: "Contact:"}


def dateline(document: Document, *, escape: Callable[[str], str] = str) -> str:
    """What stands before the first sentence, with the space behind it; empty when there is none. ``escape`` is applied to
    the place."""
    line = document.dateline
    place = ", ".join(filter(None, [line.city, line.region]))
    if not place and not line.wire:
        return ""
    date = f"{text.ap_day(document.date)}, {document.date.year}" if document.date else ""
    form, dated = _DATELINES.get(line.wire, (f"{{place}}--({line.wire})-- " if line.wire else "{place} -- ", ""))
    return form.format(place=escape(place), date=dated.format(date=date) if date else "")


def contact_lines(contact: Contact) -> list[str]:
    """The rows of a contact, its label first; empty ones left out."""
    person = ", ".join(filter(None, [contact.person, contact.phone]))
    label = contact.label or _LABELS[ContactKind(contact.kind)]
    return [row for row in (label, contact.organization, person, contact.title, contact.email) if row]
