import pytest

from releases.document import richtext
from releases.document.richtext import Node
from releases.readers import inline


def html(source: str, notices=None) -> str:
    return richtext.serialise(Node("", {}, inline.children(source, [] if notices is None else notices, 7)))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("in *Lung*.", "in <em>Lung</em>."),
        ("**now** or ***never***", "<strong>now</strong> or <strong><em>never</em></strong>"),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("5*3*2 and 31%* of", "5*3*2 and 31%* of"),
        ("*left open", "*left open"),
        ("*a **b* c**", "<em>a **b</em> c**"),
        ("[site](https://a.example/x_(y))", '<a href="https://a.example/x_(y)">site</a>'),
        ("[1](see) and [2] (x)", "[1](see) and [2] (x)"),
        ("H_(2)O, x^(n)", "H<sub>2</sub>O, x<sup>n</sup>"),
        (r"\*a\* \[b\](c) \^(d) \\", r"*a* [b](c) ^(d) \\"[:-1]),
        (r"C:\temp", r"C:\temp"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("one\\\ntwo", "one<br>two"),
    ],
)
def test_reads_a_mark(source, expected):
    assert html(source) == expected


@pytest.mark.parametrize("target", ["#", "", "#top", "/investors", "javascript:alert"])
def test_leaves_out_a_link_that_leads_nowhere(target):
    notices = []
    assert html(f"one\n[two]({target})", notices) == "one two"
    assert [(notice.message, notice.line) for notice in notices] == [
        (f"The link target “{target}” behind “two” leads nowhere and was left out.", 8)
    ]
