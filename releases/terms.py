"""Words as search sees them: how text is taken apart, and what somebody who searches has asked for.

Text and question go through the same functions, on every database alike, so what is found, ranked and marked agrees.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import snowballstemmer

from releases import text

#: What a question may hold. Longer ones are refused with a sentence, not cut.
MAX_LENGTH = 200
MAX_TERMS = 12
MIN_PREFIX = 3
#: Longer words are known by their beginning.
WORD_LENGTH = 64
#: No word holds it, so what begins with it can't be asked for.
MARK = "¶"

_WORD = re.compile(r"[^\W_]+")
#: Thousands set apart by a comma or by a blank of any width.
_THOUSANDS = r"(?<![\w.,])\d{1,3}(?:(?P<mark>[,\u2009\u202f\xa0 ])\d{3})(?:(?P=mark)\d{3})*+(?![\w]|,\d)"
_NUMBER = re.compile(_THOUSANDS)
_WORD_OR_NUMBER = re.compile(rf"(?P<number>{_THOUSANDS})|[^\W_]+")
#: A number after one of these words names a part, and the next number begins anew: "cohort 1 500 mg".
_COUNTED = re.compile(
    r"\b(?:arms?|cohorts?|cycles?|days?|figures?|grades?|groups?|levels?|parts?|phases?|stages?|steps?|tables?|types?|weeks?)\s$",
    re.IGNORECASE,
)
#: Names of the Greek letters that the field writes as letters: TNF-α, β-thalassemia.
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
#: A Greek letter among other letters. Greek words stay as they are, and so does the sign of micrograms.
_GREEK_LETTER = re.compile(r"(?<![\u0370-\u03ff])(?:[α-λν-ω]|μ(?![a-z]))(?![\u0370-\u03ff])")
_NAMES = "alpha|beta|gamma|delta|epsilon|zeta|theta|kappa|lambda|sigma|omega"
#: A name and its number, written together or with a hyphen: IL17A and IL-17A.
_CODE = re.compile(r"([^\W\d_]{1,6})(\d{1,4}[^\W\d_]?)")
#: The name of a letter that is written together with what stands beside it: TNFalpha, IL-1beta, beta2.
_GLUED = re.compile(rf"(?<=[A-Z0-9])(?:{_NAMES})(?=\d*$)|^(?:{_NAMES})(?=\d+$)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?(?!\w)", re.IGNORECASE)
_PART = re.compile(r'"([^"]*)"|(\S+)')


class TermsError(ValueError):
    """A question that can't be asked; the message is a sentence for the person who asked."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a release must have to be found."""

    kind: str  # "word": in any of its forms; "phrase": these words in a row; "prefix": a word that begins like this
    words: tuple[str, ...]  # folded; a single one but for phrases


@dataclass(frozen=True, slots=True)
class Terms:
    """A question: all of its terms have to be found."""

    terms: tuple[Term, ...]

    def matches(self, words: list[str], position: int) -> int:
        """How many of ``words`` from ``position`` on the longest term matches that begins there; 0 for none."""
        return max((_length(term, words, position) for term in self.terms), default=0)


def words(passage: str) -> list[str]:
    """The words of a passage, folded, in their order: "Dr. Théa's MBY-101" is dr, thea, mby, 101."""
    return [word for word, _, _ in places(passage)]


def places(passage: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a passage, folded, with where it begins and ends in the passage as it is written."""
    skipped = {found.start() + 1 for found in _POSSESSIVE.finditer(passage) if len(found[0]) > 1}
    for found in _WORD_OR_NUMBER.finditer(passage):
        if found["number"] and _is_one_number(found):
            yield _digits(found)[:WORD_LENGTH], found.start(), found.end()
        elif found["number"]:
            for part in _WORD.finditer(passage, found.start(), found.end()):
                yield part[0], part.start(), part.end()
        elif found.start() not in skipped:
            for word in _forms(found[0]):
                yield word[:WORD_LENGTH], found.start(), found.end()


def _is_one_number(found: re.Match) -> bool:
    return found["mark"] != " " or not _COUNTED.search(found.string, max(0, found.start() - 10), found.start())


def _digits(found: re.Match) -> str:
    return found[0].replace(found["mark"], "")


@functools.lru_cache(maxsize=32768)
def _forms(written: str) -> tuple[str, ...]:
    """The folded words of one that is written together: TNFα and TNFalpha are both tnf and alpha, IL17A is il and 17a."""
    parted = fold(_GLUED.sub(r" \g<0> ", written))
    parted = _GREEK_LETTER.sub(lambda letter: f" {_GREEK[letter[0]]} ", parted)
    codes = ((part, _CODE.fullmatch(part)) for part in _WORD.findall(parted))
    return tuple(word for part, code in codes for word in (code.groups() if code else (part,)))


@functools.lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """The word in small letters without accents: what readers type."""
    open_form = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(character for character in open_form if not unicodedata.combining(character))


@functools.lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """What the English forms of a word have in common (https://snowballstem.org): dosed, doses and dosing are dose."""
    # A stemmer of its own for each call: they keep their word, and threads would share it.
    return snowballstemmer.stemmer("english").stemWord(word)


def parse(question: str) -> Terms:
    """What somebody typed: words, "words in a row", and wor* for every word that begins so. All must be found.

    Raises :class:`TermsError` with a sentence when it asks for too much or for nothing.
    """
    line = text.line(question)
    if len(line) > MAX_LENGTH:
        raise TermsError(f"That is longer than {MAX_LENGTH} characters. Search for the few words that matter.")
    line = _NUMBER.sub(lambda found: _digits(found) if _is_one_number(found) else found[0], line)
    terms = list(dict.fromkeys(filter(None, (_term(*found) for found in _PART.findall(line.translate(_QUOTES))))))
    if len(terms) > MAX_TERMS:
        raise TermsError(f"That is more than {MAX_TERMS} words. Search for fewer of them.")
    if not terms:
        raise TermsError("There is no word in that to search for. Type letters or numbers.")
    return Terms(tuple(terms))


_QUOTES = str.maketrans("“”„", '"""')


def _term(quoted: str, bare: str) -> Term | None:
    is_beginning = bare.endswith("*") and _WORD.fullmatch(bare[:-1])
    found = [fold(bare[:-1])] if is_beginning else words(quoted or bare)  # a beginning is not taken apart
    if not found:
        return None
    if bare.endswith("*") and len(found) == 1:
        if len(found[0]) < MIN_PREFIX:
            raise TermsError(f"A beginning needs at least {MIN_PREFIX} letters before the star.")
        return Term("prefix", tuple(found))
    return Term("phrase" if quoted or len(found) > 1 else "word", tuple(found))


def _length(term: Term, passage: list[str], position: int) -> int:
    if term.kind == "phrase":
        return len(term.words) if tuple(passage[position : position + len(term.words)]) == term.words else 0
    if term.kind == "prefix":
        return int(passage[position].startswith(term.words[0]))
    return int(stem(passage[position]) == stem(term.words[0]))
