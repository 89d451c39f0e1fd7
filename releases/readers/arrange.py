"""Every block behind the front matter finds its place: body, about section, safe harbor, note, contact, source."""

from dataclasses import dataclass, field

from releases.document.richtext import Node
from releases.readers import standing
from releases.readers.blocks import Block, block, plain, plain_lines, without
from releases.readers.reading import Notice, excerpt
from releases.readers.standing import Kind

#: A longer paragraph below the contacts is text, not an address.
_LONGEST_CONTACT_LINE = 200


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


def arrange(blocks: list[Block], notices: list[Notice]) -> Arrangement:
    """Sort the blocks; what follows the standing texts without being one is kept at the end of the body with a notice."""
    places = Arrangement()
    sorter = _Sorter(places, notices)
    for index, item in enumerate(blocks):
        sorter.put(item, blocks[index + 1] if index + 1 < len(blocks) else None)
    return places


class _Sorter:
    """Remembers which standing text is open: the one that an ordinary paragraph goes on with."""

    def __init__(self, places: Arrangement, notices: list[Notice]):
        self.places = places
        self.notices = notices
        self.open = places.body
        self.is_tail = False
        self.in_contacts = False
        #: The level of marked headings that begin a section, as soon as one did; "" while they are plain lines.
        self.heading_tag = ""

    def put(self, item: Block, following: Block | None) -> None:
        kind = standing.kind(item)
        # The statement under its heading, or one that goes on, need not begin a second one.
        if kind is Kind.SAFE_TEXT and self.open is self.places.safe_harbor:
            kind = None
        if kind is None:
            self._ordinary(item, following)
        else:
            getattr(self, f"_{kind.name.lower()}")(item)

    def _ordinary(self, item: Block, following: Block | None) -> None:
        if self.in_contacts and item.is_text and len(item.words) <= _LONGEST_CONTACT_LINE:
            self.places.contacts.extend((row, item.line) for row in plain_lines(item, self.notices))
            return
        if (
            standing.is_title(item)
            and following is not None
            and not following.is_heading
            and standing.kind(following) is None
        ):
            if self.open is self.places.body and not self.is_tail and self.places.body:
                item = block(Node("h3", {}, item.node.children), item.line)
            elif self.is_tail and not standing.is_title(following):
                self._about(item)
                return
        if item.is_heading and self.is_tail and item.node.tag <= self.heading_tag:
            self._about(item)
            return
        if self.open is None:
            self._stray(item)
        else:
            self.open.append(item)

    def _stray(self, item: Block) -> None:
        self.notices.append(
            Notice(
                f"The paragraph {excerpt(item.words)} stands behind the standing texts and was kept at the end of the body; "
                "move it to its place.",
                item.line,
                needs_review=True,
            )
        )
        self.places.body.append(item)

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
        if self.places.safe_harbor or self.places.safe_heading:
            self.places.safe_harbor.append(block(Node("h3", {}, item.node.children), item.line))
        else:
            self.places.safe_heading = plain(item, self.notices)
        self.heading_tag = item.node.tag if item.is_heading else self.heading_tag
        self._open(self.places.safe_harbor)

    def _safe_text(self, item: Block) -> None:
        self.places.safe_harbor.append(item)
        self._open(self.places.safe_harbor)

    def _trademark(self, item: Block) -> None:
        self.places.trademark_notes.append(item)
        self._close()

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
        self.open, self.is_tail, self.in_contacts = None, True, False

    def _distributor(self, item: Block) -> None:
        if self.places.distributor:
            self._stray(item)
        else:
            plain(item, self.notices)
            self.places.distributor = standing.distributor(item)
        self.open, self.is_tail, self.in_contacts = None, True, False
