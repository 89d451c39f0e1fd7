"""``manage.py verify_editions`` on a sound site, and what it says."""

import pytest
from django.core.management import call_command

from tests.newsroom.sealed import corrected, published, scheduled

pytestmark = pytest.mark.django_db


def test_all_in_order(capsys):
    call_command("verify_editions")
    corrected(published())
    scheduled()
    call_command("verify_editions")
    assert (
        capsys.readouterr().out
        == "0 editions and sealed records are in order.\n5 editions and sealed records are in order.\n"
    )
