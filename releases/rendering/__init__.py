"""Document to output: the article as HTML, wire text, plain words; what it is found by; the accent colour of the pages."""

from releases.rendering.accent import accent_pair, accent_style
from releases.rendering.article import article_html, plain_text
from releases.rendering.excerpt import excerpt, marked
from releases.rendering.redline import redline_html, redline_text
from releases.rendering.searchable import facet, linked_names, searchable
from releases.rendering.wire import wire_text

__all__ = [
    "accent_pair",
    "accent_style",
    "article_html",
    "excerpt",
    "facet",
    "linked_names",
    "marked",
    "plain_text",
    "redline_html",
    "redline_text",
    "searchable",
    "wire_text",
]
