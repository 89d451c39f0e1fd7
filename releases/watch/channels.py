"""The channels, from the public URL configuration: a page that is added is asked for by itself, or refuses to be forgotten.

An address without a word of a release is *opaque*: every node is asked for it, and logs on the way may keep it. An address
that holds words (a headline, a file's name) is *named*, and is asked for before the instant at direct nodes only.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

from releases import addressing
from releases.models import Company, Edition, SealedRecord
from releases.rendering import formats
from releases.vocabulary import Category, RecordKind
from releases.watch.asking import Question
from releases.watch.releases import Watched

PUBLIC = "releases.urls"
_ENDINGS = re.compile(r"\(\?P<ending>([^)]*)\)")
_DAY = ("year", "month", "day", "slug")
#: So many of the newest public releases are read, too.
_NEIGHBOURS = 3
#: In the place of words in a channel's name.
HIDDEN = "…"
#: What is asked for to learn what “not there” looks like, in the form of each address.
NOTHING = {
    "year": "1999", "month": "01", "day": "01", "slug": "no-such-release", "number": "1", "name": "nothing.png",
    "key": "00000000-0000-4000-8000-000000000000", "drug": "no-such-record", "trial": "no-such-record",
}  # fmt: skip


class UnknownPart(LookupError):
    """An address has a part that nobody knows how to fill."""


@dataclass(frozen=True, slots=True)
class Template:
    """An address as the URL configuration has it."""

    text: str
    names: frozenset[str]
    endings: tuple[str, ...] = ()

    @property
    def is_of_release(self) -> bool:
        return self.names >= set(_DAY)


def templates() -> list[Template]:
    """Every public address; raises UnknownPart for one that the questions below would leave out."""
    found = list(_templates(get_resolver(PUBLIC)))
    for each in found:
        if unknown := each.names - NOTHING.keys() - {"ending", "category"}:
            raise UnknownPart(
                f"Nobody knows how to fill “{min(unknown)}” in the address “{each.text}”; teach releases/watch/channels.py."
            )
    return found


def _templates(resolver: URLResolver, before: str = "") -> Iterator[Template]:
    for entry in resolver.url_patterns:
        regex = before + entry.pattern.regex.pattern.lstrip("^") if before else entry.pattern.regex.pattern
        if isinstance(entry, URLPattern):
            endings = _ENDINGS.search(regex)
            named = tuple(endings[1].replace("[.]", ".").split("|")) if endings else ()
            for text, names in normalize(regex):
                yield Template("/" + text, frozenset(names), named)
        else:
            yield from _templates(entry, regex.removesuffix(r"\Z"))


def everywhere(year: int) -> list[Question]:
    """What everybody may read, whole: lists, feeds, sitemaps, search. The same whatever is sealed, so that who reads the log
    of addresses learns nothing. Search is asked for the company's name, which every release has."""
    public = SealedRecord.objects.known().exclude(slug="").values_list("kind", "slug")
    slugs = {
        kind: sorted(slug for each, slug in public if each == kind) for kind in (RecordKind.DRUG, RecordKind.TRIAL)
    }
    found = []
    for template in templates():
        if template.is_of_release or "key" in template.names:
            continue
        values = {"ending": template.endings if template.names == {"ending"} else template.endings[1:2]}
        values |= {"category": Category.values, "year": (str(year), str(year + 1))}
        values |= {"drug": slugs[RecordKind.DRUG], "trial": slugs[RecordKind.TRIAL]}
        values["slug"] = slugs[RecordKind.DRUG if "/drugs/" in template.text else RecordKind.TRIAL]
        names = sorted(template.names)
        for filled in itertools.product(*(values[name] for name in names)):
            path = quote(template.text % dict(zip(names, filled, strict=True)), safe="/:")
            found.append(Question(path, path))
    company = Company.objects.current()
    queries = [{"year": str(year)}, *({"category": each} for each in Category.values)]
    queries += [{"q": company.short_name or company.legal_name, "order": "newest"}] if company else []
    newest = Edition.objects.live().filter(is_withdrawal=False).order_by("-live_at", "-id")[:_NEIGHBOURS]
    found += [Question(path, path) for path in (each.path for each in newest)]  # which name what came before and after
    found += [_asked(addressing.releases(), query) for query in queries]
    found += [
        _asked("/api/v1/releases", {"limit": "100"}),
        _asked("/feed/PressRelease.svc/GetPressReleaseList", {"bodyType": "1"}),
    ]
    return list(dict.fromkeys(found))


