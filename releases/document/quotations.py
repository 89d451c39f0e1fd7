"""Quotations with their speakers, found in a release's body.

A quotation is what stands between quotation marks with a verb of saying beside it. Scare quotes and titles have no such
verb and are passed over. The body stays the only source: quotations are found anew whenever a document is made.
"""

import re

from releases.document import richtext
from releases.document.parts import Quotation
from releases.document.raised import written
from releases.document.richtext import Node

_SAYING = (
    r"(?:said|says|commented|comments|stated|states|added|adds|noted|notes|remarked|continued|concluded|explained)"
)
_DEGREE = r"(?:M\.?D\.?|Ph\.?D\.?|Pharm\.?D\.?|M\.?B\.?A\.?|D\.?V\.?M\.?|J\.?D\.?|M\.?S\.?|M\.?P\.?H\.?|FACP|FRCP|R\.?N\.?|CPA|Jr\.?|Sr\.?"
_DEGREE += r"|D\.?Phil\.?|D\.?Sc\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?P\.?[AP]\.?|M\.?B\.?B\.?S\.?|MBChB|M\.?B\.?|FACS|FRCPC?|FRCS|FACC|FAHA|FASCO|FAAN|FCCP|FIDSA|CFA|LL\.?M\.?|Esq\.?"
_DEGREE += r"|D\.?D\.?S\.?|DMD|DNP|Ed\.?D\.?|Dr\.?P\.?H\.?|MSN|BSN|III?)"
_BIG = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ]"
_NAME = rf"(?:Dr\.\s+|Prof\.\s+)?{_BIG}[\w.’'-]*(?:\s+(?:{_BIG}[\w.’'-]*|den?|van|von|der|di|du|dos|das|del|la|le|da|bin|al|ter|ten|zu|zur|af|y))*(?:,\s*{_DEGREE}(?=[\s,.;]|$))*"
#: Whoever spoke last: "He added, …".
_PRONOUNS = frozenset({"He", "She", "They", "It", "We", "I"})
#: No attribution is longer; what stands farther away is not looked at, so that any text is read in linear time.
_WINDOW = 400
#: A title runs to the end of its sentence; the full stop of an abbreviation ("St. Jude", "U.S.") does not end it.
_TITLE = r"(?:,\s*(?P<title>[^“”\"]{1,300}?))?(?=\.?\s*$|(?<!\bSt)(?<!\bDr)(?<!U\.S)\.\s+[“\"A-Z]|[;:])"
#: What somebody is to the study, before the name: "said lead author Samuel Whitaker".
_ROLE = r"(?:(?:the\s+|our\s+)?(?:lead|senior|principal|study|first|corresponding|trial|company)\s+(?:study\s+|trial\s+)?[a-z-]+\s+)?"
#: Marks of notes behind the closing quotation mark.
_MARKS = r"[\d⁰¹²³⁴-⁹*†‡]{0,4}"
_RANK = r"(?:President|C[EFMOSBT]O|Chair(?:man|woman)?|Chief|Officer|Executive|Vice|Senior|Director|Founder|Co-?[Ff]ounder|Managing|General|Manager|Head|Partner|Medical|Scientific|Financial|Operating|Commercial|Interim)"
#: "Ida Ruiz and Max Oat": both speak.
_TWO = rf"{_NAME}(?:\s+(?:and|&)\s+(?!{_RANK}\b){_BIG}[\w.’'-]+\s+{_NAME})?"
_AFTER = re.compile(rf"{_MARKS}\s*{_SAYING}\s+{_ROLE}(?P<speaker>{_TWO}){_TITLE}")
#: The title before the name: "said Ontara's President and CEO, William Oakes."
_AFTER_TITLED = re.compile(
    rf"{_MARKS}\s*{_SAYING}\s+(?P<title>(?:(?:the|its|our)\s+)?(?:{_BIG}[\w.’'&-]*,?\s+|(?:and|of|&|for|the|company|chief|executive|president|officer|vice|chairman)\s+){{0,10}}?"
    rf"(?i:Officer|President|CEO|CFO|CMO|CSO|COO|Chair(?:man|woman)?|Director|Founder|Scientist|Head|Manager)),?\s+(?P<speaker>(?!of\b|and\b|&){_NAME})(?=\.?\s*$|\.\s+[“\"A-Z]|,|;)"
)
_AFTER_INVERTED = re.compile(rf"{_MARKS}\s*(?P<speaker>{_NAME})(?:,\s*(?P<title>[^“”\"]{{1,300}}?),)?\s+{_SAYING}\b")
_BEFORE = re.compile(rf"(?P<speaker>{_NAME})(?:,\s*(?P<title>[^“”\".]{{1,300}}?),)?\s+{_SAYING}\s*[,:]\s*$")
#: The title before the name: "Tern's CEO and President, Dr. Ana Ruiz, commented:".
_RANKS = rf"{_RANK}(?:(?:,|\s+and|\s+&)?\s+{_RANK})*"
_BEFORE_TITLED = re.compile(rf"(?P<title>{_RANKS}),?\s+(?P<speaker>(?!{_RANK}\b){_NAME}),?\s+{_SAYING}\s*[,:]\s*$")
#: "Chief Geologist" is no rank of these.
_WHOLE_RANK = re.compile(
    r"(?:President|C[EFMOSBT]O|Chair(?:man|woman)?|Officer|Director|[Ff]ounder|Manager|Head|Partner)$"
)
_TITLE_FIRST = re.compile(rf"(?P<title>{_RANKS})\s+(?P<name>(?!{_RANK}\b){_BIG}\S+\s+\S.*)")
_LEADS_IN = re.compile(rf"\b{_SAYING}\s{{0,3}}[,:]\s{{0,3}}$")
_SAYS = re.compile(rf"\b{_SAYING}\b")
#: The end of the sentence behind a name; "Jr." and "Ph.D." keep theirs.
_FULL_STOP = re.compile(r"(?<=[^\W\d_A-Z]{2})\.$")
#: A degree at the end of a sentence, whose last full stop the end took.
_DEGREE_CUT = re.compile(r"\b(?:D\.Phil|[BDM]\.Sc|Ed\.D|Ph\.D|M\.D|Pharm\.D|J\.D|M\.B\.A|D\.V\.M|M\.P\.H)$")
#: Likewise the full stop of a company's legal form.
_COMPANY_CUT = re.compile(r"\b(?:Inc|Corp|Ltd|Co|S\.A|N\.V|B\.V|S\.p\.A)$")
#: A paragraph in which a quotation ends that began above.
_CLOSES = re.compile(r"[^“”\"]{1,2000}(?:”|\"(?=\s*(?:$|\w)))")
_DASHED = re.compile(rf"[–—-]\s+(?P<words>.{{20,2000}}?),\s+(?={_SAYING}\s+{_BIG})")
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]+)[”\"]?")


