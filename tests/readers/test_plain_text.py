from releases.readers import blocks, plain_text


def html(source: str) -> str:
    return blocks.html(plain_text.blocks(source, "a.txt", []))


def test_joins_the_lines_of_a_wrapped_paragraph():
    source = (
        "The first line of this paragraph runs to the width of the page and\n"
        "goes on in the second one, which is about as long as the first is,\n"
        "and ends in the third.\n\nThe next one is short."
    )
    assert html(source).count("<p>") == 2
    assert "page and goes on" in html(source)


def test_takes_each_line_as_a_paragraph_where_lines_are_longer_than_a_page():
    assert html("A" * 200 + "\nBee\nSea") == f"<p>{'A' * 200}</p><p>Bee</p><p>Sea</p>"


def test_keeps_lines_apart_that_were_ended_on_purpose():
    source = "The first line of this paragraph runs to the width of the page and\nends.\nJo Park\njo@tern.example.com"
    assert html(source).endswith("ends.</p><p>Jo Park</p><p>jo@tern.example.com</p>")


def test_reads_nested_and_numbered_lists():
    assert html("- a\n  1. b\n  2. c\n- d") == "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul>"


def test_joins_items_parted_by_blank_lines_and_items_wrapped_over_lines():
    assert html("• a\n\n• b\n  goes on") == "<ul><li>a</li><li>b goes on</li></ul>"


def test_loses_no_number_of_a_list():
    assert html("3. c\n4. d\n9. i") == '<ol start="3"><li>c</li><li>d</li></ol><ol start="9"><li>i</li></ol>'


def test_reads_a_table_with_its_caption():
    assert html("Table 1. Ages\n| Name | Age |\n|:---|---:|\n| A\\|B | 5 |") == (
        '<table><caption>Table 1. Ages</caption><thead><tr><th scope="col">Name</th><th scope="col">Age</th></tr></thead>'
        "<tbody><tr><td>A|B</td><td>5</td></tr></tbody></table>"
    )


def test_finds_the_caption_above_a_blank_line():
    assert html("Table 2: Ages\n\n| a |\n|---|\n| 1 |").startswith("<table><caption>Table 2: Ages</caption>")


def test_keeps_bars_without_a_rule_as_text():
    assert html("| a | b |") == "<p>| a | b |</p>"


def test_reads_headings_and_quotations():
    assert html("## One\n### Two\n> a\n> - b") == (
        "<h3>One</h3><h4>Two</h4><blockquote><p>a</p><ul><li>b</li></ul></blockquote>"
    )


def test_takes_a_line_of_signs_as_a_border():
    assert html("a\n# # #\nb\n---\nc") == "<p>a</p><p>b</p><p>c</p>"
