"""The ledger: where each edition stands among all, and which words it can be found by.

Derived from sealed editions and rebuilt by command; nothing here is a record. Every row belongs to an edition, public or
not, and the public reads through ``live()``, which asks the one gate of editions. Nothing here counts over all rows:
what is not public weighs in no ranking.
"""

import dataclasses
import datetime
import functools
import operator

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from releases.models.edition import Edition
from releases.terms import MARK, Term, Terms, stem

#: A position is the instant of the original in seconds, then the number of the row: one column to sort and page by.
ROW_BITS = 28
_MOST_SECONDS = (1 << 63 - ROW_BITS) - 1  # until the year 3058
#: A property of a release as one word; or several words, any of which will do.
Facet = str | tuple[str, ...]


def position(instant: datetime.datetime, edition_id: int = 0) -> int:
    """The place in the ledger of an edition whose release was first public at ``instant`` (aware); without an edition, before
    all of this second. What is asked for in the year 9998 is after all that a column holds, and in the year 2 before it."""
    seconds = min(max(int(instant.timestamp()), -_MOST_SECONDS), _MOST_SECONDS)
    return (seconds << ROW_BITS) + edition_id


def second_of(place: int) -> int:
    """The place before all of the same second."""
    return place >> ROW_BITS << ROW_BITS


_IS_LATER = models.Q(changed__gt=models.F("position"))


class LedgerRowQuerySet(models.QuerySet):
    def live(self):
        """Rows of the editions that are public and current: through the editions' own gate."""
        return self.filter(Exists(Edition.objects.live().filter(pk=OuterRef("pk"))))

    def later(self):
        """Of corrections and withdrawals: few, and the only ones that became public in another order than they stand in."""
        return self.filter(_IS_LATER)

    def carrying(self, facet: Facet):
        """Rows that have the facet, by looking at each: for the few that other conditions leave."""
        says = functools.reduce(operator.or_, (_says("facets", f" {each} ") for each in _any(facet)))
        # That there are words need not be asked, but so they are joined to the rows, and not all of them read before.
        return self.filter(says, words__isnull=False)

    def finding(self, terms: Terms | None, *facets: Facet, window: "Window", in_headline: bool = False):
        """Rows of the window that have all terms (in the headline or in a name, if asked so) and all facets, in its order.
        Without terms and facets: every row of the window. Add other conditions before."""
        asked = terms.terms if terms else ()
        if connection.vendor == "postgresql" and (asked or facets):
            # The function is the only one to ask the index; it applies the window itself.
            rows = self.filter(position__in=_found(asked, facets, in_headline, window))
            return rows.order_by("position" if window.is_oldest_first else "-position")[: window.most]
        rows, place = self, "position"
        if asked or facets:
            rows, place = rows.filter(words__index__finds=_fts5(asked, facets, in_headline)), "words__row_id"
        bounds = {
            f"{place}__gte": window.first, f"{place}__lt": window.below, "year": window.year,
            "edition__live_at__gte": window.since,
        }  # fmt: skip
        rows = rows.filter(**{name: value for name, value in bounds.items() if value is not None})
        return rows.order_by(place if window.is_oldest_first else f"-{place}")[: window.most]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The part of the ledger that a question is about: at most so many rows, newest first unless asked otherwise."""

    most: int
    first: int | None = None  # the lowest place
    below: int | None = None  # the place after the highest
    year: int | None = None  # of the printed date
    since: datetime.datetime | None = None  # the edition became public then or later; aware
    is_oldest_first: bool = False

    def of_year(self, year: int) -> "Window":
        """The part of it whose printed date is in the year."""
        # The index of words knows places, not years. They are in UTC, and printed dates are not: so a day on either side.
        day = datetime.timedelta(days=1)
        first = position(datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) - day)
        below = position(datetime.datetime(year + 1, 1, 1, tzinfo=datetime.UTC) + day)
        return dataclasses.replace(
            self,
            year=year,
            first=first if self.first is None else max(first, self.first),
            below=below if self.below is None else min(below, self.below),
        )


class LedgerRow(models.Model):
    """An edition's place in the ledger, by the instant of the original: a correction does not move a release."""

    edition = models.OneToOneField(Edition, primary_key=True, on_delete=models.PROTECT, related_name="ledger")
    position = models.BigIntegerField(unique=True)
    changed = models.BigIntegerField(help_text="The place that the edition's own instant would have.")
    year = models.PositiveSmallIntegerField(help_text="Of the printed date.")

    objects = LedgerRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["year", "position"], name="ledger_years"),
            models.Index(fields=["changed"], condition=_IS_LATER, name="ledger_later"),
            models.Index(fields=["year", "changed"], condition=_IS_LATER, name="ledger_later_of_years"),
        ]

    def __str__(self):
        return f"{self.position}"

    @property
    def original_at(self) -> datetime.datetime:
        """When the release's first edition became public: aware, UTC, to the second."""
        return datetime.datetime.fromtimestamp(self.position >> ROW_BITS, datetime.UTC)


