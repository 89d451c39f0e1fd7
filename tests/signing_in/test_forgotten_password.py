"""A forgotten password: only where the site can send mail, and with one answer for everybody."""

import re
import time

import pytest
from django.core import mail

from tests import factories
from tests.signing_in.conftest import password_step, with_app

pytestmark = pytest.mark.django_db

RESET = "/admin/account/password/reset/"


def test_without_mail_there_is_no_such_page(client):
    assert client.get(RESET).status_code == client.post(RESET, {"email": "a@b.example"}).status_code == 404
    assert "An administrator of the desk can set a new one." in client.get("/admin/account/login/").content.decode()


@pytest.fixture
def ines(settings):
    settings.PASSWORD_RESET_BY_MAIL = True
    user = factories.user("ines", email="ines@marrow.example")
    with_app(user)
    return user


def ask(client, email: str):
    answer = client.post(RESET, {"email": email})
    page = client.get(answer.headers["Location"])
    return answer.status_code, answer.headers["Location"], re.sub(r'value="[^"]{64}"', "", page.content.decode())


def test_the_answer_is_the_same_for_a_stranger(client, ines):
    assert ask(client, "stranger@marrow.example") == ask(client, "ines@marrow.example")
    assert [message.to for message in mail.outbox] == [["ines@marrow.example"]]


def test_the_link_is_ours_works_once_and_opens_no_session(client, ines, settings):
    client.post(RESET, {"email": "ines@marrow.example"}, headers={"host": "127.0.0.1"})
    (link,) = re.findall(r"https?://\S+", mail.outbox[0].body)
    assert link.startswith(f"https://ir.example.com{RESET}key/")
    path = link.removeprefix("https://ir.example.com")
    assert 'href="?go"' in client.get(path).content.decode()
    form = client.get(f"{path}?go").headers["Location"]
    new = "a quite new password"
    client.post(form, {"password1": new, "password2": new})
    ines.refresh_from_db()
    assert ines.check_password(new)
    assert "_auth_user_id" not in client.session
    again = client.get(f"{path}?go")
    assert (again.status_code, "token_fail" in again.context) == (200, True)
    assert password_step(client, "ines", new).headers["Location"] == "/admin/account/second-factor/authenticate/"


def test_the_link_lives_fifteen_minutes(client, ines, settings, monkeypatch):
    assert settings.PASSWORD_RESET_TIMEOUT == 900
    client.post(RESET, {"email": "ines@marrow.example"})
    (link,) = re.findall(r"https?://\S+", mail.outbox[0].body)
    path = link.removeprefix("https://ir.example.com")
    settings.PASSWORD_RESET_TIMEOUT = 0
    time.sleep(1.1)
    assert "token_fail" in client.get(f"{path}?go").context
