"""Numbers of trial registries in a text, also those that are written with a slip: a digit too few or many."""

import re
from dataclasses import dataclass

#: Registries beside ClinicalTrials.gov, as the WHO's platform names them: https://www.who.int/tools/clinical-trials-registry-platform
_NUMBERS = re.compile(
    r"""(?<![\w/=.-])(?:
        NCT[\s#:–‑-]{0,2}(?P<nct>\d{5,12})
      | (?:EudraCT|EU[ ]?CT|CTIS|EUCT)(?:[ ](?:number|no\.?|nr\.?|trial))*[\s#:–-]{0,3}(?P<labelled>\d{3,5}[-‑–]\d{4,8}[-‑–]\d{1,3})(?:-\d{2})?
      | (?P<european>(?:19|20)\d\d[-‑]\d{6}[-‑]\d\d)(?:-\d{2})?
      | (?P<prefix>ISRCTN|ACTRN|DRKS|ChiCTR|UMIN|JapicCTI|jRCTs?|KCT|PACTR|NTR|IRCT|CTRI|TCTR|SLCTR)[\s:-]{0,2}(?P<number>\d{4,17}|\d{4}/\d{2,3}/\d{5,7})
    )(?![\w-])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A registry number in its one form, and where it stands: "NCT01234567", "2019-001234-56", "ISRCTN12345678"."""

    number: str
    begin: int
    end: int


def find(words: str) -> list[Number]:
    """Every registry number in order."""
    return [Number(_form(match), match.start(), match.end()) for match in _NUMBERS.finditer(words)]


def numbers(words: str) -> tuple[str, ...]:
    """The registry numbers of a text in their one form, each once."""
    return tuple(dict.fromkeys(found.number for found in find(words)))


def _form(match: re.Match) -> str:
    if match["nct"]:
        return f"NCT{match['nct']}"
    if european := match["labelled"] or match["european"]:
        return re.sub(r"[‑–]", "-", european)
    return f"{match['prefix']}{match['number']}"
