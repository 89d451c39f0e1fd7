"""The difference between two documents, part by part and word by word: what a redline shows and what voids an approval.

Blocks (paragraphs, headings, items, rows of tables) are matched first, then the words of blocks that resemble each other.
Formatting and link targets belong to a word, so that a changed address or a lost superscript is a change of that word.
"""

import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import takewhile

from releases.document.blocks import Block, Word
from releases.document.document import Document
from releases.document.inventory import PARTS

SAME, DELETED, INSERTED = "same", "deleted", "inserted"
#: Blocks with fewer words in common are shown whole, one deleted and one inserted: their common words say nothing.
_ALIKE = 0.5
#: How many blocks ahead a changed block is looked for.
_WINDOW = 20


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that stayed, went or came."""

    change: str  # SAME, DELETED or INSERTED
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block with its runs, one tuple for each cell; all blocks but rows of tables have one cell."""

    kind: str
    change: str  # of the block as a whole; SAME also where words inside changed
    cells: tuple[tuple[Run, ...], ...]
    widths: tuple[int, ...] = ()  # of the cells of a row, in columns

    @property
    def is_changed(self) -> bool:
        return any(run.change != SAME for cell in self.cells for run in cell) or self.change != SAME


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of the document, whether it changed or not."""

    name: str  # as it stands in a sentence: "the safe harbor"
    is_changed: bool
    blocks: tuple[BlockChange, ...]

    @property
    def is_invisible(self) -> bool:
        """Changed in what no reader sees: the structure of a table, the number at which a list begins."""
        return self.is_changed and not any(block.is_changed for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All parts of two documents in the order of the document; parts that neither has are left out."""

    parts: tuple[PartChange, ...]

    @property
    def changed(self) -> tuple[PartChange, ...]:
        return tuple(part for part in self.parts if part.is_changed)

    def count(self, change: str) -> int:
        """How many words were deleted or inserted."""
        return sum(
            any(letter.isalnum() for letter in word.text)
            for part in self.parts
            for block in part.blocks
            for cell in block.cells
            for run in cell
            if run.change == change
            for word in run.words
        )


@functools.lru_cache(maxsize=64)
def compare(old: Document, new: Document) -> Comparison:
    """What became of ``old`` in ``new``. Pure; the same documents give the same comparison."""
    return Comparison(
        tuple(
            PartChange(part.name, part.holds(old) != part.holds(new), blocks)
            for part in PARTS
            if (blocks := tuple(_blocks(part.blocks(old), part.blocks(new)))) or part.holds(old) != part.holds(new)
        )
    )


def changed_fields(old: Document, new: Document) -> tuple[str, ...]:
    """The parts that differ, in the order of the document, as they stand in a sentence: ("the body", "the drugs").

    Empty if and only if the documents are equal. Cheaper than :func:`compare`.
    """
    return tuple(part.name for part in PARTS if part.holds(old) != part.holds(new))


def _blocks(old: list[Block], new: list[Block]) -> Iterator[BlockChange]:
    for operation, i, i_end, j, j_end in _operations(old, new):
        if operation == "equal":
            yield from (_whole(block, SAME) for block in new[j:j_end])
        else:
            yield from _replaced(old[i:i_end], new[j:j_end])


def _replaced(old: list[Block], new: list[Block]) -> Iterator[BlockChange]:
    """Each old block beside the most similar new one that is not far behind it, the rest deleted and inserted."""
    counts = [Counter(_keys(block)) for block in new]
    start = 0
    deleted: list[Block] = []
    for block in old:
        count = Counter(_keys(block))
        ahead = range(start, min(start + _WINDOW, len(new)))
        rated = ((_likeness(count, counts[at]), -at) for at in ahead if _pairs(block, new[at]))
        likeness, place = max(rated, default=(0, 0))
        if likeness < _ALIKE:
            deleted.append(block)
            continue
        yield from _unmatched(deleted, new[start:-place])
        deleted = []
        start = 1 - place
        yield _within(block, new[start - 1])
    yield from _unmatched(deleted, new[start:])


