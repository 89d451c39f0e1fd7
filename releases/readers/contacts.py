"""Contacts: a label, then organization, person, title, telephone and e-mail, one per line or several on one."""

import re

from releases.document import Contact
from releases.readers import contact_line, contact_sentence, reach
from releases.readers.contact_draft import Draft, contact_of, fields, is_nobody, is_same, settle, shared_company
from releases.readers.labels import GROUP, bare_label, inline_label, label
from releases.readers.labels import kind as kind_of
from releases.readers.people import is_department, is_organization, is_person, is_title
from releases.readers.reading import Notice, excerpt
from releases.vocabulary import ContactKind

#: Behind a name, whom the person answers: "Karen Doyle, 215-555-0105 (Investors)".
_ROLE = re.compile(
    r"\s*(?:\((?P<inside>(?:for )?{who})\)(?=\s*(?:$|[,;]))|,\s+(?=\w+$)(?P<role>(?:for )?{who})\s*$)".replace(
        "{who}", r"(?:investors?|media|press|analysts?)(?:\s+(?:relations|inquiries|contact))?"
    ),
    re.IGNORECASE,
)
_ROLE_AHEAD = re.compile(r"(?P<inside>(?!))?(?P<role>investors?|media|press)\s*,\s+(?=[A-Z])", re.IGNORECASE)
_SEVERAL = re.compile(
    r";\s*(?:or|and)?\s*|,\s*or\s+(?=(?:investors?|media|press)\b|(?-i:[A-Z][\w.’'-]+ [A-Z]))", re.IGNORECASE
)
#: "Ana Ruiz, Investor Relations, or Paul Orr, Treasurer, both of Tern Hollow, Inc., +1-609-555-0176", as PR Newswire writes it.
_BOTH_OF_BEHIND = re.compile(
    r"(?P<first>.+?\d.+?),?\s+or\s+(?P<second>.+?\d.+?),\s+(?:both|all)\s+of\s+(?P<name>[A-Z].{2,80})"
)
_BOTH_OF = re.compile(
    r"(?P<first>.+?),?\s+or\s+(?P<second>.+?),\s+(?:both|all)\s+of\s+(?P<name>.+?),\s+(?P<reach>[+(\d].*)"
)
#: "…, for Tern Hollow, Inc." behind an agency's number.
_FOR = re.compile(r",?\s+(?:(?:both|all)\s+)?(?:for|on behalf of)\s+(?:the\s+)?[A-Z][A-Za-z&.,’' -]{2,60}$")
#: Likewise before it.
_FOR_AND_NUMBER = re.compile(r",?\s+for\s+(?:the\s+)?[A-Z][A-Za-z&.’' -]{2,50}?(?=,\s*[+(\d])")
#: "Ana Ruiz, 617-555-0100 or Max Oat, 617-555-0101, both for Tern Hollow": an agency's people.
_BOTH_FOR = re.compile(r"(?P<people>.+\d.+?),\s+(?:both|all)\s+for\s+[A-Z].{2,80}")
_OR = re.compile(r"(?<=\d),?\s+or\s+(?=[A-Z])")


_ROLE_ALONE = re.compile(
    r"\((?:for )?(?:investors?|media|press|analysts?)(?:(?:,| and| &) (?:investors?|media|press|analysts?))*\)",
    re.IGNORECASE,
)
#: "Tern Hollow Contacts:" of one company among several.
_OWN_CONTACTS = re.compile(
    r"(?P<name>(?!For\b|Additional\b|Further\b|More\b|General\b)[A-Z][\w&’'.-]+(?: [A-Z][\w&’'.-]+){0,3}?)(?<!Investor)(?<!Investors)(?<!Media)(?<!Press)(?<!Relations)(?:['’]s?)? Contacts?:?"
)
#: "Ana Ruiz or Max Oat, 617-555-0100".
_TWO_PEOPLE = re.compile(
    r"(?P<first>[A-Z][\w.’' -]{3,40}?) or (?P<second>[A-Z][\w.’' -]{3,40}?)(?:,\s+|\s+(?:at\s+)?)(?P<reach>[+(\d][\d ().+-]{6,22})"
)
_RELATIONS = re.compile(r"(?:Media|Press|Investors?)(?: (?:Relations|Contacts?|Inquiries))?")
_OPEN = re.compile(r"[\w.,] (?:and|&|of)$|, (?:Corporate|Investor|Public|Media|Global|Medical|Scientific|Business)$")
#: The second line of a title: "and Chief Financial Officer".
_GOES_ON = re.compile(r"(?:and|&|of|for)\s+[A-Z]")
#: People who share one way to be reached.
_MOST_TOGETHER = 5
#: Countries above contacts, where a company has some in several.
_COUNTRIES = frozenset(
    (
        "United States",
        "US",
        "U.S.",
        "USA",
        "Europe",
        "EU",
        "UK",
        "United Kingdom",
        "Japan",
        "Canada",
        "Germany",
        "Switzerland",
        "France",
        "China",
        "Asia",
        "Israel",
    )
)
#: "Gull Partners on behalf of Tern Hollow | 617-555-0100".
_BEHALF = re.compile(r"\s+on behalf of\s+(?:the\s+)?[A-Z][\w&.’' -]{2,60}?(?=\s*(?:[|,;]|$))")


