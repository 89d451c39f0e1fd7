"""The company's record."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from releases.admin.linked import LinkedRecordAdmin
from releases.admin.widgets import TEXT_WIDGETS
from releases.models import Company


class CompanyForm(forms.ModelForm):
    """Takes a new logo by its pixels."""

    website = forms.URLField(assume_scheme="https", required=False)

    class Meta:
        widgets = {"accent_color": forms.TextInput(attrs={"type": "color"})}

    def clean_logo(self):
        logo = self.cleaned_data["logo"]
        if isinstance(logo, UploadedFile):
            try:
                self.instance.take_logo(logo.read())
            except ValidationError as error:
                raise forms.ValidationError(error.messages) from error
            return self.instance.logo
        return logo


@admin.register(Company)
class CompanyAdmin(LinkedRecordAdmin):
    """One row, so no second one can be added and the one can't be deleted."""

    form = CompanyForm
    formfield_overrides = TEXT_WIDGETS
    fieldsets = [
        (None, {"fields": ["legal_name", "short_name", "website", "about"]}),
        ("Listing", {"fields": ["exchange", "ticker", "mic", "other_listings", "cik"]}),
        ("Seat", {"fields": ["street", "city", ("region", "postal_code"), "country"]}),
        ("Newsroom", {"fields": ["time_zone", "accent_color", "logo", "present_logo"]}),
    ]
    readonly_fields = ["present_logo"]

    @admin.display(description="logo at present")
    def present_logo(self, company: Company) -> str:
        return f"{company.logo_name}, {company.logo.size:,} bytes" if company.logo else "none"

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Company.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False
