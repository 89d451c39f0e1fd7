"""Ways to reach somebody: telephone numbers and e-mail addresses, and what no contact has a field for."""

import re

from releases.readers import locations, people

#: "name (at) company.com" and "name[at]company[dot]com" are written against collectors of addresses.
_AT, _DOT = r"(?:@|\s?[(\[]\s?at\s?[)\]]\s?)", r"(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)"
EMAIL = re.compile(rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\w@/.])(?:\+|\()?\d[\d ().–‑/\u00a0-]{6,22}\d(?:,?\s*(?:ext\.?|extension|x|option)\s*\d{1,6})?(?![\w@])"
    r"|(?<![\w@])1?-?8\d\d-[A-Z0-9-]{7,10}(?![\w@])",
    re.IGNORECASE,
)
#: Longer lines are looked at as paragraphs.
_LONGEST = 250
#: An address on the web: its digits are no telephone number.
ADDRESS_ON_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
#: Words of a sentence, which no field of a contact holds.
_SAYS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|may|should|accompan(?:y|ies|ied|ying)|available)\b")
#: Two figures side by side, as rows of tables end: "1,204 998", "$(0.31) $(0.44)".
_NUMBER = r"[($€£¥]{0,2}\d[\d,]*(?:\.\d+)?%?\)?"
_FIGURES = re.compile(rf"(?<![\w.,-]){_NUMBER}[\s|]+{_NUMBER}\s*$")
#: "(unaudited)", "(in thousands)"; whom somebody answers stands in such parentheses too.
_ASIDE_ALONE = re.compile(r"\((?!.*(?:investor|media|press|analyst))[^()]*[a-z]{4}[^()]*\)", re.IGNORECASE)
_DECIMAL = re.compile(r"\(?\d{1,4}\.\d{1,2}\)?")
_FIELD_NAME = r"(?:tel|phone|telephone|ph|mobile|mob|cell|office|direct(?: line)?|main(?: line)?|toll[- ]free|hot ?line|e-?mail|t|p|m|o|e|d|c)"
_FIELD = re.compile(
    rf"^\(?(?:{_FIELD_NAME}\.?\s*(?:#|no\.?)?\s*:\s*)+|^\(?(?:tel|phone|telephone|mobile|cell|office|direct|e-?mail|t|m|o|p)\.?\)?$"
    rf"|[,;|\s]*\(?\b(?:tel|phone|telephone|mobile|office|direct|e-?mail|t|p|m|e)\.?\s*:\s*$|[,;|\s]+\(?(?:tel|phone|telephone|mobile)\.?$|^\((?:office|mobile|cell|direct|o|m|c)\)$",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"(?:web ?site|web|internet|visit|www|home ?page)?\s*:?\s*(?:https?://|www\.)\S+|(?:twitter|linkedin|facebook|x)\s*:\s*\S+|@\w{2,20}",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:please )?(?:direct|address|send|e-?mail) (?:all |any |your )?[\w ]{3,40}\b(?:to|at):?|e-?mail contact",
    re.IGNORECASE,
)
_FAX = re.compile(r"(?:(?:tele)?fax|f(?=\.?:))\.?(?: no\.?)?\s*:?\s*[+(\d][\d ().–/-]{5,}", re.IGNORECASE)
_CALLED = re.compile(r"(?:\W*(?:tel(?:ephone)?|phone|fax|t|f)\b\W{0,3}[+(\d][\d ().–/-]{5,})+", re.IGNORECASE)
_COUNTRY = r"(?:U\.?S\.?A?\.?|United States|Americas|North America|Europe|EU|UK|U\.K\.|United Kingdom|Canada|Japan|Ireland|Germany|France|Switzerland|Asia|China|Hong Kong|Australia|Denmark|Sweden)"
#: Beside a number: the country that it is called from, and words that join two.
_NO_NAME = re.compile(rf"or|and|(?:In )?(?:the )?{_COUNTRY}", re.IGNORECASE)
#: When or on which telephone somebody is reached.
_ASIDE = re.compile(
    r"\((?:today|thereafter|mobile|cell|office|direct|work|from [^()]{2,30}|until [^()]{2,30})\)", re.IGNORECASE
)
#: "Europe: Ana Ruiz, …".
REGION = re.compile(rf"(?:In )?{_COUNTRY}\s*[:–—-]\s+(?=[A-Z])")
_BEHALF = re.compile(r"(?:on behalf of|for)\s+(?:the\s+)?[A-Z][\w&.,’' -]{2,60}")
_ADDRESS = re.compile(
    r"\d{1,6}[A-Za-z]?\s+[A-Z][\w.' -]{2,60}\b(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Way|Place|Pl|Parkway|Pkwy|Court|Ct|Square|Plaza|Highway|Circle)\b\.?.*"
    r"|(?:One|Two|Three|Four|Five)\s+[A-Z][\w.' -]{2,40}\b(?:Street|Avenue|Road|Drive|Boulevard|Lane|Way|Place|Parkway|Court|Square|Plaza|Center|Centre)\b.*"
    r"|(?:Suite|Floor|Building|Unit|Room)\s+\w{1,6}\b.{0,40}|\d{1,3}(?:st|nd|rd|th) Floor.{0,40}|P\.?\s?O\.? Box \d+.*"
    r"|(?:[A-Z]{1,2}-)?\d{4,5} [A-Z][\w.-]{2,30}(?:, [A-Z][a-z]{3,15})?|[A-Z][\w.-]*(?:strasse|straße|gade|gatan|vej|weg|laan|straat) \d{1,4}\b.{0,60}"
    r"|[A-Z][\w.' -]{1,40},\s*(?:[A-Z][a-z]{1,12}\.?|[A-Z]\.?[A-Z]\.?)(?: [A-Z][a-z]+)?,?\s+\d{5}(?:-\d{4})?(?:,? (?:USA?|U\.S\.A?\.))?"
)


