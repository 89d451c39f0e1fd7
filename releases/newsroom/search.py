"""Search: which of the releases found come first, and why they were found.

What is found comes through the ledger's gate, and what is not public weighs in nothing: a release is ranked by its own
words alone. Ranked are the newest found, and the newest found by their headline; the rest is there by date.
"""

import dataclasses
from collections.abc import Iterable, Sequence

from releases import rendering
from releases.document import Document
from releases.models.edition import Edition
from releases.models.ledger import Facet, LedgerRow, Window
from releases.newsroom.reading import LEDGER, entries, read, readable
from releases.newsroom.values import Entry, told
from releases.terms import Term, Terms, stem

#: How many of the newest are ranked.
WINDOW = 100
_HEADLINE, _NAME, _BODY = 4.0, 2.0, 1.0
#: Occurrences in a text at which half of its weight is reached.
_HALF = 3
_COLUMNS = ("pk", "headline", "names", "stems", "body")


def best(terms: Terms, facets: Sequence[Facet], window: Window, *, page: int) -> dict | None:
    """Page ``page`` of the ranked rows, the best first, and among equals the newest; None if there is no such page.
    ``window`` holds as many as a page shows."""
    size = window.most
    newest = _words(terms, facets, dataclasses.replace(window, most=WINDOW + 1))
    count, is_full = len(newest), len(newest) > WINDOW
    if is_full:
        del newest[min(newest)]  # it was asked for to know that there are more
        newest |= _words(terms, facets, dataclasses.replace(window, most=WINDOW), in_headline=True)
    ranked = sorted(newest, key=lambda place: (-_score(newest[place], terms), -place))
    pages = max(1, -(-len(ranked) // size))
    if not 1 <= page <= pages:
        return None
    keys = [newest[place]["pk"] for place in ranked[(page - 1) * size : page * size]]
    found = {edition.pk: edition for edition in Edition.objects.live().filter(pk__in=keys).only(*LEDGER)}
    return {
        "entries": [found[key] for key in keys if key in found],
        "pages": pages,
        "count": count,
        "is_window": is_full,
    }


def marked(editions: Iterable[Edition], terms: Terms) -> tuple[Entry, ...]:
    """Entries that show why they were found."""
    editions = readable(editions)
    texts = dict(
        Edition.objects.live().filter(pk__in=[edition.pk for edition in editions]).values_list("pk", "plain_text")
    )
    pairs = zip(editions, entries(editions), strict=True)
    return tuple(_with_reasons(entry, _told(edition, entry), texts[edition.pk], terms) for edition, entry in pairs)


def _told(edition: Edition, entry: Entry) -> Document:
    """The document with the drugs and trials that the line names."""
    return told(read(edition.document_json), {subject.key for subject in (*entry.drugs, *entry.trials)})


def _words(terms: Terms, facets: Sequence[Facet], window: Window, *, in_headline: bool = False) -> dict[int, dict]:
    """The words of the newest rows that are found, by place."""
    columns = [name if name == "pk" else f"words__{name}" for name in _COLUMNS]
    rows = LedgerRow.objects.live().finding(terms, *facets, window=window, in_headline=in_headline)
    return {
        place: dict(zip(_COLUMNS, words, strict=True)) for place, *words in rows.values_list("words__row_id", *columns)
    }


def _score(words: dict, terms: Terms) -> float:
    return sum(_weight(words, term) for term in terms.terms)


def _weight(words: dict, term: Term) -> float:
    """Higher for words in the headline or in a linked name; more of them in the text weigh more, but ever less so."""
    if term.kind == "word":
        sought = stem(term.words[0])
        is_named, in_headline = (sought in map(stem, words[column].split()) for column in ("names", "headline"))
        count = words["stems"].split().count(sought)
    else:
        sought = f" {' '.join(term.words)}" + (" " if term.kind == "phrase" else "")
        is_named, in_headline, count = (
            sought in words["names"],
            sought in words["headline"],
            words["body"].count(sought),
        )
    return _HEADLINE * in_headline + _NAME * is_named + _BODY * count / (count + _HALF)


def _with_reasons(entry: Entry, document: Document, plain_text: str, terms: Terms) -> Entry:
    body = plain_text.removeprefix(document.headline).strip()
    return dataclasses.replace(
        entry,
        headline_html=rendering.marked(document.headline, terms),
        excerpt_html=rendering.excerpt(body, terms),
        # Names that the line of the ledger does not show by itself.
        names_html=tuple(
            found
            for name in rendering.linked_names(document)
            if "<mark>" in (found := rendering.marked(name, terms)) and name not in plain_text
        ),
    )
