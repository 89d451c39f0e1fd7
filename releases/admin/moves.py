"""The pages on which a release is moved: each shows what will happen and asks for a deliberate confirmation."""

import datetime
import zoneinfo

from django.contrib import admin, messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from releases import editions, importers, instants, rendering, text, workflow
from releases.admin import preflight
from releases.admin.move_forms import ApproveForm, CorrectForm, PlanForm, ReasonForm, SealForm, WithdrawForm
from releases.admin.preview import visible_release, with_desk_files
from releases.compose import compose
from releases.models import Edition, Release
from releases.vocabulary import Verb

_methods = require_http_methods(["GET", "HEAD", "POST"])


@_methods
def submit(request, pk: int) -> HttpResponse:
    """Hand the draft to the reviewers."""
    release = visible_release(request, pk)
    return _move(
        request,
        release,
        Verb.SUBMIT,
        title="Submit for review",
        intro="The reviewers are asked for their sign-offs: "
        + (", ".join(sign_off.label for sign_off in workflow.approvals.required(release)) or "none is named")
        + ". You can still change the text; a change voids the approvals given until then.",
        button="Submit it",
        act=lambda _: workflow.submit(release, by=request.user),
        done="The release is in review.",
    )


@_methods
def send_back(request, pk: int) -> HttpResponse:
    """Return the release to its writer."""
    release = visible_release(request, pk)
    return _move(
        request,
        release,
        Verb.SEND_BACK,
        title="Send back",
        intro="The release becomes a draft again. Say what has to change.",
        button="Send it back",
        form=ReasonForm(request.POST or None),
        act=lambda data: workflow.send_back(release, by=request.user, reason=data["reason"]),
        done="The release was sent back to its writer.",
    )


@_methods
def plan(request, pk: int) -> HttpResponse:
    """Choose the instant at which the release shall become public; approvals are given for it."""
    release = visible_release(request, pk)
    zone_name, now = compose(release).company.time_zone, editions.database_now()
    initial = {}
    if release.planned_at:
        local = release.planned_at.astimezone(zoneinfo.ZoneInfo(zone_name))
        initial = {"date": local.date(), "time": local.time()}
    form = PlanForm(request.POST or None, zone_name=zone_name, now=now, initial=initial)
    return _move(
        request,
        release,
        Verb.PLAN,
        title="Plan the instant",
        intro=f"It is {instants.both_zones(now, zone_name)} now. Another instant voids the approvals given for the present one.",
        button="Plan it",
        form=form,
        template="plan",
        act=lambda _: workflow.plan(release, by=request.user, planned_at=form.instant),
        done="The instant is planned.",
    )


@_methods
def approve(request, pk: int) -> HttpResponse:
    """Read the text and sign it off."""
    release = visible_release(request, pk)
    words = workflow.approvals.current(release)
    document = words.document
    form = ApproveForm(
        request.POST or None, sign_offs=workflow.sign_offs_of(request.user), initial={"seen_digest": words.digest}
    )
    return _move(
        request,
        release,
        Verb.APPROVE,
        title="Approve",
        intro="You approve exactly this text, its files and its instant. Any change to them voids your approval.",
        button="Approve it",
        form=form,
        template="approve",
        act=lambda data: workflow.approve(release, by=request.user, **data),
        done="Your approval stands for this text.",
        article=mark_safe(with_desk_files(rendering.article_html(document), release, document)),
        instant=_when(release.planned_at, document.company.time_zone) or "at once, when a publisher seals it",
        carried=_carried(words),
        preflight=preflight.context(release, workflow.report(release, document, now=editions.database_now())),
    )


@_methods
def seal(request, pk: int) -> HttpResponse:
    """See exactly what becomes public where and when, and confirm."""
    release = visible_release(request, pk)
    words = workflow.approvals.current(release)
    zone_name, now = words.document.company.time_zone, editions.database_now()
    is_old = workflow.approvals.is_history(release)
    form = SealForm(
        request.POST or None,
        planned=_when(release.planned_at, zone_name),
        historic=text.ap_date(release.release_date) if is_old else "",
    )

    def act(data):
        if data["when"] == SealForm.AS_HISTORY:
            return importers.publish(release, by=request.user, now=now, ticker=data["ticker"])
        live_at = release.planned_at if data["when"] == SealForm.AS_PLANNED else None
        return workflow.seal(release, by=request.user, live_at=live_at, ticker=data["ticker"])

    return _move(
        request,
        release,
        Verb.SEAL,
        title="Seal",
        intro="The sealed text can't be changed afterwards. Before its instant it can be held or called back; later it can"
        " only be corrected or withdrawn.",
        button="Seal it",
        form=form,
        template="seal",
        act=act,
        done=lambda edition: f"Edition {edition.number} is sealed. {_standing(edition, zone_name)}",
        plan=_plan(release, zone_name, now),
        carried=_carried(words),
        withheld=_withheld(release),
        preflight=preflight.context(release, workflow.report(release, words.document, now=now)),
        now=instants.both_zones(now, zone_name),
    )


