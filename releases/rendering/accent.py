"""The company's accent colour, made legible: one shade for the light pages and one for the dark.

Contrast is WCAG 2.2's (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). The grounds named here are those of
``static/newsroom/newsroom.css``; a test holds the two together.
"""

import colorsys
import functools
import re

DEFAULT = "#1d4e6b"
#: Every ground that accent-coloured words may stand on: the page itself, then its raised surface.
LIGHT_GROUNDS = ("#fffefb", "#f6f3ec")
DARK_GROUNDS = ("#141619", "#1e2125")
CONTRAST = 4.5
_STEP = 0.005


def luminance(color: str) -> float:
    """Relative luminance of ``#rrggbb``, from 0 (black) to 1 (white)."""
    channels = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(color))
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def accent_pair(color: str) -> tuple[str, str]:
    """The accent for light and for dark pages, each at least 4.5:1 against every ground of its scheme.

    Hue and saturation stay; only the lightness moves, and only as far as it must. An empty or malformed colour gives
    the house's own: a slip in a record of taste must not take a page down at the minute the news is out.
    """
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        color = DEFAULT
    return _legible(color.lower(), LIGHT_GROUNDS, -_STEP), _legible(color.lower(), DARK_GROUNDS, _STEP)


@functools.lru_cache(maxsize=64)
def accent_style(color: str) -> str:
    """The text of the one inline ``<style>`` of a page. The same colour always gives the same bytes: its hash stands in
    the Content-Security-Policy header."""
    light, dark = accent_pair(color)
    return f":root{{--accent:{light}}}@media (prefers-color-scheme: dark){{:root{{--accent:{dark}}}}}"


def _legible(color: str, grounds: tuple[str, ...], step: float) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    while min(contrast(color, ground) for ground in grounds) < CONTRAST:
        lightness = min(max(lightness + step, 0.0), 1.0)
        color = _hexadecimal(colorsys.hls_to_rgb(hue, lightness, saturation))
    return color


def _channels(color: str) -> tuple[float, ...]:
    return tuple(int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))


def _hexadecimal(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in channels)
