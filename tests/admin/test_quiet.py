"""What the desk's pages give away beside their words: nothing to tabs, histories, spell checkers or translators."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def titles(admin_client):
    release = factories.release(headline="Zebra Wins")
    drug = factories.drug(code_name="ZEBRA-9")
    paths = [
        reverse("admin:index"), reverse("admin:releases_release_changelist"), reverse("admin:releases_release_change", args=[release.pk]),
        reverse("admin:releases_release_delete", args=[release.pk]), reverse("admin:releases_drug_change", args=[drug.pk]),
    ]  # fmt: skip
    pages = {path: admin_client.get(path).content.decode() for path in paths}
    return {path: (re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1], page) for path, page in pages.items()}


def test_no_tab_names_a_record(titles):
    assert [title for title, _ in titles.values()] == [
        "Desk (embargoed)", "Releases (embargoed)", "Releases (embargoed)", "Releases (embargoed)", "Drugs (embargoed)",
    ]  # fmt: skip
    assert sum("Zebra Wins" in page for _, page in titles.values()) >= 3


def test_every_page_turns_spell_checkers_and_translators_off_before_anything_is_typed(titles):
    for _, page in titles.values():
        assert page.index("desk/quiet.js") < page.index("</head>")


def test_no_view_is_exempt_from_the_token_of_forms():
    assert [str(path) for room in ("releases", "irsite") for path in (ROOT / room).rglob("*.py") if "csrf_exempt" in path.read_text()] == []  # fmt: skip
