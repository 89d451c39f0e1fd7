import re
from pathlib import Path

import pytest
from django.conf import settings

from releases.rendering import accent

CSS = (Path(settings.BASE_DIR) / "static/newsroom/newsroom.css").read_text()


def test_contrast_is_wcags():
    assert accent.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert accent.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert accent.contrast("#ffffff", "#ffffff") == 1


@pytest.mark.parametrize("color", ["#ffe600", "#000000", "#ffffff", "#0000ff", "#ff0000", "#808080", "#9b2335", ""])
def test_every_colour_becomes_legible_on_both_grounds(color):
    light, dark = accent.accent_pair(color)

    assert min(accent.contrast(light, ground) for ground in accent.LIGHT_GROUNDS) >= 4.5
    assert min(accent.contrast(dark, ground) for ground in accent.DARK_GROUNDS) >= 4.5


def test_a_legible_colour_stays_what_it_is():
    assert accent.accent_pair("#9B2335")[0] == "#9b2335"


def test_the_hue_stays():
    light, dark = accent.accent_pair("#0000ff")

    assert light == "#0000ff"
    assert dark[1:3] == dark[3:5]
    assert dark[5:] == "ff"


@pytest.mark.parametrize("slip", ["red", "#12345", "#12345g", "}</style><script>", "#1234567"])
def test_a_slip_in_the_record_gives_the_houses_own_colour(slip):
    assert accent.accent_pair(slip) == accent.accent_pair("")


def test_style_is_the_same_bytes_every_time():
    assert accent.accent_style("#9b2335") == (
        ":root{--accent:#9b2335}@media (prefers-color-scheme: dark){:root{--accent:"
        + accent.accent_pair("#9b2335")[1]
        + "}}"
    )


def test_the_style_sheet_has_the_same_grounds_and_default():
    def values(name):
        return tuple(re.findall(rf"--{name}: (#[0-9a-f]{{6}});", CSS))

    assert tuple(zip(values("paper"), values("surface"), strict=True)) == (accent.LIGHT_GROUNDS, accent.DARK_GROUNDS)
    assert values("accent") == accent.accent_pair("")


@pytest.mark.parametrize("words", ["ink", "soft"])
def test_words_stand_out_seven_to_one(words):
    light, dark = re.findall(rf"--{words}: (#[0-9a-f]{{6}});", CSS)

    assert min(accent.contrast(light, ground) for ground in accent.LIGHT_GROUNDS) >= 7
    assert min(accent.contrast(dark, ground) for ground in accent.DARK_GROUNDS) >= 7
