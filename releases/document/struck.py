"""Words that somebody struck out: the allow-list of rich text has no such element, so they would stand as text."""

import re
from html.parser import HTMLParser

from releases import text

_ELEMENTS = frozenset({"s", "strike", "del"})
_MAY_HOLD = re.compile(r"<(?:s|strike|del)[\s>]|line-through", re.IGNORECASE)
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "col"})


def struck_words(source: str) -> list[str]:
    """The words under each element of the HTML that strikes them out, by itself or by its style."""
    if not _MAY_HOLD.search(source):
        return []
    finder = _Finder()
    finder.feed(source)
    finder.close()
    return [words for words in map(text.line, finder.found) if words]


class _Finder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.struck_tag, self.depth = "", 0  # the outermost element that strikes out, and those of its name inside it

    def handle_starttag(self, tag, attrs):
        if self.struck_tag:
            self.depth += tag == self.struck_tag
        elif tag not in _VOID and (tag in _ELEMENTS or "line-through" in (dict(attrs).get("style") or "").lower()):
            self.struck_tag, self.depth = tag, 1
            self.found.append("")

    def handle_endtag(self, tag):
        if tag == self.struck_tag:
            self.depth -= 1
            self.struck_tag = self.struck_tag if self.depth else ""

    def handle_data(self, data):
        if self.struck_tag:
            self.found[-1] += data
