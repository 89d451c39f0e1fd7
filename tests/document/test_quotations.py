import time

import pytest

from releases.document import Quotation, find_quotations


@pytest.mark.parametrize(
    ("paragraph", "speaker", "title"),
    [
        ('"We are glad," said Ana Ruiz, Ph.D., Head of Research.', "Ana Ruiz, Ph.D.", "Head of Research"),
        ("“We are glad,” Max Oat, the Director, said.", "Max Oat", "the Director"),
        ("Jo Park, Chief of Staff, added: “We are glad.”", "Jo Park", "Chief of Staff"),
        ("“We are glad,”2 said Jo Park, Head of Research.", "Jo Park", "Head of Research"),
        ("– We are very glad today, says Åsa Björk, CEO of Gull.", "Åsa Björk", "CEO of Gull"),
        ("– We are very glad today and so on.", None, None),
        ("“We are glad,” noted Jan van der Meer of Gull.", None, None),
        ("The “great” plan was “We are glad” itself.", None, None),
    ],
)
def test_finds_the_speaker_beside_the_words(paragraph, speaker, title):
    found = find_quotations(f"<p>{paragraph}</p>")
    assert [(quotation.speaker, quotation.title) for quotation in found] == ([(speaker, title)] if speaker else [])


def test_joins_what_the_same_speaker_goes_on_to_say():
    assert find_quotations("<p>“We are glad,” said Jo Park. “We will be so for years to come.”</p>") == (
        Quotation(text="We are glad … We will be so for years to come.", speaker="Jo Park"),
    )


def test_a_speaker_may_be_named_in_a_paragraph_above():
    body = "<p>Results are in.</p><p>Jo Park, Chief of Staff, said:</p><p>“We are glad.”</p><p>“So it is.”</p>"
    assert find_quotations(body) == (Quotation(text="We are glad.", speaker="Jo Park", title="Chief of Staff"),)


def test_finds_a_quotation_in_a_nested_list_once():
    body = "<ul><li>One<ul><li>“We are glad,” said Jo Park.</li></ul></li></ul>"
    assert find_quotations(body) == (Quotation(text="We are glad", speaker="Jo Park"),)


@pytest.mark.parametrize("unit", ['"a" said A ', '"a b c d e" ', "“", "A said A, ", '"," said A, B A B '])
def test_stays_linear(unit):
    begin = time.process_time()
    find_quotations("<p>" + unit * (300_000 // len(unit)) + "</p>")
    assert time.process_time() - begin < 3
