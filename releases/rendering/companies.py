"""Companies in structured data. A node is of one company: names, tickers and contacts of two never meet in one."""

from typing import Protocol

from releases.document import Company, Contact, Document
from releases.document.records import PostalAddress
from releases.rendering.template_tags import label, website
from releases.text import fold

#: The company's own page at the Securities and Exchange Commission.
_EDGAR = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK={}"


#: A name of so few letters may begin the names of several companies.
_SHORTEST = 6


class Site(Protocol):
    """Whose newsroom this is, as its public record says at present: :class:`releases.newsroom.values.Frame`."""

    company: Company | None
    logo_url: str  # path
    cik: str
    address: PostalAddress | None


def is_same_company(one: Company, other: Company | None) -> bool:
    """Whether both names are those of one company. A name that it had before counts as another's: who it was then is not
    known here."""
    return bool(other) and fold(one.legal_name) == fold(other.legal_name)


def speaks_for(contact: Contact, company: Company) -> bool:
    """Whether a contact is the company's own: a partner's or an agency's is none of its ways to be reached."""
    organization = fold(contact.organization)
    # "Marrow Bay Biologics" is "Marrow Bay Biologics, Inc."
    is_shorter = len(organization) >= _SHORTEST and fold(company.legal_name).startswith(organization)
    return not organization or is_shorter or organization in (fold(company.legal_name), fold(company.short_name))


def companies(document: Document, author: str, *, origin: str, site: Site) -> list[dict]:
    """The newsroom's company, and the issuer where that is another."""
    found = [house(site, origin=origin)] if site.company else []
    if author == house_id(origin):
        return [house(site, origin=origin) | {"contactPoint": _contact_points(document)}]
    return [*found, _corporation(document.company) | {"@id": author, "contactPoint": _contact_points(document)}]


def house_id(origin: str) -> str:
    """The identity of the company whose newsroom this is."""
    return f"{origin}/#company"


def house(site: Site, *, origin: str) -> dict:
    """The company whose newsroom this is, by its record."""
    seat = site.address
    return without_empty(
        _corporation(site.company)
        | {
            "@id": house_id(origin),
            "correctionsPolicy": f"{origin}/record/",
            "logo": site.logo_url and origin + site.logo_url,
            "sameAs": site.cik and _EDGAR.format(site.cik),
            "address": seat
            and without_empty(
                {
                    "@type": "PostalAddress",
                    "streetAddress": seat.street,
                    "addressLocality": seat.city,
                    "addressRegion": seat.region,
                    "postalCode": seat.postal_code,
                    "addressCountry": seat.country,
                }
            ),
        }
    )


def _corporation(company: Company) -> dict:
    """https://schema.org/Corporation; ``tickerSymbol`` is the market's ISO 10383 code, a space and the symbol."""
    symbols = [f"{listing.mic} {listing.ticker}" for listing in company.listings if listing.mic]
    return {
        "@type": "Corporation",
        "name": company.short_name or company.legal_name,
        "legalName": company.legal_name,
        "url": website(company) if company.website else "",
        "tickerSymbol": symbols[0] if len(symbols) == 1 else symbols,
    }


def _contact_points(document: Document) -> list[dict]:
    return [
        without_empty(
            {
                "@type": "ContactPoint",
                "contactType": label(contact.kind, "ContactKind"),
                "name": contact.person or contact.organization or contact.title,
                "telephone": contact.phone,
                "email": contact.email,
            }
        )
        for contact in document.contacts
        if (contact.phone or contact.email) and speaks_for(contact, document.company)
    ]


def without_empty(node: dict) -> dict:
    """The node without properties that say nothing."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}
