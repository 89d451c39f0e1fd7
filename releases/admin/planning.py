"""When a release goes out, and whose sign-offs that takes: asked when it is submitted, shown on every page that moves it."""

import zoneinfo
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse

from releases import editions, instants, text, workflow
from releases.admin import move_page
from releases.admin.move_forms import PlanForm
from releases.admin.preview import visible_release
from releases.compose import compose
from releases.models import Approval, Release
from releases.vocabulary import SignOff, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """A sign-off that the release needs for its plan, and who gave it to the text as it would be sealed."""

    sign_off: SignOff
    approval: Approval | None


def sign_offs(release: Release, words: workflow.approvals.Text) -> list[Needed]:
    """Every sign-off that the release needs for its plan, given or not."""
    held = workflow.approvals.holding(release, words)
    return [Needed(sign_off=each, approval=held.get(each)) for each in workflow.approvals.required(release)]


def planned(release: Release, zone_name: str) -> str:
    """The plan of a release in words."""
    if release.planned_at:
        return instants.both_zones(release.planned_at, zone_name)
    return "at once, when a publisher seals it" if release.is_at_once else "not planned yet"


@move_page.methods
def submit(request, pk: int) -> HttpResponse:
    """Say when the release goes out, and hand it to the reviewers."""
    release = visible_release(request, pk)
    form = _form(request, release)

    def act(_):
        with transaction.atomic():
            if (form.instant, form.is_at_once) != (release.planned_at, release.is_at_once):
                workflow.plan(release, by=request.user, planned_at=form.instant)
            workflow.submit(release, by=request.user)

    return move_page.page(
        request,
        release,
        Verb.SUBMIT,
        title="Submit for review",
        intro="Reviewers sign off the text for the instant at which it goes out, so say when. You can still change the text;"
        " a change voids the approvals given until then.",
        button="Submit it",
        form=form,
        template="plan",
        act=act,
        done="The release is in review.",
    )


@move_page.methods
def plan(request, pk: int) -> HttpResponse:
    """Choose the instant at which the release shall become public; approvals are given for it."""
    release = visible_release(request, pk)
    form = _form(request, release)
    words = workflow.approvals.current(release)
    given = [
        f"{approval.get_sign_off_display()} by {approval.by}"
        for approval in workflow.approvals.holding(release, words).values()
    ]
    voids = f" Another plan voids the approvals given for the present one: {text.series(given)}." if given else ""
    return move_page.page(
        request,
        release,
        Verb.PLAN,
        title="Plan the instant",
        intro=f"It is {instants.both_zones(form.now, form.zone_name)} now. Planned at present:"
        f" {planned(release, form.zone_name)}.{voids}",
        button="Plan it",
        form=form,
        template="plan",
        sign_offs=sign_offs(release, words),
        act=lambda _: workflow.plan(release, by=request.user, planned_at=form.instant),
        done="The instant is planned.",
    )


def _form(request, release: Release) -> PlanForm:
    zone_name, now = compose(release).company.time_zone, editions.database_now()
    initial = {}
    if release.is_at_once:
        initial = {"when": PlanForm.AT_ONCE}
    elif release.planned_at:
        local = release.planned_at.astimezone(zoneinfo.ZoneInfo(zone_name))
        initial = {"date": local.date(), "time": local.time()}
    return PlanForm(
        request.POST or None,
        zone_name=zone_name,
        now=now,
        needs=lambda is_at_once: workflow.approvals.required(release, is_at_once=is_at_once),
        initial=initial,
    )
