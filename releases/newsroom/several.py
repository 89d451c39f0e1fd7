"""Many small questions asked in one: so that a page's queries stay few and constant."""

from collections.abc import Sequence
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


class Question(NamedTuple):
    """A bounded question of one column, ready to be asked. Whoever asks it often keeps it: writing it takes longer than
    answering it."""

    sql: str  # empty if it is known to find nothing
    parameters: tuple

    def with_value(self, stands_for, value) -> "Question":
        """The same question, with this value in place of the one that stands for it."""
        return self._replace(parameters=tuple(value if each == stands_for else each for each in self.parameters))


#: The question that finds nothing.
NOTHING = Question("", ())


def question(rows: QuerySet) -> Question:
    """The rows of a queryset of one column as a question."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return NOTHING
    return Question(sql, tuple(parameters))


def several(questions: Sequence[QuerySet | Question]) -> list[list]:
    """What each question selects, in their order."""
    asked = [each if isinstance(each, Question) else question(each) for each in questions]
    parts = [f"SELECT {number}, answer.* FROM ({each.sql}) AS answer" for number, each in enumerate(asked) if each.sql]
    found: list[list] = [[] for _ in questions]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [value for each in asked for value in each.parameters])
            for number, value in cursor.fetchall():
                found[number].append(value)
    return found


def firsts(questions: Sequence[Question]) -> list:
    """The first of what each question selects, None where it selects nothing. Questions that differ in their values alone
    are one to the database, which has to plan it once."""
    found: list = [None] * len(questions)
    alike: dict[str, list[int]] = {}
    for number, each in enumerate(questions):
        if each.sql:
            alike.setdefault(each.sql, []).append(number)
    for sql, numbers in alike.items():
        for number, value in _of_alike(sql, {number: questions[number].parameters for number in numbers}):
            found[number] = value
    return found


def _of_alike(sql: str, parameters: dict[int, tuple]) -> list[tuple]:
    places = list(zip(*parameters.values(), strict=True))
    differing = [place for place, values in enumerate(places) if len(set(values)) > 1]
    parts = sql.split("%s")
    asked = "".join(
        f"{part}asked.value{place}" if place in differing else f"{part}%s" for place, part in enumerate(parts[:-1])
    )
    columns = ", ".join(("number", *(f"value{place}" for place in differing)))
    row = f"({', '.join(['%s'] * (1 + len(differing)))})"
    values = [value for number, its in parameters.items() for value in (number, *(its[place] for place in differing))]
    values += [same[0] for place, same in enumerate(places) if place not in differing]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked ({columns}) AS (VALUES {', '.join([row] * len(parameters))})"
            f" SELECT asked.number, ({asked}{parts[-1]}) FROM asked",
            values,
        )
        return cursor.fetchall()
