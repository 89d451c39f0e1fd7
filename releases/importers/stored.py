"""A reading as JSON and back, so that a page of the desk need not read an untrusted file again."""

import datetime
import json

from releases import readers
from releases.document import Document
from releases.readers import Change, Changes, Notice, Paragraph, Reading, Undecided

#: Changes that do not touch a word.
_NO_WORDS = ("comment", "formatting")


def read(data: bytes, *, name: str, tracked: str = "") -> Reading:
    """Read a file. Tracked changes that nobody has decided about are shown as if they were accepted, and listed.

    Raises :class:`readers.Unreadable`.
    """
    if tracked:
        return readers.read_confined(data, name=name, changes=Changes(tracked))
    try:
        return readers.read_confined(data, name=name)
    except Undecided:
        return readers.read_confined(data, name=name, changes=Changes.ACCEPT)


def has_tracked(reading: Reading) -> bool:
    """Whether words of the file stand under tracked changes."""
    return any(change.kind not in _NO_WORDS for change in reading.changes)


def to_stored(reading: Reading) -> dict:
    """Everything but the bytes of its pictures, which stay in the file."""
    return {
        "document": json.loads(reading.document.canonical_bytes()),
        "notices": [
            {
                "message": notice.message,
                "line": notice.line,
                "needs_review": notice.needs_review,
                "left_out": notice.left_out,
            }
            for notice in reading.notices
        ],
        "changes": [
            {
                "kind": change.kind,
                "words": change.words,
                "author": change.author,
                "at": change.at.isoformat() if change.at else "",
                "where": change.where,
            }
            for change in reading.changes
        ],
        "source": [[paragraph.html, paragraph.line] for paragraph in reading.source],
        "images": len(reading.images),
    }


def from_stored(stored: dict) -> Reading:
    """The reading without its pictures."""
    return Reading(
        Document.from_json(json.dumps(stored["document"])),
        notices=tuple(Notice(**notice) for notice in stored["notices"]),
        changes=tuple(
            Change(**change | {"at": datetime.datetime.fromisoformat(change["at"]) if change["at"] else None})
            for change in stored["changes"]
        ),
        source=tuple(Paragraph(html, line) for html, line in stored["source"]),
    )


def sentences(notices) -> tuple[str, ...]:
    """The notices for an editor, each with its line."""
    return tuple(f"Line {notice.line}: {notice.message}" if notice.line else notice.message for notice in notices)
