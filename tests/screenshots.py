"""Takes the pictures of the README and the handbook: ``script/screenshots`` sets up a demonstration of its own, works in it
as its users would, and takes it down again."""

import datetime
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import zoneinfo
from contextlib import contextmanager
from pathlib import Path

from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
#: File, path, width and height in pixels, colour scheme.
PUBLIC = [
    ("home.png", "/", 1280, 860, "light"),
    ("home-dark.png", "/", 1280, 860, "dark"),
    ("phone.png", "/", 390, 844, "light"),
]


@contextmanager
def demonstration():
    """Origin of a fresh demonstration, and its users' passwords by name."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        inherited = {
            name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "CANONICAL_ORIGIN")
        }
        server = subprocess.Popen(
            [sys.executable, "-m", "irsite.serve"],
            cwd=ROOT,
            env=inherited | {"IRSITE_DATA": data, "PORT": str(port)},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            passwords = {}
            for line in server.stdout:
                if user := re.match(r"  (\w+) +(\S{16}) +\S", line):
                    passwords[user[1]] = user[2]
                if "Ctrl-C" in line:
                    break
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}", passwords
        finally:
            server.terminate()
            server.wait()


class Desk:
    """The windows of the demonstration's users."""

    def __init__(self, browser, origin: str, passwords: dict[str, str]):
        self.browser, self.origin, self.passwords, self.pages = browser, origin, passwords, {}

    def at(self, user: str, path: str):
        """The user's window, opened at a path of the desk."""
        if user not in self.pages:
            page = self.pages[user] = self.browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(f"{self.origin}/admin/")
            page.fill("input[autocomplete=username], #id_username", user)
            page.fill("input[type=password]", self.passwords[user])
            page.click("#content [type=submit]")
        page = self.pages[user]
        page.goto(f"{self.origin}/admin/{path}")
        return page

    def confirm(self, user: str, move: str) -> None:
        """Go to a move's page and make it, with what it asks for typed before."""
        self.at(user, move).click(".submit-row [type=submit]")


def handbook(desk: Desk) -> None:
    """A correction of a public release, from its opening to the seal."""
    listed = desk.at("writer", "releases/release/?state__exact=sealed&o=-6")
    listed.click("#result_list tbody tr:nth-child(2) th a")
    release = re.search(r"/release/(\d+)/", listed.url)[1]
    move = f"releases/release/{release}"
    page = desk.at("writer", f"{move}/correct/")
    page.fill("#id_note", "The year in the last paragraph is corrected.")
    page.click(".submit-row [type=submit]")
    page = desk.at("writer", f"{move}/change/")
    page.wait_for_selector(".cke_editable")
    page.wait_for_timeout(2500)  # the preview follows
    shoot(page, "handbook-writing.png")
    page.fill("#id_subheadline", "Among the 23 patients treated, 10 (44%) had a response")
    page.wait_for_selector(".desk-finding")
    page.locator("#id_subheadline").evaluate("field => field.scrollIntoView()")
    shoot(page, "handbook-findings.png")
    page = desk.at("writer", f"{move}/plan/")
    tomorrow = datetime.datetime.now(zoneinfo.ZoneInfo("America/New_York")) + datetime.timedelta(days=1)
    page.fill("#id_date", f"{tomorrow:%Y-%m-%d}")
    page.fill("#id_time", "08:30:00")
    shoot(page, "handbook-instant.png")
    page.click(".submit-row [type=submit]")
    desk.confirm("writer", f"{move}/submit/")
    page = desk.at("legal", f"{move}/approve/")
    shoot(page, "handbook-approving.png")
    page.click(".submit-row [type=submit]")
    for reviewer in ("medical", "finance"):
        if not desk.at(reviewer, f"{move}/approve/").locator(".errornote").count():
            desk.pages[reviewer].click(".submit-row [type=submit]")
    shoot(desk.at("publisher", f"{move}/seal/"), "handbook-sealing.png")
    shoot(desk.at("publisher", ""), "handbook-today.png")
    drug = desk.at("writer", "releases/drug/1/change/")
    drug.fill("#id_target", "complement factor B, oral")
    drug.click("input[name=_save]")
    shoot(desk.at("writer", "releases/drug/1/publish/"), "handbook-record.png")
    shoot(desk.at("writer", "releases/drug/1/history/"), "handbook-history.png")


def shoot(page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=IMAGES / name)
    sys.stdout.write(f"docs/images/{name}\n")


def main() -> None:
    with demonstration() as (origin, passwords), chromium() as browser:
        for name, path, width, height, scheme in PUBLIC:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(origin + path)
            shoot(page, name)
            page.close()
        handbook(Desk(browser, origin, passwords))


if __name__ == "__main__":
    main()
