"""Release to Document: the only code that walks a release's relations."""

from releases import document as parts
from releases import text
from releases.document import Document, codec, find_quotations, records, richtext
from releases.models import Company, Contact, Drug, Release, ReleaseResults, Trial
from releases.models.boilerplate import PLACEHOLDER, BoilerplateVersion
from releases.models.fields import lines
from releases.models.listings import listings
from releases.vocabulary import MIC, BoilerplateKind, ContactKind, MediaKind, SectionKind

_LABELS = {
    ContactKind.INVESTORS: "For Investors:",
    ContactKind.MEDIA: "For Media:",
    ContactKind.BOTH: "For Investors and Media:",
}


def compose(release: Release) -> Document:
    """The release and all it links to, as a Document, as the records stand now.

    A placeholder that nothing fills stays as it is written, for preflight to find. The document's company is the one
    record, but for what the release prints otherwise; without a record its legal name is empty.
    """
    company = _company(release)
    drugs = tuple(
        _drug(link.drug)
        for link in release.drug_links.select_related("drug").prefetch_related("drug__designations", "drug__programs")
    )
    fillings = {
        "company": company.short_name or company.legal_name,
        "legal_name": company.legal_name,
        "drugs": text.series([drug.name for drug in drugs]),
        "annual_report": release.annual_report,
        "quarterly_report": release.quarterly_report,
    }
    document = Document(
        language=release.language,
        category=release.category,
        date=release.release_date,
        headline=release.headline,
        subheadline=release.subheadline,
        dateline=parts.Dateline(city=release.dateline_city, region=release.dateline_region, wire=release.wire),
        company=company,
        body_html=richtext.sanitise(release.body),
        quotations=find_quotations(release.body),
        results=tuple(results(block) for block in release.results.all()),
        sections=tuple(
            _section(section, fillings)
            for section in release.sections.select_related("boilerplate_version__boilerplate")
        ),
        trademark_notes=lines(release.trademark_notes),
        footnotes=tuple(
            parts.Footnote(mark=note.mark, html=richtext.sanitise_inline(note.text)) for note in release.footnotes.all()
        ),
        safe_harbor=_safe_harbor(release.safe_harbor, fillings),
        contacts=tuple(_contact(link.contact, link.label) for link in release.contact_links.select_related("contact")),
        source=release.source or company.legal_name,
        distributor=release.distributor,
        drugs=drugs,
        trials=tuple(
            _trial(link.trial)
            for link in release.trial_links.select_related("trial").prefetch_related("trial__drug_links__drug")
        ),
        files=tuple(_file(media) for media in release.media.all()),
        correction=(
            parts.Correction(kind=release.correction_kind, note=release.correction_note)
            if release.correction_kind
            else None
        ),
    )
    return codec.map_text(document, _tidy)


def compose_record(record: Drug | Trial | Contact | Company) -> records.Record:
    """A linked record alone, as it stands now: what a sealed copy of it would hold."""
    return codec.map_text(_RECORDS[type(record)](record), _tidy)


def _drug_record(drug: Drug) -> records.DrugRecord:
    return records.DrugRecord(drug=_drug(drug), about_html=richtext.sanitise(drug.about))


def _trial_record(trial: Trial) -> records.TrialRecord:
    return records.TrialRecord(trial=_trial(trial))


def _contact_record(contact: Contact) -> records.ContactRecord:
    return records.ContactRecord(contact=_contact(contact))


def _company_record(company: Company) -> records.CompanyRecord:
    return records.CompanyRecord(
        company=_issuer(company),
        about_html=richtext.sanitise(company.about),
        accent_color=company.accent_color,
        logo=_logo(company) if company.logo else None,
        cik=company.cik,
        address=_address(company),
    )


def _address(company: Company) -> records.PostalAddress | None:
    names = ("street", "city", "region", "postal_code", "country")
    found = records.PostalAddress(**{name: getattr(company, name) for name in names})
    return found if found.lines else None


_RECORDS = {Drug: _drug_record, Trial: _trial_record, Contact: _contact_record, Company: _company_record}


def _tidy(name: str, words: str) -> str:
    """Texts without invisible characters, which feeds can't carry and readers can't see; single lines on one line."""
    return text.visible(words) if name.endswith("html") or name in ("subheadline", "note") else text.line(words)


