"""Loading the demo: what the command prints, and that it keeps off what is not its own."""

from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from releases import demo
from releases.models import (
    Boilerplate,
    Company,
    Drug,
    Release,
)

NEW_YORK = ZoneInfo("America/New_York")

pytestmark = pytest.mark.django_db


def test_beside_a_foreign_company_it_refuses_and_writes_nothing():
    Company.objects.create(legal_name="Harrow Bay, Inc.", short_name="Harrow Bay")
    Release.objects.create(headline="Harrow Bay Opens an Office")
    with pytest.raises(demo.DemoRefused) as refused:
        demo.load(now=timezone.now())
    assert str(refused.value) == (
        "The database already holds the company Harrow Bay, Inc. and 1 release;"
        " the demo is loaded into an empty database only."
    )
    assert Company.objects.get().legal_name == "Harrow Bay, Inc."
    assert [Release.objects.count(), Boilerplate.objects.count(), Drug.objects.count()] == [1, 0, 0]


def test_a_foreign_draft_alone_is_reason_enough():
    Release.objects.create(headline="A Draft")
    with pytest.raises(CommandError, match=r"^The database already holds 1 release; "):
        call_command("load_demo", stdout=StringIO())
    assert Company.objects.count() == 0


def test_the_command_prints_counts_and_the_instant():
    first, second = StringIO(), StringIO()
    call_command("load_demo", stdout=first)
    call_command("load_demo", stdout=second)
    lines = first.getvalue().splitlines()
    assert lines[:4] == ["   1 company", "   4 drugs", "   6 trials", "   5 contacts"]
    assert lines[5:7] == ["  12 releases", "  13 editions"]
    assert lines[7].startswith("Scheduled for ")
    assert ", 7:00:00 a.m. E" in lines[7]
    assert " UTC): “Quillhaven Therapeutics Submits" in lines[7]
    assert second.getvalue().splitlines() == ["The demo is here already; nothing was changed.", *lines]
