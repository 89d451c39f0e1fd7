"""An edition as JSON: its document and what else its digest covers, so that a reader can verify the copy."""

from collections.abc import Sequence

from releases.document import Document, codec
from releases.rendering.facts import Alternate, Facts, exact_instant, instant
from releases.rendering.template_tags import file_url, label


def release_data(document: Document, *, facts: Facts, told: Document, formats: Sequence[Alternate]) -> dict:
    """One edition whole. ``document``, written by RFC 8785, is the text that the digest covers; docs/record.md says how.
    ``told`` is the same without the records that are not public: for what stands beside it."""
    return summary_data(told, facts=facts, formats=formats) | {
        "edition": {
            "id": facts.item_id,
            "number": facts.number,
            "url": facts.edition_url,
            "live_at": exact_instant(facts.live_at),
            "sealed_at": exact_instant(facts.sealed_at),
            "digest": facts.digest,
            "previous_digest": facts.previous_digest,
            "is_current": facts.is_current,
            "is_historic": facts.is_historic,
        },
        "files": [
            {
                "url": facts.origin + file_url(file),
                "kind": file.kind,
                "title": file.title or file.name,
                "content_type": file.content_type,
                "size": file.size,
                "sha256": file.sha256,
                "alternative_text": file.alternative_text,
            }
            for file in document.files
        ],
        "document": codec.to_data(document),
    }


def summary_data(document: Document, *, facts: Facts, formats: Sequence[Alternate]) -> dict:
    """A release as a line of a list; ``formats`` are its other formats."""
    return {
        "id": facts.feed_id,
        "url": facts.url,
        "headline": document.headline,
        "subheadline": document.subheadline,
        "language": document.language,
        "direction": document.direction,
        "category": {"value": document.category, "label": label(document.category, "Category")},
        "date": document.date.isoformat() if document.date else None,
        "published_at": instant(facts.first_live_at),
        "updated_at": instant(facts.live_at),
        "edition_number": facts.number,
        "digest": facts.digest,
        "is_withdrawn": facts.is_withdrawal,
        "correction": document.correction
        and {
            "kind": document.correction.kind,
            "label": label(document.correction.kind, "CorrectionKind"),
            "note": document.correction.note,
        },
        "drugs": [{"name": drug.name, "key": drug.key} for drug in document.drugs],
        "trials": [{"name": trial.name, "nct_number": trial.nct_number, "key": trial.key} for trial in document.trials],
        "formats": {each.ending: each.url for each in formats},
    }
