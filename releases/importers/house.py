"""The house's own names in a text: the records that it names, however they are spelled, and words that nearly name one.

A reader knows a medicine by how its name looks. The house knows its own by heart: what a person has confirmed is found
whatever it ends in, and a slip in it is asked.
"""

import datetime
import re
from collections.abc import Iterator

from releases import conf, text
from releases.document import Document, richtext
from releases.importers.matching import Near, Record, differing, registry_numbers
from releases.importers.resemblance import letters_off, resembles, resembles_number
from releases.models import Company, Drug, RecordName, Trial
from releases.models.fields import lines
from releases.preflight import regulation
from releases.preflight.spelling import distance
from releases.readers import registries
from releases.readers.names import CODE
from releases.vocabulary import DrugRole, SectionKind

#: A name of fewer letters and digits is found by chance.
_SHORTEST = 4
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]{7,30}(?![\w@]|[./-]\w)")
_SALT = 8  # letters of a word behind the first one of a generic name from which on it is looked for


def named(document: Document) -> list[Record]:
    """The drugs and trials that the text names, as their records spell them."""
    words = _words(document)
    folded = words.casefold()
    drugs = (
        drug for drug in _drugs() if any(name.casefold() in folded and _says(words, name) for name in _names(drug))
    )
    # Two registry numbers are two trials, though they have one acronym.
    numbered = {value.acronym for value in document.trials if value.nct_number}
    printed = set(registries.numbers(words))
    trials = (
        trial
        for trial in Trial.objects.filter(is_confirmed=True).order_by("id")
        if printed & set(registry_numbers(trial))
        or (trial.acronym in words and trial.acronym not in numbered and _says(words, trial.acronym))
    )
    return [*drugs, *trials]


def nearly(document: Document) -> list[Near]:
    """Words of the text that are nearly one of the house's names, each once."""
    words = _words(document)
    for drug in _drugs():
        for name in _names(drug):
            words = words.replace(name, " ")
    found = [*_near_codes(words), *_near_words(words), *_near_numbers(words)]
    return list({(near.printed.casefold(), near.record): near for near in found}.values())


def _words(document: Document) -> str:
    """What the release itself says: its standing texts name what it is not about."""
    headings = (section.heading for section in document.sections if section.kind == SectionKind.DRUG)
    return "\n".join([document.headline, document.subheadline, richtext.plain(document.body_html), *headings])


def _drugs() -> list[Drug]:
    """Confirmed drugs but for those of others: another owner's, and those that trials only compare or combine with."""
    company = Company.objects.current()
    own = {"", company.legal_name, company.short_name} if company else {""}
    drugs = Drug.objects.filter(is_confirmed=True, owner__in=own).prefetch_related("trial_links").order_by("id")
    investigational = DrugRole.INVESTIGATIONAL
    return [
        drug
        for drug in drugs
        if not (roles := {link.role for link in drug.trial_links.all()}) or investigational in roles
    ]


def _names(drug: Drug) -> list[str]:
    names = [drug.code_name, drug.generic_name, drug.brand_name, *lines(drug.aliases)]
    return [name for name in names if len(text.fold(name)) >= _SHORTEST]


def _says(words: str, name: str) -> bool:
    """Whether the name stands in the words: one with capitals or figures as it is written, or in capitals only."""
    forms = {name, name.upper()} | ({name.capitalize()} if name == name.lower() else set())
    pattern = "|".join(re.escape(form).replace(r"\-", "[-‑]") for form in forms if len(text.fold(form)) >= _SHORTEST)
    return bool(pattern and re.search(rf"(?<![\w-])(?:{pattern})(?![\w])(?!-\d)", words))


def _near_codes(words: str) -> Iterator[Near]:
    codes = [(drug, name) for drug in _drugs() for name in _names(drug) if re.search(r"\d", name)]
    printed = dict.fromkeys(match[0] for match in CODE.finditer(words)) if codes else {}
    for token in _unknown(printed):
        near = next(((drug, name) for drug, name in codes if resembles(token, name)), None)
        if near:
            yield differing(near[0], token, near[1])


def _near_words(words: str) -> Iterator[Near]:
    known = [*_known_words()]
    if not known:
        return
    row = regulation.load(conf.regulation_folder()).entry("names", "common-words", on=datetime.date.max)
    common = set(row["words"]) if row else set()
    for token in _unknown(dict.fromkeys(match[0] for match in _WORD.finditer(words))):
        folded = token.casefold()
        if folded in common or folded.removesuffix("s") in common:
            continue
        for record, name, is_capital in known:
            if (not is_capital or token[0].isupper()) and _is_near(folded, name.casefold()):
                yield differing(record, token, name)
                break


def _known_words() -> Iterator[tuple[Record, str, bool]]:
    """Words of the house's names without figures; whether they are written with a capital."""
    for drug in _drugs():
        for name in _names(drug):
            first, *others = re.findall(r"[^\W\d_]+", name) or [""]
            for word in (first, *(other for other in others if len(other) > _SALT)):
                if letters_off(len(word)) and not re.search(r"\d", name):
                    yield drug, word, word[0].isupper()
    for trial in Trial.objects.filter(is_confirmed=True).exclude(acronym="").order_by("id"):
        if letters_off(len(trial.acronym)) and trial.acronym.isalpha():
            yield trial, trial.acronym, True


def _is_near(word: str, name: str) -> bool:
    limit = letters_off(min(len(word), len(name)))
    if (
        word == name
        or word == f"{name}s"
        or abs(len(word) - len(name)) > limit
        or len(set(word) ^ set(name)) > 2 * limit
    ):
        return False
    return distance(word, name, limit) <= limit


def _near_numbers(words: str) -> Iterator[Near]:
    printed = registries.numbers(words)
    known = (
        [(trial, number) for trial in Trial.objects.order_by("id") for number in registry_numbers(trial)]
        if printed
        else []
    )
    for each in printed:
        if each not in {number for _, number in known}:
            near = next(((trial, number) for trial, number in known if resembles_number(each, number)), None)
            if near:
                yield differing(near[0], each, near[1])


def _unknown(printed: dict[str, None]) -> list[str]:
    """Those that are the name of no record."""
    folds = {text.fold(token): token for token in reversed(printed)}
    known = RecordName.objects.filter(fold__in=folds, kind__in=("drug", "trial")).values_list("fold", flat=True)
    return [token for fold, token in reversed(folds.items()) if fold not in set(known)]
