"""The pages on which a release is moved: each shows what will happen and asks for a deliberate confirmation."""

import datetime

from django.http import HttpResponse
from django.urls import reverse

from releases import editions, importers, instants, text, workflow
from releases.admin import move_page, preflight
from releases.admin.edition import public_from
from releases.admin.move_forms import ApproveForm, CorrectForm, ReasonForm, SealForm, WithdrawForm
from releases.admin.planning import plan, planned, sign_offs, submit
from releases.admin.preview import visible_release
from releases.models import Edition, Release
from releases.vocabulary import SignOff, Verb

__all__ = ["approve", "call_back", "correct", "hold", "plan", "seal", "send_back", "submit", "withdraw"]


@move_page.methods
def send_back(request, pk: int) -> HttpResponse:
    """Return the release to its writer."""
    release = visible_release(request, pk)
    return move_page.page(
        request,
        release,
        Verb.SEND_BACK,
        title="Send back",
        intro="The release becomes a draft again, and every sign-off given so far is void. Say what has to change.",
        button="Send it back",
        form=ReasonForm(request.POST or None),
        act=lambda data: workflow.send_back(release, by=request.user, reason=data["reason"]),
        done="The release was sent back to its writer. Every sign-off given so far is void.",
    )


@move_page.methods
def approve(request, pk: int) -> HttpResponse:
    """Read the text and sign it off."""
    release = visible_release(request, pk)
    words = workflow.approvals.current(release)
    can_give, against = workflow.open_sign_offs(release, words, by=request.user)
    form = ApproveForm(
        request.POST or None,
        # What can't be given any more since the page was opened is refused with its reason, not as an unknown choice.
        sign_offs=workflow.sign_offs_of(request.user) if request.method == "POST" else can_give,
        initial={"seen_digest": words.digest},
    )
    return move_page.page(
        request,
        release,
        Verb.APPROVE,
        title="Approve",
        intro="You approve exactly this text, its files and its instant. Any change to them voids your approval.",
        button="Approve it",
        form=form,
        template="approve",
        against=against,
        act=lambda data: workflow.approve(release, by=request.user, **data),
        done="Your approval stands for this text.",
        address=f"{reverse('admin:releases_release_text', args=[pk])}?digest={words.digest}",
        instant=planned(release, words.document.company.time_zone),
        sign_offs=sign_offs(release, words),
        carried=_carried(words),
        **preflight.of_text(release, words),
    )


@move_page.methods
def seal(request, pk: int) -> HttpResponse:
    """See exactly what becomes public where and when, and confirm."""
    release = visible_release(request, pk)
    words = workflow.approvals.current(release)
    zone_name, now = words.document.company.time_zone, editions.database_now()
    is_old = workflow.approvals.is_history(release)
    form = SealForm(
        request.POST or None,
        planned=_when(release.planned_at, zone_name),
        at_once=_at_once(release, words),
        historic=text.ap_date(release.release_date) if is_old else "",
    )

    def act(data):
        if data["when"] == SealForm.AS_HISTORY:
            return importers.publish(release, by=request.user, now=now, ticker=data["ticker"])
        live_at = release.planned_at if data["when"] == SealForm.AS_PLANNED else None
        return workflow.seal(release, by=request.user, live_at=live_at, ticker=data["ticker"])

    return move_page.page(
        request,
        release,
        Verb.SEAL,
        title="Seal",
        intro="The sealed text can't be changed afterwards. Before its instant it can be held or called back; later it can"
        " only be corrected or withdrawn.",
        button="Seal it",
        form=form,
        template="seal",
        against=workflow.against_at_once(release, words, by=request.user) if release.is_at_once and not is_old else (),
        act=act,
        done=lambda edition: f"Edition {edition.number} is sealed. {_standing(edition)}",
        plan=_plan(release, zone_name, now),
        sign_offs=sign_offs(release, words),
        carried=_carried(words),
        withheld=_withheld(release),
        **preflight.of_text(release, words),
        now=instants.both_zones(now, zone_name),
    )


