"""What tells of a release in an answer: marks that only it has, and words of it that nothing public says."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from releases.document import Document, richtext
from releases.models import Edition, SealedRecord

#: Characters of a digest or a word from which on it is looked for: less is found by chance.
_OF_DIGEST, _LEAST, _LEAST_NAME = 12, 12, 5
#: Of a paragraph, which a list may cut.
_BEGINNING = 60
_TAG = re.compile(r"<[^<>]+>")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Sign:
    """Something to look for, and what it is called in an alarm."""

    what: str
    text: str  # in the form of :func:`plain`
    is_mark: bool  # an address, key or digest: nobody repeats it by chance, or because he was asked for it


def plain(text: str) -> str:
    """The text of an answer or a record in one form: no escapes, no tags, single spaces, small letters."""
    text = _UNICODE.sub(
        lambda found: chr(int(found[1], 16)), text.replace("\\/", "/").replace('\\"', '"').replace("\\n", " ")
    )
    text = html.unescape(html.unescape(text))
    return " ".join(f"{text} {_TAG.sub(' ', text)}".split()).casefold()


def _word(text: str) -> str:
    return " ".join(_TAG.sub(" ", html.unescape(text)).split()).casefold()


def signs(
    document: Document, *, path: str, is_known: bool, digest: str = "", item_id: str = "", files: Iterable[str] = ()
) -> tuple[Sign, ...]:
    """Those of a release. ``files`` are keys of files that are not public; ``is_known`` says that its address is."""
    marks = [Sign("its digest", digest[:_OF_DIGEST], True)] if digest else []
    marks += [Sign("its address", path.rstrip("/"), True)] if path and not is_known else []
    marks += [Sign("its identity in feeds", item_id.casefold(), True)] if item_id else []
    marks += [Sign("the key of a file", key, True) for key in files]
    return (
        *marks,
        *(Sign(what, _word(text), False) for what, text in dict.fromkeys(_words(document)) if not _is_public(text)),
    )


def _words(document: Document) -> Iterable[tuple[str, str]]:
    """Words that are worth looking for, by what they are."""
    long = [("its headline", document.headline)]
    long += [("its subheadline", line) for line in document.subheadline.splitlines()]
    paragraphs = [each for each in richtext.plain(document.body_html).split("\n\n") if each.strip()]
    long += [("its text", each[:_BEGINNING].rpartition(" ")[0] or each) for each in paragraphs[:3]]
    long += [
        ("a quotation", each.text[:_BEGINNING].rpartition(" ")[0] or each.text) for each in document.quotations[:3]
    ]
    long += [("a file's title", text) for file in document.files for text in (file.title, file.alternative_text)]
    long += [("the note of its correction", document.correction.note)] if document.correction else []
    yield from ((what, text) for what, text in long if len(text.strip()) >= _LEAST)
    names = [name for drug in document.drugs for name in (drug.code_name, drug.generic_name, drug.brand_name)]
    names += [name for trial in document.trials for name in (trial.acronym, trial.nct_number)]
    yield from (("the name of a drug or trial", name) for name in names if len(name.strip()) >= _LEAST_NAME)


def _is_public(text: str) -> bool:
    """Whether something public says this already: a headline of last year's, a drug that is known."""
    words = text.strip()
    return (
        Edition.objects.published().filter(plain_text__icontains=words).exists()
        or Edition.objects.published().filter(document_json__icontains=words).exists()
        or SealedRecord.objects.published().filter(document_json__icontains=words).exists()
    )


def found(wanted: Iterable[Sign], text: str, *, is_echoed: bool = False) -> str:
    """What the first of these signs in a :func:`plain` text is called; empty if there is none. Where an answer repeats the
    question (``is_echoed``), words prove nothing, and marks do."""
    for sign in wanted:
        if is_echoed and not sign.is_mark:
            continue
        at = text.find(sign.text)
        while at >= 0:
            end = at + len(sign.text)
            is_cut = sign.what == "its digest"  # longer ones begin with it
            is_inside = sign.text[0].isalnum() and at > 0 and _continues(text[at - 1])
            if not is_inside and (is_cut or not _continues(text[end : end + 1])):
                return sign.what
            at = text.find(sign.text, at + 1)
    return ""


def _continues(letter: str) -> bool:
    return letter.isalnum() or letter in ("-", "_") if letter else False
