"""The parts of a Word file that are the same in every release: types, styles, numbering."""

from xml.sax.saxutils import escape

from releases.text import direction

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Style, its name in Word, what it is based on, how its paragraphs and its characters look.
_STYLES = (
    ("Normal", "Normal", "", '<w:spacing w:after="160" w:line="276" w:lineRule="auto"/>', ""),
    ("Title", "Title", "Normal", '<w:spacing w:before="120" w:after="120"/>', '<w:b/><w:sz w:val="36"/>'),
    ("Subtitle", "Subtitle", "Normal", "", '<w:i/><w:sz w:val="26"/>'),
    ("Heading1", "heading 1", "Normal", '<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="28"/>'),
    ("Heading2", "heading 2", "Normal", '<w:keepNext/><w:spacing w:before="200"/><w:outlineLvl w:val="1"/>', '<w:b/><w:sz w:val="25"/>'),
    ("Heading3", "heading 3", "Normal", '<w:keepNext/><w:spacing w:before="160"/><w:outlineLvl w:val="2"/>', "<w:b/>"),
    ("ListParagraph", "List Paragraph", "Normal", '<w:spacing w:after="60"/>', ""),
    ("Quote", "Quote", "Normal", '<w:ind w:left="567" w:right="567"/>', ""),
    ("Caption", "caption", "Normal", '<w:keepNext/><w:spacing w:after="80"/>', '<w:sz w:val="20"/>'),
    ("Cell", "Table Contents", "Normal", '<w:spacing w:after="0"/>', '<w:sz w:val="20"/>'),
    ("RowHeading", "Table Row Heading", "Cell", "", ""),
    ("Contact", "Contact", "Normal", '<w:spacing w:after="0"/>', ""),
)  # fmt: skip
_DEPTH = 9


def document(body: str) -> str:
    """The part that holds the text."""
    return f'{_XML}<w:document xmlns:w="{_W}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'


def header(words: str) -> str:
    """The header of every page."""
    inner = f'<w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    return f'{_XML}<w:hdr xmlns:w="{_W}"><w:p>{inner}</w:p></w:hdr>'


def section(*, has_header: bool) -> str:
    """A page of US letter size with margins of an inch."""
    reference = '<w:headerReference w:type="default" r:id="header"/>' if has_header else ""
    return (
        f'<w:sectPr>{reference}<w:pgSz w:w="12240" w:h="15840"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    )


def styles(language: str) -> str:
    """The styles; ``language`` is the BCP 47 tag that Word checks spelling by, and it gives paragraphs their direction."""
    is_rtl = direction(language) == "rtl"
    lang = f'w:{"bidi" if is_rtl else "val"}="{escape(language)}"'
    paragraph = "<w:pPr><w:bidi/></w:pPr>" if is_rtl else ""
    parts = [
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/><w:sz w:val="22"/>'
        f"<w:lang {lang}/></w:rPr></w:rPrDefault><w:pPrDefault>{paragraph}</w:pPrDefault></w:docDefaults>"
    ]
    for key, name, parent, paragraph, run in _STYLES:
        based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
        default = "" if parent else ' w:default="1"'
        parts.append(
            f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    parts.append(
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr></w:style>'
    )
    edge = 'w:val="single" w:sz="4" w:space="0" w:color="808080"'
    borders = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    parts.append(
        f'<w:style w:type="table" w:styleId="Release"><w:name w:val="Release Table"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    return f'{_XML}<w:styles xmlns:w="{_W}">{"".join(parts)}</w:styles>'


def numbering(starts: list[tuple[int, int]]) -> str:
    """List 1 is bulleted; each numbered one has a number of its own from 2, its level, and the figure that it begins with."""
    bullets, figures = "", ""
    for level in range(_DEPTH):
        place = f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr>'
        bullets += f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>{place}</w:lvl>'
        figures += f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{level + 1}."/>{place}</w:lvl>'
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (level, start) in enumerate(starts, 2)
    )
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        for key, levels in enumerate((bullets, figures))
    )
    return f'{_XML}<w:numbering xmlns:w="{_W}">{kinds}{lists}</w:numbering>'


def content_types(*, has_header: bool) -> str:
    """What each part is."""
    kinds = ["document.main", "styles", "numbering", *(["header"] if has_header else [])]
    names = {"document.main": "document"}
    parts = "".join(
        f'<Override PartName="/word/{names.get(kind, kind)}.xml" ContentType="{_WORD}.{kind}+xml"/>' for kind in kinds
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONSHIPS}"/><Default Extension="xml" ContentType="application/xml"/>'
        f'{parts}<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/></Types>'
    )


_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"


def package_relationships() -> str:
    """Where the text and its description are."""
    return _relationships(
        _related("text", f"{_OFFICE}/officeDocument", "word/document.xml")
        + _related("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    )


def text_relationships(links: dict[str, str], *, has_header: bool) -> str:
    """What the text refers to: its styles, lists and header, and each address by its key."""
    inner = _related("styles", f"{_OFFICE}/styles", "styles.xml") + _related(
        "numbering", f"{_OFFICE}/numbering", "numbering.xml"
    )
    if has_header:
        inner += _related("header", f"{_OFFICE}/header", "header.xml")
    for address, key in links.items():
        inner += _related(key, f"{_OFFICE}/hyperlink", address, ' TargetMode="External"')
    return _relationships(inner)


def core(title: str, creator: str) -> str:
    """Title and author as file lists show them. No dates: the same document makes the same bytes."""
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator></cp:coreProperties>"
    )


def _relationships(inner: str) -> str:
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _related(key: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{kind}" Target="{escape(target, {chr(34): "&quot;"})}"{mode}/>'
