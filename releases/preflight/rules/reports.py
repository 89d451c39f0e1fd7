"""The annual and quarterly reports that a release points to."""

import datetime
import re
from collections.abc import Iterator

from releases import text
from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage
from releases.preflight.view import View
from releases.readers import dates

_CITED = re.compile(
    r"\bForm\s(?P<form>10-?[KQ])\b(?P<rest>[^.;]{0,160}?\b(?:ended|ending)\b[^.;]{0,6}\s?(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}))?"
)


@rule(
    "C6",
    Level.QUERY,
    "The report it points to is the latest on record.",
    source="15 U.S.C. 78u-5(c)(1)(A)(i); the filings on record",
)
def latest(view: View, context: Context) -> Iterator[Hit]:
    day = occasion.day(view, context)
    for passage in view.of(Part.SAFE_HARBOR, Part.SECTION):
        for match in _CITED.finditer(passage.text):
            if match["date"] and (cited := dates.find(match["date"])):
                yield from _judge(passage, match, cited[0], day, context)


def _judge(
    passage: Passage, match: re.Match, period: datetime.date, day: datetime.date | None, context: Context
) -> Iterator[Hit]:
    form = match["form"] if "-" in match["form"] else match["form"].replace("10", "10-")
    span = (match.start(), match.end())
    year_end = context.company.fiscal_year_end if context.company else None
    if form == "10-K" and year_end and (period.month, period.day) != year_end:
        wanted = f"{text.MONTHS[year_end[0] - 1]} {year_end[1]}"
        yield passage.hit(
            *span,
            f"The company's fiscal year ends on {wanted}. Correct the date.",
            evidence=f"fiscal year ends {wanted}",
        )
        return
    filed = [
        each
        for each in context.filings
        if each.form == form
        and each.period_end_date
        and (day is None or each.filed_date < day or each.filed_date == day)
    ]
    if not filed:
        return
    newest = max(filed, key=lambda each: each.period_end_date)
    if newest.period_end_date > period:
        yield passage.hit(
            *span,
            f"A later Form {form} is on record, for the period ended {text.ap_date(newest.period_end_date)}. Point to that one.",
            evidence=f"Form {form} for {newest.period_end_date}, filed {newest.filed_date}",
            suggestion=text.ap_date(newest.period_end_date),
        )
    elif not any(each.period_end_date == period for each in filed):
        yield passage.hit(
            *span,
            f"No Form {form} for the period ended {text.ap_date(period)} is on record by the day of the release. Correct the date, or add the filing.",
            evidence=f"latest on record: {newest.period_end_date}, filed {newest.filed_date}",
            suggestion=text.ap_date(newest.period_end_date),
        )
