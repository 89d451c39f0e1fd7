import pytest

from releases.document import find_quotations, richtext
from releases.document.raised import written


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("10<sup>6</sup> cells", "10⁶ cells"),
        ("10<sup>−6</sup> M and CD4<sup>+</sup>", "10⁻⁶ M and CD4⁺"),
        ("2<sup>1.5</sup>, 3<sup>1, 2</sup>", "2^1.5, 3^(1, 2)"),
        ("H<sub>2</sub>O and C<sub>max</sub>", "H₂O and Cmax"),
        ("the 24<sup>th</sup> week of Vexil<sup>®</sup> and Ardo<sup>TM</sup>", "the 24th week of Vexil® and Ardo™"),
        ("data<sup>a</sup>", "data^a"),
        ("<em>10<sup>9</sup></em><br>more", "10⁹ more"),
    ],
)
def test_writes_raised_figures_in_plain_text(source, expected):
    assert written(richtext.parse(source)) == expected


def test_a_quotation_keeps_its_powers():
    html = "<p>“Cells grew to 10<sup>6</sup> in a week,” said Ada Quill, Chief Medical Officer of Marrow Bay.<sup>1</sup></p>"
    (quotation,) = find_quotations(html)
    assert (quotation.text, quotation.speaker) == ("Cells grew to 10⁶ in a week", "Ada Quill")
