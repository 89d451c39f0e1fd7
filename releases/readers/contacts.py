"""Contacts: a label, then organization, person, title, telephone and e-mail, one per line or several on one."""

import re
from dataclasses import dataclass

from releases.document import Contact
from releases.readers.reading import Notice, excerpt
from releases.vocabulary import ContactKind

_WHO = r"(?:investors?|media|press|public relations|corporate|company|analysts?|ir|pr|news|journalists?|shareholders?)"
_WHAT = r"(?:relations|communications|inquiries|enquiries|contacts?|questions|information)"
_LABEL = re.compile(
    rf"(?:(?P<for>for\s+)?(?:{_WHO}(?:\s*(?:,|&|and|/|or)\s*{_WHO}){{0,3}}(?:\s+{_WHAT}){{0,2}}|(?:more|further|additional) information|(?:please )?contacts?(?: information)?)(?:,? (?:please )?contact)?)"
    r"\s*(?P<colon>:)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w@])(?:\+|\()?\d[\d ().–‑/-]{6,22}\d(?:\s*(?:ext\.?|x)\s*\d{1,6})?(?![\w@])")
_FIELD_NAME = r"(?:tel|phone|telephone|mobile|cell|office|direct|e-?mail|t|p|m|o|e)"
_FIELD = re.compile(
    rf"^(?:{_FIELD_NAME}\s*:\s*)+|^(?:tel|phone|telephone|e-?mail)\.?$|\b(?:tel|phone|e-?mail)\.?\s*:\s*$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:Director|President|Officer|Manager|Head|Chief|VP|SVP|EVP|CEO|CFO|CMO|Counsel|Secretary|Specialist|Lead|Partner|Investor Relations|"
    r"Corporate Communications|Corporate Affairs|Public Affairs|Media Relations|Principal|Coordinator|Associate|Spokes\w+)\b",
)
_ORGANIZATION = re.compile(
    r"^The\b|\b(?:Inc|LLC|LLP|Ltd|Limited|Corp|Corporation|Company|Co|Group|Communications|Partners|Advisors|Advisers|Advisory|Network|Associates|"
    r"Strategies|Consulting|Therapeutics|Pharmaceuticals?|Pharma|Biosciences?|Biopharma\w*|Bio|Sciences?|Biotech\w*|Agency|Media|plc|PLC|AG|SE|"
    r"GmbH|S\.A|N\.V|PR|IR|Holdings|Laboratories|Labs|Medicines?|Oncology|University|Institute)\b",
)
_DEGREES = re.compile(r"(?:M\.?D|Ph\.?D|MBA|CFA|J\.?D|Pharm\.?D|M\.?S|Jr|Sr|CPA|RN|MPH)\b\.?")
_PERSON = re.compile(r"(?:(?:Dr|Mr|Ms|Mrs|Prof)\.\s+)?[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")


@dataclass(slots=True)
class _Draft:
    kind: str
    label: str
    line: int | None = None
    goes_on: bool = False  # begun by "or": its label is that of the contact before
    organization: str = ""
    person: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""

    def is_empty(self) -> bool:
        return not (self.organization or self.person or self.title or self.phone or self.email)


def label(words: str) -> str:
    """The words when they are the label above a contact, else nothing. A lone word needs its colon: "Media:"."""
    hit = _LABEL.fullmatch(words) if len(words) <= 70 else None
    return (
        words
        if hit and (hit["colon"] or hit["for"] or re.search(r"contact|inquir|enquir", words, re.IGNORECASE))
        else ""
    )


def inline_label(words: str) -> tuple[str, str] | None:
    """Label and rest of a line such as "Media Contact: Ana Ruiz, 617-555-0100"."""
    before, colon, rest = words[:200].partition(":")
    if not colon or len(words) > 180 or not rest.strip() or not label(before + ":"):
        return None
    reachable = _PHONE.search(rest) or _EMAIL.search(rest)
    return (
        (before + ":", rest.strip())
        if reachable or re.search(r"contact|inquir|enquir", before, re.IGNORECASE)
        else None
    )


