"""The page on which somebody writes why a release may go out although preflight asks."""

from django.contrib import admin, messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from releases import workflow
from releases.admin import preflight
from releases.admin.preview import visible_release
from releases.models import Release


@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request, pk: int) -> HttpResponse:
    """Every finding of the saved release, and a field for each reason that is asked."""
    release = visible_release(request, pk)
    against = workflow.against_answer(release, by=request.user)
    refusals = against if request.method == "POST" else []
    if request.method == "POST" and not against:
        given = {name: value for name, value in request.POST.items() if len(name) == 64 and value.strip()}
        try:
            written = workflow.answer(release, by=request.user, reasons=given)
        except workflow.Refused as refused:
            refusals = list(refused.reasons)
        else:
            messages.success(request, f"{len(written)} reason{'s' * (len(written) != 1)} kept in the history.")
            return redirect("admin:releases_release_answer", release.pk)
    shown = preflight.of_text(release, workflow.approvals.current(release))
    return TemplateResponse(
        request,
        "admin/releases/release/reasons.html",
        {
            **admin.site.each_context(request),
            "opts": Release._meta,
            "title": "Findings and reasons",
            "release": release,
            **shown,
            "has_queries": any(each.is_query for each in (*shown["preflight"]["shown"], *shown["ahead"])),
            "may_answer": not against,
            "reasons": refusals,
        },
    )
