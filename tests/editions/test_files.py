"""Bytes that are sealed with an edition: in the database, once, as they were uploaded, and never changed."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from releases import editions
from releases.models import Edition, SealedError, SealedFile, SealedRecord
from tests import factories
from tests.editions.test_immutable import refused
from tests.newsroom.sealed import LONG_AGO, corrected, figure, png, published, scheduled

pytestmark = pytest.mark.django_db


def kept() -> list[str]:
    return list(SealedFile.objects.order_by("sha256").values_list("sha256", flat=True))


def sealed_figure() -> SealedFile:
    release = factories.release()
    figure(release)
    published(release)
    return SealedFile.objects.get()


def test_the_same_bytes_are_kept_once():
    release = factories.release()
    media = figure(release)
    corrected(published(release))
    another = factories.release(headline="Another")
    figure(another)
    scheduled(another)
    assert kept() == [media.sha256]
    with media.file.open("rb") as file:
        assert SealedFile.read(media.sha256) == file.read()
    assert hashlib.sha256(SealedFile.read(media.sha256)).hexdigest() == media.sha256


def test_a_logo_is_sealed_with_the_company():
    company = factories.company()
    company.take_logo(png())
    company.save()
    published()
    assert kept() == [company.logo_sha256]
    assert SealedRecord.objects.get(kind="company").file_sha256 == company.logo_sha256


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda name: default_storage.delete(name), "The file “Response by dose” is gone from the private files. Add it again."),
        (
            lambda name: default_storage.open(name, "wb").write(b"other"),
            "The file “Response by dose” is not what was uploaded: its bytes have changed since. Add it again.",
        ),
    ],
)  # fmt: skip
def test_bytes_that_are_not_what_was_uploaded_are_not_sealed(damage, sentence):
    release = factories.release()
    damage(figure(release, title="Response by dose").file.name)
    with pytest.raises(editions.SealRefused) as refusal:
        editions.seal(release, by=None, live_at=LONG_AGO, is_historic=True)
    assert refusal.value.reasons == (sentence,)
    assert not Edition.objects.exists()
    assert kept() == []


def test_the_orm_refuses_every_change():
    found = sealed_figure()
    for act in (
        lambda: SealedFile.objects.update(data=b""),
        lambda: SealedFile.objects.all().delete(),
        found.save,
        found.delete,
    ):
        with pytest.raises(SealedError):
            act()


def test_the_database_refuses_every_change():
    found = sealed_figure()
    assert "Sealed bytes are immutable." in refused("UPDATE releases_sealedfile SET data = %s", b"other")
    assert "Sealed bytes are immutable." in refused("DELETE FROM releases_sealedfile")
    if connection.vendor == "sqlite":
        assert "Sealed bytes are immutable." in refused(
            "INSERT OR REPLACE INTO releases_sealedfile (sha256, data) VALUES (%s, %s)", found.sha256, b"other"
        )
    else:
        assert "Sealed bytes are immutable." in refused("TRUNCATE releases_sealedfile CASCADE")
    assert SealedFile.read(found.sha256) == bytes(found.data)
