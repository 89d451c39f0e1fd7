"""Bytes to characters, and the refusal of what is not text."""

import codecs
import contextlib
import re
from collections import Counter

from releases import text
from releases.readers import endings
from releases.readers.reading import Notice, Unreadable

#: Bytes. The longest releases (earnings with full tables) stay below 0.5 MB.
LIMIT = 2_000_000
#: Of a saved page, which may hold its pictures, and of a filing, which holds all of its documents.
LARGEST_PAGE = 10_000_000
_MARKUP = re.compile(rb"\xef\xbb\xbf?\s*(?:<|-----BEGIN PRIV)|\s*(?:<|-----BEGIN PRIV)", re.IGNORECASE)

_SIGNATURES = (
    (b"%PDF-", "a PDF", "save the release as a Word document (.docx), HTML or plain text and send that"),
    (b"\x89PNG", "a PNG image", "send the text of the release instead"),
    (b"\xff\xd8\xff", "a JPEG image", "send the text of the release instead"),
    (b"GIF8", "a GIF image", "send the text of the release instead"),
    (b"{\\rtf", "a Rich Text document", "save it as a Word document (.docx) and send that"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and send the file inside"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it and send the file inside"),
    (b"Rar!", "a RAR archive", "unpack it and send the file inside"),
)
#: The old container of Microsoft's programs; the names of the streams in it say what it holds.
_COMPOUND = b"\xd0\xcf\x11\xe0"
_STREAMS = (
    ("EncryptedPackage", "protected with a password", "remove the password in Word and send it again"),
    ("WordDocument", "an old Word document (.doc)", "open it in Word, save it as .docx and send that"),
    ("Workbook", "an Excel workbook", "save the release as a Word document (.docx) and send that"),
    ("PowerPoint Document", "a PowerPoint presentation", "save the release as a Word document (.docx) and send that"),
    ("__substg1.0_", "an Outlook message", "copy its text into a Word document (.docx) and send that"),
)
#: The head of a message: fields one below the other, one of them a field that no release has.
_MAIL = re.compile(
    rb"(?:From .{1,200}\r?\n)?(?:[A-Za-z][A-Za-z-]{1,40}:[ \t].{0,1000}\r?\n(?:[ \t].{0,1000}\r?\n){0,20}){0,40}?"
    rb"(?:MIME-Version|Message-ID|Received|Return-Path):[ \t]",
    re.IGNORECASE,
)
_MESSAGE = ("an e-mail", "save the document that it carries, or its text,")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
#: What quotation marks, dashes and accented letters look like after UTF-8 was taken for Windows-1252.
_TWICE = re.compile("â€[œ\x9d™“”˜¢]|Ã[©¨¼¶¤\xa0]|Â[®©°±\xa0]")
#: Characters that end a line for some programs; the house knows only ``\n``.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Word writes the bullets of its Symbol and Wingdings fonts as private-use characters.
_FONT_BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf02d": "-"})


def refuse_foreign(data: bytes, name: str) -> None:
    """Raise :class:`Unreadable` for a file that is something else than a release, whatever its name says."""
    for signature, kind, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"{name} is {kind}{_whatever(name)}; {remedy}.")
    if data.startswith(_COMPOUND):
        kind, remedy = next(
            ((kind, remedy) for stream, kind, remedy in _STREAMS if stream.encode("utf-16-le") in data),
            ("an old Office document", "save it as a Word document (.docx) and send that"),
        )
        whatever = "" if kind.startswith("protected") else _whatever(name)
        raise Unreadable(f"{name} is {kind}{whatever}; {remedy}.")

    head = data[:4000]
    if _MAIL.match(head):
        kind, remedy = ("a web archive (MHTML)", "save the page as HTML") if b"multipart/related" in head else _MESSAGE
        raise Unreadable(f"{name} is {kind}{_whatever(name)}; {remedy} and send that.")


def _whatever(name: str) -> str:
    return ", whatever its name says" if name.lower().endswith(endings.READ) else ""


def decode(data: bytes, name: str, notices: list[Notice], limit: int = 0) -> str:
    """The text of the file with ``\\n`` as its line end; raises :class:`Unreadable`."""
    limit = limit or (LARGEST_PAGE if _MARKUP.match(data) else LIMIT)
    if len(data) > limit:
        raise Unreadable(
            f"{name} is {len(data) / 1_000_000:.1f} MB long and the limit is {limit / 1_000_000:.0f} MB; "
            "send only the text of the release."
        )
    refuse_foreign(data, name)
    source = _LINE_ENDS.sub("\n", _characters(data, name, notices)).translate(_FONT_BULLETS)
    if not source.strip():
        raise Unreadable(f"{name} is empty; choose the file that holds the release.")
    controls = len(_CONTROL.findall(source))
    if "\x00" in source or controls * 20 > len(source):
        raise Unreadable(f"{name} holds binary data, not text; save the release as plain text or HTML and send that.")
    if len(_TWICE.findall(source)) > 1:
        notices.append(
            Notice(
                f"{name} seems to have been stored in the wrong encoding once (it holds “{_TWICE.search(source)[0]}”); "
                "take the text from where it came from again.",
                needs_review=True,
            )
        )
    if "\ufffd" in source:
        notices.append(
            Notice(
                f"{name} holds damaged characters, shown as “\ufffd”; compare the text with the original.",
                line=source.count("\n", 0, source.index("\ufffd")) + 1,
                needs_review=True,
            )
        )
    return source


