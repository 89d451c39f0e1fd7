"""The issuer: names, exchange and ticker from the first paragraph, website from the section about it."""

import re

from releases.document import Company, Listing
from releases.readers import listings

_SUFFIX = (
    r"(?:Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|LLC|L\.L\.C|LP|L\.P|plc|PLC|P\.L\.C|AG|SE|S\.E|SA|S\.A|N\.V|NV|B\.V|BV|AB|ASA|A/S|"
    r"GmbH|KGaA|S\.p\.A|SpA|Oyj|K\.K|S\.A\.S|S\.A\.B)"
)
_NAME = re.compile(
    rf"(?P<short>[A-Z0-9][\w.&’'-]*(?:\s+(?:(?:of|and|the|for|&)\s+)?[A-Z0-9&][\w.&’'-]*){{0,8}}?)(?P<suffix>(?:,?\s+{_SUFFIX}\.?(?![\w]))+)?\s*$"
)
_LEGAL = re.compile(
    rf"(?P<short>[A-Z][\w.&’'-]{{0,60}}(?:\s+[A-Z&][\w.&’'-]{{0,60}}){{0,6}}?)(?P<suffix>(?:,?\s+{_SUFFIX}\.?(?![\w-]))+)"
)
_SHOUTED = re.compile(r"[A-Z][A-Z0-9&’' .-]{1,60},? (?:INC|CORP|CORPORATION|LTD|LIMITED|CO|COMPANY|LLC)\.?")
_SAYS_MORE = re.compile(
    r"\b(?:to|with|for|from|by|in|on|as|acquir\w+|announc\w+|report\w*|merg\w+|joins?|signs?|completes?|enters?|names?|appoints?|receives?|launch\w*|licens\w+|buys?|sells?|sues?)\b",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"[^()]{0,3}\(\s*(?:(?:the\s+)?[“\"](?:the\s+)?Company[,.]?[”\"]\s*(?:or|and|,)\s*)?(?:the\s+)?[“\"](?P<name>[A-Z][^“”\"]{1,40}?)[,.]?[”\"]"
)
_PARENTHESES = re.compile(r"^\s*(?:\([^()]*\)\s*)*")
_WEBSITE = re.compile(
    r"(?:https?://)?www\.[\w-]+(?:\.[\w-]+)+(?:/[\w/-]*\w)?|https?://[\w-]+(?:\.[\w-]+)+|(?<![@\w.-])[a-z][\w-]+(?:\.[a-z][\w-]*)*\.(?:com|org|net|bio|io|eu)\b"
)
_GENERIC = frozenset(
    "company group us we fund trust reit bank partnership issuer corporation parent seller buyer purchaser board offering".split()
) | {"the company"}
#: With these a sentence begins, and no name of one word.
_NO_NAMES = frozenset("The This That These Today We Our In On At As A An It Its Researchers Scientists Board".split())
_MARKS = re.compile(r"[®™℠]|\((?:R|TM|SM)\)")
_ABOUT = re.compile(r"about\s+(?:the\s+)?", re.IGNORECASE)
#: The verb of the first sentence.
_SAYS = re.compile(
    r"\b(?:announc(?:e[sd]?|ing)|report(?:s|ed)|said|provid(?:es|ed)|releas(?:es|ed)|publish(?:es|ed)|present(?:s|ed)|declar(?:es|ed)|launch(?:es|ed)"
    r"|unveil(?:s|ed)|complet(?:es|ed)|sign(?:s|ed)|enter(?:s|ed)|receiv(?:es|ed)|appoint(?:s|ed)|introduc(?:es|ed)|acquir(?:es|ed)|agreed|confirm(?:s|ed)"
    r"|(?:is|are) (?:pleased|proud|excited|delighted|thrilled)|will (?:host|hold|report|present|release|participate))\b"
)
#: A name at the beginning of the text, before a verb, a comma or a parenthesis.
_FIRST_WORDS = re.compile(
    r"(?:Today,? )?(?P<name>[A-Z0-9][\w.&’'-]*(?:\s+(?:(?:of|and|the|for|&)\s+)?[A-Z0-9&][\w.&’'-]*){0,6})(?=[\s,;(–—]|['’]s\b)"
)
#: Before a name that is not the one who speaks: "a subsidiary of", "in partnership with".
_OF_OTHERS = re.compile(
    r"\b(?:of|by|with|from|to|for|in|at|acquires?|acquired|acquiring)\s+(?:the\s+)?$", re.IGNORECASE
)
#: What stands before a company's name without being part of it.
_LEAD_IN = re.compile(
    r"^(?:(?:The )?Board of (?:Directors|Trustees) of(?: the)?|ABOUT|CONTACTS?|SOURCE|Today|Shares of|And|The|In|(?:\d{1,2}:)?\d{1,2} [AP]M [A-Z]{2,4}\W+)\s*(?=[A-Z])"
)


