"""Tracked changes and comments of a Word file: listed as their authors made them, and settled one way or the other.

A change that nobody has accepted or rejected is a question to the release's owner. So words under a tracked change are
never read before somebody has said which way they go; formatting alone asks nothing, since the words stay the same.
"""

import datetime
from dataclasses import replace
from xml.etree.ElementTree import Element

from releases import text
from releases.readers.reading import Change, Changes, Notice, excerpt
from releases.readers.word import xml

_DEPARTURE = "move away"
_KINDS = {
    "w:ins": "insertion",
    "w:del": "deletion",
    "w:moveTo": "move",
    "w:moveFrom": _DEPARTURE,
    "w:cellIns": "insertion",
    "w:cellDel": "deletion",
}
_CONTENT = frozenset({"w:ins", "w:del", "w:moveFrom", "w:moveTo"})
#: Deleted words have an element of their own.
_RESTORED = {"w:delText": "w:t", "w:delInstrText": "w:instrText"}
#: Marks that stand between the runs and part nothing.
_BETWEEN = frozenset({"w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:commentRangeStart", "w:commentRangeEnd"})
_FORMATTING = frozenset(
    {"w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:tblPrExChange"}
)
#: What stands for a paragraph mark, the sign that Word itself shows for it.
_MARK = "¶"
_ROW = "a row or cell of a table"


def find(root: Element) -> list[Change]:
    """Every tracked change below, in reading order. Neighbours of one kind by one author are one change."""
    found: list[Change] = []
    _find(root, "", found)
    arrived = {(change.words, change.author) for change in found if change.kind == "move"}
    return [
        replace(change, kind="move" if change.kind == _DEPARTURE else change.kind, words=" ".join(change.words.split()))
        for change in found
        if change.kind != _DEPARTURE or (change.words, change.author) not in arrived
    ]


def comments(root: Element | None, document: Element) -> list[Change]:
    """The comments of the file, each with the words that it is about."""
    if root is None:
        return []
    anchors = _anchors(document)
    return [
        Change(
            kind="comment",
            words=xml.words(comment),
            author=comment.get("w:author", ""),
            at=_instant(comment.get("w:date", "")),
            where=" ".join("".join(anchors.get(comment.get("w:id", ""), [])).split()),
        )
        for comment in root.findall("w:comment")
    ]


def told(tracked: list[Change], comments: list[Change], changes: Changes) -> list[Notice]:
    """A sentence for each change and comment: whose it is, what it says, what became of it."""
    notices = []
    verb = "rejected" if changes is Changes.REJECT else "accepted"
    for change in tracked:
        if change.kind == "formatting":
            message = f"{_signed(change)} changed the formatting{_place(change)}; the words are the same."
            notices.append(Notice(message))
            continue
        is_gone = (change.kind == "deletion") == (changes is not Changes.REJECT)
        message = f"The {change.kind} of {excerpt(change.words)} by {_signed(change)}{_place(change)} was {verb}, as was asked for."
        notices.append(Notice(message, left_out=change.words if is_gone and change.kind != "move" else ""))
    for comment in comments:
        about = f" on {excerpt(comment.where)}" if comment.where else ""
        message = f"{_signed(comment)} commented{about}: “{comment.words}”. The comment was left out of the text."
        notices.append(Notice(message, needs_review=True, left_out=comment.words))
    return notices


def _signed(change: Change) -> str:
    author = change.author or "Somebody"
    return f"{author} ({text.ap_date(change.at)})" if change.at else author


def _place(change: Change) -> str:
    return f" in {change.where}" if change.where else ""


def settle(element: Element, *, accept: bool) -> None:
    """Bring the tree into the state in which all its changes are accepted, or all rejected, in place."""
    gone = {"w:del", "w:moveFrom"} if accept else {"w:ins", "w:moveTo"}
    children: list[Element] = []
    for child in element:
        if child.tag in _CONTENT and element.tag not in ("w:rPr", "w:trPr", "w:numPr"):
            if child.tag not in gone:
                settle(child, accept=accept)
                for part in child.iter():
                    part.tag = _RESTORED.get(part.tag, part.tag)
                children.extend(child)
        elif child.tag in _FORMATTING:
            if not accept and len(child):
                children = list(child[0])
        elif not _is_gone(child, gone):
            settle(child, accept=accept)
            if child.tag != "w:tbl" or child.find("w:tr") is not None:
                children.append(child)
    element[:] = _merged(children, gone)


