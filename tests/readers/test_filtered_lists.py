"""Lists of a page that Word saved as "filtered": marks in fonts of signs, levels in how far a paragraph is set in."""

import pytest

from releases.readers import read

BEGIN = (
    "<html><body><p class=MsoNormal><b>Marrow Bay Counts Its Lakes</b></p><p class=MsoNormal>BOSTON, March 10, 2026 -- Marrow Bay"
    " Biologics, Inc. (NASDAQ: MRBY) today counted its lakes.</p>"
)
GAP = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;</span>"


def item(mark: str, words: str, *, inset: str = "0.5in", font: str = "Symbol") -> str:
    return (
        f"<p class=MsoListParagraph style='margin-left:{inset};text-indent:-.25in'>"
        f"<span style='font-family:{font}'>{mark}{GAP}</span>{words}</p>"
    )


def body(*items: str) -> str:
    html = read(
        f"{BEGIN}{''.join(items)}<p>The end.</p></body></html>".encode(), name="release.html"
    ).document.body_html
    return html[html.index("lakes.</p>") + len("lakes.</p>") :]


@pytest.mark.parametrize(
    ("items", "html"),
    [
        (
            [item("·", "One"), item("o", "Two", inset="1.0in", font="Courier New"), item("§", "Three", inset="1.5in", font="Wingdings"), item("·", "Four")],
            "<ul><li>One<ul><li>Two<ul><li>Three</li></ul></li></ul></li><li>Four</li></ul>",
        ),
        ([item("·", "One", inset="36.0pt"), item("o", "Two", inset="72.0pt")], "<ul><li>One<ul><li>Two</li></ul></li></ul>"),
        ([item("1.", "One"), item("2.", "Two")], "<ol><li>One</li><li>Two</li></ol>"),
        ([item("3)", "Three"), item("4)", "Four")], '<ol start="3"><li>Three</li><li>Four</li></ol>'),
    ],
)  # fmt: skip
def test_marks_and_levels_are_lists(items, html):
    assert body(*items) == f"{html}<p>The end.</p>"


def test_a_hanging_paragraph_without_a_mark_keeps_its_words():
    plain = "<p style='margin-left:0.5in;text-indent:-.25in'>Marrow Bay <b>stays</b>.</p>"
    assert body(plain) == "<p>Marrow Bay <strong>stays</strong>.</p><p>The end.</p>"
    for label in ("Note:", "Arm A", "A"):
        assert f"{label} A lake is water." in body(item(label, "A lake is water.", font="Arial")).replace(
            "\u00a0", " "
        ).replace("  ", " ")
    long = item("Definition of terms:", "A lake is water.")
    assert "Definition of terms: A lake is water." in body(long).replace("\u00a0", " ").replace("  ", " ")
