"""Acronyms by which a text calls its trials."""

import re
from collections import Counter

from releases.readers.prose import Sentence

_NAME = r"(?:[A-Z]{4,}(?:-[A-Z0-9]+)? (?=[A-Z]{2,5}-\d|[A-Z]{2,3}\b))?(?:[A-Z]{2}-[A-Z]{4,}|[A-Z][A-Z0-9]{2,}|[A-Z]{2}(?= \d{3}\b))(?:-[A-Z0-9]+)*(?: \d{1,3}(?![\d.,%]*\d|\w|-|%|\s+(?:patients|participants|subjects|adults|people|centers|sites)))?"
_NUMBER = r"(?:,?\s*[(,]?\s*NCT\d{8}\)?)?"
_KIND = (
    r"(?:(?:clinical|pivotal|registrational|extension|confirmatory|global|open-label|randomi[sz]ed|controlled|ongoing|multicenter|dose-\w+|"
    r"[Pp]hase(?:\s|-)[\dIVab/]+)\s+){0,4}"
)
_TRIAL = r"(?:[Tt]rials?|[Ss]tud(?:y|ies))\b"
_A_PHASE = r"(?:an?|its|the|our|two|both|three)\s[^.]{0,80}?[Pp]hase\b"
#: "the HEADLAND trial", "a trial called HEADLAND", "HEADLAND, a Phase 3 trial", "the Phase 3 trials HARBOR-1 and HARBOR-2".
_PATTERNS = (
    re.compile(rf"(?<![\w-])(?P<name>{_NAME}){_NUMBER}\s+{_KIND}{_TRIAL}"),
    # "four studies (POLAR-1, POLAR-2 and POLAR-3)"; "the KarNova study"; "Study 101".
    re.compile(rf"\b{_TRIAL}\s+\((?P<name>[A-Z]{{4,}}(?:-[A-Z0-9]+)+|[A-Z]{{5,}}\d+)(?=[,)]|\s(?:and|&)\s)"),
    re.compile(rf"\b[Pp]hase [\dIVab/]+\s+(?P<name>[A-Z][a-z]{{2,}}[A-Z][A-Za-z0-9]+)\s+{_KIND}{_TRIAL}"),
    re.compile(r"(?<![\w-])(?P<name>Study \d{1,4})(?![\w%.,]*\d)"),
    re.compile(rf"\b{_TRIAL},?\s+(?:called|named|known as)\s+(?P<name>{_NAME})"),
    re.compile(rf"(?<![\w-])(?P<name>{_NAME}){_NUMBER},?\s+(?:is |are |was )?{_A_PHASE}"),
    re.compile(rf"\b[Pp]hase [\dIVab/]+\s+(?:\w+\s+)?(?:trials|studies|trial|study),?\s+(?P<name>{_NAME})"),
    re.compile(
        rf"\b[Pp]hase [\dIVab/]+\s+(?:\w+\s+)?(?:trials?|stud(?:y|ies)) (?:of|in|with|evaluating) [^.;,]{{3,100}}, (?P<name>{_NAME})(?=,| and\b)"
    ),
    re.compile(rf"\b{_TRIAL}\s+(?P<name>[A-Z]{{6,}}(?:-[A-Z0-9]+)*|[A-Z]{{4,}}(?:-[A-Z0-9]+)+)(?=[\s.,;)])(?! \d)"),
    # A formula that lost its lowered figure: "the CO 2 RE trial".
    re.compile(rf"(?<![\w-])(?P<name>[A-Z]{{2,3}} \d [A-Z]{{2,6}}){_NUMBER}\s+{_KIND}{_TRIAL}"),
    # "the pivotal study RESOLVE2"; "rests on two trials, GARNET and MERIDIAN".
    re.compile(
        rf"\b(?:pivotal|registrational|confirmatory) {_TRIAL}\s+(?P<name>[A-Z]{{4,}}\d{{0,2}}(?:-[A-Z0-9]+)*)(?![\w-])"
    ),
    re.compile(r"\b(?:trials|studies),\s+(?P<name>[A-Z]{4,}(?:-[A-Z0-9]+)*)(?=,? (?:and|&) [A-Z]{4,})"),
    re.compile(rf"^(?P<name>{_NAME}):\s[^.]{{0,80}}[Pp]hase [\dIVab/]+\s"),
    re.compile(
        rf"(?<![\w-])(?P<name>[A-Z]{{5,}}(?:-[A-Z0-9]+)*|[A-Z]{{3,}}(?:-[A-Z0-9]+)+)\s+is\s+[^.;]{{0,60}}?{_TRIAL}\s+(?:of|in|that|evaluating|designed)\b"
    ),
    re.compile(rf"(?<![\w-])(?P<name>{_NAME}),\s+(?:\w+\s+){{0,2}}[Pp]hase [\dIVab/]+ {_TRIAL}"),
)
_CODE = r"(?<![\w-])(?P<name>[A-Z]{2,}[A-Z0-9]*-\d{3,4})"
_CODED = (
    re.compile(rf"{_CODE}\s*\(NCT\d{{8}}\)"),
    re.compile(
        rf"{_CODE},?\s+(?:is\s+)?(?:an?|our|its|the)\s(?:(?!(?:in|into|entering|for)\s)[\w/-]+,?\s){{0,6}}[Pp]hase [\dIVab/]+,?\s(?:[\w-]+,?\s){{0,4}}{_TRIAL}"
    ),
)
#: Behind one acronym, the others of a row: "STRIDE-1 and STRIDE-2".
_ROW_BEFORE = re.compile(rf"(?:(?<![\w-]){_NAME}{_NUMBER},?\s+(?:(?:and|&)\s+)?){{1,5}}$")
_ROW_BEHIND = re.compile(
    rf"(?P<row>(?:{_NUMBER},\s+{_NAME})*{_NUMBER}(?:\s(?:in|for) [^.;,]{{2,40}}?)?,?\s+(?:and|&)\s+{_NAME})"
)
#: "the ULTIMO I & II Phase 3 trials".
_TWO = re.compile(
    r"(?<![\w-])(?P<name>[A-Z]{4,}) (?P<first>I|1) (?:and|&) (?P<second>II|2)\b(?=[^.]{0,40}\b(?:trials|studies))"
)
_NONE = frozenset(
    [
        "FDA",
        "EMA",
        "IND",
        "NDA",
        "BLA",
        "DNA",
        "RNA",
        "MRI",
        "USA",
        "AND",
        "THE",
        "NEW",
        "NASDAQ",
        "NYSE",
        "ASH",
        "ASCO",
        "ESMO",
        "GCP",
        "NCI",
        "NIH",
        "CEO",
        "CFO",
        "CMO",
        "PET",
        "ECG",
        "QTC",
        "TAP",
        "ADC",
        "DSMB",
        "IDMC",
        "DMC",
        "IRB",
        "ITT",
        "PASI",
        "COPD",
    ]
)


