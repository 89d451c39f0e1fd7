"""Every block behind the front matter finds its place: body, about section, safe harbor, note, contact, source."""

import re
from dataclasses import dataclass, field

from releases.document.richtext import Node
from releases.readers import contact_sentence, labels, layout, notes, people, reach, standing
from releases.readers.blocks import Block, block, ends_sentence, plain, plain_lines, told, without
from releases.readers.reading import Notice, excerpt
from releases.readers.standing import Kind

#: A longer paragraph below the contacts is text, not an address.
_LONGEST_CONTACT_LINE = 200
#: "Key figures", "Operational highlights", "Conference call": a subject's usual words and few others.
_MODEST = re.compile(
    r"[A-Z][\w’'-]*(?: [\w’'&-]+){0,4} (?:highlights|figures|results|review|call|webcast|calendar|outlook|guidance|events|update|overview|background|"
    r"design|safety|efficacy|findings|position|developments|summary|milestones|information|presentation|measures|agreement)"
    r"|Use of proceeds|(?:Terms|Details|Background|Conditions) of the [a-z]+(?: [a-z]+)?|(?:Highlights|Outlook|Guidance|Summary|Background|Efficacy|Safety|Advisors|Advisers|Pipeline)"
)
#: A second statement, of a company that it names: "Gull Forward-Looking Statements".
_PARTNER_S = re.compile(
    r"(?!Forward|Cautionary|Safe|Special|Note|Disclosure|Important|Statement|Additional|Further|Information|Disclaimer|The |Our |Use )[A-Z]\S+(?: [A-Z]\S+){0,3}? (?:Forward|Cautionary|Safe|Disclosure)"
)
_BEHALF = re.compile(r"on behalf of (?:the|our) (?:board|company)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*[\[(]?(?P<mark>\d{1,3})[.)\]]?\s+(?=\S)")
#: How far below a company's name the way to reach it stands, when no label heads the contacts.
_CONTACT_REACH = 5
#: Blocks above a note in which something refers to it.
_NOTE_REACH = 200


@dataclass(slots=True)
class Arrangement:
    """The blocks by their place. ``body`` holds everything that has no other."""

    body: list[Block] = field(default_factory=list)
    sections: list[tuple[str, list[Block]]] = field(default_factory=list)
    trademark_notes: list[Block] = field(default_factory=list)
    footnotes: list[tuple[str, Block]] = field(default_factory=list)
    safe_heading: str = ""
    safe_harbor: list[Block] = field(default_factory=list)
    contacts: list[tuple[str, int | None]] = field(default_factory=list)
    source: str = ""
    distributor: str = ""
    strays: list[Block] = field(default_factory=list)


def arrange(blocks: list[Block], notices: list[Notice]) -> Arrangement:
    """Sort the blocks; what follows the standing texts without being one is kept at the end of the body with a notice."""
    places = Arrangement()
    blocks = _without_page(blocks, notices)
    sorter = _Sorter(places, notices, notes.lone_numbers([part.node for part in blocks if part.is_paragraph]))
    for index, item in enumerate(blocks):
        sorter.put(item, blocks[index + 1 : index + 1 + _CONTACT_REACH])
    places.sections = _with_text(places)
    return places


def _with_text(places: Arrangement) -> list[tuple[str, list[Block]]]:
    """The sections, each with its text: a heading right above another one takes that one's section in, and a last one without
    any is the end of what stands above it."""
    result: list[tuple[str, list[Block]]] = []
    for heading, parts in places.sections:
        if result and not result[-1][1]:
            result[-1][1].extend([_line("h3", heading), *parts])
        else:
            result.append((heading, parts))
    if result and not result[-1][1]:
        heading, _ = result.pop()
        (result[-1][1] if result else places.body).append(_line("p", heading))
    return result


def _line(tag: str, words: str) -> Block:
    return block(Node(tag, {}, [words]), None)


def _without_page(blocks: list[Block], notices: list[Notice]) -> list[Block]:
    """The blocks without the short lines behind the source line to the very end, which are the page's: its tags, teasers and
    offers. Contacts, notes, tables and paragraphs of text behind it are the release's."""
    kinds = [standing.kind(part) for part in blocks]
    begin = next((at for at in range(len(blocks) - 1, -1, -1) if not _is_page_s(blocks[at], kinds[at])), -1) + 1
    if not begin or kinds[begin - 1] not in (Kind.SOURCE, Kind.DISTRIBUTOR):
        return blocks
    notices.extend(
        Notice(
            f"{excerpt(words)} was left out: behind the source line stands only what belongs to the page.",
            part.line,
            left_out=words,
        )
        for part in blocks[begin:]
        if (words := told(part))
    )
    return blocks[:begin]


