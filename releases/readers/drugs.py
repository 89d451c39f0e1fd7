"""The company's drugs: found by their code names, described by what the text says of them."""

import re
from dataclasses import dataclass, field

from releases.document import Designation, Drug, Program
from releases.readers import conditions, phases
from releases.readers.prose import Sentence
from releases.vocabulary import DesignationKind, Region

_CODE = re.compile(r"(?<![\w/-])(?P<prefix>[A-Z]{2,5})-?\d{2,5}[A-Za-z]?(?![\w-]*\w)")
#: Prefixes of antigens, interleukins, standards, meetings and years, which look like code names.
_NOT_DRUGS = frozenset(
    [
        "CD",
        "IL",
        "PD",
        "HLA",
        "HPV",
        "BRCA",
        "TNF",
        "FGFR",
        "VEGF",
        "KRAS",
        "NRAS",
        "BRAF",
        "EGFR",
        "ICD",
        "ISO",
        "IEC",
        "SARS",
        "COVID",
        "NCT",
        "ASH",
        "ASCO",
        "ESMO",
        "AACR",
        "EHA",
        "GAAP",
        "FASB",
        "ASU",
        "ASC",
        "FY",
        "SEC",
        "CYP",
        "SB",
        "HR",
        "EU",
        "US",
        "UK",
        "AD",
        "MS",
        "CA",
        "IFRS",
        "IAS",
        "JPM",
        "CFR",
        "USC",
        "RFC",
        "HER",
        "ECOG",
        "GCP",
        "GMP",
        "GLP",
        "EORTC",
        "QLQ",
        "SF",
        "PHQ",
        "FORM",
        "RULE",
        "APOE",
        "TP",
    ]
)
#: Stems of the WHO's International Nonproprietary Names.
_INN = (
    r"[a-z]{3,20}(?:mab|tinib|nib|ciclib|parib|rafenib|sen|siran|tide|cept|leucel|cel|vec|gene|stat|gliptin|gliflozin|sartan|pril|vir|mide|mib|"
    r"limus|kinra|tecan|stim|parin|xaban|grel|lukast|azole|oxacin|cillin|mycin|taxel|platin|rubicin|setron|triptan|tant|vaptan|gepant|orexant|"
    r"dotin|tansine|sone|olone|terol|afil|fenacin|mustine|zomib|clax|degib|lisib|denib|sidenib|metinib|rsen|lanstat|ersen)"
)
_GENERIC = rf"{_INN}(?:\s+(?:mertansine|emtansine|vedotin|mafodotin|deruxtecan|govitecan|ozogamicin|tesirine|alfa|beta|pegol|sodium|{_INN}))?"
_BRAND = r"[A-Z][A-Za-z]{3,20}[®™]"
_MOST = 20
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
class _Draft:
    code: str
    generic: str = ""
    brand: str = ""
    target: str = ""
    owner: str = ""
    designations: list[Designation] = field(default_factory=list)
    programs: list[Program] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.code or self.generic or self.brand

    def is_in(self, words: str) -> bool:
        return any(
            name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)
            for name in (self.code, self.generic, self.brand)
        )


def find(
    headline: str, headings: list[str], prose: list[Sentence], ticker: str, short_forms: dict[str, str]
) -> tuple[Drug, ...]:
    """The drugs of the release, the one that the headline names first. Passing mentions are no drugs of the release."""
    drafts = _names(headline, headings, prose, ticker)
    subject: _Draft | None = None
    for sentence in prose:
        named = [draft for draft in drafts if draft.is_in(sentence.words)]
        if not named and sentence.heading:
            named = [draft for draft in drafts if draft.is_in(sentence.heading)]
        subject = named[0] if named else subject
        if subject:
            _describe(subject, sentence.words, short_forms)
    return tuple(_drug(draft) for draft in drafts)


def _names(headline: str, headings: list[str], prose: list[Sentence], ticker: str) -> list[_Draft]:
    words = " ".join(sentence.words for sentence in prose)
    top = " ".join([headline, *headings])
    mentions: dict[str, int] = {}
    for hit in _CODE.finditer(f"{headline} {words} {' '.join(headings)}"):
        if (
            hit["prefix"] not in _NOT_DRUGS
            and hit[0] != ticker
            and not re.fullmatch(r"(?:19|20)\d\d", hit[0][len(hit["prefix"]) :].strip("-"))
        ):
            mentions[hit[0]] = mentions.get(hit[0], 0) + 1
    codes = [
        code for code, count in mentions.items() if count > 1 or re.search(rf"(?<!\w){re.escape(code)}(?!\w)", top)
    ]
    drafts = [_Draft(code) for code in codes[:_MOST]]
    for draft in drafts:
        draft.generic, draft.brand = _other_names(draft.code, words)
    known = {draft.generic for draft in drafts} | {draft.brand for draft in drafts}
    for heading in headings:
        about = re.fullmatch(rf"About\s+(?:(?P<brand>{_BRAND})\s*)?\(?(?P<generic>{_GENERIC})?\)?:?", heading)
        if (
            about
            and (about["generic"] or about["brand"])
            and not known & {about["generic"] or "-", (about["brand"] or "-").rstrip("®™")}
        ):
            drafts.append(_Draft("", about["generic"] or "", (about["brand"] or "").rstrip("®™")))
    return drafts[:_MOST]


def _other_names(code: str, words: str) -> tuple[str, str]:
    """Generic and brand name that the text gives beside the code name."""
    name = re.escape(code)
    behind = re.search(
        rf"(?<!\w){name}(?:\s*\((?:INN:\s*)?|,?\s+(?:also known as|formerly known as|generic name|or|\(formerly)\s+)(?P<generic>{_GENERIC})(?![\w-])",
        words,
    )
    before = re.search(
        rf"(?<!\w)(?P<generic>{_GENERIC})\s*(?:\(|,\s+(?:formerly|also known as)\s+(?:known as\s+)?){name}(?!\w)", words
    )
    generic = (behind or before)["generic"] if behind or before else ""
    beside = rf"(?:{name}{'|' + re.escape(generic) if generic else ''})"
    brand = re.search(rf"(?<!\w)(?P<brand>{_BRAND})\s*\({beside}", words) or re.search(
        rf"{beside}\s*\((?P<brand>{_BRAND})\)", words
    )
    return generic, brand["brand"].rstrip("®™") if brand else ""


def _describe(draft: _Draft, sentence: str, short_forms: dict[str, str]) -> None:
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


def _designate(draft: _Draft, kind: str, sentence: str, hit: re.Match, short_forms: dict[str, str]) -> None:
    behind = re.search(r"^[^.]{0,120}?\bfor (?:the treatment of )?(?:patients with )?", sentence[hit.end() :])
    names = conditions.listed(sentence[hit.end() + behind.end() :][:300], short_forms) if behind else ()
    regions = [region.value for region, pattern in _REGIONS.items() if pattern.search(sentence)]
    for name in names or ("",):
        for region in regions or [""]:
            new = Designation(kind=kind, indication=name, region=region)
            if new not in draft.designations:
                draft.designations.append(new)


def _program(draft: _Draft, sentence: str, short_forms: dict[str, str]) -> None:
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


def _drug(draft: _Draft) -> Drug:
    return Drug(
        code_name=draft.code,
        generic_name=draft.generic,
        brand_name=draft.brand,
        target=draft.target,
        owner=draft.owner,
        designations=tuple(draft.designations),
        programs=tuple(draft.programs),
    )
