"""What a reader asks the ledger for, and what stands in the answer beside the releases."""

import dataclasses
from dataclasses import dataclass

from releases import addressing
from releases.newsroom.values import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Filters of the ledger, as the address has them. Empty means: all."""

    question: str = ""  # words to search for
    year: int | None = None
    category: str = ""  # a value of vocabulary.Category
    drug: str = ""  # the slug of its page
    trial: str = ""
    is_by_date: bool = False  # found releases newest first, not the best first
    page: int = 1  # of the best
    older: str = ""  # releases older than the one with this address, "2021/03/04/<slug>"
    newer: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether this is the ledger itself, without a filter."""
        return not (self.question or self.year or self.category or self.drug or self.trial)

    def url(self, **changes) -> str:
        """The address of this selection with some of it changed. A change of what is selected begins at the first page."""
        if changes and not {"page", "older", "newer"} & changes.keys():
            changes = {"page": 1, "older": "", "newer": ""} | changes
        asked = dataclasses.replace(self, **changes)
        values = {"q": asked.question, "year": asked.year, "category": asked.category, "drug": asked.drug}
        values |= {"trial": asked.trial, "order": "newest" if asked.is_by_date and asked.question else ""}
        values |= {"page": asked.page if asked.page > 1 else "", "older": asked.older, "newer": asked.newer}
        return addressing.releases(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a filter, which at least one public release has."""

    value: str
    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One page of the ledger under a selection."""

    selection: Selection
    entries: tuple[Entry, ...] = ()
    refusal: str = ""  # why this can't be searched for, a sentence
    count: int = 0  # of the releases selected
    is_more: bool = False  # than ``count``: counting ended there
    pages: int = 1  # of the best; 1 when in the order of the ledger
    is_window: bool = False  # the best of the newest only: there are older ones
    older_url: str = ""
    newer_url: str = ""
    years: tuple[Choice, ...] = ()
    categories: tuple[Choice, ...] = ()
    drugs: tuple[Choice, ...] = ()
    trials: tuple[Choice, ...] = ()

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The filters that are set, each with the address without it."""
        selection = self.selection
        found = [
            dataclasses.replace(choice, url=selection.url(**{name: None if name == "year" else ""}))
            for name, choices in (
                ("year", self.years),
                ("category", self.categories),
                ("drug", self.drugs),
                ("trial", self.trials),
            )
            for choice in choices
            if choice.is_chosen
        ]
        return tuple(found)

    @property
    def feeds(self) -> tuple[tuple[str, str], ...]:
        """Name and address, without its ending, of the feed of each subject that is chosen; of all releases if there is
        none. There is no feed of a year or a search."""
        found = [
            (choice.label, addressing.feed(folder, choice.value))
            for folder, choices in (("categories", self.categories), ("drugs", self.drugs), ("trials", self.trials))
            for choice in choices
            if choice.is_chosen
        ]
        return tuple(found) or (("All releases", addressing.feed()),)

    @property
    def page_urls(self) -> tuple[tuple[int, str], ...]:
        """Number and address of each page of the best."""
        return tuple((number, self.selection.url(page=number)) for number in range(1, self.pages + 1))

    @property
    def url_without_question(self) -> str:
        return self.selection.url(question="")

    @property
    def url_by_date(self) -> str:
        return self.selection.url(is_by_date=True)

    @property
    def url_by_rank(self) -> str:
        return self.selection.url(is_by_date=False)
