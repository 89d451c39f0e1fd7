"""Document to output: the article as HTML, wire text, a Word file, Markdown, JSON, structured data, plain words; what it is found by; the
accent colour of the pages."""

from releases.rendering.accent import accent_pair, accent_style
from releases.rendering.article import article_html, plain_text
from releases.rendering.as_json import release_data, summary_data
from releases.rendering.excerpt import excerpt, marked
from releases.rendering.facts import Facts, instant
from releases.rendering.formats import alternate_links, alternates
from releases.rendering.markdown import markdown
from releases.rendering.ninjs import ninjs
from releases.rendering.redline import redline_html, redline_text
from releases.rendering.searchable import facet, former_facet, having, linked_names, searchable
from releases.rendering.structured import list_graph, release_graph, site_graph, subject_graph
from releases.rendering.vcard import vcard
from releases.rendering.wire import wire_text
from releases.rendering.word import word_file

__all__ = [
    "Facts",
    "accent_pair",
    "accent_style",
    "alternate_links",
    "alternates",
    "article_html",
    "excerpt",
    "facet",
    "former_facet",
    "having",
    "instant",
    "linked_names",
    "list_graph",
    "markdown",
    "marked",
    "ninjs",
    "plain_text",
    "redline_html",
    "redline_text",
    "release_data",
    "release_graph",
    "searchable",
    "site_graph",
    "subject_graph",
    "summary_data",
    "vcard",
    "wire_text",
    "word_file",
]
