"""Proving that a record is refused twice over."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def refused(record) -> list[str]:
    """The form's sentences; proves that the database refuses the same row and keeps none of it."""
    with pytest.raises(ValidationError) as caught:
        record.full_clean(exclude=["file", "key"])
    count = type(record).objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()
    assert type(record).objects.count() == count
    return caught.value.messages
