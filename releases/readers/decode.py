"""Bytes to characters, and the refusal of what is not text."""

import codecs
import re

from releases.readers.reading import Notice, Unreadable

#: Bytes. The longest releases (earnings with full tables) stay below 0.5 MB.
LIMIT = 2_000_000

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
_ENDINGS = (".txt", ".text", ".htm", ".html", ".docx")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
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
        raise Unreadable(f"{name} is {kind}{_whatever(name)}; {remedy}.")


def _whatever(name: str) -> str:
    return ", whatever its name says" if name.lower().endswith(_ENDINGS) else ""


def decode(data: bytes, name: str, notices: list[Notice], limit: int = LIMIT) -> str:
    """The text of the file with ``\\n`` as its line end; raises :class:`Unreadable`."""
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
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    notices.append(
        Notice(
            f"{name} is not UTF-8 and was read as Windows-1252; look at quotation marks, dashes and accented letters."
        )
    )
    return data.decode("cp1252", errors="replace")
