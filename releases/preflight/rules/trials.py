"""Trials: their registry numbers, their phases and how many they enrolled."""

import datetime
import re
from collections.abc import Iterator

from releases.preflight import occasion, spelling, subjects
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage
from releases.preflight.view import PROSE, View
from releases.readers import registries
from releases.readers.phases import PHASE, trial_phase
from releases.vocabulary import TrialPhase

#: What begins like a registry number; in a web address it is judged by its link.
_NCT = re.compile(r"(?<![\w/=.-])NCT[\s#:–‑-]{0,2}(?P<number>\d[\dOoIl]{0,14}(?:[\s-]\d{3,8}){0,2})(?!\w)")
_GOOD = re.compile(r"\d{8}")
_ACRONYM = r"[A-Z][A-Z0-9]{2,}(?:[-‑][A-Z0-9]{1,12}){0,3}"
_TRIAL = re.compile(
    rf"\bthe (?:[Pp]hase [\dIV/abAB]{{1,6}} )?(?P<name>{_ACRONYM}) (?:clinical |pivotal |registrational )?(?:trial|study)\b"
)
_UNNAMED = re.compile(rf"\b[aA]n? (?P<words>{PHASE.pattern[2:]}(?: [a-z-]+){{0,3}} (?:trial|study))\b")
_ENROLLED = re.compile(
    r"\benrolled (?:a total of )?(?P<a>\d{1,3}(?:,\d{3}){1,3}|\d{1,6}) (?:[a-z-]+ ){0,2}(?:patients|adults|subjects|participants|children|adolescents|volunteers|men|women)\b"
    r"|\b(?P<b>\d{1,3}(?:,\d{3}){1,3}|\d{1,6}) (?:[a-z-]+ ){0,3}(?:patients|adults|subjects|participants) (?:[^.;]{0,60} )?(?:were|was|have been) enrolled\b"
)
#: Section 801 of the Food and Drug Administration Amendments Act of 2007.
_REGISTERED_SINCE = datetime.date(2007, 12, 26)
#: Farther from its trial a phase may be another one's.
_NEAR = 40
_TEXTS = (*PROSE, Part.SECTION, Part.FOOTNOTE)


@rule(
    "B4",
    Level.BLOCK,
    "A registry number is “NCT” and eight digits, and the linked trial's.",
    source="ClinicalTrials.gov; ICMJE recommendations, III.L",
)
def registry_numbers(view: View, context: Context) -> Iterator[Hit]:
    linked = {trial.nct_number for trial in view.document.trials if trial.nct_number}
    known = {each.trial.nct_number: each.trial.name for each in context.trials if each.trial.nct_number}
    yield from _of_other_registries(view, context)
    for passage in view.of(*_TEXTS):
        for match in _NCT.finditer(passage.text):
            if not _GOOD.fullmatch(match["number"]) or not match[0].startswith(f"NCT{match['number']}"):
                digits = len(re.sub(r"\D", "", match["number"]))
                yield passage.hit(
                    match.start(),
                    match.end(),
                    "A number of ClinicalTrials.gov is “NCT” and eight digits, without a space. Look it up.",
                    evidence=f"{digits} digits, {match[0]}" if digits != 8 else "not written as NCT and eight digits",
                )
            elif other := _belongs_elsewhere(passage, match, view):
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"{other.name} is registered as {other.nct_number}, not as {match[0]}. Correct one of them.",
                    evidence=f"{other.name}: {other.nct_number}",
                    suggestion=other.nct_number,
                )
            elif near := _nearly(match[0], known):
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"{match[0]} is nearly {near}, the number of {known[near]}. Correct it, or add the trial to the records.",
                    evidence=f"{near} in the records",
                    suggestion=near,
                )
            elif known and match[0] not in known and match[0] not in linked:
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"No trial of the records has the number {match[0]}. Add the trial, or correct the number.",
                    evidence="not in the records",
                    level=Level.QUERY,
                )


def _of_other_registries(view: View, context: Context) -> Iterator[Hit]:
    """Numbers that are nearly one of the records': "EudraCT 2019-001243-56" for 2019-001234-56."""
    known = {number: each.trial.name for each in context.trials for number in each.other_numbers}
    for passage in view.of(*_TEXTS) if known else ():
        for found in registries.find(passage.text):
            if not found.number.startswith("NCT") and (near := _nearly(found.number, known)):
                yield passage.hit(
                    found.begin,
                    found.end,
                    f"{found.number} is nearly {near}, the number of {known[near]}. Correct it, or add the trial to the records.",
                    evidence=f"{near} in the records",
                    suggestion=near,
                )


def _nearly(number: str, known: dict[str, str]) -> str:
    """The number of the records that this one is with a slip: a digit too few, too many or another, or two exchanged."""
    if number in known:
        return ""
    for other in known:
        is_exchanged = (
            sorted(number) == sorted(other) and sum(one != two for one, two in zip(number, other, strict=True)) == 2
        )
        if is_exchanged or spelling.distance(number, other, 1) == 1:
            return other
    return ""


def _belongs_elsewhere(passage: Passage, match: re.Match, view: View):
    """The linked trial of the same sentence that is registered under another number; None when the sentence has several."""
    sentence = passage.sentence_at(match.start())
    words = passage.text[sentence.start : sentence.end]
    named = [
        trial for trial in view.document.trials if trial.acronym and subjects.named((trial.acronym,)).search(words)
    ]
    if len(named) != 1 or not named[0].nct_number or named[0].nct_number in words:
        return None
    return named[0] if named[0].nct_number != match[0] else None


