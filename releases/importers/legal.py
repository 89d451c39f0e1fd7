"""The safe harbor of an imported release: its own words, as a version of what the same company printed before.

Two texts are one text's history when the same company printed them and one has most of the other's wording: at least
:data:`KIN` of the runs of three words of the shorter one stand in the longer one, which is at most :data:`LONGER` times as
long. Dates, names of drugs and added risk factors leave that; another legend of the same company does not.
"""

import datetime
import re

from django.db.models import Q

from releases import instants, text
from releases.document import Document, richtext
from releases.importers.matching import match_safe_harbor
from releases.importers.writing import create
from releases.models import Boilerplate, BoilerplateVersion
from releases.vocabulary import BoilerplateKind

#: The share of wording that two versions of one text have in common, and how much longer one of them may be.
KIN, LONGER = 0.6, 2.5
_RUN = 3
#: What names a text whose company is not known.
_UNNAMED = "an unnamed company"
_LONGEST_NAME = 80


def safe_harbor_of(document: Document, *, today: datetime.date) -> BoilerplateVersion | None:
    """The version with just the document's words, created when there is none; None for a document without a safe harbor.

    A version that new releases use is meant only by a document of a day on which it was in force.
    """
    if document.safe_harbor is None:
        return None
    heading, html = document.safe_harbor.heading, document.safe_harbor.html
    day = today if instants.out_of_bounds(document.date) else document.date or today
    printed_by = document.company.legal_name or _UNNAMED
    if version := match_safe_harbor(heading, html, day=day):
        return version
    return create(
        BoilerplateVersion,
        boilerplate=_earlier(html, printed_by) or _new(printed_by, day),
        effective_from=day,
        heading=heading,
        text=html,
    )


def is_one_history(one: str, other: str) -> bool:
    """Whether two plain texts are versions of one text."""
    first, second = _runs(one), _runs(other)
    short, long = sorted((first, second), key=len)
    if not short:
        return one.split() == other.split()
    return len(long) <= LONGER * len(short) and len(short & long) >= KIN * len(short)


def _earlier(html: str, printed_by: str) -> Boilerplate | None:
    """The boilerplate of which this text is a version: the one with the most of its wording."""
    words = richtext.plain(html)
    versions = BoilerplateVersion.objects.filter(
        boilerplate__kind=BoilerplateKind.SAFE_HARBOR, boilerplate__printed_by=printed_by
    ).select_related("boilerplate")
    kin = [
        (len(_runs(words) & _runs(known)), version.boilerplate)
        for version in versions.order_by("id")
        if is_one_history(words, known := richtext.plain(version.text))
    ]
    return max(kin, key=lambda pair: pair[0])[1] if kin else None


def _new(printed_by: str, day: datetime.date) -> Boilerplate:
    name = f"{printed_by[:_LONGEST_NAME]}, as printed {text.ap_date(day)}"
    held = Boilerplate.objects.filter(Q(name=name) | Q(name__startswith=f"{name} ("), kind=BoilerplateKind.SAFE_HARBOR)
    name = f"{name} ({count + 1})" if (count := held.count()) else name
    return Boilerplate.objects.create(kind=BoilerplateKind.SAFE_HARBOR, name=name, printed_by=printed_by)


def _runs(words: str) -> set[tuple[str, ...]]:
    """Every three words in a row, whatever their case and signs."""
    found = re.findall(r"\w+", words.casefold())
    return set(zip(*(found[at:] for at in range(_RUN)), strict=False))