def find_quotations(body_html: str) -> tuple[Quotation, ...]:
    """The quotations of the body in order. Text without its marks; speaker with degrees as printed; title as printed."""
    found: list[Quotation] = []
    before = ""
    for words in _joined([_own_words(block) for block in richtext.parse(body_html).find("p", "li")]):
        # "Richard Allard, Chief Executive of Tern, said:" above the quotation, as British releases set it.
        is_led_in = words[:1] in ("“", '"') and _LEADS_IN.search(before[-30:]) and not _QUOTED.search(before)
        found.extend(_in_paragraph(f"{before[-_WINDOW:]} {words}" if is_led_in else _quoted(words)))
        before = words
    return tuple(found)


def _joined(paragraphs: list[str]) -> list[str]:
    """The paragraphs, with one in which a quotation opens and the next one, in which it closes, as one."""
    joined: list[str] = []
    is_open = False
    for words in paragraphs:
        closes = _CLOSES.match(words)
        if is_open and closes:
            joined[-1] = f"{joined[-1]} {words}"
            is_open = False
        else:
            joined.append(words)
            is_open = words.count("“") > words.count("”") if "“" in words else words.count('"') % 2 == 1
    return joined


def _quoted(words: str) -> str:
    """A paragraph that Nordic releases quote by a dash at its beginning, between quotation marks."""
    hit = _DASHED.match(words)
    return f"“{hit['words']},” {words[hit.end() :]}" if hit and not _QUOTED.search(words) else words


