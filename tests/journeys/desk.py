"""People at the desk, each in a browser window of their own."""

import urllib.error
import urllib.request
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client


@contextmanager
def desks(browser, origin: str):
    """A function from a username to a page signed in at the desk; at the end it fails if any page asked another site for
    anything, a static file was not there, or one of its scripts failed."""
    foreign, missing, errors, pages = [], [], [], {}

    def at(username: str):
        if username in pages:
            return pages[username]
        page = pages[username] = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        ours = (origin, "data:", "blob:", "about:")
        page.on("request", lambda asked: None if asked.url.startswith(ours) else foreign.append(asked.url))
        page.on("response", lambda told: missing.append(told.url) if _is_missing(told) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.context.add_cookies([_session(username, origin)])
        page.goto(f"{origin}/admin/")
        return page

    yield at
    assert foreign == []
    assert missing == []
    assert errors == []


def _session(username: str, origin: str) -> dict:
    """The cookie of somebody who has signed in; signing in itself is looked at in test_signing_in."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": origin}


def _is_missing(told) -> bool:
    return told.status >= 400 and "/static/" in told.url


def save(page, button: str = "_continue") -> None:
    """Press a button that saves, and wait for the page that comes of it: the release's form asks the desk first."""
    with page.expect_navigation():
        page.click(f"input[name={button}]")


def follow(page, selector: str) -> None:
    """Click a link or a button, and wait for the page that comes of it. The next click would else still find the old one."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.click(selector)


def public(address: str) -> tuple[int, str]:
    """What a stranger gets: status and text."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
