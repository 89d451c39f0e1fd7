"""The release form: what it refuses to overwrite, and the order in which it asks."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from releases import editions
from releases.models import (
    Media,
    Release,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseResults,
    ReleaseSection,
    ReleaseTrial,
)
from releases.vocabulary import Wire

#: Fieldsets by their names and inlines by their models, in the order of the document.
_ORDER = [
    None, "Dateline", "Text", ReleaseResults, ReleaseSection, "Trademarks", ReleaseFootnote, "Safe harbor", ReleaseContact, "Source",
    ReleaseDrug, ReleaseTrial, "Becomes public with it", Media, "Company as printed",
]  # fmt: skip
FIELDSETS = [
    (None, {"fields": ["seen_version", ("category", "language"), "release_date", "headline", "subheadline"]}),
    ("Dateline", {"fields": [("dateline_city", "dateline_region", "wire")]}),
    ("Text", {"fields": ["body"]}),
    ("Trademarks", {"fields": ["trademark_notes"]}),
    ("Safe harbor", {"fields": ["safe_harbor", "annual_report", "quarterly_report"]}),
    ("Source", {"fields": ["source", "distributor", "needs_review"]}),
    ("Becomes public with it", {"fields": ["held_back"]}),
    (
        "Company as printed",
        {
            "classes": ["collapse"],
            "description": "Only where an old release names its company otherwise than the company's record does.",
            "fields": [
                ("issuer_legal_name", "issuer_short_name"),
                ("issuer_exchange", "issuer_ticker", "issuer_website"),
                "issuer_other_listings",
            ],
        },
    ),
]


class WireInput(forms.TextInput):
    """Suggests the wires' own spellings; an old release may name another."""

    def render(self, name, value, attrs=None, renderer=None):
        options = format_html_join("", '<option value="{}">', ((wire,) for wire in Wire.values))
        field = super().render(name, value, (attrs or {}) | {"list": "wires"}, renderer)
        return format_html('{}<datalist id="wires">{}</datalist>', field, options)


class WithheldField(forms.MultipleChoiceField):
    """Which linked records' unsealed changes stay unpublished. What was sealed since the form was opened has none to
    hold back, and is no error."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, release: Release) -> None:
        """The records that the saved release links and that have unsealed changes."""
        states = editions.unsealed(release) if release.pk else []
        self.choices = [(":".join(editions.identity(state.record)), _changes(state)) for state in states]
        self.help_text = (
            "These linked records have changes that nobody outside knows. They become public with this release, at its"
            " instant. Tick what shall not: the release then shows it as the public knows it."
            if states
            else "No linked record has changes that are not public. What you link above is looked at when you save."
        )

    def clean(self, value) -> list[str]:
        offered = {key for key, _ in self.choices}
        return [key for key in super().clean(value) if key in offered]

    def valid_value(self, value) -> bool:
        return True


def _changes(state: editions.State) -> str:
    what = f"{', '.join(state.changed)} changed" if state.newest else "the public does not know it yet"
    return f"Hold back the {state.kind.label.lower()} {state.record}: {what}"


class ReleaseForm(forms.ModelForm):
    """Carries the version that the editor saw, so that a save can't overwrite somebody else's unseen.

    ``conflict`` is the saved release when somebody saved in between. Posting its version as ``_overwrite``, after having
    seen both, saves over it. A form with ``_take_up`` among its values shows a draft and is never saved.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held_back = WithheldField(label="Hold back", required=False)

    class Meta:
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 2, "cols": 80}),
            "wire": WireInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version
        self.fields["held_back"].offer(self.instance)
        self.fields["held_back"].initial = self.instance.withheld_records
        self.conflict: Release | None = None
        self.is_rehearsal = False  # composes what was typed and saves nothing

    def _post_clean(self):
        super()._post_clean()
        self.instance.withheld_records = self.cleaned_data.get("held_back", self.instance.withheld_records)

    def is_valid(self):
        return super().is_valid() and "_take_up" not in self.data

    def clean(self):
        super().clean()
        if self.instance.pk and not self.is_rehearsal:
            current = Release.objects.select_for_update().select_related(None).get(pk=self.instance.pk)
            agreed = {str(self.cleaned_data.get("seen_version")), self.data.get("_overwrite")}
            if str(current.version) not in agreed:
                self.conflict = current
                raise forms.ValidationError(
                    format_html(
                        "{} saved this release after you had opened it, so nothing of yours was saved. Your words are still"
                        ' in this form, and both versions stand side by side above. <a href="{}" target="_blank">Open the'
                        " saved version</a>",
                        current.updated_by or "Somebody",
                        reverse("admin:releases_release_change", args=[current.pk]),
                    )
                )
        return self.cleaned_data


def in_order(fieldsets, formsets) -> list[dict]:
    """Fieldsets and inline formsets of the admin as the form shows them."""
    places = [*({"fieldset": each} for each in fieldsets), *({"formset": each} for each in formsets)]

    def place(part: dict) -> int:
        name = part["fieldset"].name if "fieldset" in part else part["formset"].formset.model
        return _ORDER.index(name) if name in _ORDER else len(_ORDER)

    return sorted(places, key=place)
