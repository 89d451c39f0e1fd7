"""A number of things announced, and the list that follows: A9."""

import itertools
import re
from collections.abc import Iterator

from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.grammar import COUNT, count
from releases.preflight.passage import Part, Passage
from releases.preflight.view import View

#: Things that releases list. Patients, sites and months are counted, not listed.
_THINGS = (
    r"(?i:abstracts?|appointments?|areas|articles|awards|candidates|categories|changes|components?|compounds?|conditions|conferences"
    r"|data\s+sets|directors|elements|endpoints|events|executives|factors|features|findings|goals|highlights|indications|items"
    r"|key\s+points|leaders|measures|meetings|members|milestones|objectives|officers|pillars|points|posters?|presentations"
    r"|principles|priorities|products|programs|programmes|proposals|publications|questions|reasons|sessions|steps|talks|therapies|topics|updates)"
)
_ANNOUNCED = re.compile(
    rf"(?<!\bin )(?<!\bof )(?<!\bat )(?<!\bfrom )(?<!\bacross )(?P<n>{COUNT})\s+(?:[A-Za-z][\w'’/‑-]{{0,25}}\s+){{0,4}}?(?P<thing>{_THINGS})\b"
)
#: No release lists more; a larger number is a year.
_MOST = 60
_LEAD = 120  # characters before the colon in which the number stands


@rule("A9", Level.BLOCK, "A list has as many items as its introduction says.", source="PR Newswire: math mix-ups")
def lists(view: View, context: Context) -> Iterator[Hit]:
    announced = [
        (passage, match)
        for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE)
        for match in _ANNOUNCED.finditer(passage.text)
        if count(match["n"]) <= _MOST
    ]
    for intro, items in _lists(view):
        size = len(items)
        own = [
            match
            for match in _ANNOUNCED.finditer(intro.text, max(0, len(intro.text) - _LEAD))
            if _leads(intro, match) and count(match["n"]) <= _MOST
        ]
        if own:
            if count(own[-1]["n"]) != size:
                yield _hit(intro, own[-1], size)
            continue
        for passage, match in announced:
            # The introduction names the same things without a number: "The posters are:". "The products in development are:" are others.
            if (
                re.search(rf"(?i)\b{re.escape(match['thing'])}\b(?!\s+(?:in|of|for|under|with|from)\b)", intro.text)
                and count(match["n"]) != size
            ):
                yield _hit(passage, match, size)


def _lists(view: View) -> Iterator[tuple[Passage, list[Passage]]]:
    """Each list behind an introduction that ends with a colon, with its items but not those of lists inside."""
    body = view.of(Part.BODY)
    for before, first in itertools.pairwise(body):
        if not (first.item and first.item.depth == 1 and first.item.index == 0) or not before.text.rstrip().endswith(
            ":"
        ):
            continue
        if before.item is None:
            yield (
                before,
                [each for each in body if each.item and each.item.depth == 1 and each.item.number == first.item.number],
            )


def _leads(intro: Passage, match: re.Match) -> bool:
    """Whether the number introduces the list: it stands in the last sentence, and nothing else is listed behind it."""
    rest = intro.text[match.end() :]
    return intro.sentence_at(match.start()).end == len(intro.text) and not re.search(r"[;:](?!\s*$)|\d", rest)


def _hit(passage: Passage, match: re.Match, size: int) -> Hit:
    return passage.hit(
        match.start(),
        match.end(),
        f"“{match[0]}” are announced, and the list has {size}. Correct the number or the list.",
        evidence=f"{count(match['n'])} announced, {size} listed",
    )
