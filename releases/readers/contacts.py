"""Contacts: a label, then organization, person, title, telephone and e-mail, one per line or several on one."""

import re
from dataclasses import dataclass

from releases.document import Contact
from releases.readers import contact_line, reach
from releases.readers.labels import bare_label, inline_label, label
from releases.readers.labels import kind as kind_of
from releases.readers.people import is_person
from releases.readers.reading import Notice, excerpt
from releases.vocabulary import ContactKind

#: Behind a name, whom the person answers: "Karen Doyle, 215-555-0105 (Investors)".
_ROLE = re.compile(
    r"\s*(?:\(|,\s+(?=\w+$))(?P<role>(?:for )?(?:investors?|media|press|analysts?)(?:\s+(?:relations|inquiries|contact))?)\)?\s*$",
    re.IGNORECASE,
)
_ROLE_AHEAD = re.compile(r"(?P<role>investors?|media|press)\s*,\s+(?=[A-Z])", re.IGNORECASE)
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
        parts = _SEVERAL.split(words) if reach.is_there(words) and len(words) > 60 else [words]
        if not all(reach.is_there(part) for part in parts):
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
        self.drafts.append(_Draft(kind_of(words), words, number, above=self.above))

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
        if role and not (reach.is_there(words) or is_person(words[: role.start()].strip(), self.company)):
            role = None
        if role:
            words = words.replace(role[0], " ", 1).strip()
        pieces, phones, emails = reach.cut(words)
        if len(words) > 250:
            return False
        person, title, organization, rest = contact_line.sort(pieces, self.company)
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
                answers = (
                    kind_of(organization) if re.search(r"media|investor", organization, re.IGNORECASE) else draft.kind
                )
                self.drafts.append(draft := _Draft(answers, draft.label, number, goes_on=True, organization=shared))
        if (person and draft.person) or (title and draft.title) or (organization and draft.organization):
            return False
        draft.person, draft.title = person or draft.person, title or draft.title
        draft.organization = organization or draft.organization
        if role:
            draft.kind = kind_of(role["role"])
        draft.phone = "; ".join(filter(None, [draft.phone, *phones]))
        draft.email = "; ".join(filter(None, [draft.email, *emails]))
        kept = re.findall(r"[^\W\d_]+", " ".join([*pieces, *phones, *emails]))
        for word in re.findall(r"[^\W\d_]+", printed):
            if word in kept:
                kept.remove(word)
            else:
                self.dropped.append((word, number))
        return True


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
