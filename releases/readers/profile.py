"""What the text says of a drug: target, owner, designations, programs."""

import re
from dataclasses import dataclass, field

from releases.document import Designation, Program
from releases.readers import conditions, phases
from releases.readers.names import Names
from releases.vocabulary import DesignationKind, Region

_TARGET = r"(?P<target>[A-Z][A-Za-z]{0,5}\d[A-Za-z0-9]{0,4}|[A-Z]{2,6}(?:-[A-Z]{0,3}\d{1,3})?)"
_TARGETS = (
    re.compile(rf"(?<![\w-]){_TARGET}-(?:binding|targeting|targeted|directed)\b"),
    re.compile(rf"\banti-{_TARGET}(?![\w])"),
    re.compile(rf"\b(?:targets|targeting|binds(?: to)?|inhibits|inhibitor of|against) (?:the )?{_TARGET}(?![\w-])"),
    re.compile(rf"(?<![\w-]){_TARGET} (?:inhibitor|antagonist|agonist|degrader|antibody)\b"),
)
_OWNER = re.compile(
    r"(?:wholly[- ]owned by|owned by) (?:the )?(?P<owner>[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,4}(?:, Inc\.)?)"
)
_DESIGNATION = {
    DesignationKind.ORPHAN: r"orphan(?:[- ]drug| medicinal product)?(?: designation| status)",
    DesignationKind.FAST_TRACK: r"fast[- ]track(?: designation| status)",
    DesignationKind.BREAKTHROUGH: r"breakthrough(?:[- ]therapy| device)?(?: designation| status)",
    DesignationKind.PRIORITY_REVIEW: r"priority review(?: designation)?",
    DesignationKind.RMAT: r"(?:RMAT|regenerative medicine advanced therapy)(?: \(RMAT\))?(?: designation)",
    DesignationKind.QIDP: r"(?:QIDP|qualified infectious disease product)(?: \(QIDP\))?(?: designation)",
    DesignationKind.RARE_PEDIATRIC: r"rare pediatric disease(?: designation)",
    DesignationKind.PRIME: r"(?:PRIME|PRIority MEdicines)(?: \(PRIME\))?(?: designation| status| eligibility)",
    DesignationKind.SAKIGAKE: r"SAKIGAKE(?: designation)",
}
_DESIGNATIONS = {kind: re.compile(rf"\b{pattern}s?\b", re.IGNORECASE) for kind, pattern in _DESIGNATION.items()}
_GRANTED = re.compile(r"\b(?:granted|received|awarded|has|holds|was given|designated|obtained|grants)\b")
_HOPED = re.compile(
    r"\b(?:appl(?:y|ied|ication)|seek(?:s|ing)?|plans?|intends?|expects?|may|could|if|request(?:ed)?|submitted|potential|eligible|not|denied)\b"
)
_REGIONS = {
    Region.US: re.compile(r"\bUS\b|\bU\.S\.|United States|\bFDA\b|Food and Drug Administration"),
    Region.EU: re.compile(r"\bEU\b|\bE\.U\.|Europe|\bEMA\b|European"),
    Region.UK: re.compile(r"\bUK\b|United Kingdom|\bMHRA\b"),
    Region.JAPAN: re.compile(r"Japan|\bPMDA\b|\bMHLW\b"),
    Region.CHINA: re.compile(r"\bChina\b|\bNMPA\b"),
    Region.CANADA: re.compile(r"\bCanada\b"),
    Region.SWITZERLAND: re.compile(r"\bSwitzerland\b|Swissmedic"),
    Region.AUSTRALIA: re.compile(r"\bAustralia\b"),
}
_PROGRAM = re.compile(
    r"\b(?:is|are|has entered|entered)(?: currently| now| also| being \w+| under \w+| in ongoing)*(?: in| into)?(?: an? [\w-]+| an?| the| ongoing)* [Pp]hase\b"
)


@dataclass(slots=True)
class Profile(Names):
    """A drug's names and what has been read about it so far."""

    target: str = ""
    owner: str = ""
    designations: list[Designation] = field(default_factory=list)
    programs: list[Program] = field(default_factory=list)


def describe(draft: Profile, sentence: str, short_forms: dict[str, str]) -> None:
    """Add to the profile what a sentence about the drug states. What is only hoped or planned is passed over."""
    if draft.is_in(sentence):
        if not draft.target:
            hit = next((hit for pattern in _TARGETS if (hit := pattern.search(sentence))), None)
            draft.target = hit["target"] if hit else ""
        if not draft.owner and (owner := _OWNER.search(sentence)):
            draft.owner = owner["owner"]
        _program(draft, sentence, short_forms)
    for kind, pattern in _DESIGNATIONS.items():
        hit = pattern.search(sentence)
        if hit and _GRANTED.search(sentence) and not _HOPED.search(sentence[: hit.start()]):
            _designate(draft, kind.value, sentence, hit, short_forms)


def _designate(draft: Profile, kind: str, sentence: str, hit: re.Match, short_forms: dict[str, str]) -> None:
    behind = re.search(r"^[^.]{0,120}?\bfor (?:the treatment of )?(?:patients with )?", sentence[hit.end() :])
    names = conditions.listed(sentence[hit.end() + behind.end() :][:300], short_forms) if behind else ()
    regions = [region.value for region, pattern in _REGIONS.items() if pattern.search(sentence)]
    for name in names or ("",):
        for region in regions or [""]:
            new = Designation(kind=kind, indication=name, region=region)
            if new not in draft.designations:
                draft.designations.append(new)


def _program(draft: Profile, sentence: str, short_forms: dict[str, str]) -> None:
    """A program is only what the text states of the present: "HB-204 is in Phase II testing for …"."""
    stated = _PROGRAM.search(sentence)
    phase = phases.program_phase(phases.trial_phase(sentence[stated.start() :])) if stated else ""
    indications = conditions.treated(sentence[stated.start() :], short_forms) if phase else ()
    if phase and not indications:
        hit = re.search(
            r"\b(?:testing|development|trials?|stud(?:y|ies))\b[^.]{0,60}? (?:for|in) (?!the |an? |combination|Phase|patients)(?P<name>[^.]{3,120})",
            sentence,
        )
        indications = conditions.listed(hit["name"], short_forms) if hit else ()
    for name in indications:
        if all((program.indication, program.phase) != (name, phase) for program in draft.programs):
            draft.programs.append(Program(indication=name, phase=phase))
