"""Addresses of drugs and trials: plain names where they are free, without telling who else is there.

A record that is not public must not show itself by the address of another. So the plain address goes to whoever is
public first, and a holder that nobody outside knows yet gives it up.
"""

import datetime
import secrets

from django.db import models
from django.db.models import Min

from releases.models import EditionLink, SealedRecord


def free(kind: str, plain: str) -> str:
    """The plain address, or one with a suffix while another record holds it: for a record that no edition names."""
    return _suffixed(plain) if SealedRecord.objects.standing().filter(kind=kind, slug=plain).exists() else plain


def claim(kind: str, key: str, plain: str, *, public_at: datetime.datetime, now: datetime.datetime) -> str:
    """The address of a record that an edition is about to name, public from this instant.

    It keeps the one by which an edition has named it before. Copies that stand are moved to the address returned.
    """
    standing = SealedRecord.objects.standing().filter(kind=kind)
    own = standing.filter(record_key=key).first()
    if own and (own.slug == plain or _named_at(own)):
        return own.slug
    if holder := standing.filter(slug=plain).first():
        known_at = _public_at(holder)
        if known_at is not None and (known_at <= now or known_at <= public_at):
            return own.slug if own else _suffixed(plain)
        _move(holder, _suffixed(plain))
    if own:
        _move(own, plain)
    return plain


def _suffixed(plain: str) -> str:
    return f"{plain}-{secrets.token_hex(4)}"


def _public_at(copy: SealedRecord) -> datetime.datetime | None:
    """When the record gets its page: once there are a copy of it and an edition that names it. None while one lacks."""
    copies = SealedRecord.objects.standing().filter(kind=copy.kind, record_key=copy.record_key)
    named_at = _named_at(copy)
    return max(copies.aggregate(first=Min("live_at"))["first"], named_at) if named_at else None


def _named_at(copy: SealedRecord) -> datetime.datetime | None:
    links = EditionLink.objects.filter(edition__called_back_at=None, kind=copy.kind, record_key=copy.record_key)
    return links.aggregate(first=Min("edition__live_at"))["first"]


def _move(copy: SealedRecord, slug: str) -> None:
    models.QuerySet.update(
        SealedRecord.objects.standing().filter(kind=copy.kind, record_key=copy.record_key), slug=slug
    )