@rule(
    "B5",
    Level.QUERY,
    "A trial that is named can be found in the registry.",
    source="ICMJE recommendations, III.L; 42 CFR 11",
)
def unregistered(view: View, context: Context) -> Iterator[Hit]:
    has_number = bool(
        re.search(r"NCT\d{8}|ISRCTN\d{8}|\b20\d\d-\d{6}-\d\d\b|EudraCT|\bjRCT\w{8,}|ACTRN\d{8,}", view.text)
    )
    numbered = {each.trial.acronym for each in subjects.trials(view, context) if each.trial.nct_number}
    # Registration became a condition of publication and then of law; older trials may have no number.
    day = occasion.day(view, context)
    if has_number or (day and day < _REGISTERED_SINCE):
        return
    acronyms = {each.trial.acronym for each in subjects.trials(view, context) if each.trial.acronym}
    seen = set()
    for passage in view.of(*PROSE, Part.SECTION):
        for match in [*_TRIAL.finditer(passage.text), *subjects.named(tuple(acronyms)).finditer(passage.text)]:
            name = match["name"] if "name" in match.re.groupindex else match[0]
            if name not in numbered and name not in seen:
                seen.add(name)
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"{name} has no registry number, neither in the text nor in the records. Add its NCT number.",
                    evidence=f"{name}: no NCT number",
                )
    if view.document.category == "clinical" and not numbered and not any(t.nct_number for t in view.document.trials):
        yield from _unnamed(view)


def _unnamed(view: View) -> Iterator[Hit]:
    """The study that a clinical release is about, when it goes without a name and a number."""
    for passage in view.of(Part.BODY)[:3]:
        if match := _UNNAMED.search(passage.text):
            yield passage.hit(
                match.start("words"),
                match.end("words"),
                "The release reports on a study that nobody can look up. Add its NCT number.",
                evidence="no NCT number in the text or on the linked trials",
            )
            return


@rule("B6", Level.QUERY, "The phase of a trial is the one on record, written one way.", source="The trial records")
def phases(view: View, context: Context) -> Iterator[Hit]:
    known = [each.trial for each in subjects.trials(view, context) if each.trial.acronym and each.trial.phase]
    styles: dict[str, tuple[Passage, re.Match]] = {}
    for passage in view.of(*PROSE, Part.SECTION):
        for match in PHASE.finditer(passage.text):
            if not passage.is_quoted(match.start()):
                styles.setdefault("Arabic" if match["first"].isdigit() else "Roman", (passage, match))
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            named = [trial for trial in known if subjects.named((trial.acronym,)).search(words)]
            found = list(PHASE.finditer(words))
            if len(named) != 1 or len(found) != 1 or not _are_beside(words, named[0].acronym, found[0]):
                continue
            if (said := trial_phase(words)) != named[0].phase:
                label = TrialPhase(named[0].phase).label if named[0].phase in TrialPhase.values else named[0].phase
                yield passage.hit(
                    sentence.start + found[0].start(),
                    sentence.start + found[0].end(),
                    f"{named[0].acronym} stands in the records as {label}. Correct the text or the record.",
                    evidence=f"{named[0].acronym}: {named[0].phase}, said {said}",
                    suggestion=label,
                )
    if len(styles) == 2:
        passage, match = styles["Arabic"]
        other = styles["Roman"][1][0]
        yield passage.hit(
            match.start(),
            match.end(),
            f"Phases are written both as “{other}” and as “{match[0]}”. Choose one.",
            evidence=f"{other}, {match[0]}",
            level=Level.NOTE,
        )


def _are_beside(words: str, acronym: str, phase: re.Match) -> bool:
    """Whether the phase is the trial's: "BREAKWATER, a Phase III trial", "the Phase III trial BREAKWATER"; not "a Phase III
    trial after TIDEMARK"."""
    trial = subjects.named((acronym,)).search(words)
    between = words[min(trial.end(), phase.end()) : max(trial.start(), phase.start())]
    return len(between) <= _NEAR and not re.search(
        r"\b(?:after|following|from|before|unlike|than|with|and)\b|[;:]", between
    )


@rule(
    "B7",
    Level.QUERY,
    "Who was enrolled is what the registry says.",
    source="ClinicalTrials.gov: enrollmentInfo of type ACTUAL",
)
def enrollment(view: View, context: Context) -> Iterator[Hit]:
    trials = [each.trial for each in subjects.trials(view, context) if each.is_linked or each.trial.acronym]
    counted = [trial for trial in trials if trial.enrollment_type == "ACTUAL" and trial.enrollment_count is not None]
    linked = list(view.document.trials)
    for passage in view.of(*PROSE):
        for match in _ENROLLED.finditer(passage.text):
            sentence = passage.sentence_at(match.start())
            named = [
                trial for trial in trials if trial.acronym and passage.has(subjects.named((trial.acronym,)), sentence)
            ]
            meant = named or (linked if len(linked) == 1 else [])
            if len(meant) != 1 or meant[0] not in counted:
                continue
            said = int((match["a"] or match["b"]).replace(",", ""))
            if said != meant[0].enrollment_count:
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"{meant[0].name} has {meant[0].enrollment_count:,} enrolled in the records. Correct the text or the record.",
                    evidence=f"{said:,} here, {meant[0].enrollment_count:,} on record",
                )
