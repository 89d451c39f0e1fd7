"""What would be sealed of a working release, against the text that was approved last, or that the public reads."""

from dataclasses import dataclass

from django.contrib import admin
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from releases import editions, rendering, workflow
from releases.admin.preview import visible_release
from releases.document import Document
from releases.models import Edition, Release


@dataclass(frozen=True, slots=True)
class Base:
    """A text to compare with."""

    key: str
    title: str
    document: Document


@require_safe
def redline(request, pk: int) -> HttpResponse:
    """What changed since; ``?against=approved`` or ``?against=public`` chooses, the approved text comes first."""
    release = visible_release(request, pk)
    bases = _bases(release)
    base = next((each for each in bases if each.key == request.GET.get("against")), bases[0] if bases else None)
    words = workflow.approvals.current(release)
    # An edition has the date that it prints; what was approved has none where the release names none.
    document = editions.printed(release, words.prospect) if base and base.key == "public" else words.document
    return TemplateResponse(
        request,
        "admin/releases/release/redline.html",
        {
            **admin.site.each_context(request),
            "opts": Release._meta,
            "title": "What changed",
            "release": release,
            "bases": bases,
            "base": base,
            "redline": rendering.redline_html(base.document, document) if base else "",
        },
    )


def _bases(release: Release) -> list[Base]:
    bases = []
    approval = release.approvals.select_related("by").order_by("-at", "-id").first()
    if approval:
        title = f"the text that {approval.by} approved ({approval.get_sign_off_display().lower()})"
        bases.append(Base("approved", title, Document.from_json(approval.document_json)))
    edition = Edition.objects.published().filter(release=release).order_by("-number").first()
    if edition:
        bases.append(Base("public", f"edition {edition.number}, which is public", edition.document))
    return bases
