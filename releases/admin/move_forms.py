"""What the pages ask on which a release is moved."""

import datetime
from collections.abc import Callable

from django import forms

from releases import instants, text
from releases.models.bounds import validate_date
from releases.vocabulary import CorrectionKind, SignOff


class PlanForm(forms.Form):
    """When the release shall become public, in the company's time. At once is never what somebody gets unasked.

    ``needs`` names the sign-offs that publishing at once takes, and those that an instant takes.
    """

    AT_INSTANT, AT_ONCE = "at-instant", "at-once"

    when = forms.ChoiceField(label="Publish", widget=forms.RadioSelect, initial=AT_INSTANT)
    date = forms.DateField(required=False, validators=[validate_date], widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(required=False, widget=forms.TimeInput(attrs={"type": "time", "step": 1}))
    fold = forms.TypedChoiceField(
        label="This time comes twice on that day: clocks go back.",
        choices=[(0, "The first time, before the clocks go back"), (1, "The second time, after they went back")],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args,
        zone_name: str,
        now: datetime.datetime,
        needs: Callable[[bool], list[SignOff]],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.zone_name, self.now = zone_name, now
        self.is_folded = False
        self.instant: datetime.datetime | None = None
        self.fields["when"].choices = [
            (self.AT_INSTANT, f"At an instant, in {zone_name} time. {_takes(needs(False))}"),
            (self.AT_ONCE, f"At once, when a publisher seals it. {_takes(needs(True))}"),
        ]

    @property
    def is_at_once(self) -> bool:
        """Whether somebody chose it."""
        return self.cleaned_data.get("when") == self.AT_ONCE

    def clean(self):
        super().clean()
        if self.is_at_once and any(self.cleaned_data.get(name) for name in {"date", "time"} & {*self.changed_data}):
            raise forms.ValidationError("You chose “at once” and typed an instant. Choose one of the two.")
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
            past = (
                f"This is in the past: it is {instants.both_zones(self.now, self.zone_name)} now. Choose a later time."
            )
            self.add_error("time", past)
        return self.cleaned_data


def _takes(sign_offs: list[SignOff]) -> str:
    if not sign_offs:
        return "No sign-off is named."
    return f"Sign-off{'s' * (len(sign_offs) > 1)}: {text.series(each.label for each in sign_offs)}."


class SealForm(forms.Form):
    """For the planned instant, at once, or as history."""

    AS_PLANNED, AT_ONCE, AS_HISTORY = "as-planned", "at-once", "as-history"

    when = forms.ChoiceField(label="Seal it", widget=forms.RadioSelect)
    ticker = forms.CharField(
        label="Ticker",
        required=False,
        help_text="Type the company's ticker to confirm that this becomes public at once.",
    )

    def __init__(self, *args, planned: str, at_once: str, historic: str, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(self.AS_PLANNED, f"For the planned instant: {planned}")] if planned else []
        choices.append((self.AT_ONCE, at_once))
        if historic:
            choices.append((self.AS_HISTORY, f"As history, at its printed date: {historic}"))
        self.fields["when"].choices = choices
        self.fields["when"].initial = self.AS_HISTORY if historic else choices[0][0]


class ApproveForm(forms.Form):
    """Which sign-off, for the text that stands beside it."""

    sign_off = forms.ChoiceField(label="Sign-off", widget=forms.RadioSelect)
    comment = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 80}))
    seen_digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, sign_offs: list[SignOff], **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(sign_offs)

    def offer(self, sign_offs: list[SignOff]) -> None:
        self.fields["sign_off"].choices = [(sign_off.value, sign_off.label) for sign_off in sign_offs]
        if len(sign_offs) == 1:
            self.fields["sign_off"].initial = sign_offs[0].value


class TickerForm(forms.Form):
    """What confirms that something becomes public at once."""

    ticker = forms.CharField(
        label="Ticker",
        required=False,
        help_text="Only for publishing at once: type the company's ticker to confirm it.",
    )


class ReasonForm(forms.Form):
    """Why; for history, and for colleagues."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "cols": 80}))


class CorrectForm(forms.Form):
    """What kind of correction, and what the public is told."""

    kind = forms.ChoiceField(
        choices=[(each.value, each.label) for each in CorrectionKind if each != CorrectionKind.WITHDRAWAL]
    )
    note = forms.CharField(
        label="What is corrected?",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="Stands above the headline for the public: “The number of patients in the second paragraph is 44, not 43.”",
    )


class WithdrawForm(forms.Form):
    """What the public reads in the release's place."""

    notice = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text="The public reads this in the place of the release: “This release was published in error.”",
    )
    ticker = forms.CharField(help_text="Type the company's ticker to confirm that this becomes public at once.")