def find(prose: list[Sentence], others: set[str]) -> list[list[str]]:
    """For each sentence the acronyms of the trials that it introduces, or else those that it mentions again.

    ``others`` are abbreviations and names of drugs, which are no trials.
    """
    named = coded(prose)
    introduced = [_introduced(sentence.words, others | _NONE) or mentioned(sentence.words, named) for sentence in prose]
    known = {name for names in introduced for name in names}
    return [names or mentioned(sentence.words, known) for sentence, names in zip(prose, introduced, strict=True)]


#: What is numbered and lettered in a text, and is no trial.
_PARTS = "APPENDIX|ANNEX|CHAPTER|COHORT|EXHIBIT|FIGURE|GROUP|ITEM|NOTE|PAGE|PANEL|PART|PHASE|QUARTER|SCHEDULE|SECTION|STEP|STUDY|TABLE|TRIAL|YEAR"
_TITLE = re.compile(rf"(?P<family>(?!(?:{_PARTS})S?\b)[A-Z]{{4,}})(?:[ -][A-Z]{{2,5}}|-\d{{1,3}})")
_FAMILY = re.compile(rf"\b([A-Z]{{4,}}) {_KIND}{_TRIAL}")


def titled(titles: list[str], prose: list[Sentence], others: set[str]) -> list[str]:
    """Trials that have lines of their own as titles: of one family, "GRANITE MN" and "GRANITE FSGS", or "GRANITE MN" where
    the text speaks of the GRANITE trials."""
    hits = [hit for title in dict.fromkeys(titles) if (hit := _TITLE.fullmatch(title.strip()))]
    hits = [hit for hit in hits if not {hit[0], hit["family"]} & (others | _NONE)]
    if not hits:
        return []
    families = Counter(hit["family"] for hit in hits)
    spoken_of = {name for sentence in prose for name in _FAMILY.findall(sentence.words)}
    return [hit[0] for hit in hits if families[hit["family"]] > 1 or hit["family"] in spoken_of]


def is_of_several(name: str, names: list[str]) -> bool:
    """Whether two trials or more are called like this with a number behind it: "PROMONTORY" of PROMONTORY-1 and -2."""
    return sum(bool(name and re.fullmatch(rf"{re.escape(name)}[- ][\dIV]+", other)) for other in names) > 1


def mentioned(words: str, known) -> list[str]:
    """The known acronyms that stand in the words, in their order."""
    if not known:
        return []
    hits = (re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words) for name in known)
    return [hit[0] for hit in sorted((hit for hit in hits if hit), key=lambda hit: hit.start())]


def _introduced(words: str, others) -> list[str]:
    found = [f"{hit['name']} {hit[number]}" for hit in _TWO.finditer(words) for number in ("first", "second")]
    for pattern in _PATTERNS:
        for hit in pattern.finditer(words):
            before = _ROW_BEFORE.search(words[max(0, hit.start("name") - 120) : hit.start("name")])
            is_row = before and re.search(r"(?:,|\band|&)\s+$", before[0])
            behind = _ROW_BEHIND.match(words, hit.end("name"))
            row = [
                *(re.findall(_NAME, before[0]) if is_row else ()),
                hit["name"],
                *(re.findall(_NAME, behind["row"]) if behind else ()),
            ]
            found.extend(name for name in row if name and name not in found and _is_acronym(name, others))
    found = [
        name
        for name in found
        if not is_of_several(name, found) and not any(other.endswith(f" {name}") for other in found)
    ]
    return sorted(found, key=lambda name: words.find(name.split()[0]))


def _is_acronym(name: str, others) -> bool:
    return (
        name not in others
        and name.split()[0] not in others
        and not re.fullmatch(r"NCT\d+|[IVX]+|[A-Z]{1,5}-?\d{3,}[A-Z]?", name)
    )


def coded(prose: list[Sentence]) -> frozenset[str]:
    """Trials named like drugs, told by their registry number or by what they are: "SWIFT-101, a Phase 1b/2 trial of …"."""
    return frozenset(
        hit["name"] for sentence in prose for pattern in _CODED for hit in pattern.finditer(sentence.words[:1200])
    )
