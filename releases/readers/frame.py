"""What stands around a release without being part of it: exhibit labels, the wire's codes, end marks, buttons of the page."""

import itertools
import re

from releases.document.richtext import Node
from releases.readers import copied_page, labels
from releases.readers.blocks import Block, told
from releases.readers.blocks import block as made
from releases.readers.reading import Notice, excerpt

_LONGEST = 400
_LINK = "it is a link of the wire"
_PAGE = "it belongs to the page"
#: How PR Newswire set its contacts between codes.
_CONTACT = re.compile(r"/\s*(?P<words>CONTACT:.*?)\s*/?(?:\s+(?P<behind>/.*))?", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+")
#: With it the data of an announcement begin that EQS sets behind the text.
_DATA = re.compile(r"Language:(?:\s+(?:English|German|Deutsch)(?:\s+Company:.*)?)?", re.DOTALL)
#: Reason and pattern; a block that a pattern matches from end to end is left out for that reason.
_PATTERNS = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        ("it marks the pages of a filing",
         r"(?:</?(?:page|type|sequence|filename|description|text|document)>[^<]*)+|exhibit\s+99(?:\.\d+)?(?:\s*\(\w\))?|ex-99\S*(?:\s+\d+\s+\S+\.(?:txt|html?)\b.{0,60})?"),
        ("it marks the end of the text",
         r"[#\s*_–—-]+|[-–—\s*#]*(?:ends?|end of (?:the )?(?:press release|release|message|announcement|inside information|ad[- ]hoc(?: announcement)?)|30|\(end\)(?: .{0,40})?)[-–—\s*#]*(?:\w{1,4}/\w{1,4}\*?)?|(?:more|cont(?:inued|'d))"),
        ("it is an alert of an agency",
         r"\*[^*\s].{3,300}?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d [A-Z]{2,4}\b.*|\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d [A-Z]{2,4}(?:\s+\*.{3,300})?"
         r"|\(\d\d:\d\d [A-Z]{2,4}\) \\?\S.{3,300}|\*\S.{3,200} >[A-Z.]{1,6}"),
        ("it heads the standing texts", r"notes? (?:to|for) editors?\W*"),
        ("it is a code of the wire",
         r"-0-.*|(?:(?:CO|ST|IN|SU|PRN|RE|TK|NI):(?: ?\S.*)?)|to [\w/&, ]{3,60}\b(?:editors|writers):?|(?:[A-Z]{2}-[A-Z]{2})?\s*--? ?[A-Z]{2,4}\d{3} --|[A-Z]{2}-[A-Z]{2}|\d{4} \d\d/\d\d/\d{2,4} \d\d:\d\d E[SD]T(?: https?://\S+)?"
         r"|\d{1,2}-[A-Z][a-z]{2}-\d{4} CET/CEST.*|[A-Z][a-z]+ \d{1,2}, \d{4} \d\d:\d\d E[SD]?T \(\d\d:\d\d GMT\)|archive at www\..{0,60}|\d{6,8}\s+\d{1,2}-[A-Z][a-z]{2}-\d{4}\s+CET/CEST|RNS Number\s*:.{0,20}|(?:EQS|DGAP)-[\w-]+: .{0,200} / Key ?word.{0,200}|disclosure of (?:an )?inside information acc(?:ording|\.) to .{0,200}|the issuer is solely responsible for the content.{0,40}|(?:industry )?key ?words?:.*|/(?:web ?site|company news|first and final add).*"
         r"|\([A-Z]{2,5}\.?(?:[ -][A-Z]{1,5}){0,3}\)|company codes?:.*|B?BW\d{3,5}(?:\s+[A-Z]{3}\.? \d.{0,60})?"
         r"|(?:business|medical|health|science|biotech|pharmaceutical|financial)[\w/&, ]{0,40}\b(?:editors|writers)(?:[/&, ][\w/&, ]{0,40}\b(?:editors|writers))?|bio ?wire(?:2k)?|#?\w*-?newswire(?: ID)?[:#]? ?\d+"),
        (_LINK,
         r"(?:view|to view) (?:the )?(?:source version|original content|original (?:press )?release|original version|press release)\b.*"
         r"|(?:photos?|logo|video|multimedia|image)s?\s*(?::|-|available).{0,20}https?://\S+|related links?:?|primary logo|perma ?link:?.{0,200}|url: https?://\S+|today.s news on the net.*|\[?logo(?: of)?[ :-].{1,80}|\[.{0,60}logo\]"
         r"|(?:a copy|photos?/multimedia gallery).{0,60}available:? https?://\S+|smart multimedia gallery.*"),
        ("it is a copyright line of the page", r"(?:©|\(c\)|copyright)\s.{0,200}"),
        (_PAGE,
         r"(?:press|news) release details?|(?:download |view )?(?:as )?(?:pdf|printer[- ]friendly)(?: version| format)?|print(?: page)?|e-?mail (?:this|page|alerts?).*"
         r"|share(?: this.*)?|tweet|back to .{2,40}|(?:view )?all (?:news|press releases?)|(?:accessibility: ?)?skip (?:to )?(?:main |section |top)?(?:content|navigation|nav|footer|search|menu)|(?:accept|reject|manage) (?:all )?cookies|read more|rss(?: feeds?)?|close(?: window)?"
         r"|[<«‹\s]*(?:back|return)|home|multimedia(?: files?)?:?|(?:file )?attachments?:?|follow|tags:?|(?:next|previous) (?:release|article)|(?:(?:download|print|share|pdf|e-?mail|rss|view|save)\s*){2,}|want your company.{0,70}|the post .{10,300} appeared first on .{2,80}|in this article:?|[A-Z][A-Z.]{0,5} ?\(?[+−-]\d+\.\d+%\)?|advertisement|story continues|printer[- ]friendly version.{0,60}|enter your e-?mail.{0,80}|sign up (?:for|to) (?:receive )?(?:e-?mail )?(?:alerts|updates|news)\b.{0,60}|(?:email|e-mail) alerts.{0,60}|\((?:graphic|photo|image|logo): .{2,40}\)|download ?\(opens in new window\)|.{0,40}\(opens in (?:a )?new (?:window|tab)\)|also from this source|\d+k\+|add to (?:briefcase|calendar)|toggle .{2,30}"),
    )
)  # fmt: skip
#: Number, name and title of a filed document, which stand beside its exhibit's label when its words are copied.
_WRAPPER = re.compile(r"(?:(?:\d{1,2}|\S+\.(?:html?|txt)|document)\s*)+", re.IGNORECASE)
_FIRST_LINES = 8
_OF_PAGE = _PATTERNS[-1][1]
#: Names of a site's pages, as its navigation has them: in one line, in a list, or one below the other.
_NAME = (
    r"(?:home|investors?|investor (?:relations|resources|overview|faqs?)|investors? (?:&|and) (?:media|news|press)|media(?: (?:center|kit|resources))?"
    r"|news(?:room)?|news (?:&|and) (?:events|media|publications)|(?:latest |company )?news|(?:press|news) releases?|events?|(?:upcoming )?events (?:&|and) presentations|presentations?|publications"
    r"|about(?: us)?|company|our (?:company|science|pipeline|people|team)|leadership|management(?: team)?|board of directors|pipeline|programs|products|careers|contact (?:us|ir)|(?:our )?science|technology|patients?(?: (?:&|and) (?:famil(?:y|ies)|caregivers|physicians|advocates))?|healthcare professionals|partner(?:s|ing)"
    r"|(?:all )?sec filings|filings|annual reports?|financials?(?: (?:information|results|reports))?|stock (?:information|quote|chart|info)|stock|corporate (?:governance|profile|overview|presentation)|governance|(?:analyst )?coverage"
    r"|overview|information request|share(?: this)?|print|pdf|e-?mail(?: alerts?)?|rss(?: feeds?)?|pdf version|download(?: as)? pdf|facebook|twitter|linkedin|instagram|youtube|x|search|menu|subscribe|sign up|log ?in|register"
    r"|site ?map|legal(?: notice)?|disclaimer|privacy(?: (?:policy|notice|statement))?|terms(?: (?:of (?:use|service)|and conditions|& conditions))?|cookies?(?: (?:policy|settings|preferences))?|accessibility|faqs?|help|get started|explore)"
)
_CRUMB = re.compile(_NAME, re.IGNORECASE)
_TRAIL = re.compile(rf"{_NAME}(?:\s*(?:[»›>|/·•→]|::)+\s*{_NAME})+", re.IGNORECASE)
_OTHER_NEWS = re.compile(
    r"(?:recommended reading|more (?:news )?from .{2,80}|more news about .{2,80}|also from this source|related (?:news|articles|stories|releases|links)|you (?:may|might) also like"
    r"|(?:latest|other|recent) (?:news|releases|stories)|social media profiles?|release (?:summary|versions?)|industry|explore|trending(?: now)?|most (?:read|popular)):?",
    re.IGNORECASE,
)
_LOGO = re.compile(r"(?:[A-Z][\w&.’-]*,? ){1,4}(?i:logo)")
_BEHIND = re.compile(r"forward[- ]looking|^source:? \S|safe harbou?r", re.IGNORECASE)
#: So many names of pages one below the other are navigation; fewer may be headings.
_RUN = 3


