"""The pages on which a release is moved: each shows what will happen and asks for a deliberate confirmation."""

import datetime
import zoneinfo

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from releases import editions, importers, instants, workflow
from releases.admin.preview import visible_release
from releases.compose import compose
from releases.models import Release
from releases.vocabulary import CorrectionKind, Verb


class SealForm(forms.Form):
    """When the release shall become public, in the company's time."""

    AT_ONCE, AT_INSTANT, AS_HISTORY = "at-once", "at-instant", "as-history"

    when = forms.ChoiceField(label="Publish", widget=forms.RadioSelect)
    date = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time", "step": 1}))
    fold = forms.TypedChoiceField(
        label="This time comes twice on that day: clocks go back.",
        choices=[(0, "The first time, before the clocks go back"), (1, "The second time, after they went back")],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, zone_name: str, now: datetime.datetime, historic_date: datetime.date | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone_name, self.now = zone_name, now
        self.is_folded = False
        self.instant: datetime.datetime | None = None
        choices = [(self.AT_INSTANT, f"At an instant, in {zone_name} time"), (self.AT_ONCE, "At once")]
        if historic_date:
            choices.append(
                (
                    self.AS_HISTORY,
                    f"As history, at its printed date ({historic_date:%B} {historic_date.day}, {historic_date:%Y})",
                )
            )
        self.fields["when"].choices = choices

    def clean(self):
        super().clean()
        if self.cleaned_data.get("when") != self.AT_INSTANT:
            return self.cleaned_data
        date, time = self.cleaned_data.get("date"), self.cleaned_data.get("time")
        if not date or not time:
            if not self.errors:
                raise forms.ValidationError("Give the date and the time at which the release becomes public.")
            return self.cleaned_data
        found = instants.from_wall(date, time, self.zone_name)
        if not found:
            self.add_error(
                "time",
                f"{self.zone_name} has no {time:%H:%M} on that day: clocks go forward over it. Choose another time.",
            )
            return self.cleaned_data
        self.is_folded = len(found) > 1
        fold = self.cleaned_data.get("fold")
        if self.is_folded and fold is None:
            self.add_error("fold", f"{self.zone_name} has {time:%H:%M} twice on that day. Say which you mean.")
            return self.cleaned_data
        self.instant = found[fold if self.is_folded else 0]
        if self.instant <= self.now:
            self.add_error(
                "time",
                f"This is in the past: it is {instants.both_zones(self.now, self.zone_name)} now. Choose a later time.",
            )
        return self.cleaned_data


class CallBackForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Why is it called back?", widget=forms.Textarea(attrs={"rows": 3, "cols": 80}))


class CorrectForm(forms.Form):
    """What kind of correction, and what the public is told."""

    kind = forms.ChoiceField(choices=CorrectionKind)
    note = forms.CharField(
        label="What is corrected?",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="Stands above the headline for the public: “The number of patients in the second paragraph is 44, not 43.”",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def seal(request, pk: int) -> HttpResponse:
    """Choose the instant, see exactly what becomes public, confirm."""
    release = visible_release(request, pk)
    document = compose(release)
    zone_name, now = document.company.time_zone, editions.database_now()
    today = now.astimezone(zoneinfo.ZoneInfo(zone_name)).date()
    is_old = release.release_date is not None and release.release_date < today and not release.correction_kind
    form = SealForm(
        request.POST or None,
        zone_name=zone_name,
        now=now,
        historic_date=release.release_date if is_old else None,
        initial={"when": SealForm.AS_HISTORY if is_old else SealForm.AT_INSTANT},
    )
    reasons = workflow.reasons_against(release, Verb.SEAL, by=request.user)
    plan = None
    if request.method == "POST" and form.is_valid() and not reasons:
        if "confirm" in request.POST:
            try:
                if form.cleaned_data["when"] == SealForm.AS_HISTORY:
                    edition = importers.publish(release, by=request.user, now=now)
                else:
                    edition = workflow.seal(release, by=request.user, live_at=form.instant)
            except workflow.Refused as refused:
                reasons = list(refused.reasons)
            else:
                when = instants.both_zones(edition.live_at, zone_name)
                tense = "becomes" if edition.live_at > editions.database_now() else "has become"
                messages.success(request, f"Edition {edition.number} is sealed and {tense} public: {when}.")
                return redirect("admin:releases_release_change", release.pk)
        else:
            plan = _plan(release, form, zone_name, now)
    return _page(request, release, "seal", "Seal", form, reasons, plan=plan, now=instants.both_zones(now, zone_name))


@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request, pk: int) -> HttpResponse:
    """Take a scheduled edition back before its instant."""
    release = visible_release(request, pk)
    form = CallBackForm(request.POST or None)
    reasons = workflow.reasons_against(release, Verb.CALL_BACK, by=request.user)
    if request.method == "POST" and form.is_valid() and not reasons:
        try:
            workflow.call_back(release, by=request.user, reason=form.cleaned_data["reason"])
        except workflow.Refused as refused:
            reasons = list(refused.reasons)
        else:
            messages.success(request, "The release is called back. Nobody outside has seen it; it is a draft again.")
            return redirect("admin:releases_release_change", release.pk)
    return _page(request, release, "call_back", "Call back", form, reasons)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk: int) -> HttpResponse:
    """Open a published release for a correction."""
    release = visible_release(request, pk)
    form = CorrectForm(request.POST or None)
    reasons = workflow.reasons_against(release, Verb.CORRECT, by=request.user)
    if request.method == "POST" and form.is_valid() and not reasons:
        try:
            workflow.correct(release, by=request.user, **form.cleaned_data)
        except workflow.Refused as refused:
            reasons = list(refused.reasons)
        else:
            messages.success(
                request, "The release is open for its correction. The public reads the current edition until you seal."
            )
            return redirect("admin:releases_release_change", release.pk)
    return _page(request, release, "correct", "Correct", form, reasons)


def _plan(release: Release, form: SealForm, zone_name: str, now: datetime.datetime) -> dict[str, str]:
    """What the confirmation shows: which address becomes public, when in both zones, and in how long."""
    if form.cleaned_data["when"] == SealForm.AS_HISTORY:
        noon = datetime.datetime.combine(release.release_date, datetime.time(12), zoneinfo.ZoneInfo(zone_name))
        when = (
            f"at once, dated {release.release_date:%B} {release.release_date.day}, {release.release_date:%Y} as history"
        )
        return {"address": editions.planned_address(release, live_at=noon), "when": when, "wait": ""}
    if form.instant is None:
        return {
            "address": editions.planned_address(release, live_at=now),
            "when": "at once, as soon as you confirm",
            "wait": "",
        }
    return {
        "address": editions.planned_address(release, live_at=form.instant),
        "when": instants.both_zones(form.instant, zone_name),
        "wait": instants.span((form.instant - now).total_seconds()),
    }


def _page(request, release: Release, name: str, title: str, form, reasons, **context) -> HttpResponse:
    return TemplateResponse(
        request,
        f"admin/releases/release/{name}.html",
        {
            **admin.site.each_context(request),
            "opts": Release._meta,
            "title": title,
            "release": release,
            "form": form,
            "reasons": reasons,
            **context,
        },
    )
