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


def question(rows: QuerySet) -> Question:
    """The rows of a queryset of one column as a question."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return Question("", ())
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