def read(
    lines: list[tuple[str, int | None]], company: str, notices: list[Notice], city: str = ""
) -> tuple[tuple[Contact, ...], list[tuple[str, int | None]]]:
    """The contacts that these lines make, and the lines that have no place in any of them. ``city`` is the dateline's."""
    reader = _Reader(company, notices, city)
    in_sentences, others = [], []
    for line in lines:
        contact = contact_sentence.read(line[0])
        if contact:
            in_sentences.append((line, contact))
        else:
            others.append(line)
    whole = _whole(others)
    below = [words for words, _ in whole[1:]]
    heads = {
        words
        for (words, _), following in zip(whole, below, strict=False)
        if _OWN_CONTACTS.fullmatch(words) and (label(following) or bare_label(following))
    }
    reader.groups = heads if len(heads) > 1 else set()
    for at, (words, number) in enumerate(whole):
        below = whole[at + 1][0].split(",")[0] if at + 1 < len(whole) else ""
        reader.next_is_person = is_person(below, company)
        reader.take(words, number)
    found, left = reader.finish()
    reached = {contact.email or contact.phone for contact in found}
    added = []
    for line, contact in in_sentences:
        if (contact.email or contact.phone) in reached:
            left.append(line)
        else:
            added.append(contact)
    return (*found, *added), left


