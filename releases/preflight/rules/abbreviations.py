"""Abbreviations: introduced once, before they are used, and not for nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from releases.preflight import occasion, subjects
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage
from releases.preflight.view import View

#: Two to six signs with two capitals or a capital and a figure; parts of a compound count by themselves.
_SHORT = re.compile(
    r"(?<![\w.@&])(?P<short>(?=[A-Za-z0-9]{0,5}[A-Z][a-z]?[A-Z0-9])[A-Z][A-Za-z0-9]{1,5}?)(?P<plural>s?)(?![\w@&]|\.\w|[-‑]\d)"
)
_SHOUTED_BEFORE, _SHOUTED_BEHIND = (
    re.compile(r"(?:(?<![A-Za-z-])[A-Z]{2,40} ){1,2}$"),
    re.compile(r"(?: [A-Z]{2,40}(?![a-z-])){1,2}"),
)
_CODE = re.compile(r"[A-Z]{2,6}\d{2,5}[A-Z]?")
_TARGET = re.compile(r"([A-Z]+)\d{1,4}[A-Z]?")
#: "D816V", "V600E": an amino acid, its place, and what stands there instead.
_MUTATION = re.compile(r"[A-Z]\d{2,4}[A-Z]")
_ROMAN = re.compile(r"[IVX]{2,5}[ab]?")
_PROPER = re.compile(
    r"\b(?:the|The) (?P<name>[A-Z][A-Z0-9-]{2,40}) (?:clinical |pivotal |Phase \S+ )?(?:trial|study|program|registry)\b|\b(?P<other>[A-Z][A-Z0-9-]{2,40}), an? (?:\S+ ){0,5}(?:trial|study)\b"
)
_LISTING = re.compile(r"\([^()]{0,60}:\s?[A-Z0-9.-]{1,8}\)")
#: The zone behind a time of day: "4:00 PM CT".
_ZONE = re.compile(r"(?:\d|[ap]\.?m\.?|noon|midnight)\s[ECMPA][SD]?T\b", re.IGNORECASE)
#: How far before a parenthesis the words may begin that it shortens.
_REACH = 120


@dataclass
class _Use:
    """Where an abbreviation stands, and where it is introduced, with the words it stands for."""

    places: list[tuple[int, Passage, int, int]] = field(default_factory=list)
    introductions: list[tuple[int, Passage, int, int, str]] = field(default_factory=list)

    def unintroduced(self) -> list[tuple[int, Passage, int, int]]:
        """The places but for those that introduce it."""
        introduced = {(number, start) for number, _, start, _, _ in self.introductions}
        return [place for place in self.places if (place[0], place[2]) not in introduced]


@rule(
    "C11",
    Level.QUERY,
    "Abbreviations are introduced before they are used, once, and only if they are.",
    source="AP Stylebook and AMA Manual of Style 13, abbreviations",
)
def abbreviations(view: View, context: Context) -> Iterator[Hit]:
    uses = _read(view)
    needed, known, prefixes = _lists(view, context)
    known -= needed
    names = _names(view, context)
    for short, use in uses.items():
        if not use.introductions and (short in names or _is_known(short, known, prefixes)):
            continue
        used = use.unintroduced()
        if not use.introductions:
            if len(used) > 1 and not _is_proper(short, view):
                _, passage, start, end = used[0]
                yield passage.hit(
                    start,
                    end,
                    f"{short} is used and never introduced. Write it out at its first use.",
                    evidence=f"{len(used)} uses, no introduction",
                    suggestion=f"… ({short})",
                )
            continue
        position, passage, start, end, words = use.introductions[0]
        is_known = _is_known(short, known, prefixes)
        if not used and not is_known and short not in names and not _in_headline(short, view):
            yield passage.hit(
                start,
                end,
                f"{short} is introduced and never used. Leave the abbreviation out.",
                evidence="introduced, not used",
                level=Level.NOTE,
            )
        elif (
            used
            and (first := _earlier(used, position, start))
            and short not in names
            and not _is_known(short, known, prefixes)
        ):
            _, place, begin, until = first
            yield place.hit(
                begin,
                until,
                f"{short} is used before it is introduced. Write it out here.",
                evidence="introduced later",
            )
        for _, other, begin, until, second in use.introductions[1:]:
            if words and second and _differ(words, second):
                yield other.hit(
                    begin,
                    until,
                    f"{short} stands for “{words}” and for “{second}”. Give it one meaning.",
                    evidence=f"{words}; {second}",
                    level=Level.BLOCK,
                )


def _read(view: View) -> dict[str, _Use]:
    uses: dict[str, _Use] = defaultdict(_Use)
    for number, passage in enumerate(view.of(Part.BODY, Part.SECTION, Part.SAFE_HARBOR)):
        if passage.text.isupper():
            continue
        words = passage.text
        for aside in (_LISTING, _ZONE):  # "(NASDAQ: QHVN)", "PM CT"
            words = aside.sub(lambda match: " " * len(match[0]), words)
        for match in _SHORT.finditer(words):
            short = match["short"]
            if _is_shouted(words, match):
                continue
            place = (number, passage, match.start(), match.end())
            uses[short].places.append(place)
            if (long := _introduction(passage.text, match)) is not None:
                uses[short].introductions.append((*place, long))
    return uses


def _is_shouted(words: str, match: re.Match) -> bool:
    """Whether it stands among words in capitals, as legends are set: "ARE URGED TO READ"."""
    before = _SHOUTED_BEFORE.search(words, max(0, match.start() - 90), match.start())
    after = _SHOUTED_BEHIND.match(words, match.end())
    return (len(before[0].split()) if before else 0) + (len(after[0].split()) if after else 0) > 1


def _introduction(words: str, match: re.Match) -> str | None:
    """What the abbreviation is said to stand for: "" when it can't be told; None when it is not introduced here."""
    before, after = words[max(0, match.start() - _REACH) : match.start()], words[match.end() : match.end() + _REACH]
    if re.search(r"[^\W\d_]{2}[®™]?[,’”\"]?\s[(\[]\s?[“\"]?(?:the\s)?[“\"]?$", before) and re.match(
        r"[”\"]?\s?[)\],;]|\s(?:or|and|for)\b", after
    ):
        return _long_form(re.sub(r"[®™,]?\s[(\[][^(\[]*$", "", before), match["short"])
    if re.search(r"\([^()]{3,80},\s$", before) and re.match(r",\s|\)", after):
        return ""  # "(minimal response, MR, or better)"
    long = re.match(r"\s\((?P<long>[a-z][^()]{4,80})\)", after)
    if long and _stands_for(match["short"], long["long"]):
        return long["long"]
    if re.match(r",\s(?:or|for|which stands for)\s[a-z]", after) and _stands_for(match["short"], after):
        return ""
    return None