def _characters(data: bytes, name: str, notices: list[Notice]) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if encoding := _unmarked_utf_16(data):
        notices.append(Notice(f"{name} is UTF-16 without its mark; look at the first and last words."))
        return data.decode(encoding, errors="replace")
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    damaged = data.decode("utf-8-sig", errors="replace")
    if damaged.count("\ufffd") * 3 < sum(char > "\x7f" for char in damaged if char != "\ufffd"):
        return damaged
    encoding, said = _declared(data) or _judged(data)
    notices.append(
        Notice(f"{name} is not UTF-8 and was read as {said}; look at quotation marks, dashes and accented letters.")
    )
    return data.decode(encoding, errors="replace")


def _unmarked_utf_16(data: bytes) -> str:
    """The byte order of UTF-16 without its mark: every second byte of a western text is zero."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 4 or min(even, odd) > half // 20 or max(even, odd) < half // 2:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _declared(data: bytes) -> tuple[str, str] | None:
    """The encoding that an HTML or XML file names itself, where it is one of text."""
    hit = _DECLARATION.search(data[:2000])
    if not hit:
        return None
    try:
        name = codecs.lookup(hit[1].decode("ascii")).name
        data[:100].decode(name, errors="replace")
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    if name.startswith(("utf", "idna", "punycode")):
        return None
    # Browsers read Latin-1 as Windows-1252, and so do the people who declare it.
    return (
        ("cp1252", "Windows-1252") if name in ("iso8859-1", "ascii", "cp1252") else (name, f"{name}, as it says itself")
    )


def _judged(data: bytes) -> tuple[str, str]:
    """The 8-bit encoding in which the characters beyond ASCII make the better sense."""
    if _score(data.decode("mac_roman")) > _score(data.decode("cp1252", errors="replace")):
        return "mac_roman", "Mac Roman"
    if not any(0x80 <= byte < 0xA0 for byte in data):
        return "cp1252", "Latin-1 (in Windows-1252 its characters are the same)"
    return "cp1252", "Windows-1252"


def _score(source: str) -> int:
    """What speaks for a decoding: typography and letters in words; against it, capitals and signs within words."""
    good = len(_LIKELY.findall(source))
    return good - 3 * len(_UNLIKELY.findall(source))


def tell_invisible(source: str, notices: list[Notice]) -> None:
    """Say which characters that nobody sees, or that only one font knows, are taken out of the text."""
    counts = Counter(
        next(kind for kind, characters in _INVISIBLE if characters.match(char))
        for char in text.INVISIBLE.findall(source)
    )
    for kind, count in counts.items():
        if kind:
            were = f"{count} {kind}s were" if count > 1 else f"1 {kind} was"
            notices.append(Notice(f"{were} taken out of the text.", needs_review=kind in _SUSPICIOUS))


_DECLARATION = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_LIKELY = re.compile(
    "[“”‘’–—•…™®©°±µ\u00a0§†‡≤≥]|(?<=[A-Za-z])[à-öø-ÿœß]|[à-öø-ÿœß](?=[a-z])|(?<![A-Za-z])[ÉÖÜÄÅØ](?=[a-z])"
)
_UNLIKELY = re.compile("(?<=[a-z.,])[À-ÖØ-ÞŠŽŸ]|[À-ÖØ-ÞŠŽŸ](?=[\\s.,])|[\x80-\x9f\ufffdˆ˜¸˝˛ˇ˘˙˚ÂÃ◊]")
_INVISIBLE = tuple(
    (kind, re.compile(f"[{characters}]"))
    for kind, characters in (
        ("", "\ufeff\u00ad"),
        ("zero-width character", "\u200b-\u200d\u2060-\u2064"),
        ("writing-direction mark", "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"),
        ("sign of a private font", "\ue000-\uf8ff\U000f0000-\U0010ffff"),
        ("selector of a variant", "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"),
        ("tag character", "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"),
        ("control character", "\x00-\x9f"),
        ("invisible character", "\x00-\U0010ffff"),
    )
)
_SUSPICIOUS = ("writing-direction mark", "sign of a private font", "tag character", "invisible character")
