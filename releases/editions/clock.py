"""The one clock, and how a room that is asked for what can't be done says so."""

import datetime

from django.db import connection, models
from django.db.models.functions import Now


class SealRefused(Exception):
    """What was asked for can't be sealed or called back; ``reasons`` are sentences for an editor."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def database_now() -> datetime.datetime:
    """This moment by the database's clock, aware, UTC: the one clock that all servers share."""
    with connection.cursor() as cursor:
        sql, params = models.sql.Query(None).get_compiler(connection=connection).compile(Now())
        cursor.execute(f"SELECT {sql}", params)
        value = cursor.fetchone()[0]
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value).replace(tzinfo=datetime.UTC)
    return value.astimezone(datetime.UTC)
