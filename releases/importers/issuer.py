"""What a release prints about its company, and the company's record."""

from releases.compose import compose_record
from releases.document import Company as Issuer
from releases.document import Document, Listing
from releases.importers.writing import create
from releases.models import Company
from releases.models.listings import listing_lines
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
            **_listed(printed),
            website=_address(printed.website),
            time_zone=printed.time_zone,
            about=about,
        )
        remarks.append(f"The company {printed.legal_name} was created from this release. Check its record.")
        record = Company.objects.current()
    if not printed.legal_name or _same(printed, record):
        return {}
    if record.legal_name != printed.legal_name or set(_names(printed.listings)) - set(_names(_listings(record))):
        remarks.append(
            f"The release names {_named(printed.legal_name, printed.listings)} as its company; the record says {_named(record.legal_name, _listings(record))}."
            " It is kept as printed."
        )
    return {
        "issuer_legal_name": printed.legal_name,
        "issuer_short_name": printed.short_name,
        "issuer_exchange": printed.exchange,
        "issuer_ticker": printed.ticker,
        "issuer_other_listings": listing_lines(printed.other_listings),
        "issuer_website": printed.website,
    }


def _same(printed: Issuer, record: Company) -> bool:
    """Whether everything that the release prints stands in the record."""
    return (
        printed.legal_name == record.legal_name
        and printed.short_name in ("", record.short_name)
        and _names(printed.listings) in ([], _names(_listings(record)))
        and _address(printed.website) in ("", record.website)
    )


def _listed(printed: Issuer) -> dict[str, str]:
    """The listings at exchanges that a record can name, as facts of a new record."""
    known = [listing for listing in printed.listings if listing.exchange in MIC]
    if not known:
        return {}
    first, *others = known
    return {
        "exchange": first.exchange,
        "ticker": first.ticker,
        "mic": first.mic,
        "other_listings": listing_lines(tuple(others)),
    }


def _listings(record: Company) -> tuple[Listing, ...]:
    return compose_record(record).company.listings


def _names(listings: tuple[Listing, ...]) -> list[str]:
    return [str(listing) for listing in listings]


def _named(legal_name: str, listings: tuple[Listing, ...]) -> str:
    return f"{legal_name} ({'; '.join(_names(listings))})" if listings else legal_name


def _address(website: str) -> str:
    return website if not website or "://" in website else f"https://{website}"
