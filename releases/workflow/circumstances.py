"""What preflight may know beyond a document, gathered from the records and from what is public already."""

import contextlib
import datetime
import functools
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import urlsplit

from releases import conf, preflight
from releases import document as parts
from releases.compose import compose_record
from releases.document import Document, DocumentError, richtext
from releases.models import BoilerplateVersion, Company, Contact, Drug, Edition, Filing, Release, Trial
from releases.preflight import Context, context, market, regulation
from releases.readers import registries
from releases.vocabulary import BoilerplateKind, ProgramPhase

#: How many older releases a text is compared with, the newest first.
OLDER = 200


def examine(release: Release, document: Document, *, live_at: datetime.datetime | None = None) -> preflight.Report:
    """Preflight of a release as it would go out at ``live_at``; at the planned instant where that is None."""
    return preflight.inspect(
        document, circumstances(document, live_at=live_at or release.planned_at, release_pk=release.pk)
    )


def circumstances(
    document: Document,
    *,
    live_at: datetime.datetime | None = None,
    release_pk: int | None = None,
    is_sealed: bool = False,
    dead_links: tuple[tuple[str, str], ...] = (),
) -> Context:
    """The records as they stand now, for a release that goes out at ``live_at`` (aware; None while nobody has planned it).

    Editions of the release ``release_pk`` are not its own older releases. A sealed document is judged by the company
    that it was sealed with: names and tickers change over the years. ``dead_links`` are those that a reader left out.
    Approvals are left to the workflow, which asks them itself. Reads, and writes nothing.
    """
    record = None if is_sealed else Company.objects.current()
    law = regulation.load(conf.regulation_folder())
    moment = live_at.astimezone(datetime.UTC).date() if live_at else document.date
    exchange = record.exchange if record else document.company.exchange
    # A document that was read from a file has no keys: its parts are the records of the same names.
    told = (*document.drugs, *document.trials, *document.contacts)
    linked = {part.key for part in told if part.key} | {name for part in told if not part.key for name in _names(part)}
    names = {name for name in (document.company.legal_name, document.company.short_name) if name}
    material = law.entry("exchanges", "material", on=moment or datetime.date.max)
    filings = tuple(
        context.Filing(form=filing.form, filed_date=filing.filed_date, period_end_date=filing.period_end_date)
        for filing in Filing.objects.all()
    )
    return Context(
        live_at=live_at,
        is_material=bool(material) and document.category in material["categories"],
        regulation=law,
        company=_company(record, document, filings),
        drugs=tuple(_drugs(linked, names)),
        trials=tuple(_trials(linked)),
        contacts=tuple(_contacts(linked)),
        filings=filings,
        safe_harbors=tuple(_safe_harbors()),
        dead_links=dead_links,
        older=tuple(_older(live_at, release_pk)),
        calendar=market.trading_days(exchange, moment, regulation=law) if moment and exchange else {},
    )


def _names(part: parts.Drug | parts.Trial | parts.Contact) -> set[str]:
    """What tells a drug, trial or contact from others, in lower case."""
    match part:
        case parts.Drug():
            names = (part.code_name, part.generic_name, part.brand_name)
        case parts.Trial():
            names = (part.nct_number, part.acronym)
        case _:
            names = (part.email, part.person)
    return {name.casefold() for name in names if name}


def _is_linked(part, linked: set[str]) -> bool:
    return part.key in linked or bool(_names(part) & linked)


def _company(record: Company | None, document: Document, filings: tuple[context.Filing, ...]) -> context.KnownCompany:
    source = record or document.company
    listings = (compose_record(record).company if record else document.company).listings
    hosts = {urlsplit(address).hostname for address in (source.website, conf.origin()) if "//" in address}
    return context.KnownCompany(
        legal_name=source.legal_name,
        short_name=source.short_name,
        listings=tuple(context.Listing(exchange=listing.exchange, symbol=listing.ticker) for listing in listings),
        fiscal_year_end=_year_end(filings),
        hosts=tuple(sorted(filter(None, hosts))),
        time_zone=source.time_zone,
    )


