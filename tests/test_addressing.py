"""Public addresses are made in one place and answered by the URL configuration."""

import datetime
import re

import pytest
from django.conf import settings
from django.urls import resolve

from releases import addressing

KEY = "8d1c2f3e-1111-4222-8333-444455556666"
PATH = addressing.release(datetime.date(2021, 3, 4), "marrow-bay-counts")
#: Modules that may hold an address: those that make and answer them.
ALLOWED = {"addressing.py", "urls.py", "api/urls.py", "api/description.py"}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (PATH, "release"),
        (addressing.edition(PATH, 2), "edition"),
        (addressing.releases(), "archive"),
        (addressing.record("drug", "mby-101"), "drug"),
        (addressing.record("trial", "harbor-9"), "trial"),
        (addressing.file(KEY, "sheet 1.pdf"), "file"),
        (f"{addressing.feed()}.rss", "feed"),
        *((f"{addressing.feed('drugs', 'mby-101')}.{ending}", "drug-feed") for ending in addressing.FEEDS),
        (f"{addressing.feed('categories', 'clinical')}.json", "category-feed"),
    ],
)
def test_each_address_is_answered(path, name):
    assert resolve(path, "releases.urls").url_name == name


def test_questions_are_left_out_when_empty():
    assert addressing.releases(drug="mby-101", year="", page=2) == "/releases/?drug=mby-101&page=2"


def test_a_file_name_is_quoted():
    assert addressing.file(KEY, "a b/c.pdf") == f"/files/{KEY}/a%20b%2Fc.pdf"


def test_nobody_writes_the_address_of_a_release_by_hand():
    by_hand = re.compile(
        r"path_date:%Y/|/releases/\{(?!year)|editions/\{|/feeds/(?:drugs|trials|categories)/\{|\"/files/\{"
    )
    root = settings.BASE_DIR / "releases"
    found = [
        f"{file.relative_to(root)}: {line.strip()}"
        for file in sorted(root.rglob("*.py"))
        if str(file.relative_to(root)) not in ALLOWED
        for line in file.read_text(encoding="utf-8").splitlines()
        if by_hand.search(line)
    ]
    assert found == [], "Use releases/addressing.py."