def take_off(blocks: list[Block], notices: list[Notice]) -> list[Block]:
    """The blocks without those around the release; a notice quotes each one that is left out."""
    rest: list[Block] = []
    is_cut = False
    blocks = [part for whole in blocks for part in _lines_apart(whole)]
    reasons = [_reason(block) for block in blocks]
    exhibit = max((at for at, reason in enumerate(reasons[:_FIRST_LINES]) if reason == _PATTERNS[0][0]), default=0)
    for at, part in enumerate(blocks[:exhibit]):
        if part.is_text and _WRAPPER.fullmatch(part.words):
            reasons[at] = _PATTERNS[0][0]
    lead, tail = _text(blocks)
    for at, part in enumerate(blocks):
        if reasons[at] is None and at > 2 and part.is_text and _LOGO.fullmatch(part.words):
            reasons[at] = _PAGE
        # "The investor day will cover:" stands above what looks like a menu.
        is_led_in = at and reasons[at - 1] is None and blocks[at - 1].words.endswith(":")
        if part.node.tag == "ul" and reasons[at] == _PAGE and (lead < at < tail or is_led_in):
            reasons[at] = None
    data = _data(blocks)
    reasons[data:] = ["it is the data block of the wire"] * (len(blocks) - data)
    teasers = _teasers(blocks, tail)
    reasons[teasers:] = [_PAGE] * (len(blocks) - teasers)
    is_site = [reason == _PAGE or _is_of_site(part) for part, reason in zip(blocks, reasons, strict=True)]
    above, below = copied_page.headline(blocks, is_site, lead), copied_page.footer(blocks, is_site, lead)
    if below < len(blocks) and not _is_new(blocks, below):
        reasons[below:] = [_PAGE] * (len(blocks) - below)
    reasons[:above] = [reason or _PAGE for reason in reasons[:above]]
    for begin, end in _runs(blocks, reasons):
        if end <= lead or begin > tail:
            reasons[begin:end] = [_PAGE] * (end - begin)
    for block, reason in zip(blocks, reasons, strict=True):
        if contact := _CONTACT.fullmatch(block.words):
            rest.append(Block(type(block.node)("p", {}, [contact["words"]]), contact["words"], block.line))
            if behind := contact["behind"]:
                notices.append(
                    Notice(f"{excerpt(behind)} was left out: it is a code of the wire.", block.line, left_out=behind)
                )
            continue
        # "View source version on accesswire.com:" has its address on the next line.
        if reason is None and is_cut and _ADDRESS.fullmatch(block.words):
            reason = _LINK
        is_cut = reason == _LINK and block.words.endswith(":")
        if reason is None:
            rest.append(block)
        elif re.search(r"\w", words := told(block)):
            notices.append(Notice(f"{excerpt(words)} was left out: {reason}.", block.line, left_out=words))
    return rest


