"""The inline markup of wire text: a small part of Markdown, read in one pass.

``*em*``, ``**strong**``, ``[words](target)``, ``^(raised)``, ``10^6``, ``_(lowered)``; a backslash before a mark makes it an
ordinary character, one at the end of a line breaks the line. What doesn't pair up is text.
"""

import re

from releases.document.richtext import Node
from releases.readers.reading import Notice, excerpt

_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[\\*\[\]()^_|\#>.\-•·▪◦‣])
    | (?P<br>\\\n)
    | \[(?P<label>(?:\\.|[^\[\]\\])*+)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))*+)\)
    | (?P<script>[\^_])\((?P<shifted>(?:\\.|[^()\\\n]){1,80}+)\)
    | (?<=[^\W_])\^(?P<power>[-+−]?\d{1,3})(?![^\W_]|[.,]\d)
    | (?P<stars>\*+)
    """,
    re.VERBOSE | re.DOTALL,
)
_LINKABLE = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
#: Targets that are none: a placeholder of the editing system, a place in another site, a script.
_NOWHERE = re.compile(r"$|[#/?]|\.\.?/|(?:javascript|file|data|about|vbscript):", re.IGNORECASE)
_MARKER = {"em": "*", "strong": "**"}


def children(source: str, notices: list[Notice], line: int | None = None) -> list[Node | str]:
    """The nodes of one paragraph of wire text; a link that leads nowhere is left out with a notice."""
    frames: list[Node] = [Node("")]
    end, place = 0, line
    for token in _TOKEN.finditer(source):
        _text(frames, source[end : token.start()])
        if line is not None:
            place += source.count("\n", end, token.start())
        end = token.end()
        if token["stars"]:
            _emphasize(frames, source, token)
        elif token["br"]:
            frames[-1].children.append(Node("br"))
            place = place and place + 1
        elif token["script"]:
            tag = "sup" if token["script"] == "^" else "sub"
            frames[-1].children.append(Node(tag, {}, children(token["shifted"], notices, line)))
        elif token["power"]:
            frames[-1].children.append(Node("sup", {}, [token["power"]]))
        elif token["target"] is not None:
            _link(frames, token, notices, place)
        else:
            _text(frames, token["escaped"])
    _text(frames, source[end:])
    while len(frames) > 1:
        _flatten(frames)
    return frames[0].children


def _text(frames: list[Node], words: str) -> None:
    if words:
        frames[-1].children.append(words.replace("\n", " "))


def _flatten(frames: list[Node]) -> None:
    """Emphasis that was opened and never closed: its marker is text."""
    open_node = frames.pop()
    frames[-1].children.extend([_MARKER[open_node.tag], *open_node.children])


def _emphasize(frames: list[Node], source: str, token: re.Match) -> None:
    stars = token["stars"]
    before, after = source[token.start() - 1 : token.start()], source[token.end() : token.end() + 1]
    # Inside a word or number an asterisk is a footnote mark or a multiplication sign, never emphasis.
    can_open = bool(after.strip()) and not before.isalnum()
    can_close = bool(before.strip()) and not after.isalnum()
    tags = {1: ["em"], 2: ["strong"], 3: ["strong", "em"]}.get(len(stars), [])
    opened = [node.tag for node in frames[1:]]
    if tags and can_close and all(tag in opened for tag in tags):
        while tags:
            if frames[-1].tag not in tags:
                _flatten(frames)
                continue
            closed = frames.pop()
            tags.remove(closed.tag)
            frames[-1].children.append(closed)
    elif tags and can_open and not any(tag in opened for tag in tags):
        frames.extend(Node(tag) for tag in tags)
    else:
        _text(frames, stars)


def _link(frames: list[Node], token: re.Match, notices: list[Notice], line: int | None) -> None:
    label, target = children(token["label"], notices, line), token["target"]
    if _LINKABLE.match(target):
        frames[-1].children.append(Node("a", {"href": target}, label))
    elif _NOWHERE.match(target):
        frames[-1].children.extend(label)
        notices.append(dead_link(target, Node("", {}, label).words(), line))
    else:
        _text(frames, token[0])


def dead_link(target: str, words: str, line: int | None) -> Notice:
    """The notice for a link whose target leads nowhere; its words stay."""
    message = f"The link target “{target}” behind {excerpt(words)} leads nowhere and was left out."
    return Notice(message, line, dead_link=(words, target))