@_methods
def call_back(request, pk: int) -> HttpResponse:
    """Take a scheduled edition back before its instant, to change it."""
    release = visible_release(request, pk)
    return _move(
        request,
        release,
        Verb.CALL_BACK,
        title="Call back",
        intro="The sealed edition is taken back before anybody outside has seen it. The release becomes a draft again.",
        button="Call it back",
        form=ReasonForm(request.POST or None),
        template="stop",
        dependents=_dependents(release),
        act=lambda data: workflow.call_back(release, by=request.user, reason=data["reason"]),
        done="The release is called back. Nobody outside has seen it; it is a draft again.",
    )


@_methods
def hold(request, pk: int) -> HttpResponse:
    """Stop a scheduled edition, up to its instant."""
    release = visible_release(request, pk)
    return _move(
        request,
        release,
        Verb.HOLD,
        title="Hold",
        intro="The release does not go out. It wins if it is done before the instant; the text stays approved.",
        button="Hold it now",
        form=ReasonForm(request.POST or None),
        template="stop",
        dependents=_dependents(release),
        act=lambda data: workflow.hold(release, by=request.user, reason=data["reason"]),
        done="The release is held and does not go out.",
    )


@_methods
def correct(request, pk: int) -> HttpResponse:
    """Open a published release for a correction."""
    release = visible_release(request, pk)
    return _move(
        request,
        release,
        Verb.CORRECT,
        title="Correct",
        intro="The release opens for editing. The public goes on reading the current edition until the correction is"
        " approved, sealed, and its instant has come.",
        button="Open it for correction",
        form=CorrectForm(request.POST or None),
        act=lambda data: workflow.correct(release, by=request.user, **data),
        done="The release is open for its correction. The public reads the current edition until you seal.",
    )


@_methods
def withdraw(request, pk: int) -> HttpResponse:
    """Replace a public release by a notice."""
    release = visible_release(request, pk)
    return _move(
        request,
        release,
        Verb.WITHDRAW,
        title="Withdraw",
        intro="At once and for ever: the text and its files are served no longer, and the address answers with your notice."
        " The record keeps what was published.",
        button="Withdraw it",
        form=WithdrawForm(request.POST or None),
        act=lambda data: workflow.withdraw(release, by=request.user, **data),
        done="The release is withdrawn; its address answers with the notice.",
    )


def _move(
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
    **context,
):
    """Ask, make the move, and go back to the release; a refusal shows every reason and keeps what was typed."""
    reasons = workflow.against_verb(release, verb, by=request.user)
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
            "reasons": reasons,
            **context,
        },
    )


def _carried(words: workflow.approvals.Text) -> list[editions.State]:
    """The records whose changes become public with the release."""
    return [state for state in words.prospect.plan.copies if not state.is_sealed]


def _withheld(release: Release) -> list[editions.State]:
    """The records whose changes are held back."""
    return [
        state
        for state in editions.unsealed(release)
        if ":".join(editions.identity(state.record)) in release.withheld_records
    ]


def _dependents(release: Release) -> list[Edition]:
    """Scheduled releases that would tell first what this one announces, once it does not go out."""
    newest = Edition.objects.standing().filter(release=release).order_by("-number").first()
    return editions.dependents(newest) if newest else []


def _plan(release: Release, zone_name: str, now: datetime.datetime) -> dict[str, str]:
    """Which address becomes public, when in both zones, and in how long."""
    instant = release.planned_at or now
    return {
        "address": editions.planned_address(release, live_at=instant),
        "when": _when(release.planned_at, zone_name) or "at once, as soon as you confirm",
        "wait": instants.span((instant - now).total_seconds()) if instant > now else "",
    }


def _when(instant: datetime.datetime | None, zone_name: str) -> str:
    return instants.both_zones(instant, zone_name) if instant else ""


def _standing(edition, zone_name: str) -> str:
    tense = "It becomes" if edition.live_at > editions.database_now() else "It has become"
    return f"{tense} public: {instants.both_zones(edition.live_at, zone_name)}."
