"""What a release prints about its company, and the company's record."""

from releases.document import Company as Issuer
from releases.document import Document
from releases.importers.writing import create
from releases.models import Company
from releases.vocabulary import MIC, SectionKind


def issuer_as_printed(document: Document, remarks: list[str]) -> dict[str, str]:
    """What the release prints about its company where that is not the company's record; creates a missing record."""
    printed = document.company
    record = Company.objects.current()
    if record is None and printed.legal_name:
        name = (printed.short_name or printed.legal_name).casefold()
        about = next(
            (
                part.html
                for part in document.sections
                if part.kind == SectionKind.COMPANY and name in part.heading.casefold()
            ),
            "",
        )
        create(
            Company,
            legal_name=printed.legal_name,
            short_name=printed.short_name or printed.legal_name,
            exchange=printed.exchange if printed.exchange in MIC else "",
            ticker=printed.ticker if printed.exchange in MIC else "",
            website=_address(printed.website),
            time_zone=printed.time_zone,
            about=about,
        )
        remarks.append(f"The company {printed.legal_name} was created from this release. Check its record.")
        record = Company.objects.current()
    if not printed.legal_name or _same(printed, record):
        return {}
    if record.legal_name != printed.legal_name or (printed.ticker and record.ticker != printed.ticker):
        remarks.append(
            f"The release names {_named(printed)} as its company; the record says {_named(record)}."
            " It is kept as printed."
        )
    return {
        "issuer_legal_name": printed.legal_name,
        "issuer_short_name": printed.short_name,
        "issuer_exchange": printed.exchange,
        "issuer_ticker": printed.ticker,
        "issuer_website": printed.website,
    }


def _same(printed: Issuer, record: Company) -> bool:
    """Whether everything that the release prints stands in the record."""
    return (
        printed.legal_name == record.legal_name
        and printed.short_name in ("", record.short_name)
        and (printed.exchange, printed.ticker) in (("", ""), (record.exchange, record.ticker))
        and _address(printed.website) in ("", record.website)
    )


def _named(company) -> str:
    return f"{company.legal_name} ({company.exchange}: {company.ticker})" if company.ticker else company.legal_name


def _address(website: str) -> str:
    return website if not website or "://" in website else f"https://{website}"