def _is_page_s(item: Block, kind: Kind | None) -> bool:
    if kind is not None or item.node.tag in ("table", "ol"):
        return False
    return all(len(row) <= 160 and not row.endswith((".", ":")) and not reach.is_there(row) for row in _rows(item))


def _rows(item: Block) -> list[str]:
    if item.node.tag in ("ul", "ol"):
        return [node.words() for node in item.node.children]
    return [item.words or item.node.words()]


class _Sorter:
    """Remembers which standing text is open: the one that an ordinary paragraph goes on with."""

    def __init__(self, places: Arrangement, notices: list[Notice], lone_numbers: frozenset[str]):
        self.places = places
        self.notices = notices
        #: Numbers in brackets with which one paragraph begins, and no second one.
        self.lone_numbers = lone_numbers
        self.open = places.body
        self.is_tail = False
        self.in_contacts = False
        self.in_references = False
        self.signature = 0  # how many lines of one may still follow
        #: The level of marked headings that begin a section, as soon as one did; "" while they are plain lines.
        self.heading_tag = ""

    def put(self, item: Block, following: list[Block]) -> None:
        kind = standing.kind(item)
        # The statement under its heading, or one that goes on, need not begin a second one.
        if kind is Kind.SAFE_TEXT and (self.open is self.places.safe_harbor or self._is_partner_s()):
            kind = None
        if kind is Kind.FOOTNOTE and not self._is_note(item):
            kind = None
        if kind is None and not self.in_references and item.is_paragraph and (mark := self._bracketed(item)):
            self.places.footnotes.append((mark[0], block(without(item.node, mark[1]), item.line)))
            self._close()
            return
        if kind is None and self.in_references and (numbered := _numbered(item)):
            self.places.footnotes.extend(numbered)
            return
        if (
            kind is None
            and self.is_tail
            and not self.places.footnotes
            and (numbered := _first_of_notes(item, following))
        ):
            self.places.footnotes.extend(numbered)
            self.in_references = True
            self._close()
            return
        if kind is Kind.CONTACTS and _heads_text(item, following):
            kind = None
        if self._is_signed(item, kind):
            return
        if kind is None and self._heads_safe_harbor(item, following):
            kind = Kind.SAFE_HEADING
        if kind is None and self.is_tail and item.is_paragraph and contact_sentence.read(item.words):
            kind = Kind.CONTACTS
        if kind is None and self.is_tail and not self.in_contacts and _heads_contacts(item, following):
            kind = Kind.CONTACTS
        if kind is None:
            self._ordinary(item, following)
        else:
            self.in_references = False
            getattr(self, f"_{kind.name.lower()}")(item)

    def _is_signed(self, item: Block, kind: Kind | None) -> bool:
        """Whether the block belongs to a signature as Canadian releases have one, which stays in its place."""
        if len(item.words) <= 80 and _BEHALF.match(item.words):
            self.signature = 4
        elif kind is not None or not item.is_text or len(item.words) > 80 or reach.is_there(item.words):
            self.signature = 0
        if not self.signature or self.open is None:
            return False
        self.signature -= 1
        self.open.append(block(Node("p", {}, item.node.children), item.line))
        return True

    def _bracketed(self, item: Block) -> tuple[str, int] | None:
        """The mark of a note that begins with it in brackets, where the text above refers to it, and how long it is."""
        above = [*self.places.body, *(part for _, parts in self.places.sections for part in parts)]
        found = notes.bracketed(item.node, [part.node for part in above[-_NOTE_REACH:]])
        return found if found and found[0] in self.lone_numbers else None

    def _is_note(self, item: Block) -> bool:
        """Asterisks head a note only behind the text they belong to, and never a list item or a row of them."""
        return not item.words.startswith("*") or bool(self.places.body)

    def _heads_safe_harbor(self, item: Block, following: list[Block]) -> bool:
        """Whether a title that says nothing of its kind stands above forward-looking statements."""
        return (
            bool(following)
            and not self.places.safe_harbor
            and (standing.is_title(item) or item.is_heading)
            and following[0].is_paragraph
            and len(following[0].words) > 60
            and standing.is_safe_text(following[0].words)
        )

    def _ordinary(self, item: Block, following: list[Block]) -> None:
        heads_table = self.is_tail and _heads_table(item, following)
        if self.in_contacts and not heads_table and item.is_text and not _is_text_behind(item):
            self.places.contacts.extend((row, item.line) for row in plain_lines(item, self.notices))
            return
        if heads_table and (standing.is_title(item) or item.is_heading or item.words.isupper()):
            # The tables of an earnings release stand behind everything else, each under a title.
            self.open = None
            item = _heading(item)
        elif self._is_heading(item, following):
            if (self.open is self.places.body and not self.is_tail and self.places.body) or self.open is None:
                item = _heading(item)
            elif self.is_tail and (layout.is_emphasised(item.node) or not standing.is_title(following[0])):
                self._about(item)
                return
        elif item.is_heading and self.is_tail and item.node.tag <= self.heading_tag and not self.in_contacts:
            self._about(item)
            return
        if self.open is None:
            self._stray(item)
        else:
            self.open.append(item)

    def _is_heading(self, item: Block, following: list[Block]) -> bool:
        """Whether a paragraph heads what follows it: a title above text that is no standing text of its own kind."""
        if not following:
            return False
        first = following[0]
        if not standing.is_title(item) and not (
            self.open is self.places.body
            and not self.is_tail
            and self.places.body
            and (_is_modest_title(item, first) or _stands_between(self.places.body[-1], item, first))
        ):
            return False
        return (layout.is_emphasised(item.node) or not first.is_heading) and standing.kind(first) in (
            None,
            Kind.FOOTNOTE,
        )

    def _stray(self, item: Block) -> None:
        self.places.strays.append(item)
        if item.node.tag != "table" and not item.is_heading:
            self.notices.append(
                Notice(
                    f"The paragraph {excerpt(item.words or item.node.words())} stands behind the standing texts and was kept at the end of the body; "
                    "move it to its place.",
                    item.line,
                    needs_review=True,
                )
            )
        self.places.body.append(item)
        self.in_contacts = False

    def _open(self, place: list[Block]) -> None:
        self.open, self.is_tail, self.in_contacts = place, True, False

    def _close(self) -> None:
        """A note or contact ends the standing text before it, but never the body."""
        self.in_contacts = False
        if self.open is not self.places.body or self.is_tail:
            self.open = None

    def _about(self, item: Block) -> None:
        self.heading_tag = item.node.tag if item.is_heading else self.heading_tag
        self.places.sections.append((plain(item, self.notices), []))
        self._open(self.places.sections[-1][1])

    def _safe_heading(self, item: Block) -> None:
        if self.places.safe_harbor and _PARTNER_S.match(item.words):
            self._about(item)
            return
        if self.places.safe_harbor or self.places.safe_heading:
            self.places.safe_harbor.append(block(Node("h3", {}, item.node.children), item.line))
        else:
            self.places.safe_heading = plain(item, self.notices)
        self.heading_tag = item.node.tag if item.is_heading else self.heading_tag
        self._open(self.places.safe_harbor)

    def _is_partner_s(self) -> bool:
        """Whether the open section is the statement of another company of the release."""
        heading, parts = self.places.sections[-1] if self.places.sections else ("", None)
        return self.open is parts and bool(_PARTNER_S.match(heading))

    def _safe_text(self, item: Block) -> None:
        if not self.places.safe_harbor and not self.places.safe_heading and (length := standing.run_in(item)):
            self.places.safe_heading = item.words[:length].strip()
            item = block(without(item.node, length), item.line)
        self.places.safe_harbor.append(item)
        self._open(self.places.safe_harbor)

    def _trademark(self, item: Block) -> None:
        self.places.trademark_notes.append(item)
        self._close()

    def _references(self, item: Block) -> None:
        self.notices.append(
            Notice(
                f"The heading {excerpt(item.words)} was left out; the page heads its footnotes itself.",
                item.line,
                left_out=item.words,
            )
        )
        self.in_references = True
        self._close()
        self.is_tail = True

    def _footnote(self, item: Block) -> None:
        mark, length = standing.note(item)
        self.places.footnotes.append((mark, block(without(item.node, length), item.line)))
        self._close()

    def _contacts(self, item: Block) -> None:
        self.places.contacts.extend((row, item.line) for row in plain_lines(item, self.notices))
        self.open, self.is_tail, self.in_contacts = None, True, True

    def _source(self, item: Block) -> None:
        if self.places.source:
            self._stray(item)
        else:
            plain(item, self.notices)
            self.places.source = standing.source(item)
            self.notices.extend(standing.button(item))
        self.open, self.is_tail, self.in_contacts = None, True, False

    def _distributor(self, item: Block) -> None:
        if self.places.distributor:
            self._stray(item)
        else:
            plain(item, self.notices)
            self.places.distributor = standing.distributor(item)
        self.open, self.is_tail, self.in_contacts = None, True, False


