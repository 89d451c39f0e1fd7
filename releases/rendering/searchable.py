"""Document → the words by which it is found."""

from releases import terms
from releases.document import Document

#: Stands between names, so that no words in a row reach from one to the next.
_BETWEEN = terms.MARK


def searchable(document: Document, plain_text: str) -> dict[str, str]:
    """The words of a release by column, each between spaces."""
    headline = terms.words(f"{document.headline}\n{document.subheadline}")
    body = terms.words(plain_text)
    names = [word for name in linked_names(document) for word in (*_with_joined(terms.words(name)), _BETWEEN)]
    columns = {
        "headline": headline,
        "headline_stems": headed(headline, names),
        "names": names,
        "body": body,
        "stems": [terms.stem(word) for word in (*body, *names)],
        "facets": _facets(document),
    }
    return {name: f" {' '.join(found)} " for name, found in columns.items()}


def headed(headline: list[str], names: list[str]) -> list[str]:
    """What headline and names are found by: the stems of their words, and each word by itself, marked."""
    found = [*headline, *(name for name in names if name != _BETWEEN)]
    return [*dict.fromkeys(map(terms.stem, found)), *dict.fromkeys(f"{terms.MARK}{word}" for word in found)]


def linked_names(document: Document) -> list[str]:
    """Every name of the drugs and trials that the release links, as sealed, each once."""
    found = [
        name for drug in document.drugs for name in (drug.code_name, drug.generic_name, drug.brand_name, *drug.aliases)
    ]
    found += [name for trial in document.trials for name in (trial.acronym, trial.nct_number, trial.title)]
    return list(dict.fromkeys(filter(None, found)))


def facet(kind: str, value: str) -> str:
    """A property of a release as one word: what the ledger is filtered by."""
    return kind + "".join(filter(str.isalnum, value))


def former_facet(kind: str, value: str) -> str:
    """Of a correction or withdrawal of what had this property in an earlier edition."""
    return facet(f"former{kind}", value)


def having(kind: str, value: str) -> tuple[str, str]:
    """Facets of releases that have the property, or had it: who reads about a drug must learn that what was said of it was
    corrected or withdrawn, though the new edition does not name it."""
    return facet(kind, value), former_facet(kind, value)


def _facets(document: Document) -> list[str]:
    found = [facet("category", document.category)]
    found += [facet("drug", drug.key) for drug in document.drugs if drug.key]
    return found + [facet("trial", trial.key) for trial in document.trials if trial.key]


def _with_joined(words: list[str]) -> list[str]:
    """MBY-101 is looked for as MBY101, too."""
    return [*words, "".join(words)] if 1 < len(words) <= 3 else words
