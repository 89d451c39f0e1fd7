"""What a file changes in a release that stands: only what it says otherwise than the desk's own Word file would.

No file carries everything: which version a legal text is, which drugs and trials are linked, which cells head their row. So
the release's own Word file is read too, and whatever the two files say alike stays as the release has it.
"""

import dataclasses
from difflib import SequenceMatcher

from releases import readers, rendering
from releases.document import Document, find_quotations, richtext

#: Parts that are taken whole, from the release or from the file.
_WHOLE = (
    "headline", "subheadline", "date", "dateline", "company", "trademark_notes", "footnotes", "safe_harbor", "contacts",
    "source", "distributor",
)  # fmt: skip


def merged(own: Document, read: Document) -> tuple[Document, frozenset[str]]:
    """The document that the release would be with the file's changes, and the names of the parts that stay as they are.

    ``own`` is the release as it stands, ``read`` what the file says.
    """
    try:
        printed = readers.read(rendering.word_file(own), name="release.docx").document
    except readers.Unreadable:  # a release without words says nothing that a file could say alike
        return read, frozenset()
    facts = {name: getattr(own, name) for name in _WHOLE if getattr(read, name) == getattr(printed, name)}
    facts["language"] = own.language  # no file says it reliably
    facts["body_html"] = _body(own, printed, read)
    facts["quotations"] = find_quotations(facts["body_html"])
    facts["sections"] = _by_place(own.sections, printed.sections, read.sections)
    facts["drugs"] = _linked(own.drugs, printed.drugs, read.drugs, ("code_name", "generic_name", "brand_name"))
    facts["trials"] = _linked(own.trials, printed.trials, read.trials, ("nct_number", "acronym"))
    document = dataclasses.replace(read, **facts)
    same = {
        field.name
        for field in dataclasses.fields(Document)
        if getattr(document, field.name) == getattr(own, field.name)
    }
    return document, frozenset(same)


def _body(own: Document, printed: Document, read: Document) -> str:
    """The body block by block; the tables of results, which the Word file prints behind it, are no part of it."""
    blocks = [_serialised(document.body_html) for document in (own, printed, read)]
    count = len(blocks[0])
    results = {richtext.parse(table).words() for table in blocks[1][count:]}
    if len(blocks[1]) != count + len(own.results):
        return own.body_html if blocks[1] == blocks[2] else read.body_html
    taken = _by_place((*blocks[0], *[""] * len(own.results)), tuple(blocks[1]), tuple(blocks[2]))
    return "".join(block for block in taken if not (own.results and richtext.parse(block).words() in results))


def _serialised(html: str) -> list[str]:
    return [richtext.serialise(node) for node in richtext.parse(html).children]


def _by_place(own: tuple, printed: tuple, read: tuple) -> tuple:
    """What the file has, with each part that the own file prints alike as the release has it."""
    if len(own) != len(printed):
        return own if printed == read else read
    keys = [[repr(part) for part in parts] for parts in (printed, read)]
    result = list(read)
    for begin, at, length in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
        result[at : at + length] = own[begin : begin + length]
    return tuple(result)


def _linked(own: tuple, printed: tuple, read: tuple, names: tuple[str, ...]) -> tuple:
    """The release's records without those that the file names no longer, and with those that it names in addition."""

    def called(record) -> frozenset[str]:
        return frozenset(filter(None, (getattr(record, name) for name in names)))

    before, after = ([called(record) for record in records] for records in (printed, read))
    gone = [each for each in before if not any(each & other for other in after)]
    new = [record for record in read if not any(called(record) & other for other in before) and called(record)]
    kept = [record for record in own if not any(called(record) & each for each in gone)]
    known = [called(record) for record in kept]
    return (*kept, *(record for record in new if not any(called(record) & other for other in known)))
