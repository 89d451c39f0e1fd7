"""The company's drugs: found by their code names, brands and generic names; what is given along with them is none of them."""

import re
from itertools import islice

from releases.document import Company, Drug
from releases.readers import acronyms, listings, names
from releases.readers.company import names_in as company_names
from releases.readers.names import Names
from releases.readers.profile import Profile, describe
from releases.readers.prose import Sentence

_MOST = 20
#: Codes that are looked at; no release names as many.
_MOST_CODES = 60
#: Stems that no English word ends in, for names that nothing but their shape tells.
_STEM = (
    r"(?:mab|tinib|ciclib|parib|rafenib|siran|leucel|gliptin|gliflozin|sartan|limus|kinra|tecan|xaban|lukast|conazole|oxacin|cillin|mycin|taxel|platin|"
    r"rubicin|setron|serin|triptan|vaptan|gepant|orexant|dotin|tansine|fenacin|mustine|zomib|degib|lisib|denib|metinib|lutide|glutide|relix|prazole|vastatin|"
    r"fenib|farin|buvir|previr|asvir|tegravir|ciclovir|vudine|cagene|ersen|rsen|zolin|penem|bactam|golix|nercept|sertib|statide|tretide|actide)"
)
_GENERIC = re.compile(
    rf"(?<![\w-])(?P<generic>[a-z]{{4,18}}gene [a-z]{{3,14}}cel|[A-Za-z]{{3,18}}{_STEM}(?:\s+(?:autoleucel|parvovec|alfa|mertansine|vedotin|pegol|sodium))?)(?![\w-])"
)
_GENERIC_BESIDE = re.compile(
    rf"\b(?:inhibitor|antibody|candidate|compound|agonist|antagonist|vaccine),\s+(?P<generic>{names.GENERIC})(?![\w-])"
)
_NAME = r"(?:[A-Z]{5,16}|[A-Z][a-z]{5,15})"
#: What a text presents: "telvacicept, a fusion protein", "developing norvapalafenib".
_WHAT = (
    r"(?:inhibitor|antibod(?:y|ies)|antagonist|agonist|anticoagulant|protein|vaccine|degrader|modulator|therapy|peptide|small molecule|conjugate|blocker|compound|medicine"
    r"|treatment|candidate|drug|activator|enzyme|antibiotic|antiviral|oligonucleotide|formulation)"
)
_PRESENTED = re.compile(
    rf"(?<![\w-])(?P<generic>[A-Za-z]?{names.GENERIC}),\s+(?:an?|the|our|its)\s+(?:[\w/-]+,?\s+){{0,6}}?{_WHAT}\b"
)
#: What a trial is of: "the Phase 2 trial (NCT01234567) of selvatertinib"; and a drug that heads a line.
_OF_TRIAL = re.compile(r"\b(?:[Tt]rial|[Ss]tudy)(?:\s*\([^()]{0,40}\))?\s+of\s+$|\b(?:is|are) developing\s+$")
#: "CPTS is in a Phase 3 study".
_SHORT_IN_PHASE = re.compile(
    r"(?<![\w-])(?P<short>[A-Z]{3,6}) (?:is|are) (?:(?:currently|now|being \w+) )?in (?:an? |its )?(?:[a-z-]+ )?[Pp]hase [1-3]"
)
#: What is sold, or was brought to market.
_SOLD = re.compile(
    rf"\b(?:[Ss]ales of|[Rr]oyalties (?:for|on)|[Ll]aunch of|[Pp]rescriptions (?:for|of)|[Oo]rders of)\s+(?P<sold>{_NAME})(?!\w)"
    rf"|(?<![\w-])(?P<sells>{_NAME})\s+(?:net |product )?(?:sales|prescriptions|tablets|capsules|syringes?|was launched|was approved)\b"
)
_ABOUT = re.compile(r"About\s+(?P<subject>.+)", re.IGNORECASE)
#: Words after which a drug is somebody else's: given along with the company's, or what that is compared with.
_OTHERS = re.compile(
    r"\b(?:outperform(?:s|ed|ing)|unlike|(?:better|more|less|lower|higher|similar) (?:than|to)|in combination with|combined with|added to|together with|compared (?:with|to)|superior(?:ity)? (?:to|over)|placebo (?:and|or)|biosimilars? (?:to|of)|biosimilar candidate to|versus|vs\.?|against|plus|prior|as well as|such as|or)"
    r"\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\b(?:received|treated with)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_OWN = re.compile(
    r"(?:\bits|\bour|[Cc]ompany['’]s|['’]s)(?: own)?\s+(?:[\w-]+\s+){0,5}(?:antibiotic|drug|compound|candidate|product|antibody|inhibitor|vaccine|therapy|treatment|"
    r"medicine|agonist|antagonist),?\s+$"
)
_MEDICAL = re.compile(r"\b(?:[Pp]hase [1-4I]|FDA|approv|tablets?|trial|study|patients|product|treatment of)")


