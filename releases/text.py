"""Pure functions over plain strings."""

import re
import unicodedata

#: Letters of Arabic script that join the letter after them, and those that the one before joins (Unicode 16, ArabicShaping.txt);
#: marks of theirs stand between; the sign that takes a vowel from a consonant of India, and what such words consist of.
_JOINS_NEXT = "\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u066e\u066f\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1\u06fa-\u06fc\u06ff\u0750-\u0758\u075c-\u076a\u076d-\u0770\u0772\u0775-\u0777\u077a-\u077f"  # fmt: skip
_IS_JOINED = f"{_JOINS_NEXT}\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0759-\u075b\u076b\u076c\u0771\u0773\u0774\u0778\u0779"  # fmt: skip
_MARK = "[\u064b-\u065f\u0670]"
_VIRAMA = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_INDIC = "\u0900-\u0963\u0971-\u09e3\u09f0-\u0a65\u0a70-\u0ae5\u0af0-\u0b65\u0b70-\u0be5\u0c00-\u0c65\u0c80-\u0ce5\u0cf0-\u0d65\u0d70-\u0de5\u0df2\u0df3"
#: Joiners that a reader sees by what they do to the letters beside them (UAX 31, section 2.3): Persian "می\u200cشود", Bengali "র\u200d্যা".
_JOINER = (
    f"(?<=[{_JOINS_NEXT}])\u200c(?=[{_IS_JOINED}])|(?<=[{_JOINS_NEXT}]{_MARK})\u200c(?=[{_IS_JOINED}])"
    f"|(?<=[{_VIRAMA}])[\u200c\u200d](?=[{_INDIC}])|(?<=[{_INDIC}])[\u200c\u200d](?=[{_VIRAMA}])"
)
#: Characters that never belong in a release. They hide differences, or whole messages, from a reader's eye, and XML may not hold some
#: of them at all: one would break the whole feed.
INVISIBLE = re.compile(
    f"(?!{_JOINER})["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but tab and line ends
    # Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties.txt): soft hyphens, joiners, marks of direction, fillers that
    # count as letters, selectors of variants, tags.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\u2800\ufff9-\ufffb\U0001d159"  # what looks empty all the same: a blank of Braille, anchors of annotations, a note without a head
    "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"  # surrogates and private use
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters; those of higher planes follow
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 15))
    + "]"
)

_SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", "0123456789+-=()n")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_FROM_SUBSCRIPT = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()")


def visible(text: str) -> str:
    """The text in Unicode's composed form (NFC) without invisible characters; line ends become ``\\n``."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


def line(text: str) -> str:
    """The text on one line: visible, white space folded, none at the ends. No-break spaces stay what they are."""
    return re.sub(r"[ \t\n\x85\u2028\u2029]+", " ", visible(text)).strip()


def capitals(text: str) -> str:
    """The text as a printer sets it in capitals. Signs of units stay: a capital µ would be another letter."""
    return "".join(letter if letter in "µμß" else letter.upper() for letter in text)


def fold(name: str) -> str:
    """What stays of a name when case, accents, signs and spaces are taken away: "EXM-101®" and "exm 101" are the same."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


#: A name of so few letters is no stem of another.
_SHORTEST_STEM = 6
_LAST_WORD = re.compile(r"[\s-]+[^\W\d_]+$")


def stem(name: str) -> str:
    """The name without its last word, a salt or the four letters of a biologic; the whole name when too little stays."""
    shorter = _LAST_WORD.sub("", name.strip())
    return shorter if len(fold(shorter)) >= _SHORTEST_STEM else name


def superscript(text: str) -> str | None:
    """The text in Unicode superscript, or None when a character has no such form."""
    raised = text.translate(_SUPERSCRIPT)
    return raised if all(char not in text for char in raised) else None


def from_superscript(text: str) -> str:
    """Unicode superscript digits and signs as ordinary ones; other characters stay."""
    return text.translate(_FROM_SUPERSCRIPT)


def on_the_line(text: str) -> str:
    """Unicode superscript and subscript figures and signs as ordinary ones; other characters stay."""
    return text.translate(_FROM_SUPERSCRIPT).translate(_FROM_SUBSCRIPT)


def subscript(text: str) -> str | None:
    """The text in Unicode subscript, or None when a character has no such form."""
    lowered = text.translate(_SUBSCRIPT)
    return lowered if all(char not in text for char in lowered) else None


