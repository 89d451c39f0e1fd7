"""The demonstration's users."""

import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from tests import factories

pytestmark = pytest.mark.django_db


def test_one_for_each_role_and_their_passwords_once(settings, client):
    settings.IRSITE_DEMO = True
    out = StringIO()
    call_command("create_demo_users", stdout=out)
    rows = re.findall(r"^  (\w+) +([\w-]{16})  (.+)$", out.getvalue(), re.M)
    assert [(name, role) for name, _, role in rows] == [
        ("writer", "Writer"),
        ("legal", "Legal reviewer"),
        ("medical", "Medical reviewer"),
        ("finance", "Finance reviewer"),
        ("publisher", "Publisher"),
        ("administrator", "Administrator"),
        ("auditor", "Auditor"),
        ("desk", "everything"),
    ]
    for name, password, role in rows:
        user = User.objects.get(username=name)
        assert user.check_password(password)
        assert (user.is_staff, user.is_superuser) == (True, name == "desk")
        assert [group.name for group in user.groups.all()] == ([] if name == "desk" else [role])
    again = StringIO()
    call_command("create_demo_users", stdout=again)
    assert again.getvalue() == ""


def test_not_at_a_real_site():
    with pytest.raises(CommandError, match="for a demonstration"):
        call_command("create_demo_users")
    assert not User.objects.exists()


def test_each_start_says_whom_to_sign_in_as(settings, monkeypatch):
    settings.IRSITE_DEMO = True
    monkeypatch.setattr("releases.management.commands.prepare_site.Command._collect_static", lambda self: None)
    call_command("create_demo_users", stdout=StringIO())
    factories.company()  # not an empty site
    for _ in range(2):
        out = StringIO()
        call_command("prepare_site", stdout=out)
        assert "Sign in as “desk” to look at everything." in out.getvalue()
        assert ".venv/bin/python manage.py changepassword desk sets another." in out.getvalue()
    User.objects.filter(username="desk").delete()
    out = StringIO()
    call_command("prepare_site", stdout=out)
    assert "Sign in" not in out.getvalue()
