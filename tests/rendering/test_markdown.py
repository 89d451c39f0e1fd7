"""Markdown and JSON of an edition, whole."""

import dataclasses

import jsonschema
import pytest

from releases import rendering
from tests.machines import check_json
from tests.rendering.edition import DOCUMENT, FACTS


def test_the_whole_release():
    words = rendering.markdown(DOCUMENT, facts=FACTS)
    for part in (
        "> **Correction**\n> \n> Three, not four, responded.",
        "# Valemere Reports \\*First\\* Results of HARBOR-1 & More",
        "*Three of ten responded*\n\n*No new signals*",
        "Clinical data · March 4, 2025 · NASDAQ: VLMR",
        "**today** reported 75 mg/m<sup>2</sup> of *valetinib*<sup>1</sup>; see"
        " [the poster](https://www.valemere.example/a?b=1&c=%282%29).\\\n1\\. is no list; 3 \\< 4\\_x\\_",
        "## Design\n\n- One\n  - Inside\n- Two\n\n3. Three\n\n> We said so.",
        "**Response**\n\n| Arm | Dose |  |  |\n| --- | --- | --- | --- |\n|  | 1 mg | 2 mg |  |\n| A | 1.2 | 3 \\| 4 |  |\n",
        "|  |\n| --- |\n| No headers |",
        "| Partial | 3 | 30% |",
        "![Bars that rise with dose](https://ir.valemere.example/files/6f0b3c0e-0000-4000-8000-000000000001/response-by-dose.png)",
        "<sup>1</sup> A *note*.",
        "## Forward-Looking Statements\n\nResults may differ.",
        "Ada Quill  \nIR  \n[401-555-0142](tel:+14015550142)  \n[ir@valemere.example](mailto:ir@valemere.example)",
        "- [Fact sheet](https://ir.valemere.example/files/6f0b3c0e-0000-4000-8000-000000000002/fact-sheet.pdf)",
        "---\n\nEdition 2, published March 5, 2025, 7:30:00 a.m. EST (12:30:00 UTC).  \n"
        "<https://ir.valemere.example/releases/2025/03/04/valemere-reports/editions/2/>  \n",
    ):
        assert part in words, part


def test_ninjs_of_everything_holds_to_its_schema():
    item = rendering.ninjs(DOCUMENT, facts=FACTS, article_html="<p>x</p>", plain_text="A\n\nb c")
    check_json("ninjs", item)
    assert item["located"] == "PROVIDENCE, R.I."
    assert item["bodies"][1] == {
        "role": "main", "contentType": "text/plain", "charCount": 6, "wordCount": 3, "value": "A\n\nb c",
    }  # fmt: skip
    withdrawn = rendering.ninjs(
        DOCUMENT, facts=dataclasses.replace(FACTS, is_withdrawal=True), article_html="", plain_text=""
    )
    check_json("ninjs", withdrawn)
    assert (withdrawn["pubStatus"], "renditions" in withdrawn) == ("canceled", False)


def test_an_unknown_property_is_refused_by_the_schema():
    """The comparison above is able to fail."""
    item = rendering.ninjs(DOCUMENT, facts=FACTS, article_html="", plain_text="") | {"zebra": "x"}
    with pytest.raises(jsonschema.ValidationError, match="zebra"):
        check_json("ninjs", item)
