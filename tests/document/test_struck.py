import pytest

from releases.document.struck import struck_words


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>At <del>12</del><ins>14</ins> or <s>all <s>of</s> it</s> now.</p>", ["12", "all of it"]),
        ('<p>At <span style="color:red; text-decoration: line-through">12<br>&amp; 13</span></p>', ["12& 13"]),
        ("<p>At <STRIKE class=x>12</STRIKE></p>", ["12"]),
        ("<p>A <strong>bold</strong> <span>line-through</span> <s></s></p>", []),
        ("<p>Never <del>closed", ["closed"]),
    ],
)
def test_finds_words_that_are_struck_out(source, expected):
    assert struck_words(source) == expected
