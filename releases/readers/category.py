"""What a release is about, guessed from its words."""

import re

from releases.vocabulary import Category

#: The first that the headline matches decides: the narrower a subject's words, the earlier it stands.
_HEADLINE = (
    (Category.EVENT, r"\bto (?:present|participate|host|webcast|hold|discuss|announce|report|release|speak)\b(?!.*\b(?:data|results of|positive|clinical|phase)\b)|\bto (?:host|hold|webcast)\b|"
                     r"conference call|webcast|annual (?:general )?meeting of (?:share|stock)holders|fireside|upcoming (?:events|conferences|presentations?)|(?:healthcare|investors?|biotech) conferences?\b(?!.*\bdata\b)|investor (?:day|conference|forum)|to (?:announce|report|release) .{0,40}(?:financial )?results"),
    (Category.EARNINGS, r"(?:first|second|third|fourth|full|fiscal)[- ](?:quarter|year)|(?:first|second)[- ]half .{0,20}results|year[- ]end results|half[- ]year|financial results|fiscal (?:year )?\d{4}|\bQ[1-4]\b|quarterly results|(?:annual|preliminary) results|earnings"),
    (Category.FINANCING, r"public offering|private placement|financing|pric(?:es|ing) of|prices (?:\$|upsized|initial|public)|offering of|convertible|senior notes|at-the-market|loan (?:facility|agreement)|"
                         r"credit facility|underwrit|registered direct|initial public|\bIPO\b|rights offering|(?:awarded|receives?|secures?|wins?) .{0,40}(?:grant|contract|funding|award)\b|raises? [$£€]|\bplacing\b"),
    (Category.GOVERNANCE, r"appoint|\bnames\b|elects?\b|board of directors|joins|resign|retire|(?<!co-)\bpromot|success(?:or|ion)|steps? down|inducement|rights plan|chief \w+ officer"),
    (Category.CORPORATE, r"restructur|workforce|layoff|reprioriti"),
    (Category.PARTNERSHIP, r"milestone payments?|collaborat|\blicens(?!e applic)|partner(?:s|ship|ing)?\b|co-develop|co-promot|option agreement|alliance|joint venture|supply agreement|distribution agreement|research agreement"),
    (Category.CORPORATE, r"stock split|share consolidation|listing rule|nasdaq (?:deficiency|notice|notification|delisting|listing|compliance)|minimum bid|deficiency|\bacqui(?:re|res|red|ring|sition)|merge|restructur|reorgani|headquarter|facility|workforce|name change|changes (?:its )?name|new corporate|spin-?off|strategic (?:review|alternatives|plan)|patent|repurchase|buyback|manufacturing (?:facility|capacity|site|plant|network)|expand(?:s|ing)? (?:its )?manufacturing|\bindex\b|\bBEL ?20\b|settle(?:s|ment|d)\b|lawsuit|litigation|goals|outlines|business update|relocat"),
    (Category.PUBLICATION, r"publi(?:shed|shes|cation)|journal|peer-reviewed|\blancet\b|nature medicine"),
    (Category.REGULATORY, r"\bFDA\b|\bEMA\b|\bCHMP\b|\bSFDA\b|\bNMPA\b|\bMHRA\b|\bPMDA\b|orphan|fast[- ]track|breakthrough|approv|\bs?BLA\b|\bs?NDA\b|\bIND\b|\bMAA\b|designation|priority review|advisory committee|"
                          r"clearance|510\(k\)|new drug application|biologics license|marketing authori[sz]ation|positive opinion|regulat(?!ory update)|clinical hold|complete response letter|investigational new drug|PDUFA|rolling submission"),
    (Category.CLINICAL, r"clinical|\bphase [1-4i]|\btrials?\b|\bstud(?:y|ies)\b|patients?|endpoint|\bASH\b|\bASCO\b|\bESMO\b|dos(?:ed|es|ing)|enrol|topline|top-line|efficacy|\bdata\b|survival|responses?\b"),
)  # fmt: skip
_PATTERNS = tuple((category, re.compile(pattern, re.IGNORECASE)) for category, pattern in _HEADLINE)


def guess(headline: str, subheadline: str, lead: str) -> tuple[str, int]:
    """The category and how sure it is, in per cent: by the headline, else by what stands below it; "other" when no word
    tells."""
    for words, sure in ((headline, 90), (subheadline[:500], 60), (lead[:600], 50)):
        for category, pattern in _PATTERNS:
            if pattern.search(words):
                return category.value, sure
    return Category.OTHER.value, 30
