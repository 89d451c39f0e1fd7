"""Bytes to Document: decode the file, find its blocks, recognise the parts of a release among them.

Each format is one source of blocks; one recogniser serves them all. Nothing here queries or asks the clock.
"""

from releases.document import richtext
from releases.readers import decode, hypertext, plain_text
from releases.readers.reading import Notice, Paragraph, Reading, Unreadable
from releases.readers.recognize import recognize

__all__ = ["Notice", "Paragraph", "Reading", "Unreadable", "read"]


def read(data: bytes, *, name: str) -> Reading:
    """Read a release from the bytes of the file ``name``; the suffix decides between HTML and text, an unknown one is text.

    No word is lost: what is not recognized as a part of a release stays in the body, and what is left out is quoted
    in a notice. Raises :class:`Unreadable` for an empty, binary, oversized or otherwise hopeless file.
    """
    notices: list[Notice] = []
    source = decode.decode(data, name, notices)
    is_html_file = name.lower().endswith((".html", ".htm", ".xhtml"))
    if is_html_file or hypertext.is_hypertext(source):
        if not is_html_file:
            notices.append(Notice(f"{name} holds HTML although its name doesn't say so, and was read as HTML."))
        blocks = hypertext.blocks(source, name, notices)
    else:
        blocks = plain_text.blocks(source, name, notices)
    if not blocks:
        raise Unreadable(f"{name} holds no text; choose the file that holds the release.")
    source = tuple(Paragraph(richtext.serialise(block.node), block.line) for block in blocks)
    document = recognize(blocks, notices)
    in_order = sorted(notices, key=lambda notice: (notice.line is None, notice.line or 0))
    return Reading(document, tuple(in_order), source=source)
