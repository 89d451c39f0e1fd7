"""Trials: by registry number, by acronym, or by the phase that the text gives them."""

import re
from dataclasses import dataclass, field

from releases.document import Drug, Trial, TrialDrug
from releases.readers import acronyms, conditions, phases
from releases.readers.prose import Sentence
from releases.vocabulary import DrugRole, EnrollmentType, TrialPhase

_NCT = re.compile(r"\bNCT\d{8}\b")
_STUDY = re.compile(r"\b(?:trials?|stud(?:y|ies))\b", re.IGNORECASE)
#: Beside trials that have a name, one that is only to come is none of the release.
_HOPED = re.compile(
    r"\b(?:will (?:begin|start)|intends?|plans?|planned|expects?|expected|preparing|prepares?|ready|hopes?|aims?|design of|future|potential|subsequent|initiation of)\b[^.;]{0,40}$"
)
_TO_COME = re.compile(r"[^.;]{0,40}\bwill (?:begin|start|be|follow)\b")
_BACKWARD = re.compile(r"\b(?:the|this|in the) (?:\w+ )?(?:trial|study)\b", re.IGNORECASE)
_COUNT = r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,6})"
_PEOPLE = r"(?:evaluable |adult |healthy )?(?:patients|participants|subjects|volunteers|adults|people|individuals|children|women|men)"
_ENROLLED = (
    re.compile(
        rf"\b{_COUNT} {_PEOPLE}\b[^.;]{{0,160}}?\b(?:were|was|have been|had been) (?:enrolled|randomized|randomised|recruited)\b"
    ),
    re.compile(rf"\b(?:has |have )?(?:enrolled|randomized|randomised|recruited) (?:a total of )?{_COUNT} {_PEOPLE}\b"),
    re.compile(
        rf"\benrollment of (?:all )?{_COUNT} {_PEOPLE}\b[^.;]{{0,60}}? (?:is complete|was completed|has been completed)"
    ),
)
_PLANNED = re.compile(
    rf"\b(?:expected to enroll|will enroll|plans? to enroll|is enrolling|to enroll|designed to enroll|target enrollment of)"
    rf" (?:a total of |up to |approximately |about )*{_COUNT}\b"
)
_COMBINED = re.compile(r"\b(?:in combination with|combined with|added to|together with) (?P<names>[^.;:]{3,160})")
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|compar(?:es|ing) [\w-]{3,30} (?:with|to|and)|versus|vs\.?|against) (?P<names>[^.;:,]{3,80})"
)
_NAMES_END = re.compile(
    r"\s(?:to|in|for|given|at|as|who|were|was|compared|versus|vs|every|once|after|over|used|of|is|are|has|using)\b|,\s(?!and\b|[a-z]+(?:,| and))"
)
_MOST = 20


@dataclass(slots=True)
class _Draft:
    acronym: str = ""
    nct: str = ""
    phase: str = ""
    conditions: tuple[str, ...] = ()
    count: int | None = None
    count_type: str = ""
    drugs: dict[str, str] = field(default_factory=dict)


