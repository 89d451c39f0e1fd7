"""What reading a file yields: a Document with notices, or a refusal."""

from dataclasses import dataclass

from releases.document import Document


class Unreadable(ValueError):
    """The file cannot be read as a press release. The message is one sentence with a next step, for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the reader decided, dropped or missed, in complete sentences for an IR editor.

    ``line`` is the line of the file, counted from 1, where there is one. ``needs_review`` marks what may not go
    out before a person has looked at it.
    """

    message: str
    line: int | None = None
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read from a file, with what the editor should know about it, in the order of the file."""

    document: Document
    notices: tuple[Notice, ...] = ()


def excerpt(words: str, limit: int = 60) -> str:
    """The words in quotation marks, cut between words: short enough for a message."""
    if len(words) > limit:
        words = (words[:limit].rpartition(" ")[0] or words[:limit]) + " …"
    return f"“{words}”"
