"""The pipeline, and a page for every drug and trial that the public knows."""

from django.http import Http404
from django.views.decorators.http import require_safe

from releases import newsroom
from releases.views import answers


@require_safe
def pipeline(request):
    """All drugs by how far they have come."""
    return answers.page(
        request, "pipeline.html", title="Pipeline", pipeline=newsroom.pipeline(), scale=newsroom.SCALE_LABELS
    )


@require_safe
def drug(request, slug: str):
    """What a drug is, where it stands, and the releases about it."""
    page = newsroom.drug(slug)
    if page is None:
        raise Http404
    return answers.page(request, "drug.html", title=page.drug.name, page=page)


@require_safe
def trial(request, slug: str):
    """A trial and the releases about it."""
    page = newsroom.trial(slug)
    if page is None:
        raise Http404
    return answers.page(request, "trial.html", title=page.trial.name, page=page)
