"""Contacts: a label, then organization, person, title, telephone and e-mail, one per line or several on one."""

import re
from dataclasses import dataclass

from releases.document import Contact
from releases.readers import locations, reach
from releases.readers.people import (
    DEGREES,
    begins_title,
    is_department,
    is_organization,
    is_person,
    is_title,
    part_from_organization,
    part_person,
)
from releases.readers.reading import Notice, excerpt
from releases.vocabulary import ContactKind

_WHO = (
    r"(?:(?:US|U\.S\.|UK|U\.K\.|Europe(?:an)?|international|trade|financial|general|medical)\s+)?"
    r"(?:investors?|media|press|public relations|public affairs|corporate|company|analysts?|ir|pr|news|journalists?|shareholders?|stockholders?"
    r"|investment community|business development|patients?|editorial)"
)
_WHAT = r"(?:relations|communications|inquir(?:ies|y)|enquir(?:ies|y)|contacts?|questions|information|affairs|officer)"
_PLAIN = (
    r"(?:for\s+)?(?:more|further|additional) information(?:,? (?:please )?(?:contact|visit|call))?|(?:please )?contacts?(?: us)?(?: information| details| persons?)?|(?:in|en)quiries"
    r"|for (?:further|more) (?:details|enquiries),? (?:please )?contact"
)
_LABEL = re.compile(
    rf"(?P<for>for\s+)?(?P<core>{_WHO}(?:\s*(?:,|&|and|/|or)\s*{_WHO}){{0,3}}(?:\s+{_WHAT}){{0,3}}|{_PLAIN})(?:,? (?:please )?contact)?"
    r"(?:\s*\([^()]{2,30}\))?\s*(?P<colon>[:–—-])?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:for\s+[A-Z][\w&’' .-]{1,40}|[A-Z][\w&’' .-]{1,40}?(?:\s+(?:investor|media|press|company|corporate|ir|pr))?\s+contacts?)\s*(?P<colon>:)?",
    re.IGNORECASE,
)
#: Behind a name, whom the person answers: "Karen Doyle, 215-555-0105 (Investors)".
_ROLE = re.compile(
    r"\s*(?:\(|,\s+(?=\w+$))(?P<role>(?:for )?(?:investors?|media|press|analysts?)(?:\s+(?:relations|inquiries|contact))?)\)?\s*$",
    re.IGNORECASE,
)
_ROLE_AHEAD = re.compile(r"(?P<role>investors?|media|press)\s*,\s+(?=[A-Z])", re.IGNORECASE)
#: The comma before "Inc." belongs to the name.
_COMMA = re.compile(r",\s+(?!(?:Inc|LLC|Ltd|L\.?P|Corp|LLP)\b)|\s+[–—|-]\s+")
_SEVERAL = re.compile(r";\s*(?:or|and)?\s*|,\s*or\s+(?=(?:investors?|media|press)\b)", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    kind: str
    label: str
    line: int | None = None
    above: str = ""  # the organization that stands above several labels
    goes_on: bool = False  # begun by "or" or a second person: its label is that of the contact before
    organization: str = ""
    person: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""

    def is_empty(self) -> bool:
        return not (self.organization or self.person or self.title or self.phone or self.email)

    def has_reach(self) -> bool:
        return bool(self.phone or self.email)


def label(words: str) -> str:
    """The words when they are the label above a contact, else nothing. A lone word needs its colon: "Media:"."""
    hit = _LABEL.fullmatch(words) if len(words) <= 90 else None
    if hit and (hit["colon"] or hit["for"] or re.search(r"contact|inquir|enquir|information", words, re.IGNORECASE)):
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
    return bool(label(words) or inline_label(words))


def inline_label(words: str) -> tuple[str, str] | None:
    """Label and rest of a line such as "Media Contact: Ana Ruiz, 617-555-0100"."""
    before, colon, rest = words[:200].partition(":")
    if not colon or len(words) > 300 or not rest.strip() or not label(before + ":"):
        return None
    rest = words[len(before) + 1 :].strip()
    if re.match(r"contact", before, re.IGNORECASE) and re.match(r"[^:]{1,40}:\s*$", rest) and label(rest):
        return before + ":", rest
    reachable = is_reachable(rest)
    named = len(rest) < 80 and not re.search(
        r"[.!?]$", re.sub(r"\b(?:Inc|Corp|Ltd|Co|S\.A|N\.V|LLC|Jr|Ph\.D|M\.D)\.$", "", rest)
    )
    if reachable or (named and re.search(r"contact|inquir|enquir", before, re.IGNORECASE)):
        return before + ":", rest
    return None


def is_reachable(words: str) -> bool:
    """Whether a telephone number or an e-mail address stands in the words."""
    return reach.is_there(words)


def read(
    lines: list[tuple[str, int | None]], company: str, notices: list[Notice]
) -> tuple[tuple[Contact, ...], list[tuple[str, int | None]]]:
    """The contacts that these lines make, and the lines that have no place in any of them."""
    reader = _Reader(company, notices)
    for words, number in lines:
        reader.take(words.replace("\u00a0", " "), number)
    return reader.finish()


class _Reader:
    """Remembers the contact that a line goes on with, and the organization that stands above several of them."""

    def __init__(self, company: str, notices: list[Notice]):
        self.company, self.notices = company, notices
        self.drafts: list[_Draft] = []
        self.left: list[tuple[str, int | None]] = []
        self.above = ""
        self.dropped: list[tuple[str, int | None]] = []  # "Tel:", "E-mail:", "(Investors)"
        self.all_above: list[tuple[str, int | None]] = []

    def finish(self):
        self._drop_empty()
        for name, number in self.all_above:
            if not any(draft.above == name and not draft.organization for draft in self.drafts):
                self.left.append((name, number))
        if self.dropped:
            words = " ".join(word for word, _ in self.dropped)
            self.notices.append(
                Notice(
                    f"Left out of the contacts: {excerpt(words)}; the page names telephone and e-mail itself.",
                    self.dropped[0][1],
                    left_out=words,
                )
            )
        return tuple(_contact(draft) for draft in self.drafts), self.left

    def take(self, words: str, number: int | None) -> None:
        if words.lower().strip(" -–—.") in ("or", "and/or"):
            if self.drafts and not self.drafts[-1].is_empty():
                last = self.drafts[-1]
                self.drafts.append(_Draft(last.kind, last.label, number, goes_on=True))
            return None
        named = label(words) or bare_label(words)
        # "Investor Relations" below a label and a company is the title of nobody in particular.
        if named and words[-1] not in ":–—-" and self._is_open_title(words):
            named = ""
        pair = None if named else inline_label(words)
        if named or pair:
            self._begin(named or pair[0], number)
            if not pair:
                return None
            words = pair[1]
            if label(words):
                return self.take(words, number)
        parts = _SEVERAL.split(words) if is_reachable(words) and len(words) > 60 else [words]
        if not all(is_reachable(part) for part in parts):
            parts = [words]
        for index, part in enumerate(parts):
            if index and inline_label(part.strip()):
                self.take(part.strip(), number)
                continue
            if index:
                last = self.drafts[-1] if self.drafts else _Draft(ContactKind.BOTH.value, "")
                self.drafts.append(_Draft(last.kind, last.label, number, goes_on=True))
            self._line(part.strip(), number)
        return None

    def _is_open_title(self, words: str) -> bool:
        draft = self.drafts[-1] if self.drafts else None
        if (
            not draft
            or draft.title
            or draft.has_reach()
            or not re.search(r"relations|communications|affairs", words, re.IGNORECASE)
        ):
            return False
        return bool(draft.organization or draft.person or re.match(r"contact", draft.label, re.IGNORECASE))

    def _begin(self, words: str, number: int | None) -> None:
        last = self.drafts[-1] if self.drafts else None
        if last and not last.is_empty() and last.organization and not (last.person or last.title or last.has_reach()):
            # A company above labels of its own: it is that of the contacts below.
            self.above = self.drafts.pop().organization
            self.all_above.append((self.above, last.line))
            if last.label:
                self._notice_heading(last)
        else:
            self._drop_empty()
        self.drafts.append(_Draft(_kind(words), words, number, above=self.above))

    def _drop_empty(self) -> None:
        """Remove an empty contact: a heading over others, or the label of one that was left out."""
        if not self.drafts:
            return
        last = self.drafts[-1]
        if last.is_empty():
            self.drafts.pop()
            self._notice_heading(last)

    def _notice_heading(self, draft: _Draft) -> None:
        if draft.label and not draft.goes_on:
            self.notices.append(
                Notice(
                    f"The heading {excerpt(draft.label)} has no contact of its own and was left out.",
                    draft.line,
                    left_out=draft.label,
                )
            )

    def _line(self, words: str, number: int | None) -> None:
        if reason := reach.outside(words):
            self.notices.append(
                Notice(f"{excerpt(words)} was left out of the contacts: {reason}.", number, left_out=words)
            )
            return
        if not self.drafts:
            self.drafts.append(_Draft(ContactKind.BOTH.value, "", number))
        if not self._place(words, number):
            self.left.append((words, number))

    def _place(self, words: str, number: int | None) -> bool:
        """Put the parts of a line into the last contact, or a new one when it is complete; False when they don't fit."""
        role = _ROLE.search(words) or _ROLE_AHEAD.match(words)
        printed = words
        if role and not (is_reachable(words) or is_person(words[: role.start()].strip(), self.company)):
            role = None
        if role:
            words = words.replace(role[0], " ", 1).strip()
        pieces, phones, emails = reach.cut(words)
        if len(words) > 250:
            return False
        person, title, organization, rest = _sort(pieces, self.company)
        if rest:
            return False
        draft = self.drafts[-1]
        names_employer = (
            organization
            and not (person or phones or emails)
            and draft.person
            and not (draft.organization or draft.email)
        )
        begins = (person and draft.person) or (
            organization and not names_employer and draft.has_reach() and (draft.person or draft.organization)
        )
        if begins and (phones or emails or draft.has_reach() or draft.organization or draft.title):
            if (
                person
                and not organization
                and not draft.organization
                and phones
                and not (draft.has_reach() or draft.title)
            ):
                draft.organization, draft.person = draft.person, ""
            else:
                shared = (
                    draft.organization if person and not organization and not phones and not draft.has_reach() else ""
                )
                self._drop_empty()
                kind = _kind(organization) if re.search(r"media|investor", organization, re.IGNORECASE) else draft.kind
                self.drafts.append(draft := _Draft(kind, draft.label, number, goes_on=True, organization=shared))
        if (person and draft.person) or (title and draft.title) or (organization and draft.organization):
            return False
        draft.person, draft.title = person or draft.person, title or draft.title
        draft.organization = organization or draft.organization
        if role:
            draft.kind = _kind(role["role"])
        draft.phone = "; ".join(filter(None, [draft.phone, *phones]))
        draft.email = "; ".join(filter(None, [draft.email, *emails]))
        kept = re.findall(r"[^\W\d_]+", " ".join([*pieces, *phones, *emails]))
        for word in re.findall(r"[^\W\d_]+", printed):
            if word in kept:
                kept.remove(word)
            else:
                self.dropped.append((word, number))
        return True


def _sort(pieces: list[str], company: str) -> tuple[str, str, str, list[str]]:
    """Person, title and organization in the pieces between commas, and what is none of them."""
    person = title = organization = ""
    left: list[str] = []
    for piece in pieces:
        parts = [part for part in (part.strip() for part in _COMMA.split(piece)) if part]
        at = 0
        while at < len(parts):
            part = parts[at]
            if not person and not organization and (both := part_person(part, company))[0]:
                person, organization = both
                at += 1
                continue
            if not person and is_person(part, company) and not (organization and at and locations.is_place(part, "")):
                at += 1
                while at < len(parts) and DEGREES.fullmatch(parts[at]):
                    part, at = f"{part}, {parts[at]}", at + 1
                person = part
                continue
            if is_title(part) and (begins_title(part) or organization or person or not is_organization(part, company)):
                run = [part]
                while at + 1 < len(parts) and _goes_on(parts[at + 1], company):
                    at += 1
                    run.append(parts[at])
                title_words, employer = part_from_organization(", ".join(run), company)
                title, organization = (title or title_words), organization or employer
            elif not organization and (is_organization(part, company) or not left):
                organization = part.rstrip(":")
            else:
                left.append(part)
            at += 1
    # Old wires print the company's city behind it: "Heliantha Corp., Gaithersburg".
    if len(left) == 1 and organization and not person and re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}", left[0]):
        organization, left = f"{organization}, {left[0]}", []
    return person, title, organization, left


def _goes_on(part: str, company: str) -> bool:
    """Whether what stands behind the comma belongs to the title: a department or another title, no person and no company."""
    return is_department(part_from_organization(part, company)[0]) or (
        is_title(part) and not is_organization(part, company)
    )


def _kind(words: str) -> str:
    media = re.search(r"media|press|news|journalist|public relations|\bpr\b", words, re.IGNORECASE)
    investors = re.search(r"investor|analyst|(?:share|stock)holder|\bir\b", words, re.IGNORECASE)
    if bool(media) == bool(investors):
        return ContactKind.BOTH.value
    return ContactKind.MEDIA.value if media else ContactKind.INVESTORS.value


def _contact(draft: _Draft) -> Contact:
    return Contact(
        kind=draft.kind,
        label=draft.label,
        organization=draft.organization or draft.above,
        person=draft.person,
        title=draft.title,
        phone=draft.phone,
        email=draft.email,
    )
