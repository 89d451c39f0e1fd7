"""Wire text to blocks: paragraphs, headings, lists, tables and quotations from lines.

Paragraphs are parted by blank lines, and each may be wrapped over several lines; or every line is a paragraph of its own.
Which of the two, the lengths of the lines tell: a line that had room for the next word was ended on purpose.
"""

import itertools
import re

from releases import text
from releases.document.richtext import Node
from releases.readers import columns, inline, labels, lists, reach, sheets, tables
from releases.readers.blocks import Block, block
from releases.readers.reading import Notice, Unreadable

#: Longer lines than this are paragraphs: nobody wraps text wider.
_WIDEST_WRAP = 140
#: Lines with words in one file. The longest earnings release stays below 5,000.
_MOST_LINES = 50_000
#: Marks of emphasis, links and escapes in one file; even a table of footnotes needs fewer than 1,000.
_MOST_MARKS = 20_000
#: Characters that HTML writes as entities, which are slow to read.
_MOST_ENTITIES = 100_000
_MARK = re.compile(r"\*+|\]\(|[\^_]\(|\\")
_RULE = re.compile(r"[\s#*_=~-]*")
_HEADING = re.compile(r"(#{1,4})[ \t]+(?=\S)")
_QUOTE = re.compile(r">[ \t]?")
_DASHED = re.compile(r"^([ \t]*)--[ \t]+(?=\S)")
#: What stands on a line of its own whatever the width: an address, a telephone number, a label.
_ALONE = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|[+(]?\d[\d ().+-]{6,20}|[^:]{1,40}:|or", re.IGNORECASE)

#: What PR Newswire sets on lines of their own around a release.
_CODE = re.compile(
    r"\s*(?:-0-(?:\s|$)|/?CONTACT:|/(?:Web ?site|Company News|PRNewswire)|\([A-Z]{2,5}\)$|SOURCE\s|(?:CO|ST|IN|SU):)"
)
_SHORT_CODE = re.compile(r"\s*(?:-0-(?:\s|$)|\([A-Z]{2,5}\)$|SOURCE\s|(?:CO|ST|IN|SU):)")
#: A word that was broken at its own hyphen: "stock-for-" above "stock". What goes on with "and" was meant so.
_BROKEN = re.compile(r"(?<=[^\W_])-\n(?=[^\W_])(?!(?:and|or|to)\b)")
#: Spaces: paragraphs are indented by less.
_CENTRED = 9

Line = tuple[int, str]  # number in the file, counted from 1; text


def blocks(source: str, name: str, notices: list[Notice]) -> list[Block]:
    """The blocks of a text file in order; raises :class:`Unreadable` when they are too many for a release."""
    lines = [(number, row.rstrip("\n")) for number, row in enumerate(text.visible(source).split("\n"), 1)]
    lines = lists.with_marks([(number, row if "\t" in row else row.rstrip()) for number, row in lines])
    filled = sum(1 for _, row in lines if row.strip())
    if filled > _MOST_LINES:
        raise Unreadable(
            f"{name} has {filled:,} lines, too many for a press release; send only the text of the release."
        )
    if len(_MARK.findall(source)) > _MOST_MARKS or sum(map(source.count, "<>&")) > _MOST_ENTITIES:
        raise Unreadable(f"{name} holds more markup than a press release can; send only the text of the release.")
    return [block(part.node, part.line) for part in _blocks(_chunks(lines), _width(lines), notices)]


def _blocks(chunks: list[list[Line]], width: int, notices: list[Notice]) -> list[Block]:
    found: list[Block] = []
    index = 0
    while index < len(chunks):
        hit = sheets.table(chunks, index, notices) or columns.table(chunks, index)
        if hit:
            table, *_, index_behind = hit
            if found and found[-1].is_paragraph and tables.is_caption(found[-1].words):
                table.children.insert(0, Node("caption", {}, found.pop().node.children))
            found.append(Block(table, "", chunks[index][0][0]))
            index = index_behind
            continue
        chunk, at = _with_bullets(chunks[index]), 0
        following = columns.table(chunks, index + 1) if index + 1 < len(chunks) else None
        end = len(chunk) - (following[1] if following else 0)
        if pairs := columns.side_by_side(chunk[:end]):
            found.extend(_made("p", row, number, notices) for number, row in pairs)
            at = end
        rows = chunk[:end]
        while at < end:
            at = _next(rows, at, found, width, notices)
        index += 1
    return found


def _chunks(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines without a blank one between them. A line of hyphens or hashes parts as a blank line does."""
    chunks: list[list[Line]] = [[]]
    for number, row in lines:
        if _RULE.fullmatch(row):
            if chunks[-1]:
                chunks.append([])
        else:
            chunks[-1].append((number, row))
    return chunks if chunks[-1] else chunks[:-1]


def _width(lines: list[Line]) -> int:
    """The width at which the file is wrapped, or 0 when each line is a paragraph."""
    lengths = sorted(
        len(row)
        for (_, row), (_, following) in itertools.pairwise(lines)
        if row and following and not row.startswith("|")
    )
    if not lengths or any(len(row) > _WIDEST_WRAP and not row.startswith("|") for _, row in lines):
        return 0
    return lengths[len(lengths) * 9 // 10]


def _with_bullets(chunk: list[Line]) -> list[Line]:
    """The lines with one hyphen for the two of PR Newswire's lists, where a paragraph begins with them."""
    marked = [bool(_DASHED.match(row)) for _, row in chunk]
    # One in the middle of a paragraph may be the dash behind a dateline.
    if not marked[0] and sum(marked) < 2:
        return chunk
    return [(number, _DASHED.sub(r"\1- ", row)) for number, row in chunk]


def _next(chunk: list[Line], at: int, found: list[Block], width: int, notices: list[Notice]) -> int:
    """Add the block that begins at this line of the chunk; the place behind it."""
    number, row = chunk[at]
    if _QUOTE.match(row):
        return _quotation(chunk, at, found, width, notices)
    if lists.is_item(row):
        return _list(chunk, at, found, width, notices)
    if heading := _HEADING.match(row):
        found.append(_made("h4" if len(heading[1]) > 2 else "h3", row[heading.end() :], number, notices))
        return at + 1
    if end := tables.end(chunk, at):
        found.append(tables.build(chunk[at:end], found, notices))
        return end
    end = at + 1
    while (
        end < len(chunk) and _continues(chunk[end - 1][1], chunk[end][1], width) and not tables.has_caption(chunk, end)
    ):
        end += 1
    found.append(_made("p", "\n".join([row, *(row.strip() for _, row in chunk[at + 1 : end])]), number, notices))
    return end


def _made(tag: str, source: str, number: int, notices: list[Notice]) -> Block:
    source = _BROKEN.sub("-", source)
    return block(Node(tag, {}, inline.children(source, notices, number)), number)


def _continues(row: str, following: str, width: int) -> bool:
    """Whether the following line goes on with the paragraph of this one."""
    if lists.is_item(following) or _HEADING.match(following) or _QUOTE.match(following) or following.startswith("|"):
        return False
    if _CODE.match(following) or _SHORT_CODE.match(row):
        return False
    if row.endswith("\\") and not row.endswith("\\\\"):
        return True
    if _stands_apart(row, following):
        return False
    if width < 40 or _ALONE.fullmatch(row.strip()) or _ALONE.fullmatch(following.strip()):
        return False
    # A quarter of tolerance: people who wrap by hand do so earlier than a program.
    return len(row) + 1 + len(following.split(None, 1)[0]) > width * 3 // 4


def _stands_apart(row: str, following: str) -> bool:
    """Whether the indent or the kind of the following line says that it is one of its own: centred, hung behind a label,
    or the way to reach somebody."""
    indent, next_indent = (len(line) - len(line.lstrip()) for line in (row, following))
    if indent >= _CENTRED and next_indent >= _CENTRED:
        return row.isupper() != following.isupper() or reach.is_there(following)
    if max(indent, next_indent) >= _CENTRED:
        return True
    return len(following) <= 60 and reach.is_there(following) and (len(row) <= 60 or labels.begins(row.strip()))


def _list(chunk: list[Line], at: int, found: list[Block], width: int, notices: list[Notice]) -> int:
    """The list items of a chunk. Lists parted by blank lines only are one list."""
    end = at + 1
    while end < len(chunk):
        row = chunk[end][1]
        if not lists.is_item(row) and not row[0].isspace() and not _continues(chunk[end - 1][1], row, width):
            break
        end += 1
    for node, number in lists.build(chunk[at:end], notices):
        if found and lists.joins(found[-1].node, node):
            found[-1].node.children.extend(node.children)
        else:
            found.append(Block(node, "", number))
    return end


def _quotation(chunk: list[Line], at: int, found: list[Block], width: int, notices: list[Notice]) -> int:
    end = at
    while end < len(chunk) and _QUOTE.match(chunk[end][1]):
        end += 1
    # One level only: a mark inside a quotation is text.
    inner = [(number, re.sub(r"^(?=>)", r"\\", _QUOTE.sub("", row, count=1))) for number, row in chunk[at:end]]
    children = [part.node for part in _blocks(_chunks(inner), width, notices)]
    if found and found[-1].node.tag == "blockquote":
        found[-1].node.children.extend(children)
    elif children:
        found.append(Block(Node("blockquote", {}, children), "", chunk[at][0]))
    return end
