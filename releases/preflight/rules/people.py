"""People: their titles, whom to ask, and who said what."""

import re
from collections.abc import Iterator

from releases.document import Contact, richtext
from releases.preflight import occasion, spelling
from releases.preflight.catalogue import rule
from releases.preflight.context import Context, KnownContact
from releases.preflight.finding import Hit, Level, Place, normalised
from releases.preflight.passage import Part, Passage, Span
from releases.preflight.view import PROSE, View

_INVESTORS = ("investors", "both")
#: Mailboxes of an office, not of a person.
_ROLES = frozenset(
    "info ir media press pr investors investor contact hello office news communications corporate relations enquiries inquiries".split()
)
#: A quotation of fewer words may be a term, a title or a scare quote.
_SHORTEST_QUOTATION = 8


@rule(
    "B11",
    Level.QUERY,
    "People have the title that is on record, and a mail address that is theirs.",
    source="PR Newswire, Reading for detail; the contact records",
)
def titles(view: View, context: Context) -> Iterator[Hit]:
    date = occasion.day(view, context)
    for known in context.contacts:
        contact = known.contact
        if not (contact.person and contact.title) or (date and not known.is_active_on(date)):
            continue
        pattern = re.compile(
            rf"(?<!\w){re.escape(contact.person)}(?:,\s(?:M\.?D\.?|Ph\.?D\.?|MBA|J\.?D\.?|CFA))*,\s(?P<title>[A-Z][^.;:“”\"\n]{{3,120}})"
        )
        for passage in view.of(*PROSE):
            for match in pattern.finditer(passage.text):
                said = match["title"]
                if not _begins_with(said, contact.title) and _is_title(said):
                    yield passage.hit(
                        match.start(),
                        match.end(),
                        f"On record {contact.person} is {contact.title}. Correct the text or the record.",
                        evidence=f"{contact.title} on record",
                        suggestion=f"{contact.person}, {contact.title}",
                    )
    for index, contact in enumerate(view.document.contacts):
        if near := _nearly_theirs(contact):
            yield Hit(
                place=Place(f"contacts[{index}].email", 0, len(contact.email)),
                quote=contact.email,
                message=f"The mail address spells “{near}” otherwise than {contact.person}. Check both.",
                evidence=f"{near} and {contact.person}",
            )


def _begins_with(said: str, title: str) -> bool:
    said, title = normalised(said).replace(" and ", " & "), normalised(title).replace(" and ", " & ")
    return said.startswith(title)


def _is_title(said: str) -> bool:
    return bool(
        re.search(
            r"\b(?:Officer|President|Director|Chair\w*|Head|Manager|Partner|Counsel|Secretary|Treasurer|Professor|Founder)\b",
            said[:80],
        )
    )