def _heads_text(item: Block, following: list[Block]) -> bool:
    """Whether what could be a label of contacts heads a paragraph of text: "Additional Information"."""
    first = following[0] if following else None
    return bool(
        first
        and not labels.inline_label(item.words)
        and not item.words.endswith(":")
        and first.is_paragraph
        and _is_text_behind(first)
        and not reach.is_there(first.words[:1000])
    )


def _heading(item: Block) -> Block:
    """A paragraph as a heading; what sets it bold says no more than that it is one."""
    children = item.node.children
    while len(children) == 1 and isinstance(children[0], Node) and children[0].tag in ("strong", "em"):
        children = children[0].children
    return block(Node("h3", {}, children), item.line)


def _is_modest_title(item: Block, first: Block) -> bool:
    """Whether a line that is not capitalised heads a list, a table or a paragraph, as British and Swiss releases set it."""
    if not item.is_paragraph or not _MODEST.fullmatch(item.words) or len(item.words) > 60 or any(item.node.find("br")):
        return False
    return not first.is_text or first.words.endswith(":") or (len(first.words) > 80 and ends_sentence(first.words))


def _stands_between(before: Block, item: Block, first: Block) -> bool:
    """Whether a short line without a full stop stands between two paragraphs of whole sentences."""
    words = item.words
    return (
        item.is_paragraph
        and before.is_paragraph
        and first.is_paragraph
        and ends_sentence(before.words)
        and ends_sentence(first.words)
        and len(before.words) > 100
        and len(first.words) > 100
        and 1 < len(words.split()) <= 10
        and len(words) <= 70
        and words[:1].isupper()
        and words[-1].isalnum()
        and not any(item.node.find("br"))
        and not reach.is_there(words)
    )


