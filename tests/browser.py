"""Chromium for tests, as installed on the machine."""

import os
import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Nothing leaves the machine: no updates, no telemetry, no look-ups.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip


_running: list = []


@contextmanager
def chromium():
    """A running browser; skips the test where there is none, and fails it in CI.

    A process has one Chromium at a time: inside of another such block this one shares its browser, and closes at its
    end every context that is open.
    """
    if _running:
        yield _running[0]
        for context in _running[0].contexts:
            context.close()
        return
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        message = "There is no Chromium on this machine: install Debian's package chromium."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        _running.append(browser)
        try:
            yield browser
        finally:
            _running.clear()
            browser.close()
