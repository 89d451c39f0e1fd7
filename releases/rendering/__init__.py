"""Document to output: the article as HTML, wire text, plain words; the accent colour of the pages around them."""

from releases.rendering.accent import accent_pair, accent_style
from releases.rendering.article import article_html, plain_text
from releases.rendering.redline import redline_html, redline_text
from releases.rendering.wire import wire_text

__all__ = ["accent_pair", "accent_style", "article_html", "plain_text", "redline_html", "redline_text", "wire_text"]
