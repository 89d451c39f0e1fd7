"""Figures in tables line up."""

from itertools import count

from releases.document import richtext
from releases.rendering.tables import dress


def classes(html: str) -> list[str]:
    root = dress(richtext.parse(html), count(1))
    return [cell.attributes.get("class", "") for cell in root.find("td")]


def test_a_column_of_amounts_lines_up_although_some_are_nothing():
    html = (
        "<table><tbody><tr><th>Revenue</th><td>$6,200</td><td>$—</td></tr>"
        "<tr><th>Loss</th><td>$(0.50)</td><td>(29,400)</td></tr></tbody></table>"
    )
    assert classes(html) == ["figures", "figures", "figures", "figures"]


def test_a_column_of_words_does_not():
    html = "<table><tbody><tr><th>A</th><td>12</td></tr><tr><th>B</th><td>about 12</td></tr></tbody></table>"
    assert classes(html) == ["", ""]
