"""Takes the README's screenshots of a running demo: ``script/screenshots``."""

import sys
from pathlib import Path

from tests.browser import chromium

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
#: File, path, width and height in pixels, colour scheme.
SHOTS = [
    ("home.png", "/", 1280, 860, "light"),
    ("home-dark.png", "/", 1280, 860, "dark"),
    ("phone.png", "/", 390, 844, "light"),
]


def main(origin: str) -> None:
    with chromium() as browser:
        for name, path, width, height, scheme in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(origin + path)
            page.evaluate("document.fonts.ready")
            page.screenshot(path=IMAGES / name)
            page.close()
            sys.stdout.write(f"docs/images/{name}\n")


if __name__ == "__main__":
    main(sys.argv[1])
