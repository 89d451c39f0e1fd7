"""A comparison as HTML: what was inserted and deleted, told by element, by words and by form, never by colour alone."""

from itertools import groupby, pairwise

from django.template import engines
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from releases.document import Company, Document
from releases.document.blocks import ROWS, Word
from releases.document.compare import DELETED, INSERTED, SAME, BlockChange, Comparison, Run, compare

_ELEMENTS = {DELETED: "del", INSERTED: "ins"}
#: One level for all: a part of a release shows them without what stood above.
_HEADINGS = {"h2": "h3", "h3": "h3", "h4": "h3"}
#: Signs that nobody would see in a redline.
_INVISIBLE = {"\u00a0": "[no-break space]", "\u202f": "[narrow no-break space]", "\n": "[line break]"}


def redline_html(old: Document, new: Document) -> str:
    """What became of ``old`` in ``new``, part by part; safe to be placed into a page whose headings go down to h1.

    Its classes begin with "redline"; static/desk/redline.css sets them.
    """
    return render_comparison(compare(old, new))


def render_comparison(comparison: Comparison) -> str:
    """The same for a comparison made before."""
    context = {
        "names": [part.name for part in comparison.changed],
        "unchanged": [part.name for part in comparison.parts if not part.is_changed],
        "deleted": comparison.count(DELETED),
        "inserted": comparison.count(INSERTED),
        "parts": [
            {
                "title": part.name.removeprefix("the ").capitalize(),
                "is_changed": part.is_changed,
                "is_invisible": part.is_invisible,
                "html": mark_safe("\n".join(_groups(part.blocks))),
            }
            for part in comparison.parts
        ],
    }
    return mark_safe(engines["newsroom"].get_template("releases/redline.html").render(context).strip())


def redline_text(old: str, new: str) -> str:
    """The same for two pieces of rich text alone, both in normal form; set inside an element of the class "redline"."""
    issuer = Company(legal_name="", short_name="")
    comparison = compare(
        *(Document(headline="", company=issuer, body_html=html) for html in (old, new)),
    )
    return mark_safe("\n".join(html for part in comparison.changed for html in _groups(part.blocks)))


def _groups(blocks: tuple[BlockChange, ...]):
    """Items in a row make a list, rows a table. Lists are bulleted: a number that moves on is no change of a word."""
    for frame, group in groupby(blocks, key=_frame):
        if frame == "table":
            yield from _tables(list(group))
        elif frame == "list":
            items = mark_safe("".join(f'<li class="{_depth(block)}">{_words(block.cells[0])}</li>' for block in group))
            yield format_html("<ul>{}</ul>", items)
        else:
            yield from map(_block, group)


def _tables(group: list[BlockChange]):
    """Rows in a row; a caption begins another table."""
    starts = [0, *(place for place, block in enumerate(group) if place and block.kind == "caption"), len(group)]
    for start, end in pairwise(starts):
        caption, rows = (
            (group[start], group[start + 1 : end]) if group[start].kind == "caption" else (None, group[start:end])
        )
        label, title = "Table", ""
        if caption:
            words = (word for run in caption.cells[0] if run.change != DELETED for word in run.words)
            label = f"Table: {' '.join(word.text for word in words)}".removesuffix(": ")
            title = format_html("<caption>{}</caption>", _words(caption.cells[0]))
        yield format_html(
            '<div class="redline-scroll" role="region" aria-label="{}" tabindex="0"><table class="redline-table">{}{}</table></div>',
            label,
            title,
            mark_safe("".join(_row(block) for block in rows)),
        )


def _frame(block: BlockChange) -> str:
    if block.kind in (*ROWS, "caption"):
        return "table"
    return "list" if block.kind.startswith(("ul ", "ol ")) else ""


def _depth(block: BlockChange) -> str:
    return f"redline-depth-{min(int(block.kind.partition(' ')[2]), 4)}"


def _block(block: BlockChange) -> SafeString:
    words = _words(block.cells[0]) if block.cells else ""
    if block.kind == "quote":
        return format_html("<blockquote><p>{}</p></blockquote>", words)
    return format_html("<{0}>{1}</{0}>", mark_safe(_HEADINGS.get(block.kind, "p")), words)


def _row(block: BlockChange) -> SafeString:
    scopes = [("colgroup" if width > 1 else "col") if block.kind == "head row" else "" for width in block.widths]
    if block.kind == "headed row":
        scopes[0] = "row"
    cells = zip(block.cells, block.widths, scopes, strict=True)
    return format_html("<tr>{}</tr>", mark_safe("".join(_cell(*cell) for cell in cells)))


def _cell(runs: tuple[Run, ...], width: int, scope: str) -> SafeString:
    """As wide as it was, so that figures stay below what they are the figures of; an empty one is no header."""
    element, scope = ("th", scope) if scope and runs else ("td", "")
    attributes = (f' colspan="{width}"' if width > 1 else "") + (f' scope="{scope}"' if scope else "")
    return format_html("<{0}{1}>{2}</{0}>", mark_safe(element), mark_safe(attributes), _words(runs))


def _words(runs: tuple[Run, ...]) -> SafeString:
    """The runs of a cell. A space between two runs stands outside of both."""
    html, is_first = "", True
    for run in runs:
        space = " " if run.words[0].is_spaced and not is_first else ""
        inner = _inner(run)
        if run.change != SAME:
            word = "inserted: " if run.change == INSERTED else "deleted: "
            inner = format_html(
                '<{0}><span class="redline-told">{1}</span>{2}<span class="redline-told"> (end)</span></{0}>',
                mark_safe(_ELEMENTS[run.change]),
                word,
                inner,
            )
        html += space + inner
        is_first = False
    return mark_safe(html)


def _inner(run: Run) -> SafeString:
    """The words of a run with their formatting; in a change, link targets and invisible signs are spelled out."""
    html = ""
    for marks, group in groupby(run.words, key=lambda word: word.marks):
        words = list(group)
        text = "".join(_text(word, run.change, is_first=word is run.words[0]) for word in words)
        lead = " " if text.startswith(" ") else ""
        text = text.removeprefix(" ")
        for element, target in reversed(marks):
            if element == "a":
                address = "" if run.change == SAME else f' <span class="redline-target">({escape(target)})</span>'
                text = f'<span class="redline-link">{text}</span>{address}'
            else:
                text = f"<{element}>{text}</{element}>"
        html += lead + text
    return mark_safe(html)


def _text(word: Word, change: str, *, is_first: bool) -> str:
    space = " " if word.is_spaced and not is_first else ""
    if change == SAME:
        return "<br>" if word.text == "\n" else space + escape(word.text)
    return space + escape(_INVISIBLE.get(word.text, word.text))
