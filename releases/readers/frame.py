"""What stands around a release without being part of it: exhibit labels, the wire's codes, end marks, buttons of the page."""

import re

from releases.readers.blocks import Block
from releases.readers.reading import Notice, excerpt

_LONGEST = 400
_LINK = "it is a link of the wire"
#: How PR Newswire set its contacts between codes.
_CONTACT = re.compile(r"/\s*(?P<words>CONTACT:.*?)\s*/?(?:\s+(?P<behind>/.*))?", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+")
#: Reason and pattern; a block that a pattern matches from end to end is left out for that reason.
_PATTERNS = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        ("it marks the pages of a filing",
         r"(?:</?(?:page|type|sequence|filename|description|text|document)>[^<]*)+|exhibit\s+99(?:\.\d+)?(?:\s*\(\w\))?|ex-99\S*"),
        ("it marks the end of the text",
         r"[#\s*_–—-]+|[-–—\s*#]*(?:ends?|end of (?:the )?(?:press release|release|message|announcement)|30)[-–—\s*#]*(?:\w{1,4}/\w{1,4}\*?)?|(?:more|cont(?:inued|'d))"),
        ("it heads the standing texts", r"notes? (?:to|for) editors?\W*"),
        ("it is a code of the wire",
         r"-0-.*|(?:(?:CO|ST|IN|SU|PRN|RE|TK|NI): ?\S.*)|(?:industry )?key ?words?:.*|/(?:web ?site|company news|first and final add).*"
         r"|\([A-Z]{2,5}(?:[ -][A-Z]{1,5}){0,3}\)|company codes?:.*|B?BW\d{3,5}(?:\s+[A-Z]{3}\.? \d.{0,60})?"
         r"|(?:business|medical|health|science|biotech|pharmaceutical|financial)[\w/&, ]{0,40}\b(?:editors|writers)(?:[/&, ][\w/&, ]{0,40}\b(?:editors|writers))?|bio ?wire|#?\w*-?newswire(?: ID)?[:#]? ?\d+"),
        (_LINK,
         r"(?:view|to view) (?:the )?(?:source version|original content|original (?:press )?release|press release)\b.*"
         r"|(?:photos?|logo|video|multimedia|image)s?\s*(?::|-|available).{0,20}https?://\S+|related links?:?|primary logo"
         r"|(?:a copy|photos?/multimedia gallery).{0,60}available:? https?://\S+|smart multimedia gallery.*"),
        ("it is a copyright line of the page", r"(?:©|\(c\)|copyright)\s.{0,200}"),
        ("it belongs to the page",
         r"(?:press|news) release details?|(?:download |view )?(?:as )?(?:pdf|printer[- ]friendly)(?: version| format)?|print(?: page)?|e-?mail (?:this|page|alerts?).*"
         r"|share(?: this.*)?|tweet|back to .{2,40}|(?:view )?all (?:news|press releases?)|skip to (?:main )?content|rss(?: feeds?)?|close(?: window)?"
         r"|[<«‹\s]*(?:back|return)|home|multimedia(?: files?)?:?|(?:file )?attachments?:?|follow|tags:?|(?:next|previous) (?:release|article)|add to (?:briefcase|calendar)|toggle .{2,30}"),
    )
)  # fmt: skip
#: Bulleted crumbs of a page's navigation.
_CRUMB = re.compile(
    r"(?:home|investors?|investor relations|investors? (?:&|and) media|media|news(?:room)?|news (?:&|and) events|(?:press|news) releases?|about(?: us)?"
    r"|pipeline|careers|contact(?: us)?|science|sec filings|overview|share|print|pdf|e-?mail|rss|pdf version)",
    re.IGNORECASE,
)


def take_off(blocks: list[Block], notices: list[Notice]) -> list[Block]:
    """The blocks without those around the release; a notice quotes each one that is left out."""
    rest: list[Block] = []
    is_cut = False
    for block in blocks:
        if contact := _CONTACT.fullmatch(block.words):
            rest.append(Block(type(block.node)("p", {}, [contact["words"]]), contact["words"], block.line))
            if behind := contact["behind"]:
                notices.append(
                    Notice(f"{excerpt(behind)} was left out: it is a code of the wire.", block.line, left_out=behind)
                )
            continue
        reason = _reason(block)
        # "View source version on accesswire.com:" has its address on the next line.
        if reason is None and is_cut and _ADDRESS.fullmatch(block.words):
            reason = _LINK
        is_cut = reason == _LINK and block.words.endswith(":")
        if reason is None:
            rest.append(block)
        elif re.search(r"\w", words := _words(block)):
            notices.append(Notice(f"{excerpt(words)} was left out: {reason}.", block.line, left_out=words))
    return rest


def _words(block: Block) -> str:
    return " ".join(item.words() for item in block.node.children) if block.node.tag == "ul" else block.words


def _reason(block: Block) -> str | None:
    if block.is_text and len(block.words) <= _LONGEST:
        return next((reason for reason, pattern in _PATTERNS if pattern.fullmatch(block.words)), None)
    if block.node.tag == "ul" and len(block.node.children) == 1:
        # A mark such as "- ENDS -" looks like an item of a list.
        words = block.node.words()
        return next((reason for reason, pattern in _PATTERNS[:2] if pattern.fullmatch(words)), None)
    if block.node.tag == "ul" and all(
        _CRUMB.fullmatch(words) for item in block.node.children for words in [item.words()]
    ):
        return "it belongs to the page"
    return None
