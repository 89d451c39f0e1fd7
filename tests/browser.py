"""Chromium for tests, as installed on the machine."""

import os
import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Nothing leaves the machine: no updates, no telemetry, no look-ups.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")  # fmt: skip


@contextmanager
def chromium():
    """A running browser; skips the test where there is none, and fails it in CI."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        message = "There is no Chromium on this machine: install Debian's package chromium."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
