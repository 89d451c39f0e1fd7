"""The ordered parts and links of a release, as inlines of its form."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from releases.admin.widgets import TEXT_WIDGETS, WholeText
from releases.compose import results
from releases.document import richtext
from releases.models import (
    Media,
    ReleaseContact,
    ReleaseDrug,
    ReleaseFootnote,
    ReleaseResults,
    ReleaseSection,
    ReleaseTrial,
)
from releases.vocabulary import MediaKind


class DrugInline(WholeText, admin.TabularInline):
    """Drugs that the release is about, in order."""

    model = ReleaseDrug
    extra = 0
    fields = ["position", "drug"]
    autocomplete_fields = ["drug"]


class TrialInline(WholeText, admin.TabularInline):
    """Trials that the release is about, in order."""

    model = ReleaseTrial
    extra = 0
    fields = ["position", "trial"]
    autocomplete_fields = ["trial"]


class ContactInline(WholeText, admin.TabularInline):
    """Contacts printed under the release, in order."""

    model = ReleaseContact
    extra = 0
    fields = ["position", "contact", "label"]
    autocomplete_fields = ["contact"]


class SectionInline(WholeText, admin.StackedInline):
    """About sections, in order."""

    model = ReleaseSection
    extra = 0
    fields = ["position", "kind", "boilerplate_version", "heading", "text"]
    formfield_overrides = TEXT_WIDGETS


class FootnoteInline(WholeText, admin.StackedInline):
    """Notes with their marks."""

    model = ReleaseFootnote
    extra = 0
    fields = ["position", "mark", "text"]
    formfield_overrides = TEXT_WIDGETS


class MediaForm(forms.ModelForm):
    """Takes a new file by its content."""

    class Meta:
        model = Media
        fields = ["position", "kind", "title", "file", "alternative_text", "caption"]

    def clean(self):
        super().clean()
        upload = self.cleaned_data.get("file")
        if isinstance(upload, UploadedFile) and self.cleaned_data.get("title"):
            self.instance.kind = self.cleaned_data.get("kind") or self.instance.kind
            self.instance.title = self.cleaned_data["title"]
            try:
                self.instance.take(upload.read())
            except ValidationError as error:
                self.add_error("file", error)
            else:
                self.cleaned_data["file"] = self.instance.file
        elif self.instance.pk and "kind" in self.changed_data and not self.errors:
            self.add_error("file", "Choose the file anew: a figure is a picture, an attachment a PDF.")
        return self.cleaned_data


class MediaInline(WholeText, admin.StackedInline):
    """Figures and attachments."""

    model = Media
    form = MediaForm
    extra = 0
    fields = ["position", "kind", "title", "file", "present_file", "alternative_text", "caption"]
    readonly_fields = ["present_file"]

    @admin.display(description="file at present")
    def present_file(self, media: Media) -> str:
        if not media.pk:
            return "none"
        address = reverse("admin:releases_release_file", args=[media.release_id, media.key, media.name])
        picture = format_html('<img src="{}" alt="" height="90"> ', address) if media.kind == MediaKind.FIGURE else ""
        return format_html('{}<a href="{}" target="_blank">{}</a>', picture, address, media.name)


class ResultsInline(WholeText, admin.StackedInline):
    """Blocks of results: counts are typed, percentages computed."""

    model = ReleaseResults
    extra = 0
    fields = ["position", "title", ("population", "size"), "rows", "decimals", "computed"]
    readonly_fields = ["computed"]
    formfield_overrides = TEXT_WIDGETS

    @admin.display(description="as saved")
    def computed(self, block: ReleaseResults) -> str:
        """The block as readers see it."""
        if not block.pk:
            return "The live preview shows the percentages."
        return mark_safe(richtext.serialise(results(block).table()))


PARTS = [SectionInline, FootnoteInline, DrugInline, TrialInline, ContactInline, MediaInline, ResultsInline]
