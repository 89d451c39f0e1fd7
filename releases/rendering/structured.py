"""Structured data for search engines: schema.org as JSON-LD graphs."""

from collections.abc import Iterable, Mapping, Sequence

from releases import addressing
from releases.document import Document, Drug, Trial
from releases.rendering.companies import Site, companies, house, house_id, is_same_company, without_empty
from releases.rendering.facts import CARD, Alternate, Facts, day, instant
from releases.rendering.template_tags import file_url, label, registry_url
from releases.vocabulary import MediaKind, ProgramPhase, TrialStatus

#: https://schema.org/MedicalStudyStatus by the registry's words; "unknown" has none.
_STATUS = {
    TrialStatus.NOT_YET_RECRUITING: "NotYetRecruiting",
    TrialStatus.RECRUITING: "Recruiting",
    TrialStatus.ENROLLING_BY_INVITATION: "EnrollingByInvitation",
    TrialStatus.ACTIVE_NOT_RECRUITING: "ActiveNotRecruiting",
    TrialStatus.COMPLETED: "Completed",
    TrialStatus.SUSPENDED: "Suspended",
    TrialStatus.TERMINATED: "Terminated",
    TrialStatus.WITHDRAWN: "Withdrawn",
}


def release_graph(
    document: Document, *, facts: Facts, plain_text: str, addresses: Mapping[str, str], site: Site,
    formats: Sequence[Alternate] = (),
) -> list[dict]:  # fmt: skip
    """NewsArticle, its issuer, drugs and trials, and the way to it. ``addresses`` gives the pages of drugs and trials by
    their keys, ``formats`` the edition's other formats.

    A node is of one company: the one whose newsroom this is has the same facts on every page, those of its record; an
    issuer of another name has a node of its own, with what this release prints of it.
    """
    here = facts.url if facts.is_current else facts.edition_url  # an earlier edition is another article
    drugs = [(f"{here}#drug-{number}", drug) for number, drug in enumerate(document.drugs, start=1)]
    trials = [(f"{here}#trial-{number}", trial) for number, trial in enumerate(document.trials, start=1)]
    names = {part.key or part.name: _id(identity, part, facts.origin, addresses) for identity, part in drugs}
    own = house_id(facts.origin)
    author = own if is_same_company(document.company, site.company) else f"{here}#issuer"
    article = _article(document, facts, plain_text, formats) | {
        "@id": f"{here}#article",
        "author": {"@id": author},
        "publisher": {"@id": own if site.company else author},
    }
    graph = [
        article
        | {"about": [{"@id": _id(identity, part, facts.origin, addresses)} for identity, part in (*drugs, *trials)]},
        *companies(document, author, origin=facts.origin, site=site),
        *(drug_node(drug, identity=_id(identity, drug, facts.origin, addresses)) for identity, drug in drugs),
        *(
            trial_node(trial, identity=_id(identity, trial, facts.origin, addresses), drugs=names)
            for identity, trial in trials
        ),
        breadcrumbs(
            facts.origin,
            ("Newsroom", "/"),
            ("News releases", addressing.releases()),
            (document.headline, facts.address),
        ),
    ]
    return [without_empty(node) for node in graph]


def subject_graph(part: Drug | Trial, *, address: str) -> list[dict]:
    """A drug's or trial's own page, at this absolute address."""
    origin = "/".join(address.split("/")[:3])
    if isinstance(part, Drug):
        node = drug_node(part, identity=f"{address}#drug")
    else:
        node = trial_node(part, identity=f"{address}#trial", drugs={})
    return [
        without_empty(node | {"url": address}),
        breadcrumbs(
            origin,
            ("Newsroom", "/"),
            ("Pipeline", addressing.RECORDS["drug"]),
            (part.name, address.removeprefix(origin)),
        ),
    ]


def site_graph(site: Site, *, origin: str) -> list[dict]:
    """The home page: the newsroom and whose it is."""
    company = site.company
    newsroom = {
        "@type": "WebSite",
        "@id": f"{origin}/#site",
        "url": f"{origin}/",
        "name": f"{company.short_name or company.legal_name} newsroom",
        "publisher": {"@id": house_id(origin)},
    }
    return [newsroom, house(site, origin=origin)]


def list_graph(entries: Iterable[tuple[str, str]], *, address: str) -> list[dict]:
    """A page that lists names and paths, in its order, at this absolute address."""
    origin = "/".join(address.split("/")[:3])
    items = [
        {"@type": "ListItem", "position": position, "name": name, "url": origin + path}
        for position, (name, path) in enumerate(entries, start=1)
    ]
    return [{"@type": "ItemList", "@id": f"{address}#list", "url": address, "itemListElement": items}] if items else []


