"""The lines that every printed form of a release shares: the dateline in its wire's form, a contact's rows."""

from collections.abc import Callable

from releases import text
from releases.document import Contact, Document
from releases.vocabulary import ContactKind, Wire

_LABELS = {ContactKind.INVESTORS: "For Investors:", ContactKind.MEDIA: "For Media:", ContactKind.BOTH: "Contact:"}


def dateline(document: Document, *, escape: Callable[[str], str] = str) -> str:
    """What stands before the first sentence, with the space behind it; empty when there is none. ``escape`` is applied to
    the place."""
    line = document.dateline
    place = ", ".join(filter(None, [line.city, line.region]))
    if not place and not line.wire:
        return ""
    date = f"{text.ap_day(document.date)}, {document.date.year}" if document.date else ""
    return escape(place) + _after_place(line.wire, date)


def _after_place(wire: str, date: str) -> str:
    """Each wire's own form of what leads into the first sentence; ``date`` is empty while there is none."""
    match wire:
        case Wire.BUSINESS_WIRE:
            return "--(BUSINESS WIRE)-- "
        case Wire.PR_NEWSWIRE:
            return f"{date and f', {date}'} /PRNewswire/ -- "
        case Wire.GLOBE_NEWSWIRE:
            return f"{date and f', {date}'} (GLOBE NEWSWIRE) -- "
        case Wire.MARKETWIRED:
            return f"--(Marketwired{date and f' - {date}'}) - "
        case Wire.ACCESSWIRE:
            return f" / ACCESSWIRE / {date and f'{date} / '}"
        case "":
            return " -- "
        case _:
            return f"--({wire})-- "


def contact_lines(contact: Contact) -> list[str]:
    """The rows of a contact, its label first; empty ones left out."""
    person = ", ".join(filter(None, [contact.person, contact.phone]))
    label = contact.label or _LABELS[ContactKind(contact.kind)]
    return [row for row in (label, contact.organization, person, contact.title, contact.email) if row]