def find(lead: str, source: str, abouts: list[tuple[str, str]], tail: str, everything: str = "") -> Company:
    """The company that this release is by.

    ``lead`` is the first paragraph, ``source`` the name in "Source: …", ``abouts`` the headings and words of the
    about sections, ``tail`` everything else that may name the website, ``everything`` the words of the release, where it
    may call itself by a part of its name. The legal name is empty when nothing tells it.
    """
    lead, everything = _MARKS.sub("", lead[:1500]), _MARKS.sub("", everything)
    abouts = [(_MARKS.sub("", heading), words) for heading, words in abouts]
    subjects = [_ABOUT.sub("", heading).strip(" :") for heading, _ in abouts]
    speaker, said_at = _speaker(lead, subjects, everything)
    named = [(listing, _before(lead, listing.begin)) for listing in _issuers(lead, source)]
    if speaker and not source:
        named = [(listing, name) for listing, name in named if listing.begin < said_at or _is_of(name, speaker)]
    listing, name = next(iter(named), (None, None))
    legal = short = ""
    if name:
        legal = name[0].strip() if name["suffix"] else ""
        short = name["short"]
    if not legal:
        headline = everything.partition("\n")[0].casefold()
        in_headline = [subject for subject in subjects if subject and subject.split()[0].casefold() in headline]
        candidates = [source, lead[:300], *in_headline, *subjects]
        matches = [*map(_LEGAL.match, candidates), _named_in(lead[: min(said_at, 300)])]
        first = (short or ("" if source else speaker)).split()[:1]
        found = next((hit for hit in matches if hit and (not first or hit["short"].split()[:1] == first)), None)
        if found is None and speaker and not source:
            found = _whole(speaker).search(everything)
        if found:
            legal, short = found[0].strip(), found["short"]
        else:
            legal = short or source or speaker
            short = short or source or speaker
    legal = _as_printed(legal, f"{lead} {everything}")
    if legal.casefold().startswith(short.casefold()):
        short = legal[: len(short)]
    if legal and f"{legal} (publ)" in lead:
        legal = f"{legal} (publ)"
    legal, short = _LEAD_IN.sub("", legal), _LEAD_IN.sub("", short)
    short = _defined(lead, legal) or _alone(short.rstrip(","), legal, everything or " ".join([lead, tail]))
    if not listing and legal:
        named = [*_elsewhere(everything, legal)]
        listing = named[0][0] if named else None
    about = next((words for heading, words in abouts if short and short in heading), "")
    website = _WEBSITE.search(about) or _WEBSITE.search(tail)
    return Company(
        legal_name=legal,
        short_name=short,
        exchange=listing.exchange if listing else "",
        mic=listing.mic if listing else "",
        ticker=listing.ticker if listing else "",
        website=website[0] if website else "",
        other_listings=_others(named),
    )


def _others(named: list[tuple[listings.Listing, re.Match | None]]) -> tuple[Listing, ...]:
    """The further listings of the company whose listing stands first; those behind another name are another company's."""
    if not named:
        return ()
    (first, name), *rest = named
    found = [
        Listing(exchange=listing.exchange, ticker=listing.ticker, mic=listing.mic)
        for listing, other in rest
        if name
        and other
        and other[0] == name[0]
        and (listing.exchange, listing.ticker) != (first.exchange, first.ticker)
    ]
    return tuple(dict.fromkeys(found))


def _speaker(lead: str, subjects: list[str], everything: str) -> tuple[str, int]:
    """Who announces something in the first sentence, by a name that the headline or an about section has too; and where the
    name of another company may begin. Without a legal form nothing else tells a name from other words."""
    said = _SAYS.search(lead[:600])
    hit = _FIRST_WORDS.match(lead)
    if not said or not hit or hit.end() > said.end():
        return "", len(lead)
    name = hit["name"].rstrip(",.")
    headline = everything.partition("\n")[0]
    for count in range(len(name.split()), 0, -1):
        begin = " ".join(name.split()[:count])
        known = re.compile(rf"(?<!\w){re.escape(begin)}(?!\w)", re.IGNORECASE)
        is_cut = count < len(name.split())
        if begin in _NO_NAMES or (is_cut and count == 1 and len(begin) < 5):
            continue
        if len(begin) > 2 and (known.search(headline) or any(known.match(subject) for subject in subjects)):
            return begin, said.start()
    return "", said.start()


