"""Legends that releases about securities, mergers and measures beside GAAP must carry."""

from collections.abc import Iterator

from releases.preflight import occasion
from releases.preflight.catalogue import rule
from releases.preflight.context import Context
from releases.preflight.finding import Hit, Level
from releases.preflight.passage import Part
from releases.preflight.view import PROSE, View


def _first(view: View, context: Context, name: str, past: str = ""):
    """The first passage and phrase of a lexicon, unless the sentence only looks back."""
    lexicon = occasion.lexicon(view, context, "legends", name)
    behind = occasion.lexicon(view, context, "legends", past) if past else None
    for passage in view.of(*PROSE):
        for phrase in lexicon.find(passage.text):
            sentence = passage.sentence_at(phrase.begin)
            if not (behind and behind.has(passage.text[sentence.start : sentence.end])):
                return passage, phrase
    return None


def _says(view: View, context: Context, name: str) -> bool:
    text = "\n".join(passage.text for passage in view.of(*PROSE, Part.SECTION, Part.SAFE_HARBOR))
    return occasion.lexicon(view, context, "legends", name).has(text)


@rule("E9", Level.BLOCK, "A release about an offering is no offer, and says so.", source="17 CFR 230.134, 230.135(a)")
def offerings(view: View, context: Context) -> Iterator[Hit]:
    found = _first(view, context, "offering", "offering-past")
    if not found:
        return
    passage, phrase = found
    if not _says(view, context, "no-offer"):
        yield passage.hit(
            phrase.begin,
            phrase.end,
            "A release about an offering must say that it does not constitute an offer of any securities for sale. Attach that legend.",
            evidence="17 CFR 230.135(a)(1): no such words",
        )
    if (
        _first(view, context, "rule-135")
        and not _says(view, context, "shelf")
        and (named := _first(view, context, "underwriters"))
    ):
        where, words = named
        yield where.hit(
            words.begin,
            words.end,
            "A notice of a proposed offering does not name the underwriters. Take them out, or say why they may stand.",
            evidence="17 CFR 230.135(a)(2)",
            level=Level.QUERY,
        )


@rule(
    "E10",
    Level.QUERY,
    "A release about a merger or tender offer has its legends.",
    source="17 CFR 240.14a-12, 240.14d-2(b), 230.425; 15 U.S.C. 78u-5(b)(2)(C)",
)
def mergers(view: View, context: Context) -> Iterator[Hit]:
    found = _first(view, context, "merger", "merger-past")
    if found and not (_says(view, context, "merger-legend") and _says(view, context, "merger-participants")):
        passage, phrase = found
        tender = (
            " Its forward-looking statements have no shelter under the statute."
            if "tender" in phrase.words.lower()
            else ""
        )
        yield passage.hit(
            phrase.begin,
            phrase.end,
            f"A release about a merger points to the proxy or tender documents, and says who solicits. Attach these legends.{tender}",
            evidence="no legend",
        )


@rule(
    "E11",
    Level.QUERY,
    "A measure beside GAAP stands with the one in GAAP and how they are reconciled.",
    source="Regulation G, 17 CFR 244.100; Item 10(e) of Regulation S-K",
)
def measures(view: View, context: Context) -> Iterator[Hit]:
    found = _first(view, context, "non-gaap")
    if found and not _says(view, context, "non-gaap-legend"):
        passage, phrase = found
        yield passage.hit(
            phrase.begin,
            phrase.end,
            "This measure is none of GAAP. Add the nearest GAAP measure and the reconciliation.",
            evidence="no reconciliation",
        )