class _Index(models.TextField):
    """The index over a row's words: FTS5's hidden column on SQLite, a ``tsvector`` on PostgreSQL."""


@_Index.register_lookup
class _Finds(models.Lookup):
    """``index__finds="…"``: a question in FTS5's notation, on SQLite."""

    lookup_name = "finds"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        column, _ = self.process_lhs(compiler, connection)
        return f"{column} MATCH %s", [self.rhs]


class LedgerWords(models.Model):
    """The folded words of an edition, each between spaces. A table of FTS5 on SQLite, an ordinary one on PostgreSQL."""

    row = models.OneToOneField(
        LedgerRow, primary_key=True, to_field="position", db_column="rowid", on_delete=models.DO_NOTHING,
        related_name="words",
    )  # fmt: skip
    headline = models.TextField()
    headline_stems = models.TextField()  # of headline and names; and their words, each marked
    names = models.TextField()  # of linked drugs and trials
    body = models.TextField()  # the whole release
    stems = models.TextField()  # of all of these
    facets = models.TextField()
    index = _Index(db_column="releases_ledgerwords")

    class Meta:
        managed = False
        db_table = "releases_ledgerwords"

    def __str__(self):
        return self.headline.strip()


def _found(asked: tuple[Term, ...], facets: tuple[Facet, ...], in_headline: bool, window: Window) -> RawSQL:
    """Places from the function that asks the index on PostgreSQL (:mod:`releases.models.public_postgresql`)."""
    # The vector holds no places: words in a row are looked for in the words of what it has found.
    phrases = [
        f" {' '.join(term.words)}" + (" " if term.kind == "phrase" else "")
        for term in asked
        if term.kind == "phrase" or (in_headline and term.kind == "prefix")
    ]
    return RawSQL(
        "SELECT newsroom.found(%s::tsquery, %s::text[], %s, %s, %s, %s, %s::timestamptz, %s, %s)",
        (
            _tsquery(asked, facets, in_headline), phrases, in_headline, window.first, window.below, window.year, window.since,
            window.is_oldest_first, window.most,
        ),
    )  # fmt: skip


def _says(column: str, words: str) -> Q:
    """The column has these words in a row. Not by LIKE, of which PostgreSQL expects so few that it looks at all rows."""
    return Q(GreaterThan(StrIndex(f"words__{column}", Value(words)), 0))


def _any(facet: Facet) -> tuple[str, ...]:
    return (facet,) if isinstance(facet, str) else facet


def _fts5(asked, facets, in_headline: bool) -> str:
    """https://sqlite.org/fts5.html#full_text_query_syntax. The list of a word is of all columns: that a common word stands in
    few headlines is known by its marked form alone."""
    stems, plain = ("headline_stems", "headline names") if in_headline else ("stems", "body names")
    parts = ["{facets} : (" + " OR ".join(f'"{each}"' for each in _any(facet)) + ")" for facet in facets]
    for term in asked:
        if term.kind == "word":
            parts.append(f'{{{stems}}} : "{stem(term.words[0])}"')
            continue
        ending = " *" if term.kind == "prefix" else ""
        if in_headline:
            parts += [f'{{{stems}}} : "{MARK}{word}"{ending}' for word in term.words]
        if len(term.words) > 1 or not in_headline:
            parts.append(f'{{{plain}}} : "{" ".join(term.words)}"{ending}')
    return " AND ".join(f"({part})" for part in parts)


def _tsquery(asked, facets, in_headline: bool) -> str:
    """https://www.postgresql.org/docs/current/datatype-textsearch.html; marks keep the kinds of words apart."""
    parts = ["(" + " | ".join(f"'={each}'" for each in _any(facet)) + ")" for facet in facets]
    for term in asked:
        if term.kind == "word":
            parts.append(f"'{'^' if in_headline else '~'}{stem(term.words[0])}'")
        else:
            mark, ending = f"^{MARK}" if in_headline else "", ":*" if term.kind == "prefix" else ""
            parts += [f"'{mark}{word}'{ending}" for word in term.words]
    return " & ".join(parts)


def vector(words: dict[str, str]) -> str:
    """The text of the ``tsvector`` that goes with a row's words."""
    lexemes = {*words["body"].split(), *words["names"].split(), *words["headline"].split()}
    lexemes |= {f"~{word}" for word in words["stems"].split()}
    lexemes |= {f"^{word}" for word in words["headline_stems"].split()}
    lexemes |= {f"={word}" for word in words["facets"].split()}
    return " ".join(f"'{lexeme}'" for lexeme in sorted(lexemes))
