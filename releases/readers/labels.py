"""Labels above and before contacts: "Investor Contact:", "For Media:", "Enquiries"."""

import re

from releases.readers import reach
from releases.vocabulary import ContactKind

_WHO = (
    r"(?:(?:US|U\.S\.|UK|U\.K\.|Europe(?:an)?|French|German|Swiss|Nordic|Swedish|Danish|Dutch|Belgian|Canadian|Japanese|Chinese|Asian|Australian|local|international|trade|financial|general|medical)\s+)?"
    r"(?:investors?|media|press|public relations|public affairs|corporate|company|analysts?|ir|pr|news|journalists?|shareholders?|stockholders?"
    r"|investment community|business development|patients?|editorial|general|main)"
)
_WHAT = r"(?:phone|telephone|tel\.?|hotline|line|e-?mail|relations|communications|inquir(?:ies|y)|enquir(?:ies|y)|contacts?|questions|information|affairs|officer)"
_PLAIN = (
    r"(?:for\s+)?(?:more|further|additional) information(?: (?:about|on|regarding) [A-Z][\w&’' .-]{1,40}?)?(?:,? (?:please )?(?:contact|visit|call))?|(?:please )?contacts?(?: us)?(?: information| details| persons?)?|(?:in|en)quiries"
    r"|for (?:further|more) (?:details|enquiries),? (?:please )?contact"
)
_LABEL = re.compile(
    rf"(?P<for>for\s+)?(?P<core>contacts?\s+{_WHO}|{_WHO}(?:(?:\s+{_WHAT})?\s*(?:,|&|and|/|or)\s*{_WHO}){{0,3}}(?:\s+{_WHAT}){{0,3}}|{_PLAIN})(?:,? (?:please )?contact)?"
    r"(?:\s*\([^()]{2,30}\)|\s+[–—-]\s+(?-i:[A-Z])[\w. ]{1,30})?\s*(?P<colon>[:–—-])?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:(?:contacts? )?for\s+[A-Z][\w&’' .-]{1,40}|[A-Z][\w&’' .-]{1,40}?(?:\s+(?:investor|media|press|company|corporate|ir|pr))?\s+contacts?(?: information)?)\s*(?P<colon>:)?",
    re.IGNORECASE,
)
#: A company above its contacts: "Contacts Tern Hollow:".
GROUP = re.compile(
    r"Contacts? (?P<name>(?!Us\b|Information\b|Details\b|Person)[A-Z][\w&’'.-]+(?: [A-ZÀ-Ý][\w&’'.-]+){0,4}):"
)
#: "Tern Hollow Investors", "Tern Hollow Investors and Media:".
_OWN_INVESTORS = re.compile(r"(?:[A-Z][\w&’'.-]+ ){1,3}Investors?(?: (?:and|&) (?:Media|Press))?:?")


def label(words: str) -> str:
    """The words when they are the label above a contact, else nothing. A lone word needs its colon: "Media:"."""
    hit = _LABEL.fullmatch(words) if len(words) <= 90 else None
    if hit and (hit["colon"] or hit["for"] or re.search(r"contact|inquir|enquir|information", words, re.IGNORECASE)):
        return words
    if len(words) <= 70 and _OWN_INVESTORS.fullmatch(words):
        return words
    own = _OWN.fullmatch(words) if len(words) <= 70 else None
    return (
        words
        if own and words[0].isupper() and (own["colon"] or re.search(r"\bcontacts?$", words, re.IGNORECASE))
        else ""
    )


def bare_label(words: str) -> str:
    """A label that only the contacts around it make one: "Investors", "Media Relations"."""
    return words if len(words) <= 60 and _LABEL.fullmatch(words) else ""


def begins(words: str) -> bool:
    """Whether contacts begin with this line."""
    return bool(label(words) or inline_label(words) or (len(words) <= 70 and GROUP.fullmatch(words)))


def inline_label(words: str) -> tuple[str, str] | None:
    """Label and rest of a line such as "Media Contact: Ana Ruiz, 617-555-0100"."""
    before, colon, rest = words[:200].partition(":")
    if not colon or len(words) > 300 or not rest.strip() or not label(before + ":"):
        return None
    rest = words[len(before) + 1 :].strip()
    if re.match(r"contact", before, re.IGNORECASE) and re.match(r"[^:]{1,40}:\s*$", rest) and label(rest):
        return before + ":", rest
    reachable = reach.is_there(rest)
    named = len(rest) < 80 and not re.search(
        r"[.!?]$", re.sub(r"\b(?:Inc|Corp|Ltd|Co|S\.A|N\.V|LLC|Jr|Ph\.D|M\.D)\.$", "", rest)
    )
    if reachable or (named and re.search(r"contact|inquir|enquir", before, re.IGNORECASE)):
        return before + ":", rest
    return None


def kind(words: str) -> str:
    """Whom the words of a label name, as a value of ContactKind; both when they name both or neither."""
    media = re.search(r"media|press|news|journalist|public relations|\bpr\b", words, re.IGNORECASE)
    investors = re.search(r"investor|analyst|(?:share|stock)holder|\bir\b", words, re.IGNORECASE)
    if bool(media) == bool(investors):
        return ContactKind.BOTH.value
    return ContactKind.MEDIA.value if media else ContactKind.INVESTORS.value
