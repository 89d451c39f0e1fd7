"""Any Document, drawn from the dataclasses themselves, so that a new field is covered on the day it is added."""

import dataclasses
import datetime
import types
import typing

from hypothesis import strategies as st

from releases.document import SCHEMA_VERSION, Document

#: Every character that UTF-8 can write.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def of(kind) -> st.SearchStrategy:
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: _field(kind, field.name, hints) for field in dataclasses.fields(kind)})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*(st.none() if part is types.NoneType else of(part) for part in arguments))
    if origin is tuple:
        return st.lists(of(arguments[0]), max_size=2).map(tuple)
    return {str: TEXT, int: st.integers(0, 2**53), datetime.date: st.dates()}[kind]


def _field(kind, name: str, hints: dict) -> st.SearchStrategy:
    return st.just(SCHEMA_VERSION) if kind is Document and name == "schema_version" else of(hints[name])


documents = of(Document)

_INLINE = ["a", "b", "i", "em", "strong", "sub", "sup", "br", "span", "u", "font"]
_BLOCK = ["p", "div", "h1", "h2", "h5", "ul", "ol", "li", "blockquote", "section", "pre", "center"]
_words = st.sampled_from(["dose", "µg/m²", "  ", "\n", "A&amp;B", "&lt;b&gt;", "Revlimid®", "\u00a0", "5 &gt; 3", ""])


def _element(tags):
    def around(inner):
        return st.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", st.sampled_from(tags), st.lists(inner, max_size=4)
        )

    return around


#: HTML as editors and word processors leave it: nested without much sense, yet closed.
messy_html = st.lists(st.recursive(_words, _element(_INLINE + _BLOCK), max_leaves=15), max_size=4).map("".join)
