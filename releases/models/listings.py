"""Where shares trade besides the first exchange, as lines of text."""

import re

from django.core.exceptions import ValidationError

from releases.document import Listing
from releases.models.fields import lines
from releases.vocabulary import MIC

_LINE = re.compile(
    r"(?P<exchange>[^:]{1,60}?)\s*:\s*(?P<ticker>[A-Z0-9][A-Z0-9.\-]{0,11})(?:\s+\((?P<mic>[A-Z0-9]{4})\))?"
)


def listings(value: str) -> tuple[Listing, ...]:
    """The listings written one a line: "TSX: EXMP", or "Euronext: EXMP (XAMS)" where an exchange has several markets.

    Raises ValidationError for a line of another form.
    """
    return tuple(_listing(line) for line in lines(value))


def listing_lines(found: tuple[Listing, ...]) -> str:
    """Listings as :func:`listings` reads them."""
    return "\n".join(
        str(listing) if listing.mic == MIC.get(listing.exchange, "") else f"{listing} ({listing.mic})"
        for listing in found
    )


def validate_listings(value: str) -> None:
    """Refuse what is not one listing a line."""
    listings(value)


def validate_known_listings(value: str) -> None:
    """Refuse listings at exchanges that the vocabulary does not have."""
    for listing in listings(value):
        if listing.exchange not in MIC:
            raise ValidationError(f"“{listing.exchange}” is not among the exchanges known here: {', '.join(MIC)}.")


def _listing(line: str) -> Listing:
    if not (found := _LINE.fullmatch(line)):
        raise ValidationError(
            f"“{line}” is no listing. Write exchange, colon and symbol, one listing a line, as “TSX: EXMP”."
        )
    return Listing(
        exchange=found["exchange"], ticker=found["ticker"], mic=found["mic"] or MIC.get(found["exchange"], "")
    )