def _unmatched(deleted: list[Block], inserted: list[Block]) -> Iterator[BlockChange]:
    """Deleted blocks before inserted ones; the rows that go on a table first, so that it stays one table."""
    rows = [len(list(takewhile(lambda block: block.is_row, blocks))) for blocks in (deleted, inserted)]
    for begin, end in ((None, rows), (rows, None)):
        for at, (blocks, change) in enumerate(((deleted, DELETED), (inserted, INSERTED))):
            for block in blocks[begin and begin[at] : end and end[at]]:
                yield _whole(block, change)


def _pairs(old: Block, new: Block) -> bool:
    return old.kind == new.kind and len(old.cells) == len(new.cells)


def _within(old: Block, new: Block) -> BlockChange:
    cells = zip(old.cells, new.cells, strict=True)
    return BlockChange(new.kind, SAME, tuple(tuple(_runs(before, after)) for before, after in cells), new.widths)


def _whole(block: Block, change: str) -> BlockChange:
    cells = tuple((Run(change, cell),) if cell else () for cell in block.cells)
    return BlockChange(block.kind, change, cells, block.widths)


@dataclass(slots=True)
class _Change:
    """Words that went and came, and those behind them that stayed: as they were and as they are."""

    deleted: list[Word] = field(default_factory=list)
    inserted: list[Word] = field(default_factory=list)
    kept: list[tuple[Word, Word]] = field(default_factory=list)

    @property
    def is_small(self) -> bool:
        return len(self.deleted) + len(self.inserted) < 4


def _runs(old: tuple[Word, ...], new: tuple[Word, ...]) -> Iterator[Run]:
    """The words in runs; deleted ones stand before those that took their place."""
    changes = [_Change()]

    def differ(before, after):
        if changes[-1].kept:
            changes.append(_Change())
        changes[-1].deleted.extend(before)
        changes[-1].inserted.extend(after)

    for operation, i, i_end, j, j_end in _operations([word.key for word in old], [word.key for word in new]):
        if operation != "equal":
            differ(old[i:i_end], new[j:j_end])
            continue
        for at, (before, after) in enumerate(zip(old[i:i_end], new[j:j_end], strict=True)):
            # The space before the first word of a run follows from the change before it.
            if at and before.is_spaced != after.is_spaced:
                differ([before], [after])
            else:
                changes[-1].kept.append((before, after))
    for change in _without_islands(changes):
        kept = [after for _, after in change.kept]
        for name, words in ((DELETED, change.deleted), (INSERTED, change.inserted), (SAME, kept)):
            if words:
                yield Run(name, tuple(words))


def _without_islands(changes: list[_Change]) -> Iterator[_Change]:
    """The changes, with one or two short words that happen to stand between two rewritten passages taken into them: a
    reader wants to see sentences replaced, not an "of" that stayed."""
    current = changes[0]
    for change in changes[1:]:
        is_island = len(current.kept) <= 2 and all(len(word.text) < 4 for word, _ in current.kept)
        if is_island and not current.is_small and not change.is_small:
            current.deleted += [before for before, _ in current.kept] + change.deleted
            current.inserted += [after for _, after in current.kept] + change.inserted
            current.kept = change.kept
        else:
            yield current
            current = change
    yield current


def _operations(old: list, new: list) -> Iterator[tuple[str, int, int, int, int]]:
    """difflib's operations, with what is common at both ends set aside first.

    Difflib's own rule, that what fills more than a hundredth of a long list begins no match, keeps it from growing with
    the square of the length.
    """
    numbers: dict = {}  # of the elements, so that each is hashed once
    old = [numbers.setdefault(element, len(numbers)) for element in old]
    new = [numbers.setdefault(element, len(numbers)) for element in new]
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    left = shorter - head
    tail = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    if head:
        yield "equal", 0, head, 0, head
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for operation, i, i_end, j, j_end in middle.get_opcodes():
        yield operation, head + i, head + i_end, head + j, head + j_end
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _keys(block: Block) -> list:
    """Words and numbers; all blocks have full stops."""
    return [word.key for cell in block.cells for word in cell if word.text[0].isalnum()]


def _likeness(one: Counter, other: Counter) -> float:
    """The share of words that both have, from 0 to 1."""
    if one.keys().isdisjoint(other):
        return 0.0 if one or other else 1.0
    return 2 * sum(min(count, other[key]) for key, count in one.items() if key in other) / (one.total() + other.total())
