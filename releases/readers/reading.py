"""What reading a file yields: a Document with notices, or a refusal."""

import datetime
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from releases import text
from releases.document import Document


class Unreadable(ValueError):
    """The file cannot be read as a press release. The message is one sentence with a next step, for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the reader decided, dropped or missed, in complete sentences for an IR editor.

    ``line`` is the line of the file, counted from 1, where there is one. ``needs_review`` marks what may not go
    out before a person has looked at it. ``left_out`` holds the words of the file, whole, that the document does not
    hold for the reason which the message gives, ``dead_link`` the words and the target of a link that leads nowhere.
    """

    message: str
    line: int | None = None
    needs_review: bool = False
    left_out: str = ""
    dead_link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A tracked change or a comment of a Word file, as its author made it."""

    kind: str  # "insertion", "deletion", "move", "formatting", "comment"
    words: str
    author: str = ""
    at: datetime.datetime | None = None  # as the author's Word wrote it: in UTC or, from old versions, local time
    where: str = ""  # the paragraph it stands in, by its first words


class Changes(StrEnum):
    """What becomes of words under tracked changes."""

    ASK = "ask"  # such a file is refused with the list of its changes
    ACCEPT = "accept"
    REJECT = "reject"


class Undecided(Unreadable):
    """The file holds tracked changes that nobody has accepted or rejected; ``changes`` lists them, comments included."""

    def __init__(self, name: str, changes: tuple[Change, ...]):
        counts = Counter(change.kind for change in changes if change.kind not in ("comment", "formatting"))
        tracked = text.series(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts.items())
        authors = text.series(dict.fromkeys(change.author or "somebody unnamed" for change in changes))
        super().__init__(
            f"{name} holds tracked changes that nobody has accepted or rejected ({tracked}, by {authors}); "
            "choose whether they are accepted or rejected, or settle them in Word and send the file again."
        )
        self.name, self.changes = name, changes

    def __reduce__(self):
        return Undecided, (self.name, self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the file. ``data`` is as the file holds it, unchecked."""

    name: str
    content_type: str
    data: bytes
    alternative_text: str = ""
    where: str = ""  # the paragraph it stands in or behind, by its first words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the file as it was read, before anything was recognized: what an editor chooses parts from."""

    html: str  # rich text of the allow-list
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a source paragraph, counted in its words on one line: ``Node.words()`` of its rich text."""

    paragraph: int  # index in Reading.source
    begin: int
    end: int
    line: int | None = None  # at which the paragraph begins in the file


@dataclass(frozen=True, slots=True)
class Part:
    """A recognised part. ``name`` is its place in the document: "headline", "contacts[0].email", "drugs[1].code_name". The
    document has no place for tickers of other companies: "partners[0].ticker"."""

    name: str
    words: str
    sure: int  # per cent
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read from a file, with what the editor should know about it, in the order of the file."""

    document: Document
    notices: tuple[Notice, ...] = ()
    changes: tuple[Change, ...] = ()
    images: tuple[Image, ...] = ()
    source: tuple[Paragraph, ...] = ()
    parts: tuple[Part, ...] = ()


def excerpt(words: str, limit: int = 60) -> str:
    """The words in quotation marks, cut between words: short enough for a message."""
    if len(words) > limit:
        words = (words[:limit].rpartition(" ")[0] or words[:limit]) + " …"
    return f"“{words}”"
