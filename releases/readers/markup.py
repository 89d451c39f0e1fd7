"""XML from outside: parsed without document types, hence without entities, whatever their kind."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element


class Broken(Exception):
    """It is not well-formed."""


class DocumentType(Exception):
    """It declares a document type, where entities would be."""


class _Builder(ElementTree.TreeBuilder):
    def doctype(self, name, pubid, system):
        raise DocumentType


def parse(source: bytes | str) -> Element:
    """The root element; raises :class:`Broken` or :class:`DocumentType`."""
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314 - entities need a document type, which is refused
    try:
        parser.feed(source)
        return parser.close()
    except (ElementTree.ParseError, ValueError, LookupError, AssertionError) as error:
        raise Broken(str(error)) from error
