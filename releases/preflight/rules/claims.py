"""What a release says of a medicine that no regulator has approved for the use, and of one that is approved."""

import re
from collections.abc import Iterator

from releases.preflight import occasion, subjects
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part, Passage, Span
from releases.preflight.view import PROSE, View

_LAW = "21 CFR 312.7(a)"


@rule(
    "E1",
    Level.QUERY,
    "No investigational medicine is called safe, effective or better than it has been shown to be.",
    source=_LAW,
)
def claims(view: View, context: Context) -> Iterator[Hit]:
    known = subjects.drugs(view, context)
    unapproved = [drug for drug in known if not drug.is_approved]
    if not unapproved:
        return
    pattern = subjects.named(subjects.all_names(unapproved))
    forbidden = occasion.lexicon(view, context, "claims", "forbidden")
    loose = occasion.lexicon(view, context, "claims", "claims")
    measured = occasion.lexicon(view, context, "claims", "measured")
    heads = view.of(Part.HEADLINE, Part.SUBHEADLINE)
    is_about = any(pattern.search(passage.text) for passage in heads)
    designated = {granted.kind for drug in known for granted in drug.drug.designations}
    for passage in view.of(*PROSE):
        for sentence in passage.sentences:
            words = passage.text[sentence.start : sentence.end]
            if not pattern.search(words) and not (is_about and passage in heads):
                continue
            if measured.has(words):
                continue
            for phrase in (*forbidden.find(words), *loose.find(words)):
                is_forbidden = forbidden.has(phrase.words)
                if phrase.words.lower() == "breakthrough" and ("breakthrough" in designated or "designation" in words):
                    continue
                quoted = passage.is_quoted(sentence.start + phrase.begin)
                yield passage.hit(
                    sentence.start + phrase.begin,
                    sentence.start + phrase.end,
                    f"“{phrase.words}” of a medicine that is not approved reads as a claim. Say what was measured instead, or say why it may stand.",
                    evidence=_names(pattern, words, unapproved),
                    level=Level.BLOCK if is_forbidden and not quoted else None,
                )


def _names(pattern: re.Pattern, words: str, unapproved: list) -> str:
    found = pattern.search(words)
    return f"{found[0] if found else unapproved[0].drug.name}: not approved"


@rule("E2", Level.QUERY, "A release about an investigational medicine says that it is one.", source=_LAW)
def investigational(view: View, context: Context) -> Iterator[Hit]:
    unapproved = [drug for drug in subjects.drugs_of_release(view, context) if not drug.is_approved and _is_own(drug)]
    said = occasion.lexicon(view, context, "claims", "investigational")
    text = "\n".join(passage.text for passage in view.of(*PROSE, Part.SECTION))
    for drug in unapproved:
        pattern = subjects.named(drug.names)
        for passage in view.of(*PROSE):
            if match := pattern.search(passage.text):
                if not said.has(text):
                    yield passage.hit(
                        match.start(),
                        match.end(),
                        f"No sentence says that {match[0]} is investigational. Say so, or name its phase.",
                        evidence="neither investigational nor a phase",
                    )
                break


def _is_own(drug) -> bool:
    return drug.is_own or not drug.drug.owner


@rule("E3", Level.QUERY, "An approved product is named with its indication and its risks.", source="21 CFR 202.1(e)")
def product_information(view: View, context: Context) -> Iterator[Hit]:
    text = "\n".join(passage.text for passage in view.of(*PROSE, Part.SECTION))
    has_risks = occasion.lexicon(view, context, "claims", "safety-block").has(text)
    has_use = occasion.lexicon(view, context, "claims", "indication").has(text)
    if has_risks and has_use:
        return
    for known in subjects.drugs(view, context):
        if not (known.is_approved and known.is_own and known.drug.brand_name):
            continue
        pattern = subjects.named((known.drug.brand_name,))
        for passage in view.of(*PROSE):
            if match := pattern.search(passage.text):
                lacks = " and ".join([*["its approved use"] * (not has_use), *["its risks"] * (not has_risks)])
                yield passage.hit(
                    match.start(),
                    match.end(),
                    f"{match[0]} is named without {lacks}. Add them, with the prescribing information.",
                    evidence=f"lacks {lacks}",
                )
                break


@rule("E12", Level.QUERY, "Nobody promises what a regulator will decide.", source=f"{_LAW}; 17 CFR 240.10b-5")
def certainty(view: View, context: Context) -> Iterator[Hit]:
    sure = occasion.lexicon(view, context, "claims", "certainty")
    measured = occasion.lexicon(view, context, "claims", "certainty-measured")
    for passage in view.of(*PROSE):
        for phrase in sure.find(passage.text):
            sentence: Span = passage.sentence_at(phrase.begin)
            if not measured.has(passage.text[sentence.start : sentence.end]) and _is_regulatory(passage, phrase.words):
                yield passage.hit(
                    phrase.begin,
                    phrase.end,
                    "Nobody can promise this. Say what was submitted, and what may follow.",
                    evidence="certainty about a regulator",
                )


def _is_regulatory(passage: Passage, words: str) -> bool:
    return "approv" in words.lower() or bool(
        re.search(r"\b(?:approv|FDA|EMA|regulator|agency|safe|effective|results?)", passage.text)
    )
