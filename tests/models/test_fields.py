"""Fields that keep one clean form on every way into the database."""

import pytest

from releases.models import Drug, Release, ReleaseFootnote
from tests import factories

pytestmark = pytest.mark.django_db

DIRTY, CLEAN = "<div onclick=x>A  <b>word</b><script>x</script></div>", "<p>A <strong>word</strong></p>"


def test_rich_text_is_clean_after_every_kind_of_write():
    release = factories.release(body=DIRTY)
    assert release.body == CLEAN

    def stored() -> str:
        return Release.objects.values_list("body", flat=True).get()

    assert stored() == CLEAN
    Release.objects.update(body=DIRTY + DIRTY)
    assert stored() == CLEAN * 2
    release.body = DIRTY
    Release.objects.bulk_update([release], ["body"])
    assert stored() == CLEAN
    Release.objects.all().delete()
    Release.objects.bulk_create([Release(headline="H", body=DIRTY)])
    assert stored() == CLEAN


def test_a_line_of_rich_text_has_no_paragraph():
    note = ReleaseFootnote.objects.create(release=factories.release(), mark="1", text="<p>Durie <i>Blood</i></p>")
    assert (note.text, str(note)) == ("Durie <em>Blood</em>", "1 Durie <em>Blood</em>")


def test_lines_lose_blank_ones_and_white_space():
    drug = factories.drug(aliases="  one \n\n\t\r\ntwo\n")
    assert drug.aliases == "one\ntwo"
    assert Drug.objects.get().aliases == "one\ntwo"
    (made,) = Drug.objects.bulk_create([Drug(code_name="B", aliases=" a \n\n b ")])
    assert Drug.objects.get(pk=made.pk).aliases == "a\nb"