def _asked(path: str, query: dict[str, str]) -> Question:
    whole = f"{path}?{urlencode(query)}"
    return Question(whole, whole)


def own(release: Watched) -> list[tuple[Question, Question | None]]:
    """The release's own addresses, each beside one of the same form that is nowhere (None: it is judged by its words)."""
    found = []
    for template in templates():
        for ending in (template.endings or ("",)) if template.is_of_release else ():
            question = _filled(template, _values(release, ending))
            if not release.is_known:
                found.append((question, nowhere(template, ending)))
            elif "number" not in template.names and is_text(ending):
                found.append((question, None))  # public already, and must not change
            elif "number" in template.names and release.number > 1:
                found.append((question, nowhere(template, ending)))
    if release.digest and not release.is_known:  # 304 and 412 would tell whoever holds the digest
        page = next(each for each in templates() if each.names == set(_DAY) and not each.text.startswith("/api/"))
        held = ("If-None-Match", f'"{release.digest}"')
        found.append((_filled(page, _values(release, ""), held), nowhere(page, "")))
    for template in templates():
        if template.names == {"key", "name"}:
            found += [(file_of(key, name), nowhere(template, "")) for key, name in release.files]
        if template.names == {"key"}:
            found += [(_filled(template, {"key": key}), nowhere(template, "")) for key in release.contacts]
        for kind, slug in release.slugs:
            part = (
                kind
                if kind in template.names
                else "slug"
                if template.names == {"slug"} and f"/{kind}s/" in template.text
                else ""
            )
            if part:
                found += [
                    (_filled(template, {part: slug, "ending": ending}), nowhere(template, ending))
                    for ending in template.endings or ("",)
                ]
    return found


def is_text(ending: str) -> bool:
    """Whether words can be searched for in what answers at this ending of a release's address ("" for its page)."""
    return ending not in formats.endings() or formats.of(ending).is_text


def searched(release: Watched) -> list[Question]:
    """Search for words of the release."""
    words = [sign.text for sign in release.signs if not sign.is_mark][:4]
    return [
        Question(f"/releases/?q={HIDDEN} ({number})", addressing.releases(q=text))
        for number, text in enumerate(words, start=1)
    ]


def file_of(key: str, name: str) -> Question:
    """A file's address."""
    template = next(each for each in templates() if each.names == {"key", "name"})
    return _filled(template, {"key": key, "name": name})


def nowhere(template: Template, ending: str) -> Question:
    """An address of this form at which nothing is."""
    values = NOTHING | {"ending": ending}
    path = template.text % {name: values[name] for name in template.names}
    return Question(path, path)


def _values(release: Watched, ending: str) -> dict[str, str]:
    _, _, year, month, day, slug, _ = release.path.split("/")
    return {"year": year, "month": month, "day": day, "slug": slug, "ending": ending, "number": str(release.number)}


def _filled(template: Template, values: dict[str, str], *headers: tuple[str, str]) -> Question:
    """A question by the release's values, under a name in which they don't stand: ``/releases/….pdf``."""
    path = quote(template.text % {name: values[name] for name in template.names}, safe="/:")
    shown = dict.fromkeys(template.names, HIDDEN) | {
        name: values[name] for name in ("ending", "number") if name in values
    }
    if "key" in shown:
        shown["key"] = values["key"]
    name = (template.text % shown).replace("/".join([HIDDEN] * 4), HIDDEN)
    suffix = "".join(f" with {header[0]}" for header in headers)
    if "name" in template.names and re.search(r"-\d+\.\w+$", values["name"]):
        suffix += " (smaller)"
    return Question(name + suffix, path, headers)