def _text(blocks: list[Block]) -> tuple[int, int]:
    """Where the text begins, and where its legal text or its source line stands; the number of blocks for what is not there."""
    lead = next((at for at, part in enumerate(blocks) if len(part.words) > 200), len(blocks))
    behind = (at for at in range(lead + 1, len(blocks)) if _BEHIND.search(blocks[at].words[:1000]))
    return lead, next(behind, len(blocks))


def _data(blocks: list[Block]) -> int:
    """Where the data of an announcement begin that EQS sets behind the text."""
    for at, part in enumerate(blocks):
        if _DATA.fullmatch(part.words):
            rows = " ".join(other.words or other.node.words() for other in blocks[at : at + 20])
            if "Company:" in rows and "ISIN" in rows:
                return at
    return len(blocks)


def _teasers(blocks: list[Block], tail: int) -> int:
    """Where other news begin below the release, when nothing follows them that the release has not had before."""
    for at in range(tail + 1, len(blocks)):
        if _OTHER_NEWS.fullmatch(blocks[at].words) and not _is_new(blocks, at):
            return at
    return len(blocks)


def _is_new(blocks: list[Block], at: int) -> bool:
    """Whether a standing text begins from here on of a kind that the release has not had before."""
    before, after = ({kind for part in run for kind in _standing(part)} for run in (blocks[:at], blocks[at:]))
    return not after <= before