def drug_node(drug: Drug, *, identity: str) -> dict:
    """https://schema.org/Drug. Its status is said only where no program is approved, for then it is the same everywhere."""
    names = [name for name in (drug.generic_name, drug.brand_name, *drug.aliases) if name and name != drug.name]
    is_approved = any(program.phase == ProgramPhase.APPROVED for program in drug.programs)
    return {
        "@type": "Drug",
        "@id": identity,
        "name": drug.name,
        "nonProprietaryName": drug.generic_name,
        "proprietaryName": drug.brand_name,
        "alternateName": names,
        "mechanismOfAction": drug.mechanism,
        "manufacturer": drug.owner and {"@type": "Organization", "name": drug.owner},
        "legalStatus": "" if is_approved or not drug.programs else "Investigational",
        "description": "; ".join(
            f"{label(program.phase, 'ProgramPhase')} in {program.indication}" for program in drug.programs
        ),
    }


def trial_node(trial: Trial, *, identity: str, drugs: Mapping[str, str]) -> dict:
    """https://schema.org/MedicalTrial. It has no property for the phase, which stands in the description."""
    status = _STATUS.get(trial.status)
    return {
        "@type": "MedicalTrial",
        "@id": identity,
        "name": trial.title or trial.name,
        "alternateName": trial.acronym if trial.title else "",
        "code": trial.nct_number
        and {"@type": "MedicalCode", "codeValue": trial.nct_number, "codingSystem": "ClinicalTrials.gov"},
        "sameAs": trial.nct_number and registry_url(trial.nct_number),
        "status": status and f"https://schema.org/{status}",
        "healthCondition": [{"@type": "MedicalCondition", "name": name} for name in trial.conditions],
        "sponsor": trial.sponsor and {"@type": "Organization", "name": trial.sponsor},
        "studySubject": [
            {"@id": drugs[part.key or part.name]}
            if (part.key or part.name) in drugs
            else {"@type": "Drug", "name": part.name}
            for part in trial.drugs
        ],
        "description": trial.phase and label(trial.phase, "TrialPhase"),
    }


def breadcrumbs(origin: str, *steps: tuple[str, str]) -> dict:
    """https://schema.org/BreadcrumbList of names and paths."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": origin + path}
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def _article(document: Document, facts: Facts, plain_text: str, formats: Sequence[Alternate]) -> dict:
    correction = document.correction
    zone = document.company.time_zone  # of what is historic no hour is known: docs/decisions/0005
    first = day(facts.first_live_at, zone) if facts.is_first_historic else instant(facts.first_live_at)
    changed = day(facts.live_at, zone) if facts.is_historic else instant(facts.live_at)
    return {
        "@type": "NewsArticle",
        "url": facts.url,
        "mainEntityOfPage": facts.url,
        "headline": document.headline,
        "alternativeHeadline": " ".join(document.subheadline.splitlines()),
        "dateline": ", ".join(filter(None, (document.dateline.city, document.dateline.region))),
        "datePublished": first,
        "dateModified": changed,
        "inLanguage": document.language,
        "articleSection": label(document.category, "Category"),
        "articleBody": plain_text,
        "wordCount": len(plain_text.split()),
        "isAccessibleForFree": True,
        "version": facts.number,
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": facts.digest},
        "creativeWorkStatus": "Published" if facts.is_current else "Superseded",
        "correction": correction and {"@type": "CorrectionComment", "text": correction.note, "dateCreated": changed},
        "image": [
            *([{"@type": "ImageObject", "url": facts.format_url(CARD), "width": 1200, "height": 630}] * facts.has_card),
            *(
                without_empty(
                    {
                        "@type": "ImageObject",
                        "url": facts.origin + file_url(file),
                        "width": file.width,
                        "height": file.height,
                        "caption": file.caption or file.title,
                    }
                )
                for file in document.files
                if file.kind == MediaKind.FIGURE
            ),
        ],
        "encoding": [
            {"@type": "MediaObject", "contentUrl": each.url, "encodingFormat": each.content_type} for each in formats
        ],
    }


def _id(identity: str, part: Drug | Trial, origin: str, addresses: Mapping[str, str]) -> str:
    """The page of its own names a drug or trial for all releases; without one it is named in this release only."""
    own = addresses.get(part.key)
    return f"{origin}{own}#{'drug' if isinstance(part, Drug) else 'trial'}" if own else identity