def find(
    headline: str,
    headings: list[str],
    prose: list[Sentence],
    company: Company,
    short_forms: dict[str, str],
    lines: list[str] = (),
) -> tuple[Drug, ...]:
    """The drugs of the release, the one that the headline names first. Passing mentions are no drugs of the release.

    ``lines`` are subheadlines and headings of the body, which may give one name of a drug beside another.
    """
    words = " ".join(sentence.words for sentence in prose)
    beside = " . ".join([*lines, words])
    drafts = [
        draft for draft in _by_code(headline, headings, beside, company) if draft.code not in acronyms.coded(prose)
    ]
    _by_brand(drafts, headline, headings, beside, company)
    _by_generic_name(drafts, headline, headings, words)
    if not drafts:
        _by_what_it_is(drafts, words)
    _by_short_name(drafts, words, short_forms)
    _by_sales(drafts, words)
    firms = _firms(company, " . ".join([headline, beside, *headings]))
    drafts = [draft for draft in drafts if draft.code or not firms & {name.casefold() for name in draft.all()}]
    drafts = drafts[:_MOST]
    subject: Profile | None = None
    for sentence in prose:
        named = [draft for draft in drafts if draft.is_in(sentence.words)]
        if not named and sentence.heading:
            named = [draft for draft in drafts if draft.is_in(sentence.heading)]
        subject = named[0] if named else subject
        if subject:
            describe(subject, sentence.words, short_forms)
    return tuple(_drug(draft) for draft in drafts)


def _firms(issuer: Company, words: str) -> set[str]:
    """The words that companies are called by, in small letters: "Quormab A/S" makes no antibody."""
    named = " ".join([issuer.short_name, issuer.legal_name, *company_names(words[:50_000])])
    return {re.sub(r"\W+$", "", word).casefold() for word in named.split()}


def _by_code(headline: str, headings: list[str], words: str, company: Company) -> list[Profile]:
    drafts: list[Profile] = []
    whole = f"{headline} . {words} . {' . '.join(headings)}"
    name = f"{company.short_name} {company.legal_name.removeprefix(company.short_name)}"
    own_tickers = (company.ticker, *(listing.ticker for listing in company.other_listings))
    tickers = frozenset(own_tickers) | {listing.ticker for listing in listings.find(whole)}
    # A company that is bought, or licenses out, has a section of its own.
    subjects = [about["subject"] for heading in headings if (about := _ABOUT.fullmatch(heading))]
    for code, count in islice(names.codes(whole, tickers).items(), _MOST_CODES):
        own = any(names.is_own_code(code, one) for one in (name, *subjects))
        in_top = Names(code).is_in(" ".join([headline, *headings]))
        if not (own or in_top or (count > 1 and names.looks_like_code(code))):
            continue
        if not own and _is_others(code, whole):
            continue
        # "TK1" is rather an enzyme than the company's drug, unless the text goes on about it.
        if len(code) == 3 and not in_top and count == 1:
            continue
        generic, brand = names.beside_code(code, f"{headline} . {words}")
        drafts.append(Profile(code, generic, brand))
    return drafts


def _by_brand(drafts: list[Profile], headline: str, headings: list[str], words: str, company: Company) -> None:
    whole = f"{headline} . {words}"
    top = " ".join([headline, *headings])
    for brand, generic in names.brands(whole).items():
        brand = _as_written(brand, words)
        draft = next(
            (draft for draft in drafts if generic in (draft.generic, draft.brand) or draft.brand == brand), None
        )
        if draft:
            draft.brand, draft.generic = draft.brand or brand, draft.generic or generic
        elif not _is_others(brand, whole) and not names.is_no_medicine(brand, whole):
            drafts.append(Profile("", generic, brand))
    known = {draft.brand.casefold() for draft in drafts if draft.brand} | {
        company.short_name.split()[0].casefold() if company.short_name else ""
    }
    for hit in names.MARKED_BRAND.finditer(f"{whole} . {' . '.join(headings)}"):
        brand = names.unmarked(hit[0])
        if brand.casefold() in known or not brand[0].isupper() or names.is_no_medicine(brand, whole):
            continue
        # "Tern Hollow Together™" is a service that the company calls by its own name.
        if company.short_name and hit.string[: hit.start()].endswith(f"{company.short_name} "):
            continue
        sentence = hit.string[max(0, hit.start() - 120) : hit.end() + 120]
        if hit[0] in top or (_MEDICAL.search(sentence) and not _is_others(brand, whole)):
            drafts.append(Profile("", "", brand))
        known.add(brand.casefold())