@move_page.methods
def call_back(request, pk: int) -> HttpResponse:
    """Take a scheduled edition back before its instant, to change it."""
    release = visible_release(request, pk)
    return move_page.page(
        request,
        release,
        Verb.CALL_BACK,
        title="Call back",
        intro="The sealed edition is taken back before anybody outside has seen it. The release becomes a draft again, and"
        " every sign-off given so far is void.",
        button="Call it back",
        form=ReasonForm(request.POST or None),
        template="stop",
        dependents=_dependents(release),
        act=lambda data: workflow.call_back(release, by=request.user, reason=data["reason"]),
        done="The release is called back. Nobody outside has seen it; it is a draft again, and needs every sign-off again.",
    )


@move_page.methods
def hold(request, pk: int) -> HttpResponse:
    """Stop what is on its way to the public, up to its instant."""
    release = visible_release(request, pk)
    return move_page.page(
        request,
        release,
        Verb.HOLD,
        title="Hold",
        intro=_hold_intro(request.user),
        button="Hold it now",
        form=ReasonForm(request.POST or None),
        template="stop",
        dependents=_dependents(release),
        act=lambda data: workflow.hold(release, by=request.user, reason=data["reason"]),
        done="The release is held and does not go out.",
    )


@move_page.methods
def correct(request, pk: int) -> HttpResponse:
    """Open a published release for a correction."""
    release = visible_release(request, pk)
    return move_page.page(
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


@move_page.methods
def give_up(request, pk: int) -> HttpResponse:
    """Close an open correction and go back to the public text."""
    release = visible_release(request, pk)
    return move_page.page(
        request,
        release,
        Verb.GIVE_UP,
        title="Give up the correction",
        intro="The correction is closed and nothing of it becomes public. The release becomes again what the public reads; the"
        " words of the correction stay in the change history.",
        button="Give it up",
        form=ReasonForm(request.POST or None),
        act=lambda data: workflow.give_up(release, by=request.user, reason=data["reason"]),
        done="The correction is given up. The release is again what the public reads.",
    )


@move_page.methods
def withdraw(request, pk: int) -> HttpResponse:
    """Replace a public release by a notice."""
    release = visible_release(request, pk)
    return move_page.page(
        request,
        release,
        Verb.WITHDRAW,
        title="Withdraw",
        intro="At once and for ever: the text and its files are served no longer, and the address answers with your notice."
        " The notice names the release by its headline. The record keeps what was published. A correction that is open or"
        " scheduled does not go out.",
        button="Withdraw it",
        form=WithdrawForm(request.POST or None),
        act=lambda data: workflow.withdraw(release, by=request.user, **data),
        done="The release is withdrawn; its address answers with the notice.",
    )


def _hold_intro(user) -> str:
    own = text.series([sign_off.label for sign_off in workflow.sign_offs_of(user)])
    lost = f" Sign-offs that you can give are void until they are given again ({own}); the others stay." if own else ""
    return (
        f"The release does not go out, and no word of it changes. A hold wins if it is done before the instant.{lost}"
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
    is_scheduled = newest is not None and newest.live_at > editions.database_now()
    return editions.dependents(newest) if is_scheduled else []


def _plan(release: Release, zone_name: str, now: datetime.datetime) -> dict[str, str]:
    """Which address becomes public, when in both zones, and in how long."""
    instant = release.planned_at or now
    return {
        "address": editions.planned_address(release, live_at=instant),
        "when": _when(release.planned_at, zone_name)
        or ("at once, as soon as you confirm" if release.is_at_once else planned(release, zone_name)),
        "wait": instants.span((instant - now).total_seconds()) if instant > now else "",
    }


def _at_once(release: Release, words: workflow.approvals.Text) -> str:
    """What sealing at once is, and whose sign-off it takes beyond those that the plan needs."""
    if release.planned_at is None:
        return "At once"
    ahead = workflow.approvals.holding(release, words).get(SignOff.AHEAD)
    given = f"approved by {ahead.by}" if ahead else "nobody has given it yet"
    return f"At once, ahead of the planned instant. This takes one more sign-off, “{SignOff.AHEAD.label}”: {given}"


def _when(instant: datetime.datetime | None, zone_name: str) -> str:
    return instants.both_zones(instant, zone_name) if instant else ""


def _standing(edition: Edition) -> str:
    tense = "It becomes" if edition.live_at > editions.database_now() else "It has become"
    return f"{tense} public: {public_from(edition)}."