def _merged(children: list[Element], gone: set[str]) -> list[Element]:
    """Paragraphs whose mark is gone run into the next one, which lends its own mark and with it its properties."""
    result: list[Element] = []
    for child in children:
        before = result[-1] if result else None
        if child.tag == "w:p" and before is not None and before.tag == "w:p" and _lost_mark(before, gone):
            at = 1 if child.find("w:pPr") is not None else 0
            child[at:at] = [part for part in before if part.tag != "w:pPr"]
            result.pop()
        result.append(child)
    return [part for part in result if not (part.tag == "w:p" and _lost_mark(part, gone) and not xml.words(part))]


def _lost_mark(paragraph: Element, gone: set[str]) -> bool:
    mark = xml.find(paragraph, "w:pPr", "w:rPr")
    return mark is not None and any(child.tag in gone for child in mark)


def _is_gone(element: Element, gone: set[str]) -> bool:
    """Whether a whole table row or cell goes away."""
    if element.tag == "w:tr":
        return any(xml.find(element, "w:trPr", tag) is not None for tag in gone)
    if element.tag == "w:tc":
        return xml.find(element, "w:tcPr", "w:cellDel" if "w:del" in gone else "w:cellIns") is not None
    return False


def _find(element: Element, where: str, found: list[Change]) -> None:
    if element.tag == "w:p":
        words = xml.words(element)
        where = excerpt(words) if words else ""
    neighbour: tuple | None = None
    for child in element:
        if child.tag in _FORMATTING:
            found.append(_made("formatting", "", child, where))
            continue
        if child.tag == "mc:Fallback" or child.tag in _BETWEEN:
            continue
        kind = _kind(child, element)
        if kind:
            words = _MARK if element.tag == "w:rPr" else _ROW if not len(child) else "".join(_texts(child))
            change = _made(kind, words, child, where)
            if neighbour == (kind, change.author):
                found[-1] = replace(found[-1], words=f"{found[-1].words}{words}")
            elif words.strip() or kind != "insertion":
                found.append(change)
        size = len(found)
        _find(child, where, found)
        neighbour = (kind, child.get("w:author", "")) if kind and size == len(found) else None


def _kind(element: Element, parent: Element) -> str:
    """What kind of change the element is; empty when it is none."""
    if parent.tag == "w:numPr":
        return ""
    return _KINDS.get(element.tag, "")


def _texts(element: Element):
    """The words of a change without those that another change inside it takes away or adds."""
    for child in element:
        if child.tag in ("w:t", "w:delText", "m:t"):
            yield child.text or ""
        elif child.tag in ("w:tab", "w:br", "w:p"):
            yield " "
        if child.tag not in _KINDS:
            yield from _texts(child)


def _made(kind: str, words: str, element: Element, where: str) -> Change:
    at = _instant(element.get("w:date", ""))
    return Change(kind=kind, words=words, author=element.get("w:author", ""), at=at, where=where)


def _instant(stamp: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(stamp) if stamp else None
    except ValueError:
        return None


def _anchors(document: Element) -> dict[str, list[str]]:
    """The words between the beginning and the end of each comment's range, by the comment's id."""
    found: dict[str, list[str]] = {}
    is_open: dict[str, bool] = {}
    for element in document.iter():
        if element.tag == "w:commentRangeStart":
            is_open[element.get("w:id", "")] = True
        elif element.tag == "w:commentRangeEnd":
            is_open.pop(element.get("w:id", ""), None)
        elif is_open and element.tag in ("w:t", "w:delText", "w:p"):
            for key in is_open:
                found.setdefault(key, []).append(" " if element.tag == "w:p" else element.text or "")
    return found
