"""Files of public editions, and what is made of public editions: through the gate first, then from what is sealed."""

import uuid

from releases.files import derived, renditions
from releases.models.edition import EditionFile
from releases.models.sealed_file import SealedFile
from releases.models.sealed_record import SealedRecord
from releases.newsroom.reading import frame, read, read_record
from releases.newsroom.values import Page, PublicFile
from releases.rendering.formats import Format, Source
from releases.vocabulary import MediaKind


def file(key: uuid.UUID, name: str) -> PublicFile | None:
    """The file of this name under this key, if a public edition carries it, or a public copy of the company's record; or a
    figure's rendition of this name."""
    row = EditionFile.objects.published().filter(key=key).select_related("edition").first()
    if row is None:
        return _logo(key, name)
    if row.name == name:
        return PublicFile(name=name, content_type=row.content_type, sha256=row.sha256)
    described = next((each for each in read(row.edition.document_json).files if each.key == str(key)), None)
    rendition = renditions.find(described, name) if described and described.kind == MediaKind.FIGURE else None
    return rendition and PublicFile(
        name=name,
        content_type=rendition.content_type,
        sha256=row.sha256,
        rendition=rendition,
    )


def file_bytes(found: PublicFile) -> bytes:
    """What is served for a file; a rendition is made the first time and kept."""
    if found.rendition is None:
        return SealedFile.read(found.sha256)
    return renditions.picture(SealedFile.read, sha256=found.sha256, rendition=found.rendition)


def written(page: Page, form: Format) -> bytes:
    """The edition in an output format. What takes long is made when the first reader who has passed the gate asks, and kept:
    before the instant there is none that could get out."""
    source = Source(
        document=page.document, facts=page.facts, told=page.told, article_html=page.article_html,
        plain_text=page.plain_text, accent_color=lambda: frame().accent_color, pictures=lambda: _pictures(page),
    )  # fmt: skip
    if form.kept_as is None:
        return form.bytes_of(source)
    return derived.cached(*form.kept_as(source), make=lambda: form.bytes_of(source))


def _pictures(page: Page) -> dict[str, bytes]:
    keys = [file.key for file in page.document.files if file.kind == MediaKind.FIGURE]
    rows = EditionFile.objects.published().filter(key__in=keys) if keys else ()
    return {str(row.key): SealedFile.read(row.sha256) for row in rows}


def _logo(key: uuid.UUID, name: str) -> PublicFile | None:
    copy = SealedRecord.objects.published().filter(file_key=key).first()
    if copy is None:
        return None
    logo = read_record(copy.kind, copy.document_json).logo
    if logo.name != name:
        return None
    return PublicFile(name=name, content_type=logo.content_type, sha256=logo.sha256)