def _year_end(filings: tuple[context.Filing, ...]) -> tuple[int, int] | None:
    """Month and day on which the fiscal year of the newest annual report ended."""
    annual = [filing.period_end_date for filing in filings if filing.form == "10-K" and filing.period_end_date]
    return (max(annual).month, max(annual).day) if annual else None


def _drugs(linked: set[str], company_names: set[str]) -> Iterable[context.KnownDrug]:
    for drug in Drug.objects.filter(is_confirmed=True).prefetch_related("designations", "programs"):
        part = compose_record(drug).drug
        phases = {program.phase for program in part.programs}
        yield context.KnownDrug(
            drug=part,
            is_own=part.owner in company_names or (not part.owner and bool(part.code_name)),
            # Programs don't record the region of an approval.
            approved_in=("",) if ProgramPhase.APPROVED in phases else (),
            is_linked=_is_linked(part, linked),
        )


def _trials(linked: set[str]) -> Iterable[context.KnownTrial]:
    for trial in Trial.objects.filter(is_confirmed=True).prefetch_related("drug_links__drug"):
        part = compose_record(trial).trial
        yield context.KnownTrial(
            trial=part, is_linked=_is_linked(part, linked), other_numbers=registries.numbers(trial.other_numbers)
        )


def _contacts(linked: set[str]) -> Iterable[context.KnownContact]:
    for contact in Contact.objects.filter(is_confirmed=True):
        part = compose_record(contact).contact
        yield context.KnownContact(
            contact=part,
            active_from=contact.active_from,
            active_until=contact.active_until,
            is_linked=_is_linked(part, linked),
        )


def _safe_harbors() -> Iterable[context.SafeHarborVersion]:
    """Each version until the day before the next one of the same boilerplate. What an imported release has printed stays
    that release's own, whatever others printed later."""
    versions = BoilerplateVersion.objects.filter(boilerplate__kind=BoilerplateKind.SAFE_HARBOR).select_related(
        "boilerplate"
    )
    ordered = sorted(versions, key=lambda version: (version.boilerplate_id, version.effective_from, version.number))
    for version, after in pairwise([*ordered, None]):
        from_date, until = version.effective_from, None
        if version.boilerplate.printed_by:
            from_date = datetime.date.min
        elif after and after.boilerplate_id == version.boilerplate_id:
            until = after.effective_from - datetime.timedelta(days=1)
        yield context.SafeHarborVersion(
            version=str(version), text=richtext.plain(version.text), from_date=from_date, until_date=until
        )


def _older(live_at: datetime.datetime | None, release_pk: int | None) -> Iterable[context.OlderRelease]:
    editions = Edition.objects.live().filter(is_withdrawal=False)
    if live_at:
        editions = editions.filter(live_at__lt=live_at)
    if release_pk:
        editions = editions.exclude(release=release_pk)
    for pk, digest, instant in editions.order_by("-live_at").values_list("pk", "digest", "live_at")[:OLDER]:
        with contextlib.suppress(DocumentError):  # one that can't be read; verify_editions names it
            yield _old_release(pk, digest, instant)


@functools.lru_cache(maxsize=2 * OLDER)
def _old_release(pk: int, digest: str, instant: datetime.datetime) -> context.OlderRelease:
    """What an edition said. Editions never change, so each is read once by a process; the digest names it for certain."""
    document = Document.from_json(Edition.objects.values_list("document_json", flat=True).get(pk=pk))
    return context.OlderRelease(
        headline=document.headline,
        date=document.date,
        live_at=instant,
        quotations=tuple(quotation.text for quotation in document.quotations),
        paragraphs=tuple(richtext.plain(document.body_html).split("\n\n")),
    )
