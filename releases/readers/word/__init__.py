"""Word files (.docx) to blocks: an own walk through ISO/IEC 29500, since every word is to be accounted for."""

from dataclasses import dataclass, field

from releases import text
from releases.document.normal_form import normalise
from releases.document.richtext import Node
from releases.readers import decode
from releases.readers.blocks import Block, block
from releases.readers.reading import Change, Changes, Image, Notice, Undecided, excerpt
from releases.readers.word import revisions, xml
from releases.readers.word.body import Body
from releases.readers.word.notes import Notes
from releases.readers.word.numbering import Numbering
from releases.readers.word.package import Package
from releases.readers.word.styles import Styles

__all__ = ["Found", "read"]


@dataclass(slots=True)
class Found:
    """What a Word file holds."""

    blocks: list[Block] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


class _File:
    """The parts of the file that its paragraphs refer to."""

    def __init__(self, package: Package, root, notices: list[Notice]):
        related = {target.kind: target.address for target in package.targets(package.main).values()}
        self.package = package
        self.notices = notices
        self.images: list[Image] = []
        self.styles = Styles(package.xml(related.get("styles", "")))
        self.numbering = Numbering(package.xml(related.get("numbering", "")))
        self.notes = Notes(package, package.xml(related.get("settings", "")), list(root.iter("w:sectPr")))


def read(data: bytes, name: str, changes: Changes, notices: list[Notice]) -> Found:
    """The blocks of a Word file, with its tracked changes, comments and pictures.

    Raises :class:`Unreadable`, and :class:`Undecided` when words are under tracked changes and ``changes`` does not
    say which way they go.
    """
    package = Package(data, name)
    root = package.xml(package.main)
    body = root.find("w:body")
    if body is None:
        raise package.damaged()
    file = _File(package, root, notices)
    tracked = [change for part in (root, *file.notes.roots) for change in revisions.find(part)]
    comments = revisions.comments(_comments(package), root)
    if changes is Changes.ASK and any(change.kind != "formatting" for change in tracked):
        raise Undecided(name, (*tracked, *comments))
    for part in (root, *file.notes.roots):
        revisions.settle(part, accept=changes is not Changes.REJECT)
    notices.extend(revisions.told(tracked, comments, changes))
    nodes = Body(file, package.main).nodes(body)
    nodes.extend(_notes(file))
    _margins(package, notices)
    decode.tell_invisible("".join(_strings(Node("", {}, nodes))), notices)
    tree = normalise(Node("", {}, [_visible(node) for node in nodes]))
    return Found([block(node) for node in tree.children], [*tracked, *comments], file.images)


def _comments(package: Package):
    targets = package.targets(package.main).values()
    return next((package.xml(target.address) for target in targets if target.kind == "comments"), None)


def _notes(file: _File):
    """The notes behind the text, each with its mark, as releases print them."""
    bodies = {reference: Body(file, path) for reference, path in file.notes.paths.items()}
    for reference, mark, note in file.notes.order:
        children: list = [Node("sup", {}, [mark]), " "]
        for part in bodies[reference].nodes(note):
            if len(children) > 2:
                children.append(Node("br"))
            children.extend(part.children if part.tag in ("p", "h2", "h3", "h4") else [part])
        yield Node("p", {}, children)
    for words in file.notes.unused():
        message = f"The note {excerpt(words)} was left out, since nothing in the text refers to it."
        file.notices.append(Notice(message, needs_review=True, left_out=words))


def _margins(package: Package, notices: list[Notice]) -> None:
    """Page headers and footers belong to the paper; they are reported, once for each wording."""
    told = set()
    for target in package.targets(package.main).values():
        root = package.xml(target.address) if target.kind in ("header", "footer") else None
        if root is None:
            continue
        drawn = [shape.get("string", "") for shape in root.iter("v:textpath")]
        words = " ".join([xml.words(root), *drawn]).strip()
        if words and words not in told:
            told.add(words)
            message = f"The page {target.kind} {excerpt(words)} was left out; pages on the screen have their own."
            notices.append(Notice(message, left_out=words))


def _strings(node: Node):
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _strings(child)


def _visible(node: Node) -> Node:
    """The tree with its strings freed of invisible characters."""
    children = [text.visible(child) if isinstance(child, str) else _visible(child) for child in node.children]
    return Node(node.tag, node.attributes, children)