def _is_of_site(part: Block) -> bool:
    return part.is_text and bool(_CRUMB.fullmatch(part.words) or _OTHER_NEWS.fullmatch(part.words))


def _standing(part: Block) -> set[str]:
    words = part.words[:300]
    found = {"contacts"} if labels.begins(words) else set()
    found |= {"about"} if re.match(r"About [A-Z]", words) and len(words) < 100 else set()
    return found | ({"legal"} if _BEHIND.search(words) else set())


def _lines_apart(whole: Block) -> list[Block]:
    """The paragraph as it is; parted where some of its lines are the wire's or the page's."""
    if not whole.is_paragraph or not any(whole.node.find("br")) or len(whole.words) > 4 * _LONGEST:
        return [whole]
    rows: list[list] = [[]]
    for child in whole.node.children:
        if isinstance(child, Node) and child.tag == "br":
            rows.append([])
        else:
            rows[-1].append(child)
    found = [made(Node("p", {}, row), whole.line) for row in rows]
    parts: list[list[Block]] = []
    for is_left, run in itertools.groupby(found, key=lambda line: bool(line.words) and _reason(line) is not None):
        lines = [*run]
        parts.extend([[line] for line in lines] if is_left else [lines])
    if len(parts) == 1:
        return [whole]
    return [_joined(run, whole.line) for run in parts if any(line.words for line in run)]


def _joined(run: list[Block], number: int | None) -> Block:
    children = list(run[0].node.children)
    for line in run[1:]:
        children += [Node("br"), *line.node.children]
    return made(Node("p", {}, children), number)


def _runs(blocks: list[Block], reasons: list[str | None]) -> list[tuple[int, int]]:
    """Where names of a site's pages stand one below the other, as a page's menu does when its words are copied."""
    found = []
    begin = None
    for at in range(len(blocks) + 1):
        is_name = at < len(blocks) and (
            reasons[at] == _PAGE or (blocks[at].is_text and bool(_CRUMB.fullmatch(blocks[at].words)))
        )
        if is_name and begin is None:
            begin = at
        elif not is_name and begin is not None:
            if at - begin >= _RUN or all(reason == _PAGE for reason in reasons[begin:at]):
                found.append((begin, at))
            begin = None
    return found


def _reason(block: Block) -> str | None:
    if block.is_text and len(block.words) <= _LONGEST:
        reason = next((reason for reason, pattern in _PATTERNS if pattern.fullmatch(block.words)), None)
        return reason or (_PAGE if _TRAIL.fullmatch(block.words) else None)
    if block.node.tag == "ul" and len(block.node.children) == 1:
        # A mark such as "- ENDS -" looks like an item of a list.
        words = block.node.words()
        if reason := next((reason for reason, pattern in _PATTERNS[:2] if pattern.fullmatch(words)), None):
            return reason
    if block.node.tag == "ul" and all(
        _CRUMB.fullmatch(words) or _OF_PAGE.fullmatch(words) for item in block.node.children for words in [item.words()]
    ):
        return _PAGE
    return None
