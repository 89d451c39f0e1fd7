"""Pages that stand beside the releases: contacts, feeds, and how the record works."""

import datetime
import uuid

from django.http import Http404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from releases import addressing, newsroom, rendering, text
from releases.rendering.template_tags import website
from releases.views import answers


@require_safe
def contacts(request):
    """Whom investors and journalists ask."""
    return answers.page(request, "contacts.html", title="Contacts", contacts=newsroom.contacts())


@require_safe
def vcard(request, key: uuid.UUID):
    """A contact for an address book. The address of a contact that a public edition names and that has no public record
    leads to those that may be asked."""
    contact, company = newsroom.contact(key), newsroom.frame().company
    if contact is None and newsroom.was_named(key):
        return answers.elsewhere(reverse("contacts"))
    if contact is None or company is None:
        raise Http404
    card = rendering.vcard(
        contact, company=company.legal_name, website=website(company) if company.website else ""
    ).encode()
    response = answers.answer(request, card, "default-src 'none'", content_type="text/vcard; charset=utf-8")
    name = f"{text.slug(contact.person or contact.organization or company.legal_name)}.vcf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_safe
def feeds(request):
    """Every feed, and what each is for."""
    drugs, trials = newsroom.subjects()
    categories = newsroom.archive(newsroom.Selection()).categories
    groups = [
        {"name": "", "rows": [("All releases", addressing.feed())]},
        {
            "name": "Of a category",
            "rows": [(each.label, addressing.feed("categories", each.value)) for each in categories],
        },
        {
            "name": "About a drug",
            "rows": [(drug.name, addressing.feed("drugs", addressing.last(drug.url))) for drug in drugs],
        },
        {
            "name": "About a trial",
            "rows": [(trial.name, addressing.feed("trials", addressing.last(trial.url))) for trial in trials],
        },
    ]
    return answers.page(request, "feeds.html", title="Feeds", groups=groups, formats=addressing.FEEDS.items())


@require_safe
def record(request):
    """How editions, digests and corrections work; shown on the newest release."""
    return answers.page(request, "about_record.html", title="About the record", page=newsroom.newest())


@require_safe
def edition_record(request, year: str, month: str, day: str, slug: str, number: str):
    """The sealed bytes of an edition, just as they were hashed."""
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404 from error
    found = newsroom.record(date, slug, int(number))
    if found is None:
        raise Http404
    return answers.answer(request, found, "default-src 'none'", content_type="text/plain; charset=utf-8")
