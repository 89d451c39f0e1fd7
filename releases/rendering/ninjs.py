"""An edition as a news item of IPTC's ninjs 3.1, for the systems of news agencies and publishers.

https://iptc.org/std/ninjs/ (CC BY 4.0). Only ``uri`` is required there, and no property may stand that it does not name.
"""

from collections.abc import Sequence

from releases.document import Contact, Document
from releases.rendering.companies import speaks_for
from releases.rendering.facts import Alternate, Facts, instant
from releases.rendering.template_tags import contact_label, file_url, label, summary
from releases.vocabulary import MediaKind

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_TRUST = "http://cv.iptc.org/newscodes/trustindicator/"
_SYMBOL = "http://cv.iptc.org/newscodes/financialinstrumentsymboltype/ticker"


def ninjs(
    document: Document, *, facts: Facts, article_html: str, plain_text: str, formats: Sequence[Alternate] = ()
) -> dict:
    """The item. Its ``uri`` is that of the release, its ``version`` the edition's number: a correction is the next version,
    a withdrawal the version whose ``pubStatus`` is ``canceled``. ``formats`` are the edition's other formats."""
    item = {
        "uri": facts.feed_id,
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "representationType": "full",
        "version": str(facts.number),
        "firstCreated": instant(facts.first_live_at),
        "versionCreated": instant(facts.live_at),
        "pubStatus": "canceled" if facts.is_withdrawal else "usable",
        "language": document.language,
        "title": document.headline,
        "headlines": [
            {"role": "main", "value": document.headline},
            *({"role": "subheadline", "value": line} for line in document.subheadline.splitlines()),
        ],
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": summary(plain_text)}],
        "bodies": [
            {"role": "main", "contentType": "text/html", "value": article_html},
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(plain_text),
                "wordCount": len(plain_text.split()),
                "value": plain_text,
            },
        ],
        "organisations": [_issuer(document)],
        "subjects": _subjects(document),
        "infoSources": [{"name": document.source or document.company.legal_name, "role": "issuer"}],
        "copyrightHolder": document.company.legal_name,
        "altIds": [{"role": "edition", "value": facts.item_id}, {"role": "sha256", "value": facts.digest}],
        "trustIndicators": [
            {
                "role": _TRUST + "correctionsPolicy",
                "title": "How editions and corrections work",
                "href": f"{facts.origin}/record/",
            }
        ],
        "renditions": [{"name": each.ending, "href": each.url, "contentType": each.content_type} for each in formats],
        "associations": [
            {
                "name": file.title or file.name,
                "uri": facts.origin + file_url(file),
                "rel": file.kind,
                "type": "picture" if file.kind == MediaKind.FIGURE else "component",
            }
            for file in document.files
        ],
    }
    if place := ", ".join(filter(None, (document.dateline.city, document.dateline.region))):
        item["located"] = place
    if document.correction:
        item["edNote"] = f"{label(document.correction.kind, 'CorrectionKind')}: {document.correction.note}"
    return {name: value for name, value in item.items() if value != []}


def _issuer(document: Document) -> dict:
    company = document.company
    issuer = {"name": company.legal_name, "rel": "issuer"}
    if company.listings:
        issuer["symbols"] = [
            {"exchange": listing.mic or listing.exchange, "symbolType": _SYMBOL, "symbol": listing.ticker}
            for listing in company.listings
        ]
    ways = [way for contact in document.contacts if speaks_for(contact, company) for way in _ways(contact)]
    return issuer | ({"contactInfo": ways} if ways else {})


def _ways(contact: Contact) -> list[dict]:
    name = contact.person or contact.organization or contact.title or contact_label(contact).rstrip(":")
    return [
        {"type": kind, "role": contact.kind, "name": name, "value": value}
        for kind, value in (("phone", contact.phone), ("email", contact.email))
        if value
    ]


def _subjects(document: Document) -> list[dict]:
    subjects = [{"name": label(document.category, "Category"), "rel": "category", "literal": document.category}]
    subjects += [{"name": drug.name, "rel": "drug"} for drug in document.drugs if drug.name]
    for trial in document.trials:
        subject = {"name": trial.name, "rel": "trial"}
        if trial.nct_number:
            subject |= {"uri": f"https://clinicaltrials.gov/study/{trial.nct_number}", "literal": trial.nct_number}
        subjects.append(subject)
    return subjects
