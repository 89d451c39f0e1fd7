"""Persons, titles and organizations, told apart by the words that they are made of."""

import re

_TITLE = re.compile(
    r"\b(?:Director|President|Officer|Manager|Head|Chief|VP|SVP|EVP|AVP|CEO|CFO|CMO|COO|CSO|CBO|Counsel|Secretary|Specialist|Lead|Chair(?:man|woman)?|"
    r"Investor Relations|Corporate Communications|Corporate Affairs|Public Affairs|Media Relations|Communications Manager|Finance|Treasurer|"
    r"Principal|Coordinator|Associate|Founder|Spokes\w+|Controller|Executive|Analyst|Assistant|Administrator|Editor)\b",
)
#: A title that a sentence writes small: "director of corporate relations".
_SMALL = re.compile(
    r"(?:senior |executive |vice |assistant |associate |managing |chief )*(?:director|president|manager|officer|head|counsel|secretary|treasurer|chairman|chief|spokes\w+|coordinator)\b"
)
_RANK = re.compile(
    r"(?:Head|Director|Vice|Chief|Senior|Executive|Manager|President|S?E?VP|Associate|Assistant|Global Head|Managing|Chair\w*|C[EFMOSB]O)\b"
)
_ORGANIZATION = re.compile(
    r"^The [A-Z]|\b(?:Inc|Incorporated|LLC|LLP|Ltd|Limited|Corp|Corporation|Company|Co|Group|Communications|Partners|Advisors|Advisers|Advisory|Network|"
    r"Associates|Strategies|Strategy|Consulting|Consultants|Therapeutics|Pharmaceuticals?|Pharma|Bio[a-z]*|Sciences?|Genomics|Genetics|Vaccines|Neuro\w*|"
    r"Agency|Media|plc|PLC|AG|SE|GmbH|S\.A|SA|N\.V|NV|A/S|AB|ASA|PR|IR|Holdings|Laboratories|Labs|Medicines?|Oncology|Immunology|University|Institute|"
    r"Medical|Diagnostics|Health\w*|Technologies|Endocrine|Securities|Capital|Public Relations|Cell Therap\w+|Gene Therap\w+|Rx|Strategic|Solutions|Global|International)\b\.?",
)
#: "Four Corners Public Affairs".
_AGENCY = re.compile(r"(?:[^\W\d_a-z][\w&’'.-]*\s+){1,3}(?:Public Affairs|Public Relations|Corporate Communications)")
_LEGAL = re.compile(
    r"\b(?:Inc|Incorporated|LLC|LLP|Ltd|Limited|Corp|Corporation|Company|plc|PLC|AG|SE|GmbH|S\.A|SA|N\.V|NV|A/S|AB)\b\.?$"
)
_FIELD = (
    r"(?:(?:Corporate|Global|External|Investor|Public|Media|Medical|Scientific|Strategic|Internal|Marketing|Business|Government|Financial|Product|Patient|"
    r"Commercial|Clinical|International|Worldwide|European|North American|Shareholder|Stakeholder|Employee|Health|Research|Group|R&D|US|U\.S\.)\s+)"
)
_AREA = r"(?:Communications?|Relations|Affairs|Development|Finance|Marketing|Strategy|Operations|Planning|Engagement|Advocacy)"
_DEPARTMENT = re.compile(
    rf"{_FIELD}{{1,3}}(?:(?:and|&)\s+{_FIELD})?{_AREA}(?:(?:\s+(?:and|&)|,)\s+{_FIELD}{{0,3}}{_AREA})*(?:\s+(?:Department|Team|Office|Group))?"
    rf"|{_AREA}\s+(?:and|&)\s+{_FIELD}{{0,3}}{_AREA}|(?:Communications|Finance|Marketing|Strategy|Operations)"
)
#: Groups of organizations that are written as names with an ampersand: "Imhoff & Lacey".
_FIRM = re.compile(r"[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+)* (?:&|\+) [A-Z][\w’'-]+|[A-Z][\w’'-]+/[A-Z][\w’'-]+")
_FIRM_OF = re.compile(r"(?!the\b)[A-Z0-9][\w&’'.-]*(?: [A-Z][\w&’'.-]*){0,3}")
DEGREES = re.compile(
    r"(?:M\.?D\.?|Ph\.?D\.?|D\.?Phil\.?|Dr\.?P\.?H\.?|M\.?B\.?B\.?S\.?|Esq\.?|D\.?V\.?M\.?|M\.?B\.?A\.?|CFA|J\.?D\.?|Pharm\.?D\.?|M\.?S\.?c?\.?|B\.?Sc?\.?|Jr\.?|Sr\.?|CPA|RN|M\.?P\.?H\.?|APR|III?)"
)
_NAME = r"[^\W\d_][\w.'’-]*"
#: Between first name and surname: “Gerry”, (Gerry).
_NICKNAME = r"[“\"'‘(][^\W\d_][\w.-]*[”\"'’)]"
_PARTICLES = frozenset(
    "de den der des di du dos das da del della van von vom la le el al bin ben ibn ter ten zu zur af y and / &".split()
)
_PERSON = re.compile(
    rf"(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor)\.?\s+)?{_NAME}(?:\s+(?:{_NAME}|{_NICKNAME})){{1,4}}(?:\s*(?:/|&|and)\s*{_NAME}(?:\s+{_NAME}){{1,3}})?"
)
_EMPLOYER = re.compile(r",?\s+(?:of|at|for)\s+(?=(?:the\s+)?[A-Z])")
#: A company's own department under its name: "Highgate Investor Relations".
_BRANCH = re.compile(
    r"(?P<name>[A-Z][\w&’'.-]+(?: [A-Z][\w&’'.-]+){0,3}) (?:Investor|Media|Shareholder)(?: (?:&|and) \w+)? Relations"
)


