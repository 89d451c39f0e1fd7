"""What people write is never read as a format string, a template or markup: it is printed as it is."""

import ast
import dataclasses
import html
from pathlib import Path

import pytest

from releases import rendering
from releases.document import Dateline
from releases.feeds import items
from tests.rendering.edition import DOCUMENT

ROOT = Path(__file__).resolve().parents[2]
#: Each would do something else as a format string, a template, a replacement of a regular expression or a piece of Typst.
WORDS = [
    "{", "}", "{}", "{0}", "{place}", "{date}", "{place.__class__}", "{place!r:>30000000}", "{{x}}", "%", "%s", "%(x)s", "%d",
    r"\1", r"\g<0>", "$x", "${x}", "{% now %}", "{{ x }}", "#x[1]", "$x^2$",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_a_wire_and_a_place_are_printed_as_they_are(words):
    document = dataclasses.replace(DOCUMENT, dateline=Dateline(city="YORK", region=f"M{words}e", wire=f"Wire{words}x"))
    assert f"--(Wire{words}x)-- " in rendering.wire_text(document)
    article = rendering.article_html(document)
    assert f"(Wire{html.escape(words, quote=False)}x)" in article
    assert f"YORK, M{html.escape(words, quote=False)}e" in article
    plain = rendering.plain_text(document).replace(" ", "")
    assert f"YORK,M{words}e—(Wire{words}x)—".replace(" ", "") in plain
    assert rendering.word_file(document)


@pytest.mark.parametrize("words", WORDS)
def test_a_place_beside_a_known_wire_is_printed_as_it_is(words):
    for wire in ("BUSINESS WIRE", "PRNewswire", "GLOBE NEWSWIRE", "Marketwired", "ACCESSWIRE"):
        document = dataclasses.replace(DOCUMENT, dateline=Dateline(city="YORK", region=f"M{words}e", wire=wire))
        assert f"YORK, M{html.escape(words, quote=False)}e" in rendering.article_html(document)
        assert wire.upper() in rendering.wire_text(document).upper()


def test_words_that_look_like_an_attribute_are_the_same_in_a_feed():
    """A feed's addresses are made absolute inside of tags and nowhere else."""
    source = (
        '<p>Write href="#top" or src="/files/x".</p><p><a href="#fn-1">1</a><img src="/files/a.png" alt="Is ...="></p>'
    )
    page = type("Page", (), {"article_html": source, "canonical_url": "https://ir.valemere.example/r/"})
    found = items.content(page)
    assert '<p>Write href="#top" or src="/files/x".</p>' in found
    assert '<a href="https://ir.valemere.example/r/#fn-1">' in found
    assert f'<img src="{items.conf.origin()}/files/a.png"' in found


#: Receivers that are no constants at first sight, and why they are.
EXCEPTIONS = {
    ("releases/readers/word/runs.py", "message"): "sentences of that file, the keys of its remarks",
    ("releases/files/pdf_contents.py", "sentence"): "sentences of that file; what is quoted is put into them",
}


def test_no_format_string_comes_from_data():
    """``.format`` is called on constants only, and nothing else formats: no ``%`` on a name, no ``format_map``."""
    found = []
    for path in sorted([*ROOT.glob("releases/**/*.py"), *ROOT.glob("irsite/**/*.py")]):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name, receiver = node.func.attr, node.func.value
                where = (str(path.relative_to(ROOT)), ast.unparse(receiver))
                is_formatter = where[1] == "super()"  # logging.Formatter.format takes a record
                if name == "format" and not (_is_constant(receiver) or is_formatter or where in EXCEPTIONS):
                    found.append(f"{path.name}:{node.lineno}: {where[1]}.format")
                if name in ("format_map", "vformat"):
                    found.append(f"{path.name}:{node.lineno}: {where[1]}.{name}")
    assert not found


def _is_constant(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_constant(node.left) and _is_constant(node.right)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())
