"""Diseases as the text names them: abbreviations spelled out, stage and history of treatment left off."""

import re

_INTRODUCED = re.compile(r"\((?P<short>[A-Z][A-Za-z0-9/-]{1,9})\)")
_STAGE = re.compile(
    r"(?:(?:the|a|an|or|and|to|with|their|relapsed|refractory|relapsed/refractory|advanced|metastatic|locally|recurrent|newly|diagnosed|previously|"
    r"treated|untreated|unresectable|resectable|adult|pediatric|moderate|moderately|severe|severely|active|chronic-phase|front-line|first-line|"
    r"second-line|third-line|early|late|late-stage|early-stage|mild|progressive|persistent|high-risk|low-risk|treatment-resistant|uncontrolled|"
    r"inadequately|controlled|[\w+-]+-(?:expressing|positive|negative|mutant|mutated|naïve|naive|refractory|resistant|driven|dependent|associated))\s+)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.;:(]|,(?!\s*(?:and|or)\s)|\s(?:who|whose|which|that|were|was|are|is|had|have|has|received|receiving|enrolled|at|after|following|in|by|from|"
    r"during|using|to|as|under|treated|across|randomized|despite|based|when|compared|versus|over|aged|on)\b"
)
_LIST_END = re.compile(
    r"[.;:]|\s(?:in (?:the|both)|in|by|from|to|and (?:has|is|was|received|the)|under|as|on|which|after|following|based)\b"
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
    """The disease that the phrase names: without stage, abbreviation spelled out. Empty when nothing is left."""
    words = re.sub(r"\s*\([^()]*\)", "", phrase).strip(" ,.;")
    words = re.sub(r"^(?:the )?treatment of (?:patients with )?", "", words)
    if stage := _STAGE.match(words + " "):
        words = words[stage.end() :]
    words = short_forms.get(words, words).strip(" ,.")
    return words if 2 < len(words) <= 90 and len(words.split()) <= 9 else ""


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
    names = re.split(r",\s*(?:and\s+|or\s+)?|\s+and\s+(?:for\s+)?|\s+or\s+", phrase[: end.start()] if end else phrase)
    found = [name for name in (one(part.removeprefix("for "), short_forms) for part in names) if name]
    return tuple(dict.fromkeys(found))