def _nearly_theirs(contact: Contact) -> str:
    """The part of the mail address that is the surname but for one or two letters; "" for mailboxes and initials."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", contact.person)]
    local = contact.email.partition("@")[0].casefold()
    parts = [part for part in re.split(r"[^a-zà-ÿ]+", local) if part]
    if len(words) < 2 or not parts or set(parts) & _ROLES or any(word in local for word in words if len(word) > 2):
        return ""
    surname = words[-1]
    for part in parts:
        for tail in (part, part[1:]):  # "jsmyth" as well as "smyth"
            if len(surname) >= 4 and tail[:2] == surname[:2] and 1 <= spelling.distance(tail, surname, 2) <= 2:
                return part
    return ""


@rule(
    "B12",
    Level.BLOCK,
    "Somebody can be asked, and the contacts are those on record.",
    source="Service terms of the wires: an identifiable source with phone or mail address; the contact records",
)
def contacts(view: View, context: Context) -> Iterator[Hit]:
    document, date = view.document, occasion.day(view, context)
    for index, contact in enumerate(document.contacts):
        known = _record(contact, context)
        if known is None:
            continue
        for name in ("phone", "email"):
            said, recorded = getattr(contact, name), getattr(known.contact, name)
            if said and recorded and _plain(name, said) != _plain(name, recorded):
                yield Hit(
                    place=Place(f"contacts[{index}].{name}", 0, len(said)),
                    quote=said,
                    message=f"On record {contact.name} has {recorded}. Correct the text or the record.",
                    evidence=f"{recorded} on record",
                    suggestion=recorded,
                )
        if date and not known.is_active_on(date):
            field = next(
                name for name in ("person", "organization", "title", "email", "phone") if getattr(contact, name)
            )
            yield Hit(
                place=Place(f"contacts[{index}].{field}", 0, len(contact.name)),
                quote=contact.name,
                message=f"{contact.name} does not answer on {date:%B} {date.day}, {date.year}. Name who does.",
                evidence=f"active from {known.active_from or '…'} to {known.active_until or '…'}",
            )
    if not any(contact.kind in _INVESTORS and (contact.phone or contact.email) for contact in document.contacts):
        yield Hit(
            place=Place("contacts"),
            message="No contact for investors has a phone number or mail address. Link one.",
            evidence="no contact for investors",
        )


def _record(contact: Contact, context: Context) -> KnownContact | None:
    if contact.key:
        return next((known for known in context.contacts if known.contact.key == contact.key), None)
    named = [known for known in context.contacts if contact.person and known.contact.person == contact.person]
    return named[0] if len(named) == 1 else None


def _plain(name: str, value: str) -> str:
    return re.sub(r"\D", "", value)[-10:] if name == "phone" else value.casefold()


@rule(
    "C17",
    Level.QUERY,
    "Every quotation has a speaker with a title, and is new.",
    source="AP Stylebook: quotations in the news",
)
def quotations(view: View, context: Context) -> Iterator[Hit]:
    older = {_words_of(quotation) for release in context.older for quotation in release.quotations}
    body = view.of(Part.BODY)
    for index, passage in enumerate(body):
        for quoted in passage.quoted:
            words = passage.text[quoted.start : quoted.end]
            if len(words.split()) < _SHORTEST_QUOTATION:
                continue
            if _words_of(words) in older:
                yield passage.hit(
                    quoted.start,
                    quoted.end,
                    "An earlier release has this quotation word for word. Ask for a new one, or say why not.",
                    evidence="identical to an earlier one",
                )
            if not _has_speaker(body, index, quoted, view):
                yield passage.hit(
                    quoted.start,
                    quoted.end,
                    "Nobody is named for this quotation within two sentences. Say who said it.",
                    evidence="no speaker",
                )
    yield from _untitled(view, body)


def _has_speaker(body: tuple[Passage, ...], index: int, quoted: Span, view: View) -> bool:
    """Whether a speaker whom the document knows, or a verb of saying with a name, stands in or beside the passage."""
    passage = body[index]
    near = passage.text[max(0, quoted.start - 400) : quoted.start] + passage.text[quoted.end : quoted.end + 400]
    if index:
        near += body[index - 1].text[-400:]
    if not passage.text[quoted.start : quoted.end].endswith(("”", '"')) and index + 1 < len(body):
        near += body[index + 1].text[:600]  # the quotation goes on in the next paragraph
    if any(quotation.speaker.split(",")[0] in near for quotation in view.document.quotations):
        return True
    return bool(_SPOKEN.search(near))


_SPOKEN = re.compile(
    r"\b(?:said|says|commented|comments|stated|states|added|adds|noted|notes|remarked|continued|concluded|explained|according to|wrote|entitled|titled|called|defined|publication|paper|article|manuscript|poster|abstract|presentation|journal|[Tt]itle)\b"
)


def _untitled(view: View, body: tuple[Passage, ...]) -> Iterator[Hit]:
    plain = " ".join(passage.text for passage in body)
    judged = set()
    for quotation in view.document.quotations:
        name = re.sub(r"^(?:Dr|Prof|Mr|Ms|Mrs)\.\s", "", quotation.speaker.split(",")[0])
        surname = name.split()[-1] if name.split() else ""
        if quotation.title or not surname or surname in judged:
            continue
        judged.add(surname)
        introduced = re.search(
            rf"\b{re.escape(surname)}(?:, [A-Z][\w.]{{1,6}}){{0,3}},? (?:[\w’' -]{{0,20}}\b)?(?:the |our |[Cc]hief|[Pp]resident|[Vv]ice|[Pp]rofessor|[Dd]irector|[Hh]ead|[Cc]hair|[Ff]ounder|[Ii]nvestigator|to |as |will )",
            plain,
        )
        again = len(re.findall(rf"\b{re.escape(surname)}\b", plain)) > 1
        if introduced or again:
            continue
        for passage in body:
            place = passage.text.find(name)
            if place >= 0:
                yield passage.hit(
                    place, place + len(name), f"{name} is quoted without a title. Say who that is.", evidence="no title"
                )
                break


def _words_of(quotation: str) -> str:
    return re.sub(r"\W+", " ", normalised(richtext.plain(quotation) if "<" in quotation else quotation)).strip()
