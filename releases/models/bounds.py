"""Bounds on dates, in forms and in the database."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from releases import instants

_FIRST = datetime.datetime.combine(instants.EARLIEST, datetime.time(), datetime.UTC)
_AFTER = datetime.datetime.combine(instants.LATEST, datetime.time(), datetime.UTC) + datetime.timedelta(days=1)


def validate_date(value: datetime.date) -> None:
    """Refuse a date, or an instant, that is out of bounds, with a sentence."""
    if sentence := instants.out_of_bounds(value):
        raise ValidationError(sentence)


def dates_in_bounds(name: str, *fields: str, instants_too: tuple[str, ...] = ()) -> models.CheckConstraint:
    """The constraint that these dates, and these instants, are within bounds where they are given."""
    condition = Q()
    for field in fields:
        condition &= Q(**{field: None}) | Q(**{f"{field}__range": (instants.EARLIEST, instants.LATEST)})
    for field in instants_too:
        condition &= Q(**{field: None}) | Q(**{f"{field}__gte": _FIRST, f"{field}__lt": _AFTER})
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
    )
