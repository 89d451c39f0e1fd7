"""What a release is about, guessed from its words."""

import re

from releases.vocabulary import Category

_WORDS = {
    Category.CLINICAL: r"clinical (?:data|stud|trial|result)|phase [1-4i]|trial|patients|endpoint|\bASH\b|\bASCO\b|\bESMO\b|dosed|enroll|topline|efficacy",
    Category.REGULATORY: r"\bFDA\b|\bEMA\b|orphan|fast track|breakthrough|approv|\bBLA\b|\bNDA\b|\bIND\b|designation|priority review|advisory committee|clearance",
    Category.EARNINGS: r"(?:first|second|third|fourth|full)[- ](?:quarter|year|half)|financial results|fiscal|earnings|revenue|net loss",
    Category.FINANCING: r"public offering|private placement|financing|pricing of|common stock|notes due|at-the-market|loan facility|underwrit",
    Category.PARTNERSHIP: r"collaborat|license agreement|licens(?:e|ing)|partner|co-develop|option agreement|alliance|joint venture",
    Category.GOVERNANCE: r"appoint|names? .{0,40}(?:officer|president|director)|board of directors|joins|resign|retire|promot|succe(?:ss|ed)",
    Category.EVENT: r"to present at|conference call|webcast|investor (?:day|conference)|annual meeting of (?:share|stock)holders|fireside|healthcare conference|to host",
    Category.PUBLICATION: r"publi(?:shed|cation)|journal|peer-reviewed|lancet|nature medicine|new england journal",
    Category.CORPORATE: r"acqui(?:re|sition)|merger|restructur|headquarter|facility|workforce|name change|new corporate|manufactur",
}
_PATTERNS = {
    category: re.compile(rf"\b(?:{pattern})" if not pattern.startswith(r"\b") else pattern, re.IGNORECASE)
    for category, pattern in _WORDS.items()
}


def guess(headline: str, subheadline: str, lead: str) -> str:
    """The category whose words weigh most, the headline's three times; "other" when none is there."""
    weights = {
        category: 3 * len(pattern.findall(headline))
        + 2 * len(pattern.findall(subheadline[:500]))
        + min(3, len(pattern.findall(lead[:1200])))
        for category, pattern in _PATTERNS.items()
    }
    best = max(weights, key=weights.get)
    return (best if weights[best] >= 2 else Category.OTHER).value
