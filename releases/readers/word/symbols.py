"""Characters that Word writes by the place they have in a symbol font, as Unicode."""

#: Adobe's Symbol encoding from 0x20 and from 0xA0; a space where it has no character of its own in Unicode.
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ ̅αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼".replace(" ̅", "‾"),
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈… ─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
)
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
_FONTS = ("symbol", "wingdings")


def is_symbol_font(font: str) -> bool:
    """Whether the characters of this font are signs by their place, not letters."""
    return font.lower() in _FONTS


def character(moved: int, font: str) -> str:
    """The sign at this place of the font; "\\ufffd" when it is unknown. Word moves such places to U+F000 and up."""
    code = moved - 0xF000 if 0xF000 <= moved <= 0xF0FF else moved
    if font.lower() == "wingdings":
        return " " if code == 0x20 else _WINGDINGS.get(code, "\ufffd")
    if font.lower() == "symbol":
        row, place = (_SYMBOL[0], code - 0x20) if code < 0x80 else (_SYMBOL[1], code - 0xA0)
        if 0 <= place < len(row) and (row[place] != " " or code == 0x20):
            return row[place]
        return "\ufffd"
    return chr(moved) if 0x20 <= moved < 0xD800 or 0xF900 <= moved < 0x11_0000 else "\ufffd"