#: Signs of protection, as signs and as they are typed: they belong to no name. "(R)-" begins a chemical name and stays.
_PROTECTION = re.compile(
    "[©®℗℠™\u24b8\u24c7\u24c2\u24d2\u24dc\u24e1\U0001f12b\U0001f12c\U0001f16a-\U0001f16c]"
    r"|(?<=\w)\((?:tm|sm|mc|md|r|c)\)(?![-\w])",
    re.IGNORECASE,
)
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u2032]")
#: Before a raised figure that follows a figure: 10 to the power of 6 is not 106.
_BEFORE_POWER = re.compile("(?<=[0-9])(?=[⁺⁻]?[⁰¹²³⁴-⁹])")
#: A Greek letter by itself stands for its name, and the mu of units for "u"; words of Greek have no spelling here.
_GREEK_SIGN = re.compile("(?<![α-ω])[α-ω](?![α-ω])")
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda u nu xi omicron pi rho sigma sigma tau upsilon phi"
    " chi psi omega"
).split()
_SPELLED = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def slug(headline: str, limit: int = 100) -> str:
    """An address part from a headline: ASCII letters, digits and hyphens, cut between words, never empty.

    Signs of protection such as ™ are left out, single Greek letters are spelled ("TNF-α" is "tnf-alpha"), and figures with
    a sign between them stay apart ("2–3" is "2-3").
    """
    words = _BEFORE_POWER.sub(" ", _APOSTROPHES.sub("", _PROTECTION.sub("", visible(headline))))
    decomposed = unicodedata.normalize("NFKD", words).casefold().translate(_SPELLED)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    spelled = _GREEK_SIGN.sub(lambda match: _GREEK_NAMES[ord(match[0]) - ord("α")], letters)
    whole = re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")
    if len(whole) > limit:
        whole = whole[: limit + 1].rpartition("-")[0] or whole[:limit]
    return whole or "release"


#: Scripts, and languages that are written in them where the tag names no script (ISO 15924; ISO 639).
_RIGHT_TO_LEFT = {"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"} | set(
    "ar arc ckb dv fa he iw ks ps sd syr ug ur yi".split()
)


def direction(language: str) -> str:
    """The direction of a language's writing, "ltr" or "rtl", by its tag (BCP 47): "he", "ar-EG", "az-Arab"."""
    first, *others = language.lower().split("-")
    script = next((tag for tag in others if len(tag) == 4 and tag.isalpha()), "")
    return "rtl" if (script or first) in _RIGHT_TO_LEFT else "ltr"


def is_left_to_right(words: str) -> bool:
    """Whether words that stand in a text from right to left have letters of the other direction only: an English safe harbor
    below a Hebrew release."""
    kinds = {unicodedata.bidirectional(char) for char in words}
    return "L" in kinds and not kinds & {"R", "AL"}


#: What the letters of a script are called in Unicode, and the language that is likeliest written in it.
_SCRIPTS = {"HEBREW": "he", "ARABIC": "ar", "HANGUL": "ko", "CYRILLIC": "ru", "GREEK": "el", "CJK": "zh-Hans", "HIRAGANA": "ja", "KATAKANA": "ja"}  # fmt: skip


def likely_language(words: str) -> str:
    """The language that the letters of most of these words suggest; empty for those of Latin, which has too many."""
    counts = dict.fromkeys(_SCRIPTS, 0)
    letters = [char for char in words if char.isalpha()]
    for char in letters:
        if not char.isascii() and (script := unicodedata.name(char, "").partition(" ")[0]) in counts:
            counts[script] += 1
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    if kana and (kana + counts["CJK"]) * 2 > len(letters):  # Japanese is written in both
        return "ja"
    script = max(counts, key=counts.__getitem__)
    return _SCRIPTS[script] if counts[script] * 2 > len(letters) else ""


def series(words) -> str:
    """Words in a row as a sentence has them: "A", "A and B", "A, B and C"."""
    words = list(words)
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def ap_day(date) -> str:
    """A day as AP style has it in running text: ``Dec. 10``; the months that it never shortens stay whole."""
    return f"{_SHORT_MONTHS[date.month - 1]} {date.day}"


def ap_date(date) -> str:
    """A date as the wire prints it above a release: ``December 10, 2012``. English, whatever the process locale."""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
