"""The company whose newsroom this is."""

import uuid
import zoneinfo

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import RegexValidator
from django.db import models

from releases.files import uploads
from releases.models.fields import LinesField, RichTextField
from releases.models.linked import LinkedRecord
from releases.models.listings import validate_known_listings
from releases.vocabulary import MIC, Exchange


def validate_time_zone(name: str) -> None:
    """Refuse what the zone database does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"“{name}” is no time zone of the IANA database. An example is America/New_York.")


class CompanyQuerySet(models.QuerySet):
    def current(self) -> "Company | None":
        """The one company, or None on a site that has none yet."""
        return self.first()


class Company(LinkedRecord):
    """One row: who issues the releases, where its shares trade, and how its newsroom looks."""

    only = models.PositiveSmallIntegerField(default=1, editable=False)
    legal_name = models.CharField(max_length=200, help_text="As in the filings: “Example Therapeutics, Inc.”")
    short_name = models.CharField(max_length=100, help_text="As in running text: “Example”.")
    exchange = models.CharField(max_length=30, choices=Exchange, blank=True)
    mic = models.CharField(
        "MIC",
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^[A-Z0-9]{4}$", "A market identifier code has four capital letters or digits.")],
        help_text="ISO 10383 market identifier code. Filled in from the exchange when left empty.",
    )
    ticker = models.CharField(max_length=12, blank=True, help_text="The symbol alone: “EXMP”.")
    other_listings = LinesField(
        blank=True,
        validators=[validate_known_listings],
        help_text="Where the shares trade besides, one a line: “TSX: EXMP”.",
    )
    website = models.URLField(blank=True)
    cik = models.CharField(
        "CIK",
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{1,10}$", "A Central Index Key has up to ten digits, as 0001234567.")],
        help_text="The company's number at EDGAR. Search engines learn by it that this is the same company.",
    )
    street = models.CharField(max_length=200, blank=True, help_text="With number and suite.")
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField("state or province", max_length=100, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=100, blank=True)
    time_zone = models.CharField(
        max_length=60,
        default="America/New_York",
        validators=[validate_time_zone],
        help_text="Dates and times of releases are shown in this zone.",
    )
    accent_color = models.CharField(
        max_length=7,
        default="#1f4e79",
        validators=[
            RegexValidator(r"^#[0-9a-fA-F]{6}$", "A colour is a number sign and six hexadecimal digits: #1f4e79.")
        ],
        help_text="The newsroom's one colour. It is darkened or lightened where text needs more contrast.",
    )
    logo = models.FileField(
        upload_to="logos", blank=True, help_text="PNG, JPEG or WebP on a transparent or white ground."
    )
    logo_key = models.UUIDField(null=True, editable=False)
    logo_name = models.CharField(max_length=120, blank=True, editable=False)
    logo_content_type = models.CharField(max_length=60, blank=True, editable=False)
    logo_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    about = RichTextField(blank=True, help_text="The standing paragraph about the company.")

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "company"
        constraints = [
            models.UniqueConstraint(
                fields=["only"],
                name="company_one_row",
                violation_error_message="There is one company already; change that one.",
            ),
            models.CheckConstraint(condition=models.Q(only=1), name="company_only_is_one"),
            models.CheckConstraint(
                condition=models.Q(ticker="") | ~models.Q(exchange=""),
                name="company_ticker_has_exchange",
                violation_error_message="A ticker needs its exchange.",
            ),
            models.CheckConstraint(
                condition=models.Q(other_listings="") | ~models.Q(ticker=""),
                name="company_first_listing",
                violation_error_message="Give the first listing as exchange and ticker, and only the others one a line.",
            ),
        ]

    def __str__(self):
        return self.legal_name

    def save(self, *args, **kwargs):
        self.mic = self.mic or MIC.get(self.exchange, "")
        self.cik = self.cik and self.cik.zfill(10)
        super().save(*args, **kwargs)

    def take_logo(self, data: bytes) -> None:
        """Hold this picture as the logo from now on; raises ValidationError if it is none."""
        upload = uploads.picture(data)
        self.logo_key = uuid.uuid4()
        self.logo_name = f"logo.{upload.extension}"
        self.logo_content_type, self.logo_sha256 = upload.content_type, upload.sha256
        self.logo = ContentFile(upload.data, name=self.logo_name)
