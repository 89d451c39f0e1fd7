"""Many small questions asked in one: so that a page's queries stay few and constant."""

from collections.abc import Sequence

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def several(questions: Sequence[QuerySet]) -> list[list]:
    """What each question selects, in their order. Each is a queryset of one column, and bounded."""
    parts, parameters = [], []
    for number, question in enumerate(questions):
        try:
            sql, its_parameters = question.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {number}, answer.* FROM ({sql}) AS answer")
        parameters += its_parameters
    found: list[list] = [[] for _ in questions]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for number, value in cursor.fetchall():
                found[number].append(value)
    return found