def find(
    prose: list[Sentence],
    drugs: tuple[Drug, ...],
    short_forms: dict[str, str],
    headline: str = "",
    titles: list[str] | None = None,
) -> tuple[Trial, ...]:
    """The trials in the order in which the text comes to them; the headline may tell a phase that the text doesn't.
    ``titles`` are the lines that stand alone above others."""
    others = (
        set(short_forms)
        | conditions.USUAL
        | {name for drug in drugs for name in (drug.name, drug.target, drug.brand_name)}
    )
    named = acronyms.find(prose, others)
    phase_of: dict[str, str] = {}
    for sentence, found in zip(prose, named, strict=True):
        for acronym in found:
            phase_of[acronym] = phase_of.get(acronym) or _phase_beside(acronym, sentence.words, found)
    drafts: list[_Draft] = []
    current: _Draft | None = None
    heading = ""
    for sentence, found in zip(prose, named, strict=True):
        if sentence.heading != heading:
            heading = sentence.heading
            known = acronyms.mentioned(heading, phase_of)
            current = _get(drafts, acronym=known[0]) if known else None
            if current and not current.nct and (number := _NCT.search(heading)):
                current.nct = number[0]
        spoken_of = _drafts_for(drafts, sentence.words, found, phase_of, current)
        for draft in spoken_of:
            current = draft
            phase = phase_of.get(draft.acronym, "") or _phase_beside(draft.acronym, sentence.words, found)
            _describe(draft, phase, sentence.words, drugs, short_forms)
    for acronym in acronyms.titled(titles or [], prose, others):
        _get(drafts, acronym=acronym)
    for draft in drafts:
        if not draft.phase and acronyms.mentioned(headline, [draft.acronym] if draft.acronym else []):
            draft.phase = phases.trial_phase(headline)
    # "PROMONTORY" beside PROMONTORY-1 and PROMONTORY-2 names both.
    names = [draft.acronym for draft in drafts]
    drafts = [draft for draft in drafts if draft.nct or draft.phase or not acronyms.is_of_several(draft.acronym, names)]
    return tuple(_trial(draft) for draft in drafts[:_MOST])


def _get(drafts: list[_Draft], acronym: str = "", nct: str = "", phase: str = "") -> _Draft:
    """The draft with this name, or without a name the one of this phase; a new one when there is none."""
    for draft in drafts:
        if (acronym and draft.acronym == acronym) or (nct and draft.nct == nct):
            return draft
        if phase and not acronym and not draft.acronym and draft.phase == phase:
            return draft
    drafts.append(_Draft(acronym=acronym, nct=nct, phase=phase))
    return drafts[-1]


def _drafts_for(
    drafts: list[_Draft], words: str, found: list[str], phase_of: dict[str, str], current: _Draft | None
) -> list[_Draft]:
    """The trials that a sentence speaks of, with the registry number that it gives one of them."""
    if len(drafts) > _MOST:
        return []
    numbers = _NCT.findall(words)
    phase_hit = phases.PHASE.search(words)
    if found:
        spoken_of = [_get(drafts, acronym=acronym) for acronym in found]
        numbers = [number for number in numbers if not _is_of_unnamed(number, words, found)]
        for number in set(_NCT.findall(words)) - set(numbers):
            _get(drafts, nct=number).phase = phases.trial_phase(words[: words.index(number)])
        for draft in spoken_of:
            beside = re.search(rf"{re.escape(draft.acronym)}[^.;]{{0,30}}?\b(?P<nct>NCT\d{{8}})\b", words)
            if beside and not draft.nct:
                draft.nct = beside["nct"]
    elif phase_hit and _STUDY.search(words[phase_hit.end() : phase_hit.end() + 80]):
        phase = phases.trial_phase(words)
        known = next((name for name, its_phase in phase_of.items() if its_phase == phase), "")
        same = current if current and current.phase == phase else None
        if not same and not known and phase_of and _is_to_come(words, phase_hit):
            return []
        spoken_of = [same or (_get(drafts, acronym=known) if known else _get(drafts, phase=phase))]
    elif numbers:
        same = next((draft for draft in drafts if draft.nct == numbers[0]), None)
        spoken_of = [same or (current if current and not current.nct else _get(drafts, nct=numbers[0]))]
    else:
        spoken_of = [current] if current and _BACKWARD.search(words) else []
    is_free = len(numbers) == 1 and not any(draft.nct == numbers[0] for draft in drafts)
    if is_free and len(spoken_of) == 1 and not spoken_of[0].nct:
        spoken_of[0].nct = numbers[0]
    return spoken_of


def _is_of_unnamed(number: str, words: str, acronyms_there: list[str]) -> bool:
    """Whether the number stands behind a trial that is called by no name: "the Phase 1a trial (NCT01234567)"."""
    before = words[: words.index(number)]
    is_beside = re.search(r"\b(?:[Tt]rial|[Ss]tudy)\s*\([^()]*$", before)
    return bool(is_beside) and not any(acronym in before for acronym in acronyms_there)


