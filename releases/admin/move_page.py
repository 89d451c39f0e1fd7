"""The page on which a release is moved: it shows what will happen and asks for a deliberate confirmation."""

from django.contrib import admin, messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from releases import workflow
from releases.models import Release
from releases.vocabulary import Verb

methods = require_http_methods(["GET", "HEAD", "POST"])


def page(
    request,
    release: Release,
    verb: Verb,
    *,
    title,
    intro,
    button,
    act,
    done,
    form=None,
    template="move_form",
    against=(),
    **context,
) -> HttpResponse:
    """Ask, make the move, and go back to the release; a refusal shows every reason and keeps what was typed. Whoever opens
    the page and can't make the move reads why (``against``: what else is known against it), and finds nothing to press."""
    reasons = workflow.against_verb(release, verb, by=request.user)
    is_asked = request.method == "POST" or not (reasons or against)
    if request.method == "POST" and not reasons and (form is None or form.is_valid()):
        try:
            result = act(form.cleaned_data if form else {})
        except workflow.Refused as refused:
            reasons = list(refused.reasons)
        else:
            messages.success(request, done(result) if callable(done) else done)
            return redirect("admin:releases_release_change", release.pk)
    return TemplateResponse(
        request,
        f"admin/releases/release/{template}.html",
        {
            **admin.site.each_context(request),
            "opts": Release._meta,
            "title": title,
            "intro": intro,
            "button": button,
            "release": release,
            "form": form,
            "is_asked": is_asked,
            "reasons": reasons or (() if request.method == "POST" else against),
            **context,
        },
    )
