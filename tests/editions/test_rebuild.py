"""Rendering anew after a template has been improved."""

import pytest
from django.core.management import call_command

from releases import editions, rendering
from releases.models import Edition
from tests.newsroom.sealed import corrected, published, scheduled

pytestmark = pytest.mark.django_db


def record(edition: Edition) -> dict:
    """The stored row but for its rendering."""
    row = Edition.objects.filter(pk=edition.pk).values().get()
    return {name: row[name] for name in row.keys() - {"article_html", "plain_text", "rendering_version"}}


@pytest.fixture
def old(monkeypatch) -> Edition:
    """An edition as an older template had rendered it."""
    with monkeypatch.context() as patch:
        patch.setattr(rendering, "article_html", lambda document: f"<p>Old {document.headline}</p>")
        return published(headline="Marrow Bay Counts")


def test_an_old_rendering_is_mended_and_the_record_stays(old):
    other = scheduled()
    before = record(old)
    assert [(edition.pk, changed) for edition, changed in editions.rebuild()] == [(old.pk, True), (other.pk, False)]
    after = Edition.objects.get(pk=old.pk)
    assert after.article_html == rendering.article_html(old.document)
    assert (after.rendering_version, after.digest) == (2, old.digest)
    assert record(old) == before
    assert Edition.objects.get(pk=other.pk).rendering_version == 1
    assert set(editions.verify()) == {None}


def test_a_second_run_changes_nothing(old):
    list(editions.rebuild())
    before = list(Edition.objects.values())
    assert [changed for _, changed in editions.rebuild()] == [False]
    assert list(Edition.objects.values()) == before


def test_superseded_and_called_back_editions_are_mended_too(old, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(rendering, "plain_text", lambda document: "Old.")
        second = corrected(old)
        gone = editions.call_back(scheduled(), by=None)
    assert {edition.pk for edition, changed in editions.rebuild() if changed} == {old.pk, second.pk, gone.pk}
    assert set(editions.verify()) == {None}


def test_the_command_counts(old, capsys):
    call_command("rebuild_editions")
    call_command("rebuild_editions")
    assert capsys.readouterr().out == (
        "1 of 1 editions were rendered anew; their record is what it was.\n"
        "0 of 1 editions were rendered anew; their record is what it was.\n"
    )