def _is_to_come(words: str, phase: re.Match) -> bool:
    """Whether the sentence speaks of the trial of this phase as of one that is to begin."""
    return bool(_HOPED.search(words[: phase.start()][-80:]) or _TO_COME.match(words[phase.end() :]))


def _phase_beside(acronym: str, words: str, acronyms_there: list[str]) -> str:
    """The phase that the sentence gives the trial; of several trials the phase before or behind its own name."""
    if len(acronyms_there) < 2 or acronym not in words:
        return phases.trial_phase(words)
    begin = words.index(acronym)
    places = [hit.start() for name in acronyms_there for hit in re.finditer(re.escape(name), words)]
    end = min((place for place in places if place > begin), default=len(words))
    before = re.split(r"[;,]|\band\b", words[max(0, begin - 60) : begin])[-1]
    if phase := phases.trial_phase(before) or phases.trial_phase(words[begin:end].partition(";")[0]):
        return phase
    return "" if len({hit[0] for hit in phases.PHASE.finditer(words)}) > 1 else phases.trial_phase(words)


def _describe(draft: _Draft, phase: str, words: str, drugs: tuple[Drug, ...], short_forms: dict[str, str]) -> None:
    if not draft.phase:
        draft.phase = phase
    if not draft.conditions:
        draft.conditions = conditions.treated(words, short_forms)
    if draft.count is None:
        done = next((hit for pattern in _ENROLLED if (hit := pattern.search(words))), None)
        counted = done or _PLANNED.search(words)
        if counted:
            draft.count = int(counted["count"].replace(",", ""))
            draft.count_type = (EnrollmentType.ACTUAL if done else EnrollmentType.ESTIMATED).value
    for drug in drugs:
        if any(
            name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
            for name in (drug.code_name, drug.generic_name, drug.brand_name)
        ):
            draft.drugs.setdefault(drug.name, DrugRole.INVESTIGATIONAL.value)
    own = {name for drug in drugs for name in (drug.code_name, drug.generic_name, drug.brand_name)}
    for pattern, role in ((_COMBINED, DrugRole.COMBINATION), (_COMPARED, DrugRole.COMPARATOR)):
        if draft.drugs and (hit := pattern.search(words)):
            for name in _drug_names(hit["names"]):
                if name not in own:
                    draft.drugs.setdefault(name, role.value)


def _drug_names(phrase: str) -> list[str]:
    phrase = re.sub(r"\s*\([^()]*\)", "", phrase)
    end = _NAMES_END.search(" " + phrase)
    phrase = phrase[: max(0, end.start() - 1)] if end else phrase
    names = re.split(r",\s*(?:and\s+|plus\s+)?|\s+and\s+|\s+plus\s+|\s+or\s+", phrase)
    return [
        name
        for part in names
        if (name := re.sub(r"^(?:the|an?)\s+", "", part.strip(" ,®™"))) and len(name.split()) <= 3 and len(name) > 2
    ]


def _trial(draft: _Draft) -> Trial:
    return Trial(
        nct_number=draft.nct,
        acronym=draft.acronym,
        title=_title(draft),
        phase=draft.phase,
        conditions=draft.conditions,
        enrollment_count=draft.count,
        enrollment_type=draft.count_type,
        drugs=tuple(TrialDrug(name=name, role=role) for name, role in draft.drugs.items()),
    )


def _title(draft: _Draft) -> str:
    """What a trial without a name is called until somebody gives it one: "Phase II trial of QHT-214 in asthma"."""
    if draft.acronym or not draft.phase:
        return ""
    drugs = [name for name, role in draft.drugs.items() if role == DrugRole.INVESTIGATIONAL]
    parts = [
        f"{TrialPhase(draft.phase).label} trial",
        f" of {drugs[0]}" if drugs else "",
        f" in {draft.conditions[0]}" if draft.conditions else "",
    ]
    return "".join(parts)