def _whole(lines: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """The lines with a title in one that is set in two: "Vice President, Investor Relations and" above "Communications"."""
    whole: list[tuple[str, int | None]] = []
    for words, number in lines:
        words = words.replace("\u00a0", " ")
        goes_on = (
            bool(whole) and bool(_GOES_ON.match(words)) and is_title(whole[-1][0]) and not reach.is_there(whole[-1][0])
        )
        if whole and (_OPEN.search(whole[-1][0]) or goes_on):
            whole[-1] = (f"{whole[-1][0]} {words}", whole[-1][1])
        else:
            whole.append((words, number))
    return whole


class _Reader:
    """Remembers the contact that a line goes on with, and the organization that stands above several of them."""

    def __init__(self, company: str, notices: list[Notice], city: str):
        self.company, self.notices, self.city = company, notices, city
        self.drafts: list[Draft] = []
        self.left: list[tuple[str, int | None]] = []
        self.above = ""
        self.next_is_person = False  # on the line below
        self.groups: set[str] = set()  # lines that head the contacts of one company among several
        self.dropped: list[tuple[str, int | None]] = []  # "Tel:", "E-mail:", "(Investors)"
        self.all_above: list[tuple[str, int | None]] = []

    def finish(self):
        self._drop_empty()
        self._drop_nobodies()
        self._drop_repeated()
        for at, (name, number) in enumerate(self.all_above):
            if not any(draft.above == name and not (draft.organization or draft.shares) for draft in self.drafts):
                self.left.append((name, number))
            elif name in (before for before, _ in self.all_above[:at]):
                message = f"{excerpt(name)} was left out: it stands above the contacts twice."
                self.notices.append(Notice(message, number, left_out=name))
        if self.dropped:
            words = " ".join(word for word, _ in self.dropped)
            self.notices.append(
                Notice(
                    f"Left out of the contacts: {excerpt(words)}; the page names telephone and e-mail itself.",
                    self.dropped[0][1],
                    left_out=words,
                )
            )
        settle(self.drafts)
        return tuple(contact_of(draft) for draft in self.drafts), self.left

    def take(self, words: str, number: int | None) -> None:
        if words.lower().strip(" -–—.") in ("or", "and/or"):
            if self.drafts and not self.drafts[-1].is_empty():
                last = self.drafts[-1]
                self.drafts.append(
                    Draft(last.kind, last.label, number, goes_on=True, shares=shared_company(last), above=last.above)
                )
            return None
        if self._goes_on_with_title(words):
            draft = self.drafts[-1]
            draft.title = f"{draft.title}, {words}"
            draft.lines.append((words, number))
            return None
        if role := _ROLE_ALONE.fullmatch(words):
            # "(Investors)" below a name.
            draft = self.drafts[-1] if self.drafts else None
            if draft and draft.person:
                draft.kind, draft.is_told = kind_of(words), True
                self.dropped += [(word, number) for word in re.findall(r"[^\W\d_]+", role[0])]
                return None
        if (region := reach.REGION.match(words)) and reach.is_there(words):
            self.dropped += [(word, number) for word in re.findall(r"[^\W\d_]+", region[0])]
            words = words[region.end() :]
        if group := GROUP.fullmatch(words) or (words in self.groups and _OWN_CONTACTS.fullmatch(words)):
            self._head(group["name"], words[: group.start("name")], number)
            return None
        named = (
            (words if words in _COUNTRIES and self._is_between() else "")
            or label(words)
            or bare_label(words)
            or (words if self._is_own_media(words) else "")
        )
        # "Investor Relations" below a label and a company is the title of nobody in particular.
        if named and words[-1] not in ":–—-" and self._is_open_title(words):
            named = ""
        pair = None if named else inline_label(words)
        if named or pair:
            self._begin(named or pair[0], number)
            if not pair:
                return None
            words = pair[1]
            if label(words) or inline_label(words):
                return self.take(words, number)
        several = [part for part in re.split(r";\s*(?:or\s+)?", words) if part]
        if len(several) > 1 and any(_BOTH_OF.fullmatch(part) or _BOTH_OF_BEHIND.fullmatch(part) for part in several):
            for part in several:
                self.take(part, number)
            return None
        printed = words
        if both := _BOTH_FOR.fullmatch(words):
            words = _OR.sub("; ", both["people"])
        elif both := _BOTH_OF.fullmatch(words):
            words = "; ".join(f"{both[one]} of {both['name']}, {both['reach']}" for one in ("first", "second"))
        elif (both := _BOTH_OF_BEHIND.fullmatch(words)) and all(
            reach.is_there(both[one]) for one in ("first", "second")
        ):
            words = "; ".join(f"{both[one]}, {_FOR.sub('', both['name'])}" for one in ("first", "second"))
        two = _TWO_PEOPLE.fullmatch(words)
        if two and all(is_person(two[one], self.company) for one in ("first", "second")):
            words = f"{two['first']}, {two['reach']}; {two['second']}, {two['reach']}"
        self._drop(printed, words, number)
        parts = _SEVERAL.split(words) if reach.is_there(words) and len(words) > 60 else [words]
        if not all(reach.is_there(part) for part in parts):
            parts = [words]
        for index, part in enumerate(parts):
            if index and inline_label(part.strip()):
                self.take(part.strip(), number)
                continue
            if index:
                last = self.drafts[-1] if self.drafts else Draft(ContactKind.BOTH.value, "")
                self.drafts.append(
                    Draft(last.kind, last.label, number, goes_on=True, shares=shared_company(last), above=last.above)
                )
            self._line(part.strip(), number)
        return None

    def _drop(self, printed: str, kept: str, number: int | None) -> None:
        """Remember the words and numbers of a line that no contact keeps, such as "Tel:" and "(Investors)"."""
        left = re.findall(r"[^\W_]+", kept)
        for word in re.findall(r"[^\W_]+", printed):
            if word in left:
                left.remove(word)
            else:
                self.dropped.append((word, number))

    def _head(self, name: str, before: str, number: int | None) -> None:
        """Remember the company that heads a group of contacts: "Contacts Tern Hollow:"."""
        self._drop_empty()
        self.above = name
        self.all_above.append((name, number))
        self.dropped += [(word, number) for word in re.findall(r"[^\W\d_]+", before)]
        self.drafts.append(Draft(ContactKind.BOTH.value, "", number, above=name, goes_on=True))

    def _is_between(self) -> bool:
        """Whether the contact before is whole, or none has begun."""
        return not self.drafts or self.drafts[-1].is_empty() or self.drafts[-1].has_reach()

    def _is_own_media(self, words: str) -> bool:
        """ "Tern Hollow Media" where the company is called so, or "Tern Hollow Investors" was a label before."""
        name = words.removesuffix(" Media")
        return name != words and (
            name == self.company or any(draft.label == f"{name} Investors" for draft in self.drafts)
        )

    def _goes_on_with_title(self, words: str) -> bool:
        """Whether a department stands on the line below a title: "Senior Vice President" above "Investor Relations"."""
        draft = self.drafts[-1] if self.drafts else None
        return bool(
            draft
            and draft.person
            and draft.lines
            and draft.title
            and draft.lines[-1][0] == draft.title
            and not draft.has_reach()
            and not self.next_is_person
            and is_department(words)
        )

    def _is_open_title(self, words: str) -> bool:
        if self.next_is_person and _RELATIONS.fullmatch(words):
            return False
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
        self.drafts.append(Draft(kind_of(words), words, number, above=self.above))

    def _drop_empty(self) -> None:
        """Remove an empty contact: a heading over others, or the label of one that was left out."""
        if not self.drafts:
            return
        last = self.drafts[-1]
        if last.is_empty():
            self.drafts.pop()
            self._notice_heading(last)

    def _drop_nobodies(self) -> None:
        """Give back the lines behind the last way to reach somebody that make no contact: notes, titles of tables."""
        last = next((at for at in range(len(self.drafts) - 1, -1, -1) if self.drafts[at].has_reach()), len(self.drafts))
        for draft in self.drafts[last + 1 :]:
            if is_nobody(draft):
                self.left.extend(draft.lines)
        self.drafts = [draft for at, draft in enumerate(self.drafts) if at <= last or not is_nobody(draft)]
        self.left.sort(key=lambda line: line[1] or 0)

    def _drop_repeated(self) -> None:
        """Remove who stands there twice, as below the text of PR Newswire and again among its codes."""
        kept: list[Draft] = []
        named: dict[str, Draft] = {}
        for draft in self.drafts:
            other = named.setdefault(draft.person, draft)
            if draft.person and draft.phone and other is not draft and is_same(draft, other):
                words = " ".join(filter(None, fields(draft)))
                self.notices.append(
                    Notice(
                        f"{excerpt(words)} was left out: the contact stands there twice.", draft.line, left_out=words
                    )
                )
            else:
                kept.append(draft)
        self.drafts = kept

    def _notice_heading(self, draft: Draft) -> None:
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
        if reach.is_text(words):
            self.left.append((words, number))
            return
        if not self.drafts:
            self.drafts.append(Draft(ContactKind.BOTH.value, "", number))
        if self._place(words, number):
            self.drafts[-1].lines.append((words, number))
        else:
            self.left.append((words, number))

    def _place(self, words: str, number: int | None) -> bool:
        """Put the parts of a line into the last contact, or a new one when it is complete; False when they don't fit."""
        role = _ROLE.search(words) or _ROLE_AHEAD.match(words)
        printed = words
        if role and not (reach.is_there(words) or _is_name(words[: role.start()].strip(), self.company)):
            role = None
        if role:
            words = words.replace(role[0], " ", 1).strip()
        words = _FOR_AND_NUMBER.sub("", _BEHALF.sub("", words))
        if reach.is_there(words) and (behind := _FOR.search(words)):
            words = words[: behind.start()]
        pieces, phones, emails = reach.cut(words)
        if len(words) > 250:
            return False
        first, *others = contact_line.people(words, self.company)
        person, title, organization, rest = contact_line.sort([first] if others else pieces, self.company, self.city)
        if rest or (organization and contact_line.names_nothing(organization)):
            return False
        draft = self.drafts[-1]
        is_name_alone = person and not (title or organization or phones or emails or others)
        if (
            is_name_alone
            and draft.is_guessed
            and not (draft.title or draft.has_reach())
            and len(draft.others) < _MOST_TOGETHER
        ):
            draft.others.append(person)
            return True
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
                is_named = bool(re.search(r"media|investor", organization, re.IGNORECASE))
                answers = kind_of(organization) if is_named else draft.kind
                self.drafts.append(
                    draft := Draft(
                        kind_of(draft.label) if draft.is_told and not is_named else answers,
                        draft.label,
                        number,
                        goes_on=True,
                        is_told=is_named,
                        above=draft.above,
                        organization=shared,
                        shares="" if organization else shared_company(draft),
                    )
                )
        if person and draft.person and not (draft.organization or draft.title or draft.has_reach()):
            # Two names below one another: the first is that of a firm, unless the mailbox below says otherwise.
            draft.organization, draft.person, draft.is_guessed = draft.person, "", True
        if (person and draft.person) or (title and draft.title) or (organization and draft.organization):
            return False
        draft.heads = draft.heads or bool(organization and not (person or phones or emails or draft.person))
        title = title.removeprefix("(").removesuffix(")") if title.count("(") == 1 and title.startswith("(") else title
        draft.person, draft.title = person or draft.person, title or draft.title
        draft.others.extend(others)
        draft.organization = organization or draft.organization
        if role:
            draft.kind, draft.is_told = kind_of(role["role"] or role["inside"]), True
        draft.phone = "; ".join(filter(None, [draft.phone, *phones]))
        draft.email = "; ".join(filter(None, [draft.email, *emails]))
        self._drop(printed, " ".join([person, *others, title, organization, *phones, *emails]), number)
        return True


def _is_name(words: str, company: str) -> bool:
    return is_person(words, company) or is_organization(words, company)
