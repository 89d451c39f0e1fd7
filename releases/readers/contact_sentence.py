"""Contacts in a sentence: "For inquiries, please write to press@example.com"."""

import re

from releases.document import Contact
from releases.readers import reach
from releases.readers.people import is_person
from releases.vocabulary import ContactKind

#: A longer sentence says more than whom to ask.
_LONGEST = 240
_LEAD = re.compile(
    r"""
    (?P<lead>
        (?: (?:(?:for|with|any|all)\s+)? (?:[\w-]+\s+(?:(?:and|or)\s+)?){0,4}? (?:inquir(?:y|ies)|enquir(?:y|ies)|questions?|information|requests?|details)\b
          | (?:investors?|shareholders|stockholders|analysts|journalists|reporters|media|press)\b )
        [^.;:@\d]{0,60}?
        \b(?-i:contact|write\s+to|e-?mail|call|telephone|reach\s+out\s+to|reach|(?:directed|addressed|sent|put)\s+to) (?:\s+us)? (?:\s+(?:at|by|via))?
    )
    \s+(?P<rest>\S.*)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MEDIA = re.compile(r"\b(?:media|press|journalists|reporters)\b", re.IGNORECASE)
_INVESTORS = re.compile(r"\b(?:investors?|shareholders|stockholders|analysts)\b", re.IGNORECASE)
#: What stands between the name and the ways to reach it.
_BETWEEN = re.compile(
    r"(?:[\s,.:()]|\b(?:us|at|by|or|and|on|via|under|e-?mail|phone|telephone|tel|call|calling)\b)*", re.IGNORECASE
)


def read(words: str) -> Contact | None:
    """The contact that the whole sentence names by one telephone number or mailbox of each kind, with its first words as
    the label; None for any other sentence."""
    hit = _LEAD.fullmatch(words.strip()) if len(words) <= _LONGEST else None
    if hit is None:
        return None
    kept, phones, emails = reach.cut(hit["rest"])
    name = " ".join(piece for piece in kept if not _BETWEEN.fullmatch(piece))
    if len(phones) > 1 or len(emails) > 1 or not (phones or emails) or (name and not is_person(name)):
        return None
    is_media, is_investors = bool(_MEDIA.search(hit["lead"])), bool(_INVESTORS.search(hit["lead"]))
    kind = ContactKind.BOTH if is_media == is_investors else ContactKind.MEDIA if is_media else ContactKind.INVESTORS
    return Contact(
        kind=kind,
        label=hit["lead"],
        organization="",
        person=name,
        title="",
        phone="".join(phones),
        email="".join(emails),
    )
