"""The working record of a press release: what staff edit and the public never sees."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from releases.models.boilerplate import BoilerplateVersion
from releases.models.bounds import dates_in_bounds, validate_date
from releases.models.contact import Contact
from releases.models.drug import Drug
from releases.models.fields import InlineRichTextField, LinesField, RichTextField
from releases.models.listings import validate_listings
from releases.models.trial import Trial
from releases.vocabulary import BoilerplateKind, Category, CorrectionKind, Language, ReleaseState, SectionKind


class Release(models.Model):
    """A release in the order of its document.

    Only ``workflow`` writes ``state``. ``version`` counts saves at the desk, so that two people editing at the same time
    cannot overwrite each other.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    category = models.CharField(max_length=20, choices=Category, default=Category.OTHER)
    language = models.CharField(
        max_length=20,
        choices=Language,
        default=Language.ENGLISH,
        help_text="Of the text. Browsers, screen readers, feeds and search engines are told, and the direction of the"
        " writing follows from it.",
    )
    release_date = models.DateField(
        "date on the release",
        null=True,
        blank=True,
        validators=[validate_date],
        help_text="When empty, the day on which it goes out is printed.",
    )
    headline = models.CharField(max_length=400)
    subheadline = LinesField(blank=True, help_text="One per line.")
    dateline_city = models.CharField("city", max_length=80, blank=True, help_text="In capitals: “BOSTON”.")
    dateline_region = models.CharField(
        "state or country", max_length=80, blank=True, help_text="AP form: “Mass.” Empty for cities that stand alone."
    )
    wire = models.CharField(max_length=60, blank=True, help_text="As printed: “BUSINESS WIRE”.")
    body = RichTextField(blank=True)
    trademark_notes = LinesField(blank=True, help_text="One per line.")
    safe_harbor = models.ForeignKey(
        BoilerplateVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="releases",
        limit_choices_to={"boilerplate__kind": BoilerplateKind.SAFE_HARBOR},
    )
    annual_report = models.CharField(
        max_length=200,
        blank=True,
        help_text="“Annual Report on Form 10-K for the fiscal year ended …”, for the safe harbor.",
    )
    quarterly_report = models.CharField(max_length=200, blank=True, help_text="Likewise, for a Form 10-Q.")
    source = models.CharField("source line", max_length=200, blank=True, help_text="The legal name when empty.")
    distributor = models.CharField(
        "distribution line", max_length=200, blank=True, help_text="Who is named in “News Provided by …”."
    )
    drugs = models.ManyToManyField(Drug, through="ReleaseDrug", related_name="releases")
    trials = models.ManyToManyField(Trial, through="ReleaseTrial", related_name="releases")
    contacts = models.ManyToManyField(Contact, through="ReleaseContact", related_name="releases")

    issuer_legal_name = models.CharField("legal name as printed", max_length=200, blank=True)
    issuer_short_name = models.CharField("short name as printed", max_length=100, blank=True)
    issuer_exchange = models.CharField("exchange as printed", max_length=30, blank=True)
    issuer_ticker = models.CharField("ticker as printed", max_length=12, blank=True)
    issuer_other_listings = LinesField(
        "further listings as printed", blank=True, validators=[validate_listings], help_text="One a line: “TSX: EXMP”."
    )
    issuer_website = models.CharField("website as printed", max_length=200, blank=True)

    withheld_records = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="“kind:key” of linked records whose unsealed changes shall not become public with this release.",
    )
    planned_at = models.DateTimeField(
        "planned instant",
        null=True,
        blank=True,
        validators=[validate_date],
        help_text="When it shall become public. Approvals are given for this instant.",
    )
    is_at_once = models.BooleanField(
        default=False,
        editable=False,
        help_text="Chosen in the place of an instant: public as soon as a publisher seals it.",
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    correction_kind = models.CharField(max_length=30, choices=CorrectionKind, blank=True, editable=False)
    correction_note = models.TextField(blank=True, editable=False)
    state = models.CharField(max_length=20, choices=ReleaseState, default=ReleaseState.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    needs_review = models.BooleanField(
        default=False,
        help_text="Set by an import that could not place everything. Untick it when you have checked the text.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        permissions = [
            ("sign_off_legal", "Can give the legal sign-off"),
            ("sign_off_medical", "Can give the medical sign-off"),
            ("sign_off_finance", "Can give the finance sign-off"),
            ("sign_off_ahead", "Can second publishing at once or ahead of schedule"),
            ("withdraw_release", "Can withdraw a public release"),
            ("give_up_correction", "Can give up a correction that is open"),
        ]
        indexes = [models.Index(fields=["release_date"], name="release_date")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(headline=""),
                name="release_has_headline",
                violation_error_message="A release needs a headline.",
            ),
            models.CheckConstraint(condition=Q(state__in=ReleaseState.values), name="release_state_known"),
            dates_in_bounds("release_dates_in_bounds", "release_date", instants_too=("planned_at",)),
            models.CheckConstraint(
                condition=Q(language__in=Language.values),
                name="release_language_known",
                violation_error_message="Choose one of the languages that are offered.",
            ),
            models.CheckConstraint(
                condition=Q(is_at_once=False) | Q(planned_at=None),
                name="release_one_plan",
                violation_error_message="A release is planned for an instant or for at once, not for both.",
            ),
            models.CheckConstraint(
                condition=Q(correction_kind="", correction_note="") | (~Q(correction_kind="") & ~Q(correction_note="")),
                name="release_correction_says_what",
                violation_error_message="A correction needs its kind and a note of what was changed.",
            ),
        ]

    def __str__(self):
        return self.headline


class Link(models.Model):
    """What the ordered parts and links of a release share."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class ReleaseDrug(Link):
    """A drug that the release is about."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="drug_links")
    drug = models.ForeignKey(Drug, on_delete=models.PROTECT, related_name="release_links")

    class Meta(Link.Meta):
        verbose_name = "drug"
        constraints = [
            models.UniqueConstraint(
                fields=["release", "drug"],
                name="release_drug_once",
                violation_error_message="This drug is linked already.",
            )
        ]

    def __str__(self):
        return str(self.drug)


class ReleaseTrial(Link):
    """A trial that the release is about."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="trial_links")
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="release_links")

    class Meta(Link.Meta):
        verbose_name = "trial"
        constraints = [
            models.UniqueConstraint(
                fields=["release", "trial"],
                name="release_trial_once",
                violation_error_message="This trial is linked already.",
            )
        ]

    def __str__(self):
        return str(self.trial)


class ReleaseContact(Link):
    """A contact printed under the release, with the label above it."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="release_links")
    label = models.CharField(max_length=80, blank=True, help_text="“For Investors:”. By the contact's kind when empty.")

    class Meta(Link.Meta):
        verbose_name = "contact"
        constraints = [
            models.UniqueConstraint(
                fields=["release", "contact"],
                name="release_contact_once",
                violation_error_message="This contact is linked already.",
            )
        ]

    def __str__(self):
        return str(self.contact)


class ReleaseSection(Link):
    """An about section: a boilerplate version, or words of its own."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20, choices=SectionKind, default=SectionKind.COMPANY)
    boilerplate_version = models.ForeignKey(
        BoilerplateVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="release_sections",
        limit_choices_to={"boilerplate__kind__in": [BoilerplateKind.ABOUT_COMPANY, BoilerplateKind.ABOUT_DRUG]},
        help_text="Its heading and text are printed; or leave it empty and write both here.",
    )
    heading = models.CharField(max_length=200, blank=True)
    text = RichTextField(blank=True)

    class Meta(Link.Meta):
        verbose_name = "about section"
        constraints = [
            models.CheckConstraint(
                condition=Q(boilerplate_version__isnull=False, heading="", text="")
                | (Q(boilerplate_version=None) & ~Q(heading="") & ~Q(text="")),
                name="release_section_one_text",
                violation_error_message="Choose a boilerplate version, or write a heading and a text; not both.",
            )
        ]

    def __str__(self):
        return self.heading or str(self.boilerplate_version)


class ReleaseFootnote(Link):
    """A note and its mark; the body refers to it by the superscript mark."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="footnotes")
    mark = models.CharField(max_length=5, help_text="“1”, “†”. Set it in the text as superscript.")
    text = InlineRichTextField()

    class Meta(Link.Meta):
        verbose_name = "footnote"
        constraints = [
            models.UniqueConstraint(
                fields=["release", "mark"],
                name="release_footnote_mark_once",
                violation_error_message="Two footnotes have the same mark.",
            )
        ]

    def __str__(self):
        return f"{self.mark} {self.text}"
