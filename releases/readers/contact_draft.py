"""A contact while its lines are read, and what only all contacts of a release tell about each."""

import re
from dataclasses import dataclass, field, replace

from releases.document import Contact
from releases.readers.labels import kind as kind_of
from releases.readers.people import is_person
from releases.vocabulary import ContactKind

#: Mailboxes that say whom they answer.
_ADDRESSES = dict.fromkeys(
    ("investors", "investor", "ir", "investor.relations"), ContactKind.INVESTORS
) | dict.fromkeys(("media", "press", "pr", "news"), ContactKind.MEDIA)


@dataclass(slots=True)
class Draft:
    """What has been read of one contact so far."""

    kind: str
    label: str
    line: int | None = None
    above: str = ""  # the organization that stands above several labels
    shares: str = ""  # the company of the person above, unless one of its own follows
    goes_on: bool = False  # begun by "or" or a second person: its label is that of the contact before
    is_told: bool = False  # its kind stands beside the name, not in the label
    is_guessed: bool = False  # the organization is written like a person, and stood above one
    others: list[str] = field(default_factory=list)  # people who share everything with this one
    lines: list[tuple[str, int | None]] = field(default_factory=list)  # as they were printed
    heads: bool = False  # the company stood on a line of its own above the person
    organization: str = ""
    person: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""

    def is_empty(self) -> bool:
        return not (self.organization or self.person or self.title or self.phone or self.email)

    def has_reach(self) -> bool:
        return bool(self.phone or self.email)


def fields(draft: Draft) -> tuple[str, ...]:
    """Everything that is printed of the contact."""
    return draft.label, draft.organization, draft.person, draft.title, draft.phone, draft.email


def is_same(draft: Draft, other: Draft) -> bool:
    """Whether a contact says nothing that another one doesn't, but for the country's code before a number."""
    numbers = [re.sub(r"\D", "", contact.phone).lstrip("1") for contact in (draft, other)]
    return (
        draft.person == other.person
        and numbers[0] == numbers[1]
        and draft.email in ("", other.email)
        and draft.title in ("", other.title)
        and draft.organization in ("", other.organization)
    )


def shared_company(draft: Draft) -> str:
    """The company that stands above several people, each with a number of his own."""
    return (draft.organization if draft.heads and draft.has_reach() else "") or draft.shares


def contact_of(draft: Draft) -> Contact:
    return Contact(
        kind=draft.kind,
        label=draft.label,
        organization=draft.organization or draft.shares or draft.above,
        person=draft.person,
        title=draft.title,
        phone=draft.phone,
        email=draft.email,
    )


def settle(drafts: list[Draft]) -> None:
    """Complete the contacts by what stands in the others: whom each answers, which is the firm, whose mailbox it is."""
    drafts[:] = [one for draft in drafts for one in _parted(draft)]
    _tell_by_titles(drafts)
    for draft in drafts:
        _tell_by_address(draft)
    _share_mailboxes(drafts)


def is_nobody(draft: Draft) -> bool:
    """Whether lines below a contact make no other one: nothing reaches it, and it is no person with a title."""
    return draft.goes_on and not draft.has_reach() and not (draft.person and draft.title)


def _parted(draft: Draft) -> list[Draft]:
    """The contact, once for each of the people who share it."""
    people, firm = [draft.person, *draft.others], draft.organization
    if draft.is_guessed and _is_shared(draft):
        people, firm = [firm, *people], ""
    if len(people) == 1:
        return [draft]
    return [
        replace(draft, person=name, organization=firm, others=[], goes_on=draft.goes_on or at > 0)
        for at, name in enumerate(people)
    ]


def _is_shared(draft: Draft) -> bool:
    """Whether the mailbox is for everybody named above it: neither its host nor its name is one of theirs."""
    box, _, host = (re.sub(r"[^a-z@]", "", draft.email.lower())).partition("@")
    names = [re.sub(r"[^a-z ]", "", name.lower()) for name in (draft.organization, draft.person)]
    if not host or any(name.replace(" ", "") in host for name in names) or host.startswith(names[0][:4]):
        return False
    return not any(len(part) > 2 and part in box for name in names for part in name.split())


def _tell_by_titles(drafts: list[Draft]) -> None:
    """Whom people below one label answer, where their titles part them: one of investor relations, one of media relations."""
    # Of people below one label only their mailboxes may tell: investors@ and media@.
    by_address = [_ADDRESSES.get(draft.email.partition("@")[0].lower()) for draft in drafts]
    if {ContactKind.INVESTORS, ContactKind.MEDIA} <= set(by_address) and len({draft.label for draft in drafts}) == 1:
        for draft, kind in zip(drafts, by_address, strict=True):
            if kind and draft.kind == ContactKind.BOTH.value:
                draft.kind = kind.value
    told = {index: kind_of(draft.title) for index, draft in enumerate(drafts) if draft.kind == ContactKind.BOTH.value}
    if {ContactKind.INVESTORS.value, ContactKind.MEDIA.value} <= set(told.values()):
        for index, kind in told.items():
            drafts[index].kind = kind
    for draft in drafts:
        if len(drafts) > 1 and draft.kind == ContactKind.BOTH.value and draft.title == "Media Relations":
            draft.kind = ContactKind.MEDIA.value


def _share_mailboxes(drafts: list[Draft]) -> None:
    """Give a mailbox below several people of one label, each with a number, to all of them."""
    for at in range(len(drafts) - 1, 0, -1):
        draft, above = drafts[at], drafts[at - 1]
        is_mailbox = draft.email.partition("@")[0].lower() in (*_ADDRESSES, "info", "contact")
        is_same = (above.label, above.kind) == (draft.label, draft.kind) and draft.organization in (
            "",
            above.organization,
        )
        if is_mailbox and is_same and above.person and above.phone and not above.email:
            above.email = draft.email


def _tell_by_address(draft: Draft) -> None:
    """Exchange a firm and a person that are both written like people, where the e-mail's host is called like the firm."""
    host = re.sub(r"[^a-z]", "", draft.email.partition("@")[2].lower())
    firm, person = (re.sub(r"[^a-z]", "", words.lower()) for words in (draft.person, draft.organization))
    if host and firm and firm in host and person not in host and is_person(draft.organization):
        draft.organization, draft.person = draft.person, draft.organization
