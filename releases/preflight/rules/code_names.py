"""Code names of drugs: written as registered, the same throughout, and the same in the safe harbor."""

import re
from collections import Counter
from collections.abc import Iterator

from releases.preflight import occasion, spelling, subjects
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage
from releases.preflight.view import PROSE, View

_TOKEN = re.compile(
    r"(?<![\w/@.#&=-])(?P<letters>[A-Z]{2,6})[-‑]?(?P<digits>\d{2,5})(?P<tail>[A-Z]?)(?![\w@/]|[-‑.]\w)"
)
_BEFORE = re.compile(r"([A-Za-z.]+)[\s#:]{1,3}\Z")


@rule(
    "B1", Level.BLOCK, "A code name is spelled as the records have it.", source="The drug records; FDA and INN naming"
)
def near_registered(view: View, context: Context) -> Iterator[Hit]:
    registered = {_bare(name): name for name in subjects.all_names(context.drugs) if _TOKEN.fullmatch(name)}
    if not registered:
        return
    shared: dict[str, set[str]] = {}
    for name in registered:
        for key in spelling.shortened(name):
            shared.setdefault(key, set()).add(name)
    # A code that an import took for a drug of its own is no drug of the records until somebody has confirmed it.
    for passage, match in _tokens(view, context, known=_bare_names(context.drugs)):
        bare = _bare(match[0])
        near = {name for key in spelling.shortened(bare) for name in shared.get(key, ())}
        near = sorted(name for name in near if spelling.distance(bare, name, 1) == 1)
        if near:
            wanted = registered[near[0]]
            yield passage.hit(
                match.start(),
                match.end(),
                f"{match[0]} is no drug of the records, and {wanted} is. Correct it, or add the drug.",
                evidence=f"one character apart from {wanted}",
                suggestion=wanted,
            )


@rule("B2", Level.BLOCK, "One code name has one spelling in a release.", source="wire practice")
def two_spellings(view: View, context: Context) -> Iterator[Hit]:
    found = [(passage, match) for passage, match in _tokens(view, context)]
    counts = Counter(_bare(match[0]) for _, match in found)
    printed = {_bare(match[0]): match[0] for _, match in reversed(found)}
    shared: dict[str, list[str]] = {}
    for bare in counts:
        for key in spelling.shortened(_letters(bare)):
            shared.setdefault(key + _digits(bare), []).append(bare)
    rivals: dict[str, str] = {}
    for near in shared.values():
        for one in near:
            # Names whose figures differ are siblings; one name's letters don't change.
            for other in near[:50]:
                if (counts[one], one) >= (counts[other], other):
                    continue
                if spelling.distance(_letters(one), _letters(other), 1) == 1:
                    rivals.setdefault(one, other)
    for passage, match in found:
        if other := rivals.get(_bare(match[0])):
            bare = _bare(match[0])
            yield passage.hit(
                match.start(),
                match.end(),
                f"{match[0]} and {printed[other]} stand in one release and differ by one letter. Write the right one throughout.",
                evidence=f"{printed[other]} ×{counts[other]}, {match[0]} ×{counts[bare]}",
                suggestion=printed[other],
            )


@rule(
    "C8",
    Level.BLOCK,
    "The safe harbor names no drug that the release does not.",
    source="15 U.S.C. 78u-5(c)(1)(A)(i): the statement's own factors",
)
def safe_harbor_names(view: View, context: Context) -> Iterator[Hit]:
    text = "\n".join(passage.text for passage in view.of(*PROSE, Part.SECTION))
    known = subjects.drugs(view, context)
    for passage in view.of(Part.SAFE_HARBOR):
        seen = []
        for drug in known:
            pattern = subjects.named(drug.names)
            if (match := pattern.search(passage.text)) and not pattern.search(text):
                seen.append((match.start(), match.end()))
        own = _bare_names(known)
        for _, match in _tokens_of(passage, view, context):
            if _bare(match[0]) not in own and not re.search(rf"(?<!\w){re.escape(match[0])}(?!\w)", text):
                seen.append((match.start(), match.end()))
        for start, end in seen:
            yield passage.hit(
                start,
                end,
                f"The safe harbor speaks of {passage.text[start:end]}, and the release never does. Name the drug that it is about.",
                evidence=f"{passage.text[start:end]} stands in the safe harbor only",
                suggestion=", ".join(drug.drug.name for drug in known if drug.is_linked),
            )


def _tokens(view: View, context: Context, known: set[str] | None = None) -> Iterator[tuple[Passage, re.Match]]:
    """What looks like a code name and is none that is known: of the records, or of the document too."""
    if known is None:
        known = _bare_names(subjects.drugs(view, context) if context.drugs else ())
    for passage in view.of(*PROSE, Part.SECTION, Part.SAFE_HARBOR):
        for place, match in _tokens_of(passage, view, context):
            if _bare(match[0]) not in known:
                yield place, match


def _tokens_of(passage: Passage, view: View, context: Context) -> Iterator[tuple[Passage, re.Match]]:
    others, before, prefixes = _others(view, context)
    for match in _TOKEN.finditer(passage.text):
        if match[0] in others or match["letters"] in prefixes:
            continue
        word = _BEFORE.search(passage.text, max(0, match.start() - 24), match.start())
        if word and word[1].lower() in before:
            continue
        yield passage, match


def _others(view: View, context: Context) -> tuple[frozenset, frozenset, frozenset]:
    """Tokens, words before a token, and prefixes of tokens that are no drugs'. A registered drug's prefix counts as a drug's."""
    rows = {
        name: context.regulation.entry("names", name, on=occasion.law(view, context))
        for name in ("targets", "not-names")
    }
    targets, rest = rows["targets"], rows["not-names"]
    own = {match["letters"] for name in subjects.all_names(context.drugs) if (match := _TOKEN.fullmatch(name))}
    tokens = set(rest["tokens"]) if rest else set()
    tokens |= {word for drug in subjects.drugs(view, context) for word in re.findall(r"[\w-]+", drug.drug.target)}
    tokens |= {known.trial.acronym for known in subjects.trials(view, context)} | {view.document.company.ticker}
    prefixes = set(targets["prefixes"] if targets else ()) | set(rest["prefixes"] if rest else ())
    return frozenset(tokens), frozenset(rest["before"] if rest else ()), frozenset(prefixes - own)


def _bare_names(known) -> set[str]:
    return {_bare(name) for name in subjects.all_names(known)}


def _bare(name: str) -> str:
    return name.replace("-", "").replace("‑", "")


def _letters(bare: str) -> str:
    return bare.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").rstrip("0123456789") or bare


def _digits(bare: str) -> str:
    return bare[len(_letters(bare)) :]
