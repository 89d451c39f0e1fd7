"""Results of a trial as a typed block: a population and how many of it fall into each category.

The counts are the source; percentages are computed from them, by one rule for the whole house.
"""

from dataclasses import dataclass

from releases.document.richtext import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One category and how many of the population are in it."""

    category: str  # "Partial response (PR)"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A block of results. Categories may overlap ("Partial response or better")."""

    population: str  # "Efficacy-evaluable patients"
    size: int  # of the population, N
    rows: tuple[ResultRow, ...] = ()
    title: str = ""  # "Best response"
    decimals: int = 0  # how many a percentage has

    def percentage(self, row: ResultRow) -> str:
        """100 count/N rounded half up at ``decimals``, without a sign; "" for an empty population.

        Half up is what readers check with; the exact fraction is compared in whole numbers, so no binary fraction
        tips the balance.
        """
        if self.size <= 0:
            return ""
        unit = 10**self.decimals
        shown = (2 * 100 * row.count * unit + self.size) // (2 * self.size)
        return f"{shown // unit}.{shown % unit:0{self.decimals}}" if self.decimals else str(shown)

    @property
    def caption(self) -> str:
        """Title and population in one line: "Best response: Efficacy-evaluable patients (N = 39)"."""
        return ": ".join(filter(None, (self.title, f"{self.population} (N = {self.size:,})")))

    def table(self) -> Node:
        """The block as rich text: a table with a caption, a row of headers, and a header for each row."""
        head = [Node("th", {"scope": "col"}, [words]) for words in ("Category", "Patients", "Percentage")]
        rows = [
            Node(
                "tr",
                {},
                [
                    Node("th", {"scope": "row"}, [row.category]),
                    Node("td", {}, [f"{row.count:,}"]),
                    Node("td", {}, [f"{self.percentage(row)}%" if self.size > 0 else "–"]),
                ],
            )
            for row in self.rows
        ]
        return Node(
            "table",
            {},
            [
                Node("caption", {}, [self.caption]),
                Node("thead", {}, [Node("tr", {}, head)]),
                Node("tbody", {}, rows),
            ],
        )
