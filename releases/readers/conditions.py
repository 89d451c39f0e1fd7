"""Diseases as the text names them: abbreviations spelled out, stage kept, patients left off."""

import re

_INTRODUCED = re.compile(r"\((?:or |the )?[“\"‘']?(?P<short>[A-Z][A-Za-z0-9/-]{1,9})[”\"’']?\)")
#: Abbreviations of diseases that releases use without saying what they stand for.
USUAL = frozenset(
    "ADHD ALL ALS AMD AML ARDS BPH CAD CIDP CKD CLL CML COPD COVID CRC CTCL DLBCL DMD DME EOE ESRD FSGS GAD GBM GERD GPP GVHD HAE HBV HCC HCV HFPEF HFREF"
    " HIV HNSCC HPV HSV IBD IBS IGAN IPF ITP LGS MASH MDD MDS MERS NAFLD NASH NMOSD NPC NSCLC NTM OCD OSA PAH PBC PCOS PNH PSC PTCL PTSD RCC ROP RSV"
    " SCD SCLC SLE SMA TBI TNBC TRD TSC UTI VABP HABP CUTI WET".split()
)
#: What belongs to the patients or the sentence and not to the disease. Its stage and history stay: "relapsed or refractory".
_STAGE = re.compile(
    r"(?:(?:the|a|an|or|and|to|with|their|its|all|any|adult|pediatric|patients|adults|children|people|in|of|for|certain|types|forms)\s+)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.;:(]|,(?!\s*(?:and|or)\s)|\s(?:who|whose|which|that|were|was|are|is|had|have|has|received|receiving|enrolled|at|after|following|in|by|from|"
    r"during|using|to|as|under|treated|across|randomized|despite|based|when|compared|versus|over|aged|on)\b"
)
_LIST_END = re.compile(
    r"[.;:]|\s(?:in (?:the|both)|in|by|from|to|and (?:has|is|was|received|the)|under|as|on|which|after|following|based)\b"
)
_ENUMERATION = re.compile(r",\s*(?:and\s+|or\s+)?|\s+and\s+(?:for\s+)?|\s+or\s+")
_PAIR = re.compile(
    r"\b(?:relapsed|recurrent|advanced|moderate|mild|unresectable|persistent|refractory) (?:or|and|and/or) (?:refractory|relapsed|metastatic|severe|recurrent|moderate|chronic)\b",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"(?:patients|adults|people|children|adolescents|individuals|women|men|subjects|participants|volunteers) (?:living )?with |"
    r"(?:treatment|therapy|management) (?:of|for) |to treat (?!patients|adults|people|children)|for (?:the )?(?:front-line |first-line )?treatment of "
)


def abbreviations(words: str) -> dict[str, str]:
    """The abbreviations that the text introduces in parentheses behind their long forms: SCLC → small-cell lung cancer."""
    found: dict[str, str] = {}
    for hit in _INTRODUCED.finditer(words):
        if hit["short"] not in found and (
            long_form := _long_form(hit["short"], words[max(0, hit.start() - 100) : hit.start()])
        ):
            found[hit["short"]] = long_form
    return found


def _long_form(short: str, before: str) -> str:
    """Schwartz and Hearst's rule (2003): each letter of the abbreviation in order, the first one at the start of a word."""
    letters = [char.lower() for char in short if char.isalnum()]
    at = len(before.rstrip())
    for position in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (
            before[at].lower() != letters[position] or (position == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return ""
    words = before[at:].strip()
    # "non-small cell" begins a word behind its hyphen; the whole word belongs to the name.
    begin = before.rfind(" ", 0, at) + 1
    words = before[begin:].strip() if before[begin:at].lower() in ("non-", "anti-", "pre-") else words
    return words if len(words.split()) <= len(letters) + 3 else ""


def one(phrase: str, short_forms: dict[str, str]) -> str:
    """The disease that the phrase names, with its stage, abbreviation spelled out. Empty when nothing is left."""
    words = re.sub(r"\s*\([^()]*\)", "", phrase).strip(" ,.;")
    words = re.sub(r"^(?:the )?treatment of (?:patients with )?", "", words)
    if stage := _STAGE.match(words + " "):
        words = words[stage.end() :]
    stage, _, last = words.rpartition(" ")
    words = " ".join(filter(None, [stage, short_forms.get(last, last)])).strip(" ,.")
    return words if 2 < len(words) <= 110 and len(words.split()) <= 12 else ""


def treated(sentence: str, short_forms: dict[str, str]) -> tuple[str, ...]:
    """The diseases of the patients that a sentence speaks of."""
    found: list[str] = []
    for hit in _TREATED.finditer(sentence):
        rest = re.sub(r"\s*\([^()]{1,12}\)", "", sentence[hit.end() : hit.end() + 200])
        end = _END.search(rest)
        name = one(rest[: end.start()] if end else rest, short_forms)
        if name and name not in found:
            found.append(name)
    return tuple(found[:3])


def listed(phrase: str, short_forms: dict[str, str]) -> tuple[str, ...]:
    """The diseases in an enumeration: "asthma, COPD, and eczema in Japan"."""
    phrase = re.sub(r"\s*\([^()]{1,12}\)", "", phrase)
    end = _LIST_END.search(phrase)
    # "relapsed or refractory" is one stage, not two diseases.
    phrase = _PAIR.sub(lambda pair: pair[0].replace(" ", "\x00"), phrase[: end.start()] if end else phrase)
    names = [part.replace("\x00", " ") for part in _ENUMERATION.split(phrase)]
    found = [name for name in (one(part.removeprefix("for "), short_forms) for part in names) if name]
    return tuple(dict.fromkeys(found))
