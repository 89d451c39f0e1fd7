"""One line of a contact: which of its pieces is a person, a title, an organization."""

import re

from releases.readers import locations, reach
from releases.readers.people import (
    DEGREES,
    begins_title,
    has_legal_form,
    is_department,
    is_organization,
    is_person,
    is_title,
    part_from_organization,
    part_person,
)

#: The comma before "Inc." belongs to the name.
_COMMA = re.compile(r":\s+(?=[A-Z])|,\s+(?!(?:Inc|LLC|Ltd|L\.?P|Corp|LLP|plc|PLC|S\.A|N\.V|AG|A/S)\b)|\s+[–—|-]\s+")


_CITY = re.compile(
    r"(?:North|South|East|West|New|San|Santa|St\.|Saint|Fort|Port|Mount|Los|Las|Lake|Palo|King of)(?: [A-Z][a-z]+){1,2}"
    r"|(?:[A-Z][a-z]+ ){1,2}(?:City|Park|Oaks|Creek|Brook|Island|Point|Bay|Harbor|Ridge|Mesa|Haven|Beach|Springs|Heights|Hills|Valley|Falls|Grove|Shores|Plains|Hill)"
)


#: What stands before a rank: "National Vice President".
_RANGES = frozenset("National Global Regional Group Deputy Interim Acting Corporate International".split())
#: With these a sentence goes on, and no name of a company begins.
_SMALL_WORDS = frozenset("a an and at by for from in net of on or per please the to visit with".split())
_JOINED = re.compile(r"\s+or\s+|,\s+")


def people(words: str, company: str) -> list[str]:
    """The names of several people on one line, "Ana Ruiz or Max Oat"; any other line as it is."""
    names = _JOINED.split(words)
    return names if len(names) > 1 and all(is_person(name, company) for name in names) else [words]


def _unbroken(parts: list[str], company: str) -> list[str]:
    """The pieces with a comma where none is printed: "Ana Ruiz Vice President", "Ph.D. Chief Medical Officer"."""
    result: list[str] = []
    for part in parts:
        words = [] if begins_title(part) else part.split()
        at = next(
            (
                at
                for at in range(1, min(len(words), 5))
                if begins_title(" ".join(words[at:]))
                and (
                    result and words[0] != "Sr." and DEGREES.fullmatch(words[0])
                    if at == 1
                    else _is_name(words[:at], company)
                )
            ),
            0,
        )
        result.extend([" ".join(words[:at]), " ".join(words[at:])] if at else [part])
    return result


def _is_name(words: list[str], company: str) -> bool:
    return is_person(" ".join(words), company) and not any(begins_title(word) or word in _RANGES for word in words)


def names_nothing(organization: str) -> bool:
    """Whether what would be an organization is a web address, a figure or the rest of a sentence: "or visit us at"."""
    if reach.ADDRESS_ON_WEB.search(organization) or not re.search(r"[^\W\d_]{2}", organization):
        return True
    return organization.split()[0] in _SMALL_WORDS


def sort(pieces: list[str], company: str, city: str = "") -> tuple[str, str, str, list[str]]:
    """Person, title and organization in the pieces between commas, and what is none of them."""
    person = title = organization = ""
    left: list[str] = []
    for piece in pieces:
        parts = _unbroken([part for part in (part.strip() for part in _COMMA.split(piece)) if part], company)
        at = 0
        while at < len(parts):
            part = parts[at]
            if not person and not organization and (both := part_person(part, company))[0]:
                person, organization = both
                at += 1
                continue
            if not person and is_person(part, company) and not (organization and at and _is_city(part, city)):
                at += 1
                while at < len(parts) and DEGREES.fullmatch(parts[at]):
                    part, at = f"{part}, {parts[at]}", at + 1
                person = part
                continue
            if (
                is_title(part)
                and not (has_legal_form(part) and " of " not in part and not begins_title(part))
                and (begins_title(part) or organization or person or not is_organization(part, company))
            ):
                run = [part]
                while at + 1 < len(parts) and _goes_on(parts[at + 1], company):
                    at += 1
                    run.append(parts[at])
                whole = ", ".join(run)
                title_words, employer = (whole, "") if organization else part_from_organization(whole, company)
                if title:
                    left.append(whole)
                else:
                    title, organization = title_words, organization or employer
            elif not organization and (is_organization(part, company) or not left):
                organization = part.rstrip(":")
            else:
                left.append(part)
            at += 1
    # Old wires print the company's city behind it: "Heliantha Corp., Gaithersburg".
    if len(left) == 1 and organization and not person and re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}", left[0]):
        organization, left = f"{organization}, {left[0]}", []
    return person, title, re.sub(r"^(?:of|at|with)\s+(?=[A-Z])", "", organization), left


def _is_city(part: str, city: str) -> bool:
    """Whether a name behind a company's is that of its city: the dateline's, one that stands alone, or one made as cities are."""
    return part.casefold() == city.casefold() or locations.is_place(part, "") or bool(_CITY.fullmatch(part))


def _goes_on(part: str, company: str) -> bool:
    """Whether what stands behind the comma belongs to the title: a department or another title, no person and no company."""
    return (
        begins_title(part)
        or is_department(part_from_organization(part, company)[0])
        or (is_title(part) and not is_organization(part, company))
    )