def read(
    lines: list[tuple[str, int | None]], company: str, notices: list[Notice]
) -> tuple[tuple[Contact, ...], list[tuple[str, int | None]]]:
    """The contacts that these lines make, and the lines that have no place in any of them."""
    drafts: list[_Draft] = []
    left: list[tuple[str, int | None]] = []
    for words, number in lines:
        if words.lower() == "or":
            if drafts and not drafts[-1].is_empty():
                drafts.append(_Draft(drafts[-1].kind, drafts[-1].label, number, goes_on=True))
            continue
        named = label(words)
        pair = None if named else inline_label(words)
        if named or pair:
            if drafts and drafts[-1].is_empty():
                _drop(drafts, notices)
            drafts.append(_Draft(_kind(named or pair[0]), named or pair[0], number))
            if not pair:
                continue
            words = pair[1]
        if not drafts or not _place(drafts, words, company):
            left.append((words, number))
    if drafts and drafts[-1].is_empty():
        _drop(drafts, notices)
    return tuple(_contact(draft) for draft in drafts), left


def _drop(drafts: list[_Draft], notices: list[Notice]) -> None:
    """Remove an empty contact: a heading over others, or the label of one that was left out."""
    draft = drafts.pop()
    if not draft.goes_on:
        notices.append(
            Notice(f"The heading {excerpt(draft.label)} has no contact below it and was left out.", draft.line)
        )


def _kind(words: str) -> str:
    media = re.search(r"media|press|news|journalist|public relations|\bpr\b", words, re.IGNORECASE)
    investors = re.search(r"investor|analyst|shareholder|\bir\b", words, re.IGNORECASE)
    if bool(media) == bool(investors):
        return ContactKind.BOTH.value
    return ContactKind.MEDIA.value if media else ContactKind.INVESTORS.value


def _place(drafts: list[_Draft], words: str, company: str) -> bool:
    """Put the parts of a line into the last contact, or a new one when it is complete; False when they don't fit."""
    rest = words
    emails, phones = _EMAIL.findall(rest), []
    rest = _EMAIL.sub("\x00", rest)
    phones = [hit[0].strip() for hit in _PHONE.finditer(rest)]
    rest = _PHONE.sub("\x00", rest)
    pieces = [_FIELD.sub("", piece.strip(" ,;|/–—-\t")).strip(" ,;|/–—") for piece in rest.split("\x00")]
    pieces = [piece for piece in pieces if re.search(r"\w", piece)]
    if len(pieces) > 1 or len(words) > 150:
        return False
    draft = drafts[-1]
    name = pieces[0] if pieces else ""
    person, title = _person_and_title(name, company) if name and _is_name_line(name, company) else ("", "")
    if person and draft.person and (phones or draft.phone or draft.email or draft.organization):
        if not draft.organization and phones and not (draft.phone or draft.email or draft.title):
            draft.organization, draft.person = draft.person, ""
        else:
            drafts.append(
                draft := _Draft(
                    draft.kind, draft.label, draft.line, organization=draft.organization if not phones else ""
                )
            )
    if person and not draft.person:
        if title and draft.title:
            return False
        draft.person, draft.title = person, title or draft.title
    elif name and not _fill(draft, name, company):
        return False
    if phones:
        draft.phone = "; ".join(filter(None, [draft.phone, *phones]))
    if emails:
        draft.email = "; ".join(filter(None, [draft.email, *emails]))
    return True


def _is_name_line(name: str, company: str) -> bool:
    first = name.split(",")[0]
    return (
        not _is_organization(name.split(", ")[0], company)
        and not _TITLE.search(first)
        and bool(_PERSON.fullmatch(first))
        and first[0].isupper()
    )


def _is_organization(words: str, company: str) -> bool:
    return bool(_ORGANIZATION.search(words)) or (bool(company) and words.startswith(company))


def _person_and_title(name: str, company: str) -> tuple[str, str]:
    """A person's name with degrees, and the title behind it; nothing when the rest is no title."""
    parts = [part.strip() for part in name.split(",")]
    count = 1
    while count < len(parts) and _DEGREES.match(parts[count]):
        count += 1
    title = ", ".join(parts[count:])
    if title and not _TITLE.search(title):
        return "", ""
    return ", ".join(parts[:count]), title


def _fill(draft: _Draft, name: str, company: str) -> bool:
    """Put words without a person into the field they fit; False when it is taken."""
    if _TITLE.search(name) and not _is_organization(name.split(",")[0], company) and not draft.title:
        draft.title = name
    elif not draft.organization:
        draft.organization = name
    elif not draft.title and _TITLE.search(name):
        draft.title = name
    else:
        return False
    return True


def _contact(draft: _Draft) -> Contact:
    return Contact(
        kind=draft.kind,
        label=draft.label,
        organization=draft.organization,
        person=draft.person,
        title=draft.title,
        phone=draft.phone,
        email=draft.email,
    )
