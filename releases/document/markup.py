"""How much markup a text has, counted before a parser sees it.

A parser of HTML takes time by the square of the elements that are open at once, and repeats formatting that is never closed in each
paragraph after it. So these are counted first, in one pass and never too low.
"""

import html
import re
from dataclasses import dataclass

#: What rich text may have: characters with markup, elements, and characters without a tag between them. The longest reports of quarters
#: with all their tables have a quarter of it.
MOST_CHARACTERS, MOST_ELEMENTS, LONGEST_RUN = 500_000, 20_000, 50_000
#: Elements that may be open at once, and those among them that only change the look of words.
DEEPEST, MOST_FORMATTING = 200, 30
#: Beyond so many elements nobody looks for their structure.
_HOPELESS = 100_000
_PIECE = 10_000

#: Tags as a parser takes them; comments and elements that hold no tags are passed over whole.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</(?P=raw)[^>]*+(?:>|\Z)|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: Their end tags may be missing in HTML.
_CLOSED_BY_THE_NEXT = frozenset("p li tr td th dt dd option optgroup thead tbody tfoot colgroup html head body".split())
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
#: An end tag closes nothing beyond one of these.
_BARRIERS = frozenset("table caption object marquee applet template button select svg math foreignobject".split())
_WITHIN_WORDS = _FORMATTING | frozenset("abbr cite del ins label mark q span sub sup".split())


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted; counting ends where there is too much."""

    characters: int
    elements: int
    depth: int
    formatting: int
    longest_run: int

    @property
    def is_hopeless(self) -> bool:
        """Whether parsing the text as it is could take very long."""
        return (
            self.elements > _HOPELESS
            or self.depth > DEEPEST
            or self.formatting > MOST_FORMATTING
            or self.longest_run > LONGEST_RUN
        )

    @property
    def excess(self) -> str:
        """Why it is too much, in a sentence with a next step; empty when it is not."""
        if self.characters > MOST_CHARACTERS:
            return (
                f"The text has {self.characters:,} characters with its markup; at most {MOST_CHARACTERS:,} fit."
                " Shorten it, or attach a part of it as a file."
            )
        if self.depth > DEEPEST or self.formatting > MOST_FORMATTING:
            return "The text has too many elements inside each other. Paste it without formatting."
        if self.elements > MOST_ELEMENTS:
            return (
                f"The text has more than {MOST_ELEMENTS:,} paragraphs, cells and other elements. Shorten it, or attach a part of it"
                " as a file."
            )
        if self.longest_run > LONGEST_RUN:
            return (
                f"The text has {self.longest_run:,} characters without a paragraph's end; at most {LONGEST_RUN:,} fit."
                " Divide it into paragraphs."
            )
        return ""


def measure(source: str) -> Measure:
    """Count the markup of a text."""
    open_: list[str] = []
    elements = depth = formatting = looks = longest = end = 0
    for match in _TAG.finditer(source):
        longest, end = max(longest, match.start() - end), match.end()
        name = (match["name"] or "").lower()
        if not name or (not match["end"] and name in _VOID):
            elements += bool(name)
        elif match["end"]:
            if (place := _place(open_, name)) is not None:
                looks -= sum(each in _FORMATTING for each in open_[place:])
                del open_[place:]
        else:
            elements += 1
            if name not in _CLOSED_BY_THE_NEXT:
                open_.append(name)
                looks += name in _FORMATTING
                depth, formatting = max(depth, len(open_)), max(formatting, looks)
            if elements > _HOPELESS or depth > DEEPEST:
                break
    return Measure(len(source), elements, depth, formatting, max(longest, len(source) - end))


def _place(open_: list[str], name: str) -> int | None:
    """Where the open element is that an end tag closes."""
    for place in range(len(open_) - 1, -1, -1):
        if open_[place] == name:
            return place
        if open_[place] in _BARRIERS:
            return None
    return None


def flattened(source: str) -> str:
    """The words alone as paragraphs, for markup that nobody could have meant."""
    paragraphs, end = [""], 0
    for match in [*_TAG.finditer(source), None]:
        paragraphs[-1] += source[end : match.start() if match else None]
        if match is None:
            break
        end = match.end()
        if (match["name"] or "").lower() not in _WITHIN_WORDS:
            paragraphs.append("")
    return "".join(f"<p>{_in_pieces(html.unescape(words))}</p>" for words in paragraphs if words.strip())


def _in_pieces(words: str) -> str:
    """The words as HTML, with comments in long ones: the parser takes time by the square of a run of characters."""
    pieces = (words[begin : begin + _PIECE] for begin in range(0, len(words), _PIECE))
    return "<!---->".join(html.escape(piece, quote=False) for piece in pieces)