def _own_words(block: Node) -> str:
    """The words of a paragraph or list item without those of the lists in it, which are items themselves."""
    own = [child for child in block.children if isinstance(child, str) or child.tag not in richtext.LISTS]
    return written(_without_marks(Node(block.tag, {}, own)))


def _without_marks(node: Node) -> Node:
    """The element with raised figures on the line where they refer to a note, behind a full stop or a quotation mark."""
    children: list = []
    for child in node.children:
        before = children[-1] if children else ""
        if isinstance(child, Node):
            is_mark = child.tag == "sup" and not (isinstance(before, str) and before[-1:].isalnum())
            child = Node("" if is_mark else child.tag, child.attributes, _without_marks(child).children)
        children.append(child)
    return Node(node.tag, node.attributes, children)


def _is_again(speaker: str, before: str) -> bool:
    """Whether "Mr. Weisz" is who was named with his first name before."""
    again = re.fullmatch(r"(?:Mr|Ms|Mrs|Dr|Prof|Professor)\.?\s+(?P<name>\S+)", speaker.strip())
    return bool(again) and again["name"].rstrip(".,") in before.split()


def _in_paragraph(words: str) -> list[Quotation]:
    words = words.replace("\u00a0", " ")
    quotes = list(_QUOTED.finditer(words))
    hits: list[tuple[re.Match, list[str]]] = []
    end = 0
    for index, quote in enumerate(quotes):
        # An attribution stands between two quotations and goes as far as the mark that opens the next one.
        lead = words[max(end, quote.start() - _WINDOW) : quote.start()]
        border = quotes[index + 1].start() + 1 if index + 1 < len(quotes) else len(words)
        rest = words[quote.end() : min(border, quote.end() + _WINDOW)]
        end = quote.end()
        leads = _LEADS_IN.search(lead[-30:]) and not words[quote.start() + 1 : quote.start() + 2].islower()
        hit = _BEFORE.search(lead) if leads else None
        hit = hit or (
            (_AFTER.match(rest) or _AFTER_INVERTED.match(rest) or _AFTER_TITLED.match(rest))
            if _SAYS.search(rest)
            else None
        )
        if not hit and _LEADS_IN.search(lead[-30:]):
            hit = _BEFORE.search(lead)
        if not hit or (hit.re is _BEFORE and re.fullmatch(_RANKS, hit["speaker"])):
            hit = (_BEFORE_TITLED.search(lead) if leads else None) or hit
        text = quote["words"].strip()
        if hit and (hit["speaker"] in _PRONOUNS or (hits and _is_again(hit["speaker"], hits[-1][0]["speaker"]))):
            if hits:
                hits[-1][1].append(text.rstrip(","))
        elif hit:
            hits.append((hit, [text.rstrip(",")]))
        elif hits and quote.start() > 0 and len(text.split()) > 3:
            # The same speaker goes on: "…," said A. "…"
            hits[-1][1].append(text)
    return [_quotation(hit, texts) for hit, texts in hits]


def _quotation(hit: re.Match, texts: list[str]) -> Quotation:
    speaker = _DEGREE_CUT.sub(r"\g<0>.", _FULL_STOP.sub("", hit["speaker"].strip()))
    title = _COMPANY_CUT.sub(r"\g<0>.", (hit["title"] or "").strip(" ,."))
    if not title and (first := _TITLE_FIRST.fullmatch(speaker)) and _WHOLE_RANK.search(first["title"]):
        title, speaker = first["title"], first["name"]
    return Quotation(text=" … ".join(texts), speaker=speaker, title=title)