def _company(release: Release) -> parts.Company:
    record = Company.objects.current() or Company(legal_name="", short_name="")
    if release.issuer_legal_name and text.fold(release.issuer_legal_name) != text.fold(record.legal_name):
        # Another company, or this one before its name or its listing: nothing that is not printed is said of it.
        record = Company(legal_name="", short_name="", time_zone=record.time_zone)
    same_exchange = not release.issuer_exchange or release.issuer_exchange == record.exchange
    return parts.Company(
        legal_name=release.issuer_legal_name or record.legal_name,
        short_name=release.issuer_short_name or record.short_name,
        exchange=release.issuer_exchange or record.exchange,
        mic=record.mic if same_exchange else MIC.get(release.issuer_exchange, ""),
        ticker=release.issuer_ticker or record.ticker,
        website=release.issuer_website or ("" if release.issuer_legal_name else record.website),
        time_zone=record.time_zone,
        other_listings=listings(
            release.issuer_other_listings or ("" if release.issuer_legal_name else record.other_listings)
        ),
    )


def _issuer(company: Company) -> parts.Company:
    return parts.Company(
        legal_name=company.legal_name,
        short_name=company.short_name,
        exchange=company.exchange,
        mic=company.mic,
        ticker=company.ticker,
        website=company.website,
        time_zone=company.time_zone,
        other_listings=listings(company.other_listings),
    )


def _drug(drug) -> parts.Drug:
    return parts.Drug(
        key=str(drug.key),
        code_name=drug.code_name,
        generic_name=drug.generic_name,
        brand_name=drug.brand_name,
        aliases=lines(drug.aliases),
        target=drug.target,
        mechanism=drug.mechanism,
        owner=drug.owner,
        partner=drug.partner,
        designations=tuple(
            parts.Designation(kind=granted.kind, indication=granted.indication, region=granted.region)
            for granted in drug.designations.all()
        ),
        programs=tuple(
            parts.Program(
                indication=program.indication, phase=program.phase, partner=program.partner, status=program.status
            )
            for program in drug.programs.all()
        ),
    )


def _trial(trial) -> parts.Trial:
    return parts.Trial(
        key=str(trial.key),
        nct_number=trial.nct_number,
        acronym=trial.acronym,
        title=trial.title,
        phase=trial.phase,
        status=trial.status,
        conditions=lines(trial.conditions),
        enrollment_count=trial.enrollment_count,
        enrollment_type=trial.enrollment_type,
        sponsor=trial.sponsor,
        drugs=tuple(
            parts.TrialDrug(name=str(link.drug), role=link.role, key=str(link.drug.key))
            for link in trial.drug_links.all()
        ),
        start_date=trial.start_date,
        primary_completion_date=trial.primary_completion_date,
        completion_date=trial.completion_date,
    )


def _contact(contact: Contact, label: str | None = None) -> parts.Contact:
    """With the label of its kind where the label is empty, and with none where it is None."""
    return parts.Contact(
        key=str(contact.key),
        kind=contact.kind,
        label="" if label is None else label or _LABELS[contact.kind],
        organization=contact.organization,
        person=contact.person,
        title=contact.title,
        phone=contact.phone,
        email=contact.email,
    )


def results(block: ReleaseResults) -> parts.Results:
    """A block of results as it is saved."""
    return parts.Results(
        title=block.title,
        population=block.population,
        size=block.size,
        rows=tuple(parts.ResultRow(category=category, count=count) for category, count in block.counted),
        decimals=block.decimals,
    )


def _section(section, fillings: dict[str, str]) -> parts.Section:
    version = section.boilerplate_version
    if version is None:
        return parts.Section(kind=section.kind, heading=section.heading, html=richtext.sanitise(section.text))
    about_drug = version.boilerplate.kind == BoilerplateKind.ABOUT_DRUG
    return parts.Section(
        kind=SectionKind.DRUG if about_drug else SectionKind.COMPANY,
        heading=_fill(version.heading, fillings),
        html=_fill_html(version.text, fillings),
    )


def _safe_harbor(version: BoilerplateVersion | None, fillings: dict[str, str]) -> parts.SafeHarbor | None:
    if version is None:
        return None
    return parts.SafeHarbor(
        heading=_fill(version.heading, fillings), html=_fill_html(version.text, fillings), version=str(version)
    )


def _fill(text: str, fillings: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: fillings.get(match[1]) or match[0], text)


def _fill_html(html: str, fillings: dict[str, str]) -> str:
    return richtext.sanitise(_fill(html, {name: richtext.serialise(value) for name, value in fillings.items()}))


def _file(media) -> parts.File:
    return parts.File(
        key=str(media.key),
        kind=media.kind,
        name=media.name,
        content_type=media.content_type,
        size=media.size,
        sha256=media.sha256,
        title=media.title,
        alternative_text=media.alternative_text,
        caption=media.caption,
        width=media.width,
        height=media.height,
    )


def _logo(company: Company) -> parts.File:
    return parts.File(
        key=str(company.logo_key),
        kind=MediaKind.LOGO,
        name=company.logo_name,
        content_type=company.logo_content_type,
        size=company.logo.size,
        sha256=company.logo_sha256,
    )
