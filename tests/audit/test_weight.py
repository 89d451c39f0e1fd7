"""What the first view of a release costs over the wire: at most 60 KB with its fonts, and its largest paint is text."""

import pytest

from tests.audit import addresses
from tests.browser import chromium

MOST = 60_000  # bytes, headers included
LARGEST = """() => new Promise(tell => new PerformanceObserver(seen => {
    const entry = seen.getEntries().at(-1);
    tell({ url: entry.url, tag: entry.element?.tagName });
}).observe({ type: "largest-contentful-paint", buffered: true }))"""


@pytest.mark.browser
def test_a_release_without_figures_weighs_at_most_60_kb_and_paints_text_first(origin):
    paths = [path for path in addresses.releases(origin) if "<figure" not in addresses.read(origin + path)]
    assert len(paths) >= 8
    wrong = []
    with chromium() as browser:
        for path in paths:
            for width in (390, 1280):
                weight, largest = _first_view(browser, origin + path, width)
                print(f"{sum(weight.values()):>6} bytes at {width}: {path}")
                if sum(weight.values()) > MOST or largest["url"] or largest["tag"] not in ("P", "H1"):
                    wrong.append((path, width, weight, largest))
    assert wrong == []


def _first_view(browser, address: str, width: int) -> tuple[dict[str, int], dict]:
    """Bytes over the wire by address, by Chromium's own count, for a reader who has never been here; the largest paint."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    try:
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        addresses_asked, weight = {}, {}
        network.on(
            "Network.requestWillBeSent",
            lambda told: addresses_asked.update({told["requestId"]: told["request"]["url"]}),
        )
        network.on(
            "Network.loadingFinished",
            lambda told: weight.update({addresses_asked[told["requestId"]]: told["encodedDataLength"]}),
        )
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        page.wait_for_timeout(500)
        assert any("serif-core" in each for each in weight), "the fonts were not counted"
        return weight, page.evaluate(LARGEST)
    finally:
        context.close()