def _heads_table(item: Block, following: list[Block]) -> bool:
    """Whether a table stands below these few words, or below a line or two more that say what is in it."""
    if not item.is_text or len(item.words) > 160 or reach.is_there(item.words):
        return False
    if all(part.node.tag != "table" for part in following):
        return False
    for part in following:
        if part.node.tag == "table":
            return True
        if not part.is_text or len(part.words) > 160 or reach.is_there(part.words) or standing.kind(part) is not None:
            return False
    return False


def _is_text_behind(item: Block) -> bool:
    """Whether a paragraph among contacts is too long for one, says something, or ends as text does."""
    if not any(item.node.find("br")) and reach.is_text(item.words):
        return True
    return max(map(len, item.lines()), default=0) > _LONGEST_CONTACT_LINE or (
        len(item.words) > 80 and ends_sentence(item.words) and not reach.is_there(item.words)
    )


def _heads_contacts(item: Block, following: list[Block]) -> bool:
    """Whether a company's or person's name begins contacts that no label heads: the next lines are short, and one of them
    is a way to reach somebody."""
    lines = item.lines() if item.is_text else []
    is_open = not ends_sentence(item.words) or standing.ends_as_name(item.words[-60:])
    if len(lines) == 1 and len(item.words) <= 400 and reach.is_there(item.words) and is_open:
        before, comma, _ = item.words.partition(",")
        if comma and people.is_person(before):
            return True
    if not lines or max(map(len, lines)) > 90 or (ends_sentence(item.words) and not standing.ends_as_name(item.words)):
        return False
    first = lines[0]
    name = first.split(",")[0]
    if not (people.is_person(name) or people.is_organization(first) or labels.bare_label(first)):
        return False
    if len(lines) > 1 and reach.is_there(item.words):
        return True
    for part in following:
        if not part.is_text or len(part.words) > 160 or standing.kind(part) not in (None, Kind.CONTACTS):
            return False
        if reach.is_there(part.words) or standing.kind(part) is Kind.CONTACTS:
            return True
        if ends_sentence(part.words) and not standing.ends_as_name(part.words):
            return False
    return False


def _first_of_notes(item: Block, following: list[Block]) -> list[tuple[str, Block]]:
    """The first of references that no heading announces: numbered from 1, the next one below it."""
    first = _numbered(item) if item.is_paragraph else []
    second = _numbered(following[0]) if first and following and following[0].is_paragraph else []
    return (
        first if second and (first[0][0], second[0][0]) == ("1", "2") and not reach.is_there(item.words[:600]) else []
    )


def _numbered(item: Block) -> list[tuple[str, Block]]:
    """The footnotes of a list of references: a numbered list or numbered paragraphs."""
    if item.node.tag == "ol":
        first = int(item.node.attributes.get("start") or 1)
        return [
            (str(first + at), block(Node("p", {}, entry.children), item.line))
            for at, entry in enumerate(item.node.children)
        ]
    hit = _NUMBERED.match(item.words) if item.is_paragraph else None
    return [(hit["mark"], block(without(item.node, hit.end()), item.line))] if hit else []
