"""A contact as a vCard 3.0 (RFC 2426), which every address book reads."""

from releases.document import Contact

_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def vcard(contact: Contact, *, company: str, website: str = "") -> str:
    """The card's text, lines ending in CRLF and folded at 75 bytes."""
    name = contact.person or contact.organization or company
    family = contact.person.rpartition(" ")[2] if contact.person else ""
    given = contact.person.rpartition(" ")[0]
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_text(name)}",
        f"N:{_text(family)};{_text(given)};;;" if contact.person else f"N:{_text(name)};;;;",
        f"ORG:{_text(contact.organization or company)}",
        contact.title and f"TITLE:{_text(contact.title)}",
        contact.phone and f"TEL;TYPE=WORK,VOICE:{_text(contact.phone)}",
        contact.email and f"EMAIL;TYPE=INTERNET:{_text(contact.email)}",
        website and f"URL:{website}",
        contact.key and f"UID:urn:uuid:{contact.key}",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines if line)


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """RFC 2425, 5.8.1: a line break and a space after at most 75 bytes, never within a character."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > 75:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)