def _by_generic_name(drafts: list[Profile], headline: str, headings: list[str], words: str) -> None:
    known = {name.casefold() for draft in drafts for name in draft.all()}
    subjects = [about["subject"] for heading in headings if (about := _ABOUT.fullmatch(heading))]
    for place in [*subjects, headline]:
        for hit in _GENERIC.finditer(place):
            generic = hit["generic"].lower()
            if generic not in known and not _is_others(hit["generic"], headline) and not _is_part(generic, known):
                known.add(generic)
                drafts.append(Profile("", generic))
    for hit in [*_PRESENTED.finditer(words), *_GENERIC.finditer(words)]:
        generic = hit["generic"]
        before = words[max(0, hit.start() - 90) : hit.start()]
        is_presented = hit.re is _PRESENTED and not names.ends_as_word(generic) and not _is_others(generic, words)
        is_studied = bool(_OF_TRIAL.search(before)) and not _is_others(generic, words)
        if (
            generic.lower() not in known
            and not _is_part(generic, known)
            and (is_presented or is_studied or _OWN.search(before))
        ):
            known.add(generic.lower())
            drafts.append(Profile("", generic.lower()))


def _by_short_name(drafts: list[Profile], words: str, short_forms: dict[str, str]) -> None:
    """Drugs that the text calls by an abbreviation of their names: "calvapeptin sodium (CPTS) … CPTS is in a Phase 3 study"."""
    for hit in _SHORT_IN_PHASE.finditer(words):
        short = hit["short"]
        if short in short_forms and not any(short in draft.all() for draft in drafts):
            generic = short_forms[short]
            drafts[:] = [draft for draft in drafts if draft.code or draft.generic != generic]
            drafts.append(Profile(short, generic))


def _by_sales(drafts: list[Profile], words: str) -> None:
    """Brands without a mark that are sold, by two places that say so."""
    if not _MEDICAL.search(words):
        return
    counts: dict[str, int] = {}
    hits = [*_SOLD.finditer(words)]
    sold = {hit["sold"] for hit in hits if hit["sold"]}
    # "International sales" are no sales of a medicine.
    for name in (hit["sold"] or hit["sells"] for hit in hits):
        counts[name] = counts.get(name, 0) + (name in sold)
    known = {name.casefold() for draft in drafts for name in draft.all()}
    for name, count in islice(counts.items(), _MOST_CODES):
        is_word = re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", words)
        if count > 1 and name.casefold() not in known and not is_word:
            drafts.append(Profile("", "", name))


def _by_what_it_is(drafts: list[Profile], words: str) -> None:
    """Of a release that names no other drug: "a first-in-class telomerase inhibitor, imestatin"."""
    for hit in _GENERIC_BESIDE.finditer(words):
        if not (names.ends_as_word(hit["generic"]) or any(draft.generic == hit["generic"] for draft in drafts)):
            drafts.append(Profile("", hit["generic"]))


def _as_written(brand: str, words: str) -> str:
    """A brand as the text writes it, where the headline is set in capitals."""
    hit = re.search(rf"(?<!\w){re.escape(brand.capitalize())}(?!\w)", words) if brand.isupper() else None
    return hit[0] if hit else brand


def _is_part(generic: str, known: set[str]) -> bool:
    return any(generic.lower() in name.split() for name in known)


def _is_others(name: str, words: str) -> bool:
    """Whether the text brings the drug in as somebody else's, the first time it names it."""
    at = re.search(rf"(?<!\w){re.escape(name)}", words)
    if at and _OTHERS.search(words[max(0, at.start() - 60) : at.start()]):
        return True
    # "who received X" may be said of either; of another's, nothing else is said.
    places = [hit.start() for hit in re.finditer(rf"(?<!\w){re.escape(name)}", words)][:5]
    return bool(places) and all(_GIVEN.search(words[max(0, place - 60) : place]) for place in places)


def _drug(draft: Profile) -> Drug:
    return Drug(
        code_name=draft.code,
        generic_name=draft.generic,
        brand_name=draft.brand,
        target=draft.target,
        owner=draft.owner,
        designations=tuple(draft.designations),
        programs=tuple(draft.programs),
    )
