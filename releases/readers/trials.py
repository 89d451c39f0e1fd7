"""Trials: by registry number, by acronym, or by the phase that the text gives them."""

import re
from dataclasses import dataclass, field

from releases.document import Drug, Trial, TrialDrug
from releases.readers import conditions, phases
from releases.readers.prose import Sentence
from releases.vocabulary import DrugRole, EnrollmentType

_NCT = re.compile(r"\bNCT\d{8}\b")
_KIND = r"(?:(?:clinical|pivotal|registrational|extension|confirmatory|global|open-label|randomized|[Pp]hase(?:\s|-)[\dIVab/]+)\s+){0,4}"
_ACRONYM = re.compile(
    rf"(?<![\w-])(?P<acronym>[A-Z][A-Z0-9]{{2,}}(?:-[A-Z0-9]+)*)(?:\s*\(NCT\d{{8}}\))?\s+{_KIND}(?:trial|study|studies)\b"
)
_CALLED = re.compile(
    r"(?:trial|study),?\s+(?:called|named|known as)\s+(?P<acronym>[A-Z][A-Z0-9]{2,}(?:-[A-Z0-9]+)*)|"
    r"(?<![\w-])(?P<first>[A-Z][A-Z0-9]{3,}(?:-[A-Z0-9]+)*)(?:\s*\(NCT\d{8}\))?,?\s+(?:is )?an? [^.]{0,60}?[Pp]hase\b"
)
_NO_ACRONYM = frozenset(
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
    ]
)
_STUDY = re.compile(r"\b(?:trial|study)\b", re.IGNORECASE)
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
    title: str = ""
    phase: str = ""
    conditions: tuple[str, ...] = ()
    count: int | None = None
    count_type: str = ""
    drugs: dict[str, str] = field(default_factory=dict)


def find(prose: list[Sentence], drugs: tuple[Drug, ...], short_forms: dict[str, str]) -> tuple[Trial, ...]:
    """The trials in the order in which the text comes to them."""
    others = set(short_forms) | {drug.name for drug in drugs} | {drug.target for drug in drugs} | _NO_ACRONYM
    named = [_acronym(sentence.words, others) for sentence in prose]
    known = {acronym for acronym in named if acronym}
    named = [acronym or _mentioned(sentence.words, known) for sentence, acronym in zip(prose, named, strict=True)]
    phase_of = {
        acronym: phases.trial_phase(sentence.words)
        for sentence, acronym in reversed([*zip(prose, named, strict=True)])
        if acronym
    }
    drafts: list[_Draft] = []
    current: _Draft | None = None
    heading = ""
    for sentence, acronym in zip(prose, named, strict=True):
        if sentence.heading != heading:
            heading, current = sentence.heading, _of_heading(drafts, sentence.heading, others, known)
        draft = _draft_for(drafts, sentence.words, acronym, phase_of, current)
        if draft:
            current = draft
            _describe(draft, sentence.words, drugs, short_forms)
    return tuple(_trial(draft) for draft in drafts[:_MOST])


def _acronym(words: str, others: set[str]) -> str:
    for pattern in (_ACRONYM, _CALLED):
        for hit in pattern.finditer(words):
            acronym = hit["acronym"] or hit["first"]
            if acronym not in others and not re.fullmatch(r"NCT\d+|[IVX]+", acronym):
                return acronym
    return ""


def _mentioned(words: str, known: set[str]) -> str:
    """An acronym that another sentence introduced."""
    return next((word for word in re.findall(r"[A-Z][A-Z0-9-]+", words) if word in known), "") if known else ""


def _of_heading(drafts: list[_Draft], heading: str, others: set[str], known: set[str]) -> _Draft | None:
    acronym = (_acronym(heading, others) or _mentioned(heading, known)) if heading else ""
    return _get(drafts, acronym=acronym) if acronym else None


def _get(drafts: list[_Draft], acronym: str = "", nct: str = "", phase: str = "") -> _Draft:
    """The draft with this name, or without a name the one of this phase; a new one when there is none."""
    for draft in drafts:
        if (acronym and draft.acronym == acronym) or (nct and draft.nct == nct):
            return draft
        if phase and not acronym and not draft.acronym and draft.phase == phase:
            return draft
    drafts.append(_Draft(acronym=acronym, nct=nct, phase=phase))
    return drafts[-1]


def _draft_for(
    drafts: list[_Draft], words: str, acronym: str, phase_of: dict[str, str], current: _Draft | None
) -> _Draft | None:
    """The trial that a sentence speaks of; None when it speaks of none."""
    if len(drafts) > _MOST:
        return None
    nct = _NCT.search(words)
    study = _STUDY.search(words)
    phase_hit = phases.PHASE.search(words)
    draft = None
    if acronym:
        draft = _get(drafts, acronym=acronym)
    elif phase_hit and study and _STUDY.search(words[phase_hit.end() : phase_hit.end() + 80]):
        phase = phases.trial_phase(words)
        known = next((name for name, its_phase in phase_of.items() if its_phase == phase), "")
        draft = (
            current
            if current and current.phase == phase
            else _get(drafts, acronym=known)
            if known
            else _get(drafts, phase=phase)
        )
        if not draft.acronym and not draft.title:
            draft.title = _title(words[phase_hit.start() :])
    elif nct:
        same = next((draft for draft in drafts if draft.nct == nct[0]), None)
        draft = same or (current if current and not current.nct else _get(drafts, nct=nct[0]))
    elif _BACKWARD.search(words):
        draft = current
    if draft and nct and not draft.nct:
        draft.nct = nct[0]
    return draft


def _title(words: str) -> str:
    title = words.rstrip(' ."”')
    return title if len(title) <= 250 else title[:250].rpartition(" ")[0]


def _describe(draft: _Draft, words: str, drugs: tuple[Drug, ...], short_forms: dict[str, str]) -> None:
    if not draft.phase:
        draft.phase = phases.trial_phase(words)
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
        title=draft.title,
        phase=draft.phase,
        conditions=draft.conditions,
        enrollment_count=draft.count,
        enrollment_type=draft.count_type,
        drugs=tuple(TrialDrug(name=name, role=role) for name, role in draft.drugs.items()),
    )