def is_there(words: str) -> bool:
    """Whether a telephone number or an e-mail address stands in the words."""
    return bool(EMAIL.search(words) or _numbers(words))


def is_text(words: str) -> bool:
    """Whether a line says something, as that of a picture does, or is a row of figures: no field of a contact holds it."""
    if len(words) > _LONGEST:
        return False
    plain = ADDRESS_ON_WEB.sub("", words)
    if _ASIDE_ALONE.fullmatch(words):
        return True
    if is_there(words):
        return False
    is_linked = plain != words and len(re.findall(r"\b[a-z]{2,}", plain)) > 2
    return is_linked or (len(words) > 20 and bool(_SAYS.search(plain))) or bool(_FIGURES.search(plain))


def is_letterhead(words: str) -> bool:
    """Whether a line holds nothing but a postal address, a website or a number that is called one: a contact's own number
    stands without a name."""
    if len(words) > _LONGEST:
        return False
    pieces = [piece for piece in re.split(r"\s*[•·|]\s*|\s+[–—-]\s+", words) if piece]
    return bool(pieces) and all(_is_of_letterhead(piece) for piece in pieces)


def _is_of_letterhead(words: str) -> bool:
    if _WEB.fullmatch(words) or _FAX.fullmatch(words) or _CALLED.fullmatch(words):
        return True
    # "2025 Annual Meeting to Take Place" is none.
    is_dated = re.match(r"(?:19|20)\d\d\s", words) and not re.search(r"\b\d{5}(?:-\d{4})?$", words)
    return bool(_ADDRESS.fullmatch(words)) and not is_dated


def outside(words: str) -> str:
    """Why a line of contacts has no field in them; empty when it may have one."""
    if _WEB.fullmatch(words):
        return "a contact has no field for a web address"
    if _FAX.fullmatch(words):
        return "a contact has no field for a fax number"
    if _REQUEST.fullmatch(words):
        return "it only asks to write or to call"
    if re.fullmatch(r"\d{1,3}", words):
        return "it is the number of a page"
    city, _, region = words.partition(", ")
    if (
        region
        and len(words) < 60
        and not re.search(r"[\d@]", words)
        and locations.is_place(city, region)
        and not people.is_organization(city)
    ):
        return "a contact has no field for a postal address"
    if _BEHALF.fullmatch(words):
        return "it says for whom an agency speaks"
    if len(words) < 140 and _ADDRESS.fullmatch(words):
        return "a contact has no field for a postal address"
    return ""


def cut(words: str) -> tuple[list[str], list[str], list[str]]:
    """The line without its telephone numbers and e-mail addresses, in pieces; the numbers; the addresses."""
    emails = [address(hit) for hit in EMAIL.findall(words)]
    rest = EMAIL.sub("\x00", words)
    numbers = _numbers(rest)
    phones = [rest[begin:end].strip() for begin, end in numbers]
    for begin, end in reversed(numbers):
        rest = f"{rest[:begin]}\x00{rest[end:]}"
    rest = _ASIDE.sub(" ", rest)
    pieces = [_FIELD.sub("", piece.strip(" ,;|/–—-\t")).strip(" ,;:|/–—") for piece in rest.split("\x00")]
    pieces = [re.sub(r"\s+(?:at|\()$|^\)\s*", "", piece) for piece in pieces]
    is_reached = bool(phones or emails)
    kept = [piece for piece in pieces if re.search(r"\w", piece) and not (is_reached and _NO_NAME.fullmatch(piece))]
    return kept, phones, emails


def address(printed: str) -> str:
    """An e-mail address as it is used, whatever it is written like."""
    return re.sub(_DOT, ".", re.sub(_AT, "@", printed, flags=re.IGNORECASE), flags=re.IGNORECASE)


def _numbers(words: str) -> list[tuple[int, int]]:
    """Where telephone numbers stand in the words."""
    hidden = ADDRESS_ON_WEB.sub(lambda hit: "x" * len(hit[0]), words)
    return [hit.span() for hit in PHONE.finditer(hidden) if _is_number(hit[0])]


def _is_number(words: str) -> bool:
    # Counts with their shares, "120 (58.3)", and figures in a row are no telephone.
    if any(_DECIMAL.fullmatch(part) for part in words.split()):
        return False
    if "  " in words or re.fullmatch(r"(?:19|20)\d\d\s*[-–/ ]\s*(?:19|20)\d\d", words.strip()):
        return False
    return len(re.findall(r"\d", words)) >= 7 or "555" in words or bool(re.search(r"[A-Z]{4}", words))
