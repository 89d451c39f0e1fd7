"""What may be asked for in a query, and sentences for what may not."""

import datetime
import re
from urllib.parse import urlencode

from releases.vocabulary import Category

MOST = 100
#: Date and slug of a release, as in its address.
PLACE = r"[0-9]{4}/[0-9]{2}/[0-9]{2}/[a-z0-9-]+"


class Refused(ValueError):
    """A sentence for who asked."""


def read(query, allowed: tuple[str, ...]) -> dict:
    """The parameters by name as values; raises :class:`Refused` for an unknown, repeated or unreadable one."""
    values = {}
    for name, given in query.lists():
        if name not in allowed:
            known = ", ".join(allowed) if allowed else "none"
            raise Refused(f"A parameter here is unknown. Known here: {known}.")
        if len(given) > 1:
            raise Refused(f"“{name}” is given more than once. Give it once.")
        values[name] = _READERS.get(name, _text)(given[0])
    return values


def following(query, after: str) -> str:
    """The query of the next page; empty when there is none."""
    if not after:
        return ""
    kept = {name: value for name, value in query.items() if name != "after"}
    return urlencode(kept | {"after": after}, safe="/")


def _limit(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= MOST:
        raise Refused(f"“limit” is a number from 1 to {MOST}.")
    return int(text)


def _year(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{3}", text):
        raise Refused("“year” has four digits, as 2025.")
    return int(text)


def _category(text: str) -> str:
    if text not in Category.values:
        raise Refused(f"“category” is one of {', '.join(Category.values)}.")
    return text


def _place(text: str) -> str:
    if not re.fullmatch(PLACE, text) or len(text) > 150:
        raise Refused(
            "“after” is the address of a release, as 2025/03/04/the-headline. Take it from “next” of the page before."
        )
    return text


def _instant(text: str) -> datetime.datetime:
    try:
        instant = datetime.datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign that was not escaped
        if instant.tzinfo is None:
            raise ValueError
        return instant.astimezone(datetime.UTC)
    except (ValueError, OverflowError) as error:
        raise Refused("“updated_since” is an instant with its offset, as 2025-03-04T12:00:00Z.") from error


def _text(text: str) -> str:
    if not text or len(text) > 150 or "\0" in text:
        raise Refused("A parameter is empty or too long. Leave it out, or take it from the address of a page.")
    return text


_READERS = {"limit": _limit, "after": _place, "year": _year, "category": _category, "updated_since": _instant}