def _whole(name: str) -> re.Pattern:
    """The name with its legal form, and with words of it that may stand between."""
    between = r"(?:[ \u00a0]+[A-Z&][\w.&’'-]*){0,3}?"
    return re.compile(rf"(?<!\w)(?P<short>{re.escape(name)}{between})(?P<suffix>(?:,?[ \u00a0]+{_SUFFIX}\.?(?!\w))+)")


def _is_of(name: re.Match | None, speaker: str) -> bool:
    return bool(name) and name["short"].split()[0].casefold() == speaker.split()[0].casefold()


def _named_in(subject: str) -> re.Match | None:
    """The first company with a legal form in the words before "announced" that is not another one's parent or partner."""
    return next((hit for hit in _LEGAL.finditer(subject) if not _OF_OTHERS.search(subject[: hit.start()])), None)


def _as_printed(legal: str, words: str) -> str:
    """A name in capitals as the text writes it otherwise."""
    if not legal.isupper() or len(legal.split()) < 2:
        return legal
    other = next((hit[0] for hit in re.finditer(re.escape(legal), words, re.IGNORECASE) if not hit[0].isupper()), "")
    return other or legal


def _elsewhere(everything: str, legal: str):
    """Listings behind the company's own name in the headline or in the text about it."""
    for line in everything.split("\n"):
        for listing in listings.find(line[:5000]):
            name = _before(line, listing.begin)
            own = name["short"].removeprefix("About ").casefold() if name else ""
            if own and legal.casefold().startswith(own) and len(own) > 2:
                yield listing, name


def names_in(words: str) -> list[str]:
    """The names of companies that stand in the words with their legal form, without it."""
    return [hit["short"] for hit in _LEGAL.finditer(words)]


def presents(words: str) -> bool:
    """Whether a company is named at the beginning of a paragraph, with its listing or its legal form."""
    return bool(listings.find(words[:400]) or _LEGAL.search(words[:200]))


def has_legal_form(words: str) -> bool:
    """Whether the words name a company by its legal form."""
    return bool(_LEGAL.fullmatch(words))


def is_name(words: str) -> bool:
    """Whether a line holds the name of a company and nothing else: "Gull Acquires Tern Hollow, Inc." says more."""
    is_whole = has_legal_form(words) or (words.isupper() and bool(_SHOUTED.fullmatch(words)))
    return is_whole and len(words.split()) <= 6 and not _SAYS_MORE.search(words)


def _before(lead: str, at: int) -> re.Match | None:
    """The name in front of the listing at this place; what is defined between the two is passed over."""
    head = re.sub(r"(?:\s*[(\[][^()\[\]]*[)\]])+\s*$", "", lead[max(0, at - 260) : at])
    return _NAME.search(head[-120:].rstrip(" ,"))


def _issuers(lead: str, source: str) -> list[listings.Listing]:
    """The listings in the lead; that of the company which sends the release stands first, else the first one printed."""
    found = listings.find(lead)
    first = source.split()[0] if source else ""
    own = [
        listing for listing in found if first and (name := _before(lead, listing.begin)) and name[0].split()[0] == first
    ]
    # The sender is named without a listing: the one printed is another company's.
    is_unlisted = bool(first) and bool(re.match(rf"{re.escape(first)}\b", lead)) and first != "The"
    return own or ([] if is_unlisted else found)


def _defined(lead: str, legal: str) -> str:
    """The short name that the release defines itself: Harrow Bay Therapeutics, Inc. (…) ("Harrow Bay" or the "Company")."""
    at = lead.find(legal) if legal else -1
    if at < 0:
        return ""
    behind = lead[at + len(legal) : at + len(legal) + 200]
    for group in re.finditer(r"\([^()]*\)", _PARENTHESES.match(behind)[0]):
        defined = _DEFINED.match(group[0])
        if defined and defined["name"].lower() not in _GENERIC:
            return defined["name"]
    return ""


def _alone(short: str, legal: str, words: str) -> str:
    """The beginning of the name by which the release calls the company when it doesn't give it whole."""
    parts = short.split()
    for count in range(1, len(parts)):
        name, following = " ".join(parts[:count]), re.escape(parts[count])
        for printed, behind in ((name, following), (name.upper(), following.upper())):
            alone = rf"(?<![\w:-])(?<!: ){re.escape(printed)}(?![\w-])(?!,?\s+{behind})(?!\(R\)|[®™])"
            if len(name) > 3 and re.search(alone, words):
                return name
    return short