def _long_form(before: str, short: str) -> str:
    """The words right before the parenthesis whose initials the abbreviation has; "" when they don't."""
    words = re.findall(r"[^\s()]+", before)[-(len(short) + 4) :]
    for begin in range(len(words)):
        if (
            words[begin][:1].casefold() == short[:1].casefold()
            and _stands_for(short, " ".join(words[begin:]))
            and len(words) - begin <= len(short) + 1
        ):
            return " ".join(words[begin:])
    return ""


def _stands_for(short: str, words: str) -> bool:
    """Whether the capitals of the abbreviation occur in order as first letters of the words."""
    initials = iter(re.findall(r"(?<![^\W\d_])[^\W\d_]|(?<=[a-z-])[A-Z]", words.casefold()))
    letters = [sign.casefold() for sign in short if sign.isupper()]
    return all(letter in initials for letter in letters)


def _in_headline(short: str, view: View) -> bool:
    return not view.once(_words_of_headline).isdisjoint((short, f"{short}s"))


def _words_of_headline(view: View) -> frozenset[str]:
    return frozenset(
        word for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE) for word in re.findall(r"\w+", passage.text)
    )


def _earlier(used: list, position: int, start: int):
    first = min(used, key=lambda place: (place[0], place[2]))
    return first if (first[0], first[2]) < (position, start) else None


def _differ(one: str, other: str) -> bool:
    def stems(words: str) -> list[str]:
        return [word[:5] for word in re.findall(r"[^\W\d_]{3,}", words.casefold())]

    return not set(stems(one)) & set(stems(other))


def _is_known(short: str, known: frozenset, prefixes: frozenset) -> bool:
    if short.upper() in known or any(form.fullmatch(short) for form in (_ROMAN, _CODE, _MUTATION)):
        return True
    target = _TARGET.fullmatch(short)
    return bool(target and target[1] in prefixes) or short in prefixes


def _is_proper(short: str, view: View) -> bool:
    """A trial's name: "the NORTH trial", "NORTH, a Phase II trial"."""
    # A word of five capitals is a name that is spoken, as trials have.
    return (len(short) > 4 and short.isalpha() and short.isupper()) or short in view.once(_proper)


def _proper(view: View) -> frozenset[str]:
    """What the text calls a trial or study."""
    return frozenset(
        match["name"] or match["other"]
        for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE, Part.BODY, Part.SECTION)
        for match in _PROPER.finditer(passage.text)
    )


def _lists(view: View, context: Context) -> tuple[frozenset, frozenset, frozenset]:
    law = occasion.law(view, context)
    known = context.regulation.entry("names", "known-abbreviations", on=law)
    targets = context.regulation.entry("names", "targets", on=law)
    needed = frozenset(known["needed"] if known else ())
    return (
        needed,
        frozenset(word.upper() for word in known["words"]) if known else frozenset(),
        frozenset(targets["prefixes"] if targets else ()) - needed - {"DM", "PFS", "OS", "AUC"},
    )


def _names(view: View, context: Context) -> set[str]:
    """Names that are no abbreviations: of drugs, trials, targets, the company, its symbol and partners, and mentioned wires."""
    company = view.document.company
    texts = [
        company.legal_name,
        company.short_name,
        company.ticker,
        view.document.dateline.wire,
        view.document.dateline.region,
        view.document.source,
    ]
    texts += [contact.organization for contact in view.document.contacts]
    for known in subjects.drugs(view, context):
        texts += [*known.names, known.drug.target, known.drug.owner, known.drug.partner]
    for known in subjects.trials(view, context):
        texts += [known.trial.acronym, known.trial.sponsor]
    return {word for words in texts for word in re.findall(r"[A-Za-z0-9]+", words)}