def is_title(words: str) -> bool:
    """Whether somebody's title stands in the words."""
    return bool(_TITLE.search(words) or _SMALL.match(words)) and not (
        _AGENCY.fullmatch(words) and not re.match(_FIELD, words) and not _RANK.match(words)
    )


def begins_title(words: str) -> bool:
    """Whether the words begin with a title, whatever follows: "Head of IR"."""
    return bool(_RANK.match(words) or _SMALL.match(words))


def is_department(words: str) -> bool:
    """Whether the words name a department and nothing else: "Corporate Communications"."""
    return bool(_DEPARTMENT.fullmatch(words))


def is_organization(words: str, company: str = "") -> bool:
    """Whether the words name an organization: by its form, or because it is the company itself. A department is none."""
    if is_department(words):
        return False
    if _AGENCY.fullmatch(words) and not re.match(_FIELD, words):
        return True
    branch = _BRANCH.fullmatch(words)
    if branch and not (is_title(branch["name"]) or begins_title(words)):
        return not re.match(_FIELD, words)
    return bool(_ORGANIZATION.search(words) or _FIRM.fullmatch(words)) or (bool(company) and words.startswith(company))


def is_person(words: str, company: str = "") -> bool:
    """Whether the words are a person's name: two to five words, each capitalized but for particles."""
    parts = words.split()
    return (
        bool(_PERSON.fullmatch(words))
        and words[0].isupper()
        and all(part.lstrip("“\"'‘(")[:1].isupper() or part in _PARTICLES for part in parts)
        and not any(part.isupper() and len(part) > 3 and "." not in part for part in parts)
        and not (is_title(words) or is_department(words))
        and not is_organization(words, company)
    )


def has_legal_form(words: str) -> bool:
    """Whether the words end as a company's name: "Sterne Investor Relations, Inc."."""
    return bool(_LEGAL.search(words))


def part_from_organization(title: str, company: str) -> tuple[str, str]:
    """Title and employer of "Director, Communications of Ridgeline Pharma, Inc."; the employer empty when none is named."""
    # "Director of Communications" names a department; only a company's own form or name tells an employer, the last one.
    for hit in reversed([*_EMPLOYER.finditer(title)]):
        name = title[hit.end() :]
        if hit.start() and (_LEGAL.search(name) or (company and name.startswith(company))):
            return title[: hit.start()], name
    return title, ""


def part_person(words: str, company: str) -> tuple[str, str]:
    """Person and organization of "Lee Ashton of Ashton PR"; both empty when the words are something else."""
    person, _, name = words.partition(" of ")
    is_firm = is_organization(name, company) or bool(_FIRM_OF.fullmatch(name))
    return (person, name) if name and is_person(person, company) and is_firm else ("", "")
