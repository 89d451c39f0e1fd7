"""Word files for tests, made of their XML: what Word writes, part by part."""

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="House"><w:name w:val="House Heading"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
"""


def t(words: str) -> str:
    """The text of a run."""
    return f'<w:t xml:space="preserve">{words}</w:t>'


def run(words: str, look: str = "") -> str:
    """A run that looks like this: the inside of its ``w:rPr``."""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{t(words)}</w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph; plain words become a run."""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def styled(words: str, style: str) -> str:
    """A paragraph in this style."""
    return paragraph(words, properties=f'<w:pStyle w:val="{style}"/>')


def item(words: str, number: int, level: int = 0) -> str:
    """A paragraph of the list with this number."""
    return paragraph(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...], header: bool = False) -> str:
    """A table of plain words; its first row repeats on every page when it is a header."""
    parts = []
    for index, row in enumerate(rows):
        mark = "<w:trPr><w:tblHeader/></w:trPr>" if header and not index else ""
        parts.append(f"<w:tr>{mark}{''.join(f'<w:tc>{paragraph(words)}</w:tc>' for words in row)}</w:tr>")
    return f"<w:tbl>{''.join(parts)}</w:tbl>"


def docx(body: str, *, parts: dict[str, str | bytes] | None = None, targets: str = "", declaration: str = "") -> bytes:
    """A Word file with this body. ``parts`` are further ones by path; those of Word's own kinds are related by their name.
    ``targets`` are more relationships of the body."""
    wrapped: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"{declaration}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NAMESPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NAMESPACES}>{NUMBERING}</w:numbering>",
    }
    for path, inner in (parts or {}).items():
        root = _ROOTS.get(path.removeprefix("word/").rstrip("0123456789.xml"))
        wrapped[path] = f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>" if root and isinstance(inner, str) else inner
    related = "".join(
        f'<Relationship Id="auto{index}" Type="{_R}/{kind}" Target="{path.removeprefix("word/")}"/>'
        for index, path in enumerate(wrapped)
        if (kind := path.removeprefix("word/").rstrip("0123456789.xml")) in (*_ROOTS, "styles", "numbering")
    )
    wrapped["word/_rels/document.xml.rels"] = relationships(related + targets)
    return zipped(wrapped)


_ROOTS = {
    "comments": "comments", "footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr", "settings": "settings",
}  # fmt: skip


def wrapped(root: str, inner: str) -> str:
    """A part with this root."""
    return f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>"


def link(key: str, address: str) -> str:
    """A relationship to an address outside."""
    return f'<Relationship Id="{key}" Type="{_R}/hyperlink" Target="{address}" TargetMode="External"/>'


def image(key: str, path: str) -> str:
    """A relationship to a picture."""
    return f'<Relationship Id="{key}" Type="{_R}/image" Target="{path}"/>'


def relationships(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return buffer.getvalue()
