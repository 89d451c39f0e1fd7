"""The keyboard in the newsroom: whatever takes the focus shows it, in every color scheme."""

import io
from collections import Counter

import pytest
from django.utils import timezone
from PIL import Image, ImageChops

from releases import demo
from releases.rendering.accent import luminance
from tests.properties import looks

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]

CORRECTED = "/releases/2025/03/04/quillhaven-therapeutics-reports-fourth-quarter-and-full-year-2024-results/"
PATHS = ["/", "/releases/?q=kidney", "/drugs/", "/drugs/qhv-101/", "/trials/lightkeeper/", "/contacts/", "/feeds/", "/record/", CORRECTED, f"{CORRECTED}editions/2/redline/", "/nowhere/"]  # fmt: skip
LOOKS = looks([("light", "none")], [("dark", "none"), ("light", "active")])
#: Around the box of what has the focus, in pixels.
AROUND = 8
#: What has the focus: its kind, so that each is looked at once a page, and the box of all that it paints.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.scrollIntoView({block: "center"});
  const parts = [element, ...element.querySelectorAll("img")];
  const boxes = parts.flatMap(part => [...part.getClientRects()]).filter(box => box.width && box.height);
  const box = {left: Math.min(...boxes.map(each => each.left)), top: Math.min(...boxes.map(each => each.top)),
               right: Math.max(...boxes.map(each => each.right)), bottom: Math.max(...boxes.map(each => each.bottom))};
  const name = each => each.tagName.toLowerCase() + (each.className ? "." + each.className : "");
  return {kind: [element.parentElement.parentElement, element.parentElement, element].map(name).join(" > "), ...box};
}"""


@pytest.mark.parametrize("half", [0, 1])
def test_the_focus_is_seen_wherever_it_is(chromium, live_server, half):
    demo.load(now=timezone.now())
    page = chromium.new_page(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    page.goto("/")
    figures = page.locator(".lead h2 a").get_attribute("href")
    seen, unseen = set(), []
    for path in [figures, *PATHS][half::2]:
        page.goto(path)
        unseen += [(path, *each) for each in _unseen(page, seen)]
    assert half or any("figure" in kind for kind in seen)
    assert len(seen) > 20
    assert unseen == [], unseen


def _unseen(page, seen: set[str]):
    """Kinds of what took the focus by the tabulator key and, in one of the looks, did not show it by at least two pixels
    along its longer side."""
    while True:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return
        if focused["kind"] in seen:
            continue
        seen.add(focused["kind"])
        with_focus = _pictures(page, focused)
        page.evaluate("document.activeElement.dataset.held = ''; document.activeElement.blur()")
        without = _pictures(page, focused)
        page.evaluate("""() => { const held = document.querySelector("[data-held]");
            delete held.dataset.held; held.focus({focusVisible: true, preventScroll: true}); }""")
        wanted = 2 * min(max(focused["right"] - focused["left"], focused["bottom"] - focused["top"]), 700)
        for look, one, other in zip(LOOKS, with_focus, without, strict=True):
            if (count := _changed(one, other)) < wanted:
                yield focused["kind"], look, count, wanted


def _pictures(page, focused: dict) -> list[Image.Image]:
    """In each of the looks."""
    found = []
    for scheme, forced in LOOKS:
        page.emulate_media(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
        found.append(_picture(page, focused))
    return found


def _picture(page, box: dict) -> Image.Image:
    left, top = max(box["left"] - AROUND, 0), max(box["top"] - AROUND, 0)
    right, bottom = min(box["right"] + AROUND, 1280), min(box["bottom"] + AROUND, 900)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")


def _changed(one: Image.Image, other: Image.Image) -> int:
    """Pixels whose contrast between the two pictures is at least 3:1 (WCAG 2.2, 2.4.13)."""
    if (box := ImageChops.difference(one, other).getbbox()) is None:
        return 0
    pairs = Counter(zip(one.crop(box).get_flattened_data(), other.crop(box).get_flattened_data(), strict=True))
    return sum(count for pair, count in pairs.items() if _contrast(*pair) >= 3)


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    darker, lighter = sorted(luminance("#{:02x}{:02x}{:02x}".format(*color)) for color in (one, other))
    return (lighter + 0.05) / (darker + 0.05)
