"""Phases of development, in Roman or Arabic figures, as the vocabulary's values."""

import re

from releases.vocabulary import ProgramPhase, TrialPhase

#: Every phase in a text; groups ``first`` and ``second`` hold figures.
PHASE = re.compile(
    r"\b[Pp]hase[\s-]+(?P<first>III|II|IV|I|[1-4])(?:[aAbB](?=\W))?(?:\s?[/–-]\s?(?P<second>III|II|[23])(?:[aAbB](?=\W))?)?(?!\w)"
)
_FIGURE = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_PROGRAM = {
    TrialPhase.PHASE1: ProgramPhase.PHASE1,
    TrialPhase.PHASE1_PHASE2: ProgramPhase.PHASE1_2,
    TrialPhase.PHASE2: ProgramPhase.PHASE2,
    TrialPhase.PHASE2_PHASE3: ProgramPhase.PHASE2_3,
    TrialPhase.PHASE3: ProgramPhase.PHASE3,
}


def trial_phase(words: str) -> str:
    """The first phase named in the words, as a value of TrialPhase; empty when there is none."""
    hit = PHASE.search(words)
    return _value(hit) if hit else ""


def program_phase(phase: str) -> str:
    """The program's phase that fits a trial's phase; empty when there is none."""
    value = _PROGRAM.get(TrialPhase(phase)) if phase else None
    return value.value if value else ""


def _value(hit: re.Match) -> str:
    figures = [_FIGURE.get(figure, figure) for figure in (hit["first"], hit["second"]) if figure]
    value = "/".join(f"PHASE{figure}" for figure in figures)
    return value if value in TrialPhase.values else f"PHASE{figures[0]}"
