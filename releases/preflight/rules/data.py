"""How clinical data are told: endpoint, significance, comparison, safety, cut-off."""

import re
from collections.abc import Iterator

from releases.preflight import occasion, subjects
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage
from releases.preflight.regulation.phrases import Hit as Phrase
from releases.preflight.view import PROSE, View

_PERCENT = re.compile(r"\d\s?(?:%|percent\b|per cent\b)|\bmonths?\b|\bhazard ratio\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:patients?|subjects?|participants?|adults|children|volunteers)\b")
_SUBGROUP = re.compile(
    r"\b(?:subgroup|subset|post[- ]hoc|biomarker-positive|in patients with (?:high|low|elevated))\b", re.IGNORECASE
)
_MET = re.compile(r"\b(?:met|meets|achieved|achieves|reached|missed|fail(?:s|ed))\b|\bendpoints?\b", re.IGNORECASE)
_STATISTIC = re.compile(
    r"\bp\s?[=<>≤]\s?0?\.\d|\bp[- ]value|\bCIs?\b|confidence interval|\bcredible interval", re.IGNORECASE
)
_SIGNIFICANTLY = re.compile(
    r"significantly\s(?:expand|advance|increase[sd]? (?:our|the) (?:investment|headcount|expenses)|more cash)",
    re.IGNORECASE,
)


def _efficacy(view: View, context: Context) -> list[tuple[Passage, Phrase]]:
    """Sentences that report how well a medicine worked, in figures, in people."""
    lexicon = occasion.lexicon(view, context, "claims", "efficacy")
    found = []
    for passage in view.of(*PROSE):
        if passage.part == Part.BODY and not _PEOPLE.search(passage.text):
            continue
        for phrase in lexicon.find(passage.text):
            is_data = passage.has(_PERCENT, passage.sentence_at(phrase.begin))
            if is_data and not passage.is_quoted(phrase.begin):
                found.append((passage, phrase))
    return found


def _reports_data(view: View) -> bool:
    return view.document.category in ("clinical", "publication", "other", "")


@rule(
    "E4",
    Level.QUERY,
    "Who reports efficacy says how the primary endpoint came out.",
    source="CONSORT 2010, item 17; Su & Livoti, Ther Innov Regul Sci 2018",
)
def primary_endpoint(view: View, context: Context) -> Iterator[Hit]:
    found = _efficacy(view, context)
    if (
        _reports_data(view)
        and found
        and not re.search(
            r"\bprimary (?:efficacy |safety )?(?:endpoints?|outcome|objective)\b", view.text, re.IGNORECASE
        )
    ):
        passage, phrase = found[0]
        yield passage.hit(
            phrase.begin,
            phrase.end,
            "Efficacy is reported, and the primary endpoint never named. Say what it was and how it came out.",
            evidence="no primary endpoint",
        )
    for passage in view.of(Part.HEADLINE, Part.SUBHEADLINE):
        if (match := _SUBGROUP.search(passage.text)) and found:
            name = "headline" if passage.part == Part.HEADLINE else "subheadline"
            yield passage.hit(
                match.start(),
                match.end(),
                f"The {name} tells of a subgroup. Tell of the whole trial first.",
                evidence=f"subgroup in the {name}",
            )
        if match or _tells_of_the_whole(passage, found):
            break  # behind what the whole trial showed, a subgroup may follow


def _tells_of_the_whole(passage: Passage, found: list[tuple[Passage, Phrase]]) -> bool:
    return any(each is passage for each, _ in found) or bool(_MET.search(passage.text))


@rule(
    "E5",
    Level.QUERY,
    "What is called significant has its p-value or interval beside it.",
    source="ICMJE recommendations, IV.A.3.d; CONSORT 2010, item 17a",
)
def significance(view: View, context: Context) -> Iterator[Hit]:
    lexicon = occasion.lexicon(view, context, "claims", "significant")
    body = view.of(Part.BODY)
    for index, passage in enumerate(body):
        if not (found := lexicon.find(passage.text)):
            continue
        following = body[index + 1 : index + 8]
        near = passage.text + "".join(each.text for each in following if each.item or each.kind == "tr")
        is_bare = not _STATISTIC.search(near) and _is_about_data(passage)
        for phrase in found:
            if _SIGNIFICANTLY.match(passage.text, phrase.begin):
                continue
            is_trend = phrase.words.lower().startswith("trend")
            if is_trend or is_bare:
                message = (
                    "A trend is no result. Say what was measured, with its interval."
                    if is_trend
                    else "This is called significant without a p-value or an interval in the paragraph. Add it."
                )
                yield passage.hit(
                    phrase.begin, phrase.end, message, evidence="trend" if is_trend else "no p-value, no interval"
                )


def _is_about_data(passage: Passage) -> bool:
    return bool(
        re.search(
            r"\b(?:patients|subjects|participants|placebo|endpoint|trial|study|survival|response|reduction|improve\w*|versus|compared)\b",
            passage.text,
            re.IGNORECASE,
        )
    )


@rule("E6", Level.QUERY, "A trial without a comparison shows nothing better.", source="ICH E10; CONSORT 2010")
def comparisons(view: View, context: Context) -> Iterator[Hit]:
    single = [known.trial for known in subjects.trials(view, context) if known.arms == 1 and known.is_linked]
    names = {known.trial.name for known in subjects.trials(view, context) if known.is_linked}
    lexicon = occasion.lexicon(view, context, "claims", "comparison")
    if not single or len(single) != len(names):
        return
    for passage in view.of(*PROSE):
        for phrase in lexicon.find(passage.text):
            if not passage.is_quoted(phrase.begin):
                yield passage.hit(
                    phrase.begin,
                    phrase.end,
                    f"{single[0].name} has one arm, so that nothing is compared in it. Say what this rests on.",
                    evidence=f"{single[0].name}: one arm",
                )


@rule("E7", Level.QUERY, "Who reports efficacy reports safety too.", source="21 CFR 202.1(e)(5)(ii): fair balance")
def balance(view: View, context: Context) -> Iterator[Hit]:
    found = _efficacy(view, context)
    text = "\n".join(passage.text for passage in view.of(*PROSE))
    if _reports_data(view) and found and not occasion.lexicon(view, context, "claims", "safety").has(text):
        passage, phrase = found[0]
        yield passage.hit(
            phrase.begin,
            phrase.end,
            "Efficacy is reported, and no word about safety. Add what was seen.",
            evidence="no safety",
        )


@rule("E8", Level.NOTE, "Data that are not final say as of when.", source="CONSORT 2010, item 14; practice")
def cutoff(view: View, context: Context) -> Iterator[Hit]:
    early = occasion.lexicon(view, context, "claims", "early")
    said = occasion.lexicon(view, context, "claims", "early-said")
    text = "\n".join(passage.text for passage in view.of(*PROSE))
    if not _reports_data(view) or not _efficacy(view, context) or said.has(text):
        return
    for passage in view.of(*PROSE):
        if phrases := early.find(passage.text):
            yield passage.hit(
                phrases[0].begin,
                phrases[0].end,
                "These data are not final. Say as of which date, or that they are preliminary.",
                evidence="no data cut-off",
            )
            return
