"""One file, whatever its format: to blocks by the reader of its format, to a Document by the recognizer."""

import html

from releases.document import Document, markup, richtext
from releases.document.richtext import Node
from releases.readers import decode, edgar, endings, feed, hypertext, plain_text, report, word
from releases.readers.blocks import Block
from releases.readers.reading import Changes, Notice, Paragraph, Reading, Unreadable
from releases.readers.recognize import recognize

#: For the sandbox: how a file is refused.
REFUSAL = Unreadable

unfold = feed.unfold

#: Characters in one run of text. The longest paragraphs of releases, safe harbors, have 8,000.
_LONGEST_RUN = 50_000


def read(data: bytes, *, name: str, changes: Changes = Changes.ASK) -> Reading:
    """Read a release from the bytes of the file ``name``. What they are, they tell themselves; only between HTML and
    text the suffix has a say.

    No word is lost: what is not recognized as a part of a release stays in the body, and what is left out stands in a
    notice. Raises :class:`Unreadable` for an empty, binary, oversized or otherwise hopeless file; and
    :class:`Undecided` for a Word file with tracked changes, unless ``changes`` says what becomes of them.
    """
    notices: list[Notice] = []
    if data.startswith(b"PK"):
        found = word.read(data, name, changes, notices)
        blocks, tracked, images = found.blocks, tuple(found.changes), tuple(found.images)
    else:
        blocks, tracked, images = _text_blocks(data, name, notices), (), ()
    if not any(block.words or block.node.words() for block in blocks):
        raise Unreadable(f"{name} holds no text; choose the file that holds the release.")
    _refuse_endless(blocks, name)
    source = tuple(Paragraph(richtext.serialise(block.node), block.line) for block in blocks)
    document = recognize(blocks, notices)
    _refuse_excess(document, name)
    in_order = sorted(notices, key=lambda notice: (notice.line is None, notice.line or 0))
    return Reading(document, tuple(in_order), tracked, images, source, report.parts(document, source))


def _refuse_endless(blocks: list[Block], name: str) -> None:
    """No sentence is so long; and the sanitiser takes time by the square of a run of characters beyond ASCII."""
    for block in blocks:
        longest = max((len(run) for run in _runs(block.node)), default=0)
        if longest > _LONGEST_RUN:
            where = f" in line {block.line}" if block.line else ""
            raise Unreadable(
                f"{name} holds {longest:,} characters{where} without a paragraph's end; send only the text of the release."
            )


def _refuse_excess(document: Document, name: str) -> None:
    """What no field of the desk would take is not taken from a file."""
    for html_text in (document.body_html, *(section.html for section in document.sections)):
        if sentence := markup.measure(html_text).excess:
            raise Unreadable(f"{name} can't be taken: {sentence[0].lower()}{sentence[1:]}")


def _runs(node: Node):
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _runs(child)


def _text_blocks(data: bytes, name: str, notices: list[Notice]) -> list[Block]:
    source = decode.decode(data, name, notices)
    is_html_file = name.lower().endswith(endings.HTML)
    address = ""
    if facts := feed.label(source):
        address = facts.get("base") or facts.get("address") or ""
        notices.extend(feed.notices(facts))
    elif feed.is_feed(source):
        every = feed.unfold(data, name=name)
        items = [item for item in every if not (item.left_out or item.problem)]
        if not items:
            raise Unreadable(
                f"{name} is a feed without a release that was public. {every[0].left_out or every[0].problem}"
            )
        if len(items) > 1:
            raise Unreadable(
                f"{name} is a feed of {len(items):,} releases; bring it in with import_releases, or send one release."
            )
        return _text_blocks(items[0].data, items[0].name, notices)
    if edgar.is_envelope(source):
        source = edgar.open_envelope(source, name, notices)
        is_html_file = False
        if not hypertext.is_hypertext(source):
            return plain_text.blocks(edgar.plain(source, notices), name, notices)
    elif not is_html_file and hypertext.is_hypertext(source):
        notices.append(Notice(f"{name} holds HTML although its name doesn't say so, and was read as HTML."))
    if is_html_file or hypertext.is_hypertext(source):
        decode.tell_invisible(html.unescape(source), notices)
        return hypertext.blocks(source, name, notices, address=address)
    decode.tell_invisible(source, notices)
    return plain_text.blocks(source, name, notices)
