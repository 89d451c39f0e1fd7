"""All tables, as they were after the last migration of before 0.1.0."""

import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import releases.models.boilerplate
import releases.models.bounds
import releases.models.company
import releases.models.fields
import releases.models.ledger
import releases.models.listings
from releases.migrations._replaced import SCHEMA_BEFORE

TABLE = "releases_ledgerwords"
COLUMNS = ("headline", "headline_stems", "names", "body", "stems", "facets")
KEYS = {
    "releases_company": "releases_company_key_1a357d1c_uniq",
    "releases_contact": "releases_contact_key_0503e9aa_uniq",
    "releases_drug": "releases_drug_key_282a3add_uniq",
    "releases_trial": "releases_trial_key_e472d346_uniq",
}


def make_words(apps, schema_editor):
    """The words of the ledger, in a table that Django does not manage: of FTS5 on SQLite, an ordinary one with a GIN index on
    PostgreSQL. It refers to no other table, so that emptying the tables of a test needs no order."""
    if schema_editor.connection.vendor == "sqlite":
        # The words come folded and parted by spaces; "ascii" leaves all other characters alone.
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(COLUMNS)}, tokenize = 'ascii', columnsize = 0,"
            " prefix = '3 4 5 6 7')"
        )
        return
    columns = ", ".join(f"{name} text NOT NULL" for name in COLUMNS)
    schema_editor.execute(f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, {columns}, {TABLE} tsvector NOT NULL)")
    schema_editor.execute(f"CREATE INDEX ledger_words ON {TABLE} USING gin ({TABLE})")


def drop_words(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


def name_keys(apps, schema_editor):
    """Give these constraints the names that they have on older sites, where the columns became unique later."""
    if schema_editor.connection.vendor == "postgresql":
        for table, name in KEYS.items():
            schema_editor.execute(f"ALTER TABLE {table} RENAME CONSTRAINT {table}_key_key TO {name}")


class Migration(migrations.Migration):
    replaces = SCHEMA_BEFORE

    initial = True

    dependencies = [
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nct_number",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^NCT\\d{8}$", "An NCT number is “NCT” and eight digits: NCT01234567."
                            )
                        ],
                        verbose_name="NCT number",
                    ),
                ),
                ("acronym", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(blank=True, max_length=500)),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("EARLY_PHASE1", "Early Phase I"),
                            ("PHASE1", "Phase I"),
                            ("PHASE1/PHASE2", "Phase I/II"),
                            ("PHASE2", "Phase II"),
                            ("PHASE2/PHASE3", "Phase II/III"),
                            ("PHASE3", "Phase III"),
                            ("PHASE4", "Phase IV"),
                            ("NA", "Not applicable"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NOT_YET_RECRUITING", "Not yet recruiting"),
                            ("RECRUITING", "Recruiting"),
                            ("ENROLLING_BY_INVITATION", "Enrolling by invitation"),
                            ("ACTIVE_NOT_RECRUITING", "Active, not recruiting"),
                            ("COMPLETED", "Completed"),
                            ("SUSPENDED", "Suspended"),
                            ("TERMINATED", "Terminated"),
                            ("WITHDRAWN", "Withdrawn"),
                            ("UNKNOWN", "Unknown status"),
                        ],
                        max_length=30,
                    ),
                ),
                ("conditions", releases.models.fields.LinesField(blank=True, help_text="One per line.")),
                ("enrollment_count", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "enrollment_type",
                    models.CharField(
                        blank=True, choices=[("ESTIMATED", "Estimated"), ("ACTUAL", "Actual")], max_length=10
                    ),
                ),
                ("sponsor", models.CharField(blank=True, max_length=200)),
                (
                    "start_date",
                    models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
                ),
                (
                    "primary_completion_date",
                    models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
                ),
                (
                    "completion_date",
                    models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
                ),
                (
                    "is_confirmed",
                    models.BooleanField(
                        default=True,
                        help_text="Trials found by an import wait here until somebody has checked them.",
                        verbose_name="confirmed",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        help_text="Who changed it last, at the desk.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other_numbers",
                    releases.models.fields.LinesField(
                        blank=True,
                        help_text="Of other registries, one per line: “EudraCT 2019-001234-56”. Imports and preflight know the trial by them.",
                        verbose_name="other registry numbers",
                    ),
                ),
            ],
            options={
                "ordering": ["acronym", "nct_number", "title"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("acronym", ""), ("nct_number", ""), ("title", ""), _negated=True),
                        name="trial_has_a_name",
                        violation_error_message="Give an NCT number, an acronym or a title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nct_number", ""), ("nct_number__regex", "^NCT[0-9]{8}$"), _connector="OR"),
                        name="trial_nct_number_form",
                        violation_error_message="An NCT number is “NCT” and eight digits: NCT01234567.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("nct_number", ""), _negated=True),
                        fields=("nct_number",),
                        name="trial_nct_number_once",
                        violation_error_message="Another trial has this NCT number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("enrollment_count", None), ("enrollment_type", "")),
                            models.Q(
                                ("enrollment_count__isnull", False), models.Q(("enrollment_type", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="trial_enrollment_has_type",
                        violation_error_message="Say whether the enrollment is estimated or actual, and how many it is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_date", None),
                            ("completion_date", None),
                            ("completion_date__gte", models.F("start_date")),
                            _connector="OR",
                        ),
                        name="trial_ends_after_start",
                        violation_error_message="The trial would be complete before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("start_date", None),
                                ("start_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("primary_completion_date", None),
                                (
                                    "primary_completion_date__range",
                                    (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("completion_date", None),
                                ("completion_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                                _connector="OR",
                            ),
                        ),
                        name="trial_dates_in_bounds",
                        violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Boilerplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("safe-harbor", "Safe harbor"),
                            ("about-company", "About the company"),
                            ("about-drug", "About a drug"),
                            ("trademark", "Trademark note"),
                            ("no-offer", "No offer of securities"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "printed_by",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="Legal name of the company whose imported releases print it. Empty for a text that new releases use.",
                        max_length=200,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "boilerplate",
                "ordering": ["kind", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "name"),
                        name="boilerplate_name_once",
                        violation_error_message="There is a boilerplate of this kind and name already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("only", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "legal_name",
                    models.CharField(help_text="As in the filings: “Example Therapeutics, Inc.”", max_length=200),
                ),
                ("short_name", models.CharField(help_text="As in running text: “Example”.", max_length=100)),
                (
                    "exchange",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NASDAQ", "Nasdaq"),
                            ("NYSE", "New York Stock Exchange"),
                            ("NYSE American", "NYSE American"),
                            ("TSX", "Toronto Stock Exchange"),
                            ("LSE", "London Stock Exchange"),
                            ("Euronext", "Euronext"),
                            ("FSE", "Frankfurt Stock Exchange"),
                            ("SIX", "SIX Swiss Exchange"),
                            ("Nasdaq Stockholm", "Nasdaq Stockholm"),
                            ("ASX", "Australian Securities Exchange"),
                            ("TSE", "Tokyo Stock Exchange"),
                            ("HKEX", "Hong Kong Exchanges"),
                            ("OTCQX", "OTCQX"),
                            ("OTCQB", "OTCQB"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "mic",
                    models.CharField(
                        blank=True,
                        help_text="ISO 10383 market identifier code. Filled in from the exchange when left empty.",
                        max_length=4,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z0-9]{4}$", "A market identifier code has four capital letters or digits."
                            )
                        ],
                        verbose_name="MIC",
                    ),
                ),
                ("ticker", models.CharField(blank=True, help_text="The symbol alone: “EXMP”.", max_length=12)),
                ("website", models.URLField(blank=True)),
                (
                    "time_zone",
                    models.CharField(
                        default="America/New_York",
                        help_text="Dates and times of releases are shown in this zone.",
                        max_length=60,
                        validators=[releases.models.company.validate_time_zone],
                    ),
                ),
                (
                    "accent_color",
                    models.CharField(
                        default="#1f4e79",
                        help_text="The newsroom's one colour. It is darkened or lightened where text needs more contrast.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "A colour is a number sign and six hexadecimal digits: #1f4e79."
                            )
                        ],
                    ),
                ),
                (
                    "logo",
                    models.FileField(
                        blank=True, help_text="PNG, JPEG or WebP on a transparent or white ground.", upload_to="logos"
                    ),
                ),
                ("logo_key", models.UUIDField(editable=False, null=True)),
                ("logo_name", models.CharField(blank=True, editable=False, max_length=120)),
                ("logo_content_type", models.CharField(blank=True, editable=False, max_length=60)),
                ("logo_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "about",
                    releases.models.fields.RichTextField(
                        blank=True, help_text="The standing paragraph about the company."
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        help_text="Who changed it last, at the desk.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cik",
                    models.CharField(
                        blank=True,
                        help_text="The company's number at EDGAR. Search engines learn by it that this is the same company.",
                        max_length=10,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{1,10}$", "A Central Index Key has up to ten digits, as 0001234567."
                            )
                        ],
                        verbose_name="CIK",
                    ),
                ),
                ("city", models.CharField(blank=True, max_length=100)),
                ("country", models.CharField(blank=True, max_length=100)),
                ("postal_code", models.CharField(blank=True, max_length=20)),
                ("region", models.CharField(blank=True, max_length=100, verbose_name="state or province")),
                ("street", models.CharField(blank=True, help_text="With number and suite.", max_length=200)),
                (
                    "other_listings",
                    releases.models.fields.LinesField(
                        blank=True,
                        help_text="Where the shares trade besides, one a line: “TSX: EXMP”.",
                        validators=[releases.models.listings.validate_known_listings],
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "company",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("only",),
                        name="company_one_row",
                        violation_error_message="There is one company already; change that one.",
                    ),
                    models.CheckConstraint(condition=models.Q(("only", 1)), name="company_only_is_one"),
                    models.CheckConstraint(
                        condition=models.Q(("ticker", ""), models.Q(("exchange", ""), _negated=True), _connector="OR"),
                        name="company_ticker_has_exchange",
                        violation_error_message="A ticker needs its exchange.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other_listings", ""), models.Q(("ticker", ""), _negated=True), _connector="OR"
                        ),
                        name="company_first_listing",
                        violation_error_message="Give the first listing as exchange and ticker, and only the others one a line.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("investors", "Investors"), ("media", "Media"), ("both", "Investors and media")],
                        max_length=20,
                    ),
                ),
                ("organization", models.CharField(blank=True, max_length=200)),
                ("person", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "active_from",
                    models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
                ),
                (
                    "active_until",
                    models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
                ),
                (
                    "is_confirmed",
                    models.BooleanField(
                        default=True,
                        help_text="Contacts found by an import wait here until somebody has checked them.",
                        verbose_name="confirmed",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        help_text="Who changed it last, at the desk.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "organization", "person"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("active_from", None),
                            ("active_until", None),
                            ("active_until__gte", models.F("active_from")),
                            _connector="OR",
                        ),
                        name="contact_active_period",
                        violation_error_message="The contact would end before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", ""),
                            ("organization", ""),
                            ("person", ""),
                            ("phone", ""),
                            ("title", ""),
                            _negated=True,
                        ),
                        name="contact_is_not_empty",
                        violation_error_message="Give a person, an organization, a department, a telephone number or an e-mail address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("active_from", None),
                                ("active_from__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("active_until", None),
                                ("active_until__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                                _connector="OR",
                            ),
                        ),
                        name="contact_dates_in_bounds",
                        violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Drug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_name", models.CharField(blank=True, help_text="“EXM-101”", max_length=60)),
                ("generic_name", models.CharField(blank=True, max_length=120, verbose_name="generic name (INN)")),
                ("brand_name", models.CharField(blank=True, help_text="Without ® or ™.", max_length=120)),
                (
                    "aliases",
                    releases.models.fields.LinesField(blank=True, help_text="Other names and spellings, one per line."),
                ),
                ("target", models.CharField(blank=True, max_length=120)),
                ("mechanism", models.CharField(blank=True, max_length=250)),
                ("owner", models.CharField(blank=True, max_length=200)),
                ("partner", models.CharField(blank=True, max_length=200)),
                (
                    "about",
                    releases.models.fields.RichTextField(
                        blank=True, help_text="The standing paragraph about the drug."
                    ),
                ),
                (
                    "is_confirmed",
                    models.BooleanField(
                        default=True,
                        help_text="Drugs found by an import wait here until somebody has checked them.",
                        verbose_name="confirmed",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        help_text="Who changed it last, at the desk.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["code_name", "generic_name", "brand_name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("brand_name", ""), ("code_name", ""), ("generic_name", ""), _negated=True),
                        name="drug_has_a_name",
                        violation_error_message="Give a code name, a generic name or a brand name.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("code_name"),
                        condition=models.Q(("code_name", ""), _negated=True),
                        name="drug_code_name_once",
                        violation_error_message="Another drug has this code name already.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("generic_name"),
                        condition=models.Q(("generic_name", ""), _negated=True),
                        name="drug_generic_name_once",
                        violation_error_message="Another drug has this generic name already.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("brand_name"),
                        condition=models.Q(("brand_name", ""), _negated=True),
                        name="drug_brand_name_once",
                        violation_error_message="Another drug has this brand name already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequiredSignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("clinical", "Clinical data"),
                            ("regulatory", "Regulatory"),
                            ("earnings", "Earnings"),
                            ("financing", "Financing"),
                            ("partnership", "Partnership"),
                            ("corporate", "Corporate"),
                            ("governance", "Management and board"),
                            ("event", "Event"),
                            ("publication", "Publication"),
                            ("other", "Other news"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "sign_off",
                    models.CharField(
                        choices=[("legal", "Legal"), ("medical", "Medical"), ("finance", "Finance")], max_length=20
                    ),
                ),
            ],
            options={
                "verbose_name": "required sign-off",
                "ordering": ["category", "sign_off"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("category", "sign_off"),
                        name="required_sign_off_once",
                        violation_error_message="This category needs this sign-off already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("10-K", "10-K, annual report"),
                            ("10-K/A", "10-K/A, annual report, amended"),
                            ("10-Q", "10-Q, quarterly report"),
                            ("10-Q/A", "10-Q/A, quarterly report, amended"),
                            ("20-F", "20-F, annual report of a foreign issuer"),
                            ("8-K", "8-K, current report"),
                            ("6-K", "6-K, report of a foreign issuer"),
                            ("other", "Another form"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "period_end_date",
                    models.DateField(
                        blank=True,
                        help_text="Last day of the fiscal year or quarter that it reports on.",
                        null=True,
                        validators=[releases.models.bounds.validate_date],
                        verbose_name="period ended",
                    ),
                ),
                (
                    "filed_date",
                    models.DateField(validators=[releases.models.bounds.validate_date], verbose_name="filed on"),
                ),
                (
                    "accession_number",
                    models.CharField(
                        blank=True,
                        help_text="EDGAR's number: “0001234567-26-000123”.",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{10}-\\d{2}-\\d{6}$",
                                "EDGAR's accession number looks like this: 0001234567-26-000123.",
                            )
                        ],
                    ),
                ),
                ("url", models.URLField(blank=True, verbose_name="address")),
            ],
            options={
                "ordering": ["-filed_date", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form__in", ("10-K", "10-K/A", "10-Q", "10-Q/A", "20-F")), _negated=True),
                            ("period_end_date__isnull", False),
                            _connector="OR",
                        ),
                        name="filing_report_has_period",
                        violation_error_message="An annual or quarterly report needs the day on which its period ended.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period_end_date", None), ("filed_date__gt", models.F("period_end_date")), _connector="OR"
                        ),
                        name="filing_after_period",
                        violation_error_message="A report is filed after the period that it reports on.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("accession_number", ""), _negated=True),
                        fields=("accession_number",),
                        name="filing_accession_number_once",
                        violation_error_message="This filing stands here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("period_end_date", None),
                                ("period_end_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("filed_date", None),
                                ("filed_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                                _connector="OR",
                            ),
                        ),
                        name="filing_dates_in_bounds",
                        violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(help_text="SHA-256 of the paths and options.", max_length=64)),
                ("options", models.JSONField()),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)), fields=("key",), name="import_run_goes_on_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("drug", "Drug"), ("trial", "Trial"), ("contact", "Contact"), ("company", "Company")],
                        max_length=20,
                    ),
                ),
                ("printed", models.TextField(help_text="As the file prints it.")),
                (
                    "printed_key",
                    models.CharField(help_text="SHA-256 of the printed words in lower case.", max_length=64),
                ),
                ("record_id", models.BigIntegerField(help_text="Of the record that it resembles.")),
                ("differs", models.TextField(help_text="What is not the same, in a sentence.")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same", "The same"),
                            ("alias", "The same, and this is another name of it"),
                            ("new", "Another one"),
                        ],
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "printed_key", "record_id"), name="match_question_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="match_question_answered_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("record_id", models.BigIntegerField()),
                ("fold", models.CharField(max_length=200)),
                ("head", models.CharField(max_length=200)),
                ("tail", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "fold"], name="record_name_fold"),
                    models.Index(fields=["kind", "head"], name="record_name_head"),
                    models.Index(fields=["kind", "tail"], name="record_name_tail"),
                    models.Index(fields=["kind", "record_id"], name="record_name_record"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequiredRecordSignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("drug", "Drug"), ("trial", "Trial"), ("contact", "Contact"), ("company", "Company")],
                        max_length=10,
                    ),
                ),
                (
                    "sign_off",
                    models.CharField(
                        choices=[("legal", "Legal"), ("medical", "Medical"), ("finance", "Finance")], max_length=20
                    ),
                ),
            ],
            options={
                "verbose_name": "required sign-off of records",
                "verbose_name_plural": "required sign-offs of records",
                "ordering": ["kind", "sign_off"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "sign_off"),
                        name="required_record_sign_off_once",
                        violation_error_message="Records of this kind need this sign-off already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("drug", "Drug"), ("trial", "Trial"), ("contact", "Contact"), ("company", "Company")],
                        max_length=10,
                    ),
                ),
                ("record_key", models.UUIDField(help_text="Key of the working record.")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("propose", "Proposed"),
                            ("approve", "Approved"),
                            ("seal", "Sealed"),
                            ("call-back", "Called back"),
                            ("drop", "Dropped"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "sign_off",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("legal", "Legal"),
                            ("medical", "Medical"),
                            ("finance", "Finance"),
                            ("ahead", "Publishing at once or ahead of schedule"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(help_text="By the database's clock.")),
                (
                    "planned_at",
                    models.DateTimeField(help_text="The instant proposed or approved; empty for at once.", null=True),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "digest",
                    models.CharField(
                        blank=True,
                        help_text="Of the value and the instant; of the copy once it is sealed.",
                        max_length=64,
                    ),
                ),
                (
                    "document_json",
                    models.TextField(blank=True, help_text="The canonical text of the value that was approved."),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "move of a record",
                "verbose_name_plural": "moves of records",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["kind", "record_key"], name="record_move_record")],
            },
        ),
        migrations.CreateModel(
            name="SealedFile",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ProbeWorker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(blank=True, max_length=32)),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="BoilerplateVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(editable=False)),
                ("effective_from", models.DateField(validators=[releases.models.bounds.validate_date])),
                ("heading", models.CharField(blank=True, help_text="Printed above the text.", max_length=200)),
                (
                    "text",
                    releases.models.fields.RichTextField(
                        help_text="Placeholders: {company} the company's short name; {legal_name} the company's legal name; {drugs} the drugs linked to the release, as “A, B and C”; {annual_report} the annual report that the release refers to; {quarterly_report} the quarterly report that the release refers to.",
                        validators=[releases.models.boilerplate.validate_placeholders],
                    ),
                ),
                ("frozen_at", models.DateTimeField(editable=False, null=True)),
                (
                    "boilerplate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="releases.boilerplate"
                    ),
                ),
            ],
            options={
                "ordering": ["boilerplate", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("boilerplate", "number"), name="boilerplate_version_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="boilerplate_version_has_text",
                        violation_error_message="A version needs its text.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Designation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("orphan", "Orphan drug"),
                            ("fast-track", "Fast track"),
                            ("breakthrough", "Breakthrough therapy"),
                            ("priority-review", "Priority review"),
                            ("accelerated-approval", "Accelerated approval"),
                            ("rmat", "Regenerative medicine advanced therapy"),
                            ("qidp", "Qualified infectious disease product"),
                            ("rare-pediatric", "Rare pediatric disease"),
                            ("prime", "PRIME"),
                            ("sakigake", "SAKIGAKE"),
                            ("conditional", "Conditional marketing authorisation"),
                            ("ilap", "Innovative licensing and access pathway"),
                        ],
                        max_length=30,
                    ),
                ),
                ("indication", models.CharField(max_length=200)),
                (
                    "region",
                    models.CharField(
                        choices=[
                            ("US", "United States"),
                            ("EU", "European Union"),
                            ("UK", "United Kingdom"),
                            ("JP", "Japan"),
                            ("CN", "China"),
                            ("CA", "Canada"),
                            ("CH", "Switzerland"),
                            ("AU", "Australia"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "granted_date",
                    models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
                ),
                (
                    "drug",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="designations", to="releases.drug"
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "indication", "region"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("drug", "kind", "indication", "region"),
                        name="designation_once",
                        violation_error_message="This designation stands here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted_date", None),
                            ("granted_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                            _connector="OR",
                        ),
                        name="designation_date_in_bounds",
                        violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Program",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indication", models.CharField(max_length=200)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("discovery", "Discovery"),
                            ("preclinical", "Preclinical"),
                            ("phase-1", "Phase I"),
                            ("phase-1-2", "Phase I/II"),
                            ("phase-2", "Phase II"),
                            ("phase-2-3", "Phase II/III"),
                            ("phase-3", "Phase III"),
                            ("filed", "Under review"),
                            ("approved", "Approved"),
                        ],
                        max_length=20,
                    ),
                ),
                ("partner", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "Active"), ("paused", "Paused"), ("discontinued", "Discontinued")],
                        default="active",
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "drug",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="programs", to="releases.drug"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("drug", "indication"),
                        name="program_once",
                        violation_error_message="This drug has a program in this indication already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrialDrug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("investigational", "Investigational"),
                            ("combination", "Combination"),
                            ("comparator", "Comparator"),
                        ],
                        default="investigational",
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "drug",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trial_links", to="releases.drug"
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drug_links", to="releases.trial"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trial", "drug"),
                        name="trial_drug_once",
                        violation_error_message="This drug is in the trial already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("clinical", "Clinical data"),
                            ("regulatory", "Regulatory"),
                            ("earnings", "Earnings"),
                            ("financing", "Financing"),
                            ("partnership", "Partnership"),
                            ("corporate", "Corporate"),
                            ("governance", "Management and board"),
                            ("event", "Event"),
                            ("publication", "Publication"),
                            ("other", "Other news"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                (
                    "release_date",
                    models.DateField(
                        blank=True,
                        help_text="When empty, the day on which it goes out is printed.",
                        null=True,
                        validators=[releases.models.bounds.validate_date],
                        verbose_name="date on the release",
                    ),
                ),
                ("headline", models.CharField(max_length=400)),
                ("subheadline", releases.models.fields.LinesField(blank=True, help_text="One per line.")),
                (
                    "dateline_city",
                    models.CharField(
                        blank=True, help_text="In capitals: “BOSTON”.", max_length=80, verbose_name="city"
                    ),
                ),
                (
                    "dateline_region",
                    models.CharField(
                        blank=True,
                        help_text="AP form: “Mass.” Empty for cities that stand alone.",
                        max_length=80,
                        verbose_name="state or country",
                    ),
                ),
                ("wire", models.CharField(blank=True, help_text="As printed: “BUSINESS WIRE”.", max_length=60)),
                ("body", releases.models.fields.RichTextField(blank=True)),
                ("trademark_notes", releases.models.fields.LinesField(blank=True, help_text="One per line.")),
                (
                    "annual_report",
                    models.CharField(
                        blank=True,
                        help_text="“Annual Report on Form 10-K for the fiscal year ended …”, for the safe harbor.",
                        max_length=200,
                    ),
                ),
                (
                    "quarterly_report",
                    models.CharField(blank=True, help_text="Likewise, for a Form 10-Q.", max_length=200),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="The legal name when empty.", max_length=200, verbose_name="source line"
                    ),
                ),
                (
                    "distributor",
                    models.CharField(
                        blank=True,
                        help_text="Who is named in “News Provided by …”.",
                        max_length=200,
                        verbose_name="distribution line",
                    ),
                ),
                (
                    "issuer_legal_name",
                    models.CharField(blank=True, max_length=200, verbose_name="legal name as printed"),
                ),
                (
                    "issuer_short_name",
                    models.CharField(blank=True, max_length=100, verbose_name="short name as printed"),
                ),
                ("issuer_exchange", models.CharField(blank=True, max_length=30, verbose_name="exchange as printed")),
                ("issuer_ticker", models.CharField(blank=True, max_length=12, verbose_name="ticker as printed")),
                ("issuer_website", models.CharField(blank=True, max_length=200, verbose_name="website as printed")),
                (
                    "planned_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When it shall become public. Approvals are given for this instant.",
                        null=True,
                        validators=[releases.models.bounds.validate_date],
                        verbose_name="planned instant",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "correction_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("correction", "Correction"),
                            ("correct-and-replace", "Correct and replace"),
                            ("update", "Update"),
                            ("withdrawal", "Withdrawal"),
                        ],
                        editable=False,
                        max_length=30,
                    ),
                ),
                ("correction_note", models.TextField(blank=True, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("approved", "Approved"),
                            ("sealed", "Sealed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "needs_review",
                    models.BooleanField(
                        default=False,
                        help_text="Set by an import that could not place everything. Untick it when you have checked the text.",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "safe_harbor",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"boilerplate__kind": "safe-harbor"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="releases.boilerplateversion",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withheld_records",
                    models.JSONField(
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="“kind:key” of linked records whose unsealed changes shall not become public with this release.",
                    ),
                ),
                (
                    "issuer_other_listings",
                    releases.models.fields.LinesField(
                        blank=True,
                        help_text="One a line: “TSX: EXMP”.",
                        validators=[releases.models.listings.validate_listings],
                        verbose_name="further listings as printed",
                    ),
                ),
                (
                    "is_at_once",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Chosen in the place of an instant: public as soon as a publisher seals it.",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("ar", "Arabic"),
                            ("zh-Hans", "Chinese, simplified"),
                            ("zh-Hant", "Chinese, traditional"),
                            ("cs", "Czech"),
                            ("da", "Danish"),
                            ("nl", "Dutch"),
                            ("fi", "Finnish"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("el", "Greek"),
                            ("he", "Hebrew"),
                            ("hu", "Hungarian"),
                            ("it", "Italian"),
                            ("ja", "Japanese"),
                            ("ko", "Korean"),
                            ("nb", "Norwegian"),
                            ("fa", "Persian"),
                            ("pl", "Polish"),
                            ("pt", "Portuguese"),
                            ("ru", "Russian"),
                            ("es", "Spanish"),
                            ("sv", "Swedish"),
                            ("tr", "Turkish"),
                            ("uk", "Ukrainian"),
                        ],
                        default="en",
                        help_text="Of the text. Browsers, screen readers, feeds and search engines are told, and the direction of the writing follows from it.",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "permissions": [
                    ("sign_off_legal", "Can give the legal sign-off"),
                    ("sign_off_medical", "Can give the medical sign-off"),
                    ("sign_off_finance", "Can give the finance sign-off"),
                    ("sign_off_ahead", "Can second publishing at once or ahead of schedule"),
                    ("withdraw_release", "Can withdraw a public release"),
                    ("give_up_correction", "Can give up a correction that is open"),
                ],
                "indexes": [models.Index(fields=["release_date"], name="release_date")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("headline", ""), _negated=True),
                        name="release_has_headline",
                        violation_error_message="A release needs a headline.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in-review", "approved", "sealed", "withdrawn"])),
                        name="release_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction_kind", ""), ("correction_note", "")),
                            models.Q(
                                models.Q(("correction_kind", ""), _negated=True),
                                models.Q(("correction_note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="release_correction_says_what",
                        violation_error_message="A correction needs its kind and a note of what was changed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_at_once", False), ("planned_at", None), _connector="OR"),
                        name="release_one_plan",
                        violation_error_message="A release is planned for an instant or for at once, not for both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "language__in",
                                [
                                    "en",
                                    "ar",
                                    "zh-Hans",
                                    "zh-Hant",
                                    "cs",
                                    "da",
                                    "nl",
                                    "fi",
                                    "fr",
                                    "de",
                                    "el",
                                    "he",
                                    "hu",
                                    "it",
                                    "ja",
                                    "ko",
                                    "nb",
                                    "fa",
                                    "pl",
                                    "pt",
                                    "ru",
                                    "es",
                                    "sv",
                                    "tr",
                                    "uk",
                                ],
                            )
                        ),
                        name="release_language_known",
                        violation_error_message="Choose one of the languages that are offered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("release_date", None),
                                ("release_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                                _connector="OR",
                            ),
                            models.Q(
                                ("planned_at", None),
                                models.Q(
                                    ("planned_at__gte", datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                                    ("planned_at__lt", datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="release_dates_in_bounds",
                        violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField(help_text="1 is the original; later ones are corrections.")),
                ("document_json", models.TextField(help_text="The canonical bytes of the document.")),
                (
                    "previous_digest",
                    models.CharField(
                        blank=True, help_text="Of the edition before; empty for the first.", max_length=64
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 over document, number, instant and previous digest.", max_length=64
                    ),
                ),
                (
                    "feed_id",
                    models.CharField(
                        help_text="Tag URI of the release in feeds, the same for all its editions.", max_length=250
                    ),
                ),
                ("path_date", models.DateField(help_text="Date in the public address, in the company's zone.")),
                ("slug", models.SlugField(max_length=120)),
                ("live_at", models.DateTimeField(help_text="The embargo instant.")),
                ("superseded_at", models.DateTimeField(null=True)),
                ("sealed_at", models.DateTimeField(help_text="When it was truly sealed.")),
                (
                    "is_historic",
                    models.BooleanField(default=False, help_text="Brought in with an instant before its sealing."),
                ),
                (
                    "is_withdrawal",
                    models.BooleanField(default=False, help_text="A notice in the place of what was withdrawn."),
                ),
                ("called_back_at", models.DateTimeField(null=True)),
                (
                    "article_html",
                    models.TextField(help_text="The document rendered; rebuilt when the templates improve."),
                ),
                ("plain_text", models.TextField()),
                (
                    "rendering_version",
                    models.PositiveIntegerField(default=1, help_text="Counts the rebuildings of the stored rendering."),
                ),
                (
                    "called_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="releases.release"
                    ),
                ),
            ],
            options={
                "ordering": ["-live_at", "-id"],
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["-live_at", "-id"], name="edition_ledger"),
                    models.Index(
                        condition=models.Q(("is_withdrawal", True)), fields=["release"], name="edition_withdrawals"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("called_back_at", None)),
                        fields=("release", "number"),
                        name="edition_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("called_back_at", None)),
                        fields=("path_date", "slug", "number"),
                        name="edition_address_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="edition_number_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at", None), ("superseded_at__gt", models.F("live_at")), _connector="OR"
                        ),
                        name="edition_superseded_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_historic", True), ("live_at__lt", models.F("sealed_at"))),
                            models.Q(("is_historic", False), ("live_at__gte", models.F("sealed_at"))),
                            _connector="OR",
                        ),
                        name="edition_historic_is_past",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("called_back_at", None), ("called_back_at__lt", models.F("live_at")), _connector="OR"
                        ),
                        name="edition_called_back_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("previous_digest", "")),
                            models.Q(("number__gt", 1), models.Q(("previous_digest", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="edition_chained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Media",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("figure", "Figure"), ("attachment", "Attachment")], default="figure", max_length=20
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("file", models.FileField(upload_to="media")),
                ("name", models.CharField(editable=False, max_length=120)),
                ("title", models.CharField(max_length=200)),
                (
                    "alternative_text",
                    models.CharField(
                        blank=True, help_text="What the figure shows, for those who can't see it.", max_length=500
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=500)),
                ("content_type", models.CharField(editable=False, max_length=60)),
                ("size", models.PositiveIntegerField(editable=False)),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("width", models.PositiveIntegerField(editable=False, null=True)),
                ("height", models.PositiveIntegerField(editable=False, null=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="media", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "figure or attachment",
                "verbose_name_plural": "figures and attachments",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "figure"), _negated=True),
                            models.Q(("alternative_text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="media_figure_has_alternative_text",
                        violation_error_message="A figure needs alternative text: say what it shows.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoryEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("submit", "Submitted for review"),
                            ("send-back", "Sent back"),
                            ("plan", "Planned"),
                            ("approve", "Approved"),
                            ("void", "Approvals voided by a change"),
                            ("answer", "Reason written"),
                            ("seal", "Sealed"),
                            ("call-back", "Called back"),
                            ("hold", "Held"),
                            ("correct", "Opened for correction"),
                            ("give-up", "Correction given up"),
                            ("withdraw", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("approved", "Approved"),
                            ("sealed", "Sealed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("approved", "Approved"),
                            ("sealed", "Sealed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(help_text="By the database's clock.")),
                ("reason", models.TextField(blank=True)),
                (
                    "digest",
                    models.CharField(
                        blank=True, help_text="Of the edition that was sealed or called back.", max_length=64
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="history", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "history",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sign_off",
                    models.CharField(
                        choices=[
                            ("legal", "Legal"),
                            ("medical", "Medical"),
                            ("finance", "Finance"),
                            ("ahead", "Publishing at once or ahead of schedule"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(help_text="By the database's clock.")),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 over the instant, the document, its files among it, and the linked records.",
                        max_length=64,
                    ),
                ),
                ("document_json", models.TextField(help_text="The canonical document that was approved.")),
                (
                    "planned_at",
                    models.DateTimeField(help_text="The instant that was approved; empty for at once.", null=True),
                ),
                ("comment", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="releases.release"
                    ),
                ),
                (
                    "records_json",
                    models.TextField(
                        help_text="The linked records as they would become public; empty before they were part of an approval.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReleaseContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "label",
                    models.CharField(
                        blank=True, help_text="“For Investors:”. By the contact's kind when empty.", max_length=80
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="release_links", to="releases.contact"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contact_links", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "contact"),
                        name="release_contact_once",
                        violation_error_message="This contact is linked already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseDrug",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "drug",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="release_links", to="releases.drug"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drug_links", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "drug",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "drug"),
                        name="release_drug_once",
                        violation_error_message="This drug is linked already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseFootnote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("mark", models.CharField(help_text="“1”, “†”. Set it in the text as superscript.", max_length=5)),
                ("text", releases.models.fields.InlineRichTextField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="footnotes", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "footnote",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "mark"),
                        name="release_footnote_mark_once",
                        violation_error_message="Two footnotes have the same mark.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "The company"),
                            ("drug", "A drug"),
                            ("trial", "A trial"),
                            ("other", "Something else"),
                        ],
                        default="company",
                        max_length=20,
                    ),
                ),
                ("heading", models.CharField(blank=True, max_length=200)),
                ("text", releases.models.fields.RichTextField(blank=True)),
                (
                    "boilerplate_version",
                    models.ForeignKey(
                        blank=True,
                        help_text="Its heading and text are printed; or leave it empty and write both here.",
                        limit_choices_to={"boilerplate__kind__in": ["about-company", "about-drug"]},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release_sections",
                        to="releases.boilerplateversion",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "about section",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("boilerplate_version__isnull", False), ("heading", ""), ("text", "")),
                            models.Q(
                                ("boilerplate_version", None),
                                models.Q(("heading", ""), _negated=True),
                                models.Q(("text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="release_section_one_text",
                        violation_error_message="Choose a boilerplate version, or write a heading and a text; not both.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250)),
                (
                    "sha256",
                    models.CharField(
                        error_messages={"unique": "This file has been brought in."}, max_length=64, unique=True
                    ),
                ),
                ("size", models.PositiveIntegerField(help_text="Bytes.")),
                ("file", models.FileField(upload_to="sources")),
                (
                    "notices",
                    models.JSONField(
                        default=list, help_text="Sentences about what was recognized, left out or needs a look."
                    ),
                ),
                ("imported_at", models.DateTimeField(auto_now_add=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="source_files", to="releases.release"
                    ),
                ),
            ],
            options={
                "ordering": ["-imported_at", "-id"],
                "indexes": [models.Index(fields=["name"], name="source_file_name")],
            },
        ),
        migrations.CreateModel(
            name="ReleaseTrial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="trial_links", to="releases.release"
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="release_links", to="releases.trial"
                    ),
                ),
            ],
            options={
                "verbose_name": "trial",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "trial"),
                        name="release_trial_once",
                        violation_error_message="This trial is linked already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.PositiveIntegerField(help_text="Of the release that the form was opened with.", null=True),
                ),
                ("typed", models.JSONField(help_text="Name of each input to the list of its values.")),
                ("saved_at", models.DateTimeField()),
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="form_drafts",
                        to="releases.release",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "release"), name="form_draft_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("release", None)), fields=("user",), name="form_draft_new_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(help_text="Bytes.")),
                ("file", models.FileField(upload_to="sources")),
                (
                    "reading",
                    models.JSONField(help_text="Document, notices, tracked changes and source, as they were read."),
                ),
                (
                    "chosen",
                    models.JSONField(
                        default=dict, help_text="Number of a paragraph to the part that an editor chose for it."
                    ),
                ),
                (
                    "tracked",
                    models.CharField(
                        blank=True,
                        choices=[("accept", "Accept them all"), ("reject", "Reject them all")],
                        help_text="What becomes of its tracked changes.",
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("accepted", "Accepted"), ("set-aside", "Set aside")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("brought_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="incoming_files",
                        to="releases.release",
                    ),
                ),
                ("questions", models.ManyToManyField(related_name="files", to="releases.matchquestion")),
            ],
            options={
                "ordering": ["-brought_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("sha256",),
                        name="incoming_file_waits_once",
                        violation_error_message="This file waits already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True), ("release__isnull", False), _connector="OR"
                        ),
                        name="incoming_file_went_into_a_release",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=10)),
                (
                    "fingerprint",
                    models.CharField(help_text="SHA-256 of the rule, the words and the evidence.", max_length=64),
                ),
                ("quote", models.TextField(blank=True)),
                ("message", models.TextField()),
                ("evidence", models.TextField(blank=True)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(help_text="By the database's clock.")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding_reasons",
                        to="releases.release",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="finding_reason_is_written",
                        violation_error_message="Write why it may stand.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseResults",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(blank=True, help_text="“Best response”.", max_length=200)),
                ("population", models.CharField(help_text="“Efficacy-evaluable patients”.", max_length=200)),
                (
                    "size",
                    models.PositiveIntegerField(
                        help_text="How many they are.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="N",
                    ),
                ),
                (
                    "rows",
                    releases.models.fields.LinesField(
                        help_text="One category per line with its count: “Partial response (PR): 11”. A column pasted from a spreadsheet will do."
                    ),
                ),
                (
                    "decimals",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How many a percentage has. Percentages are 100 × count ÷ N, rounded half up.",
                        validators=[django.core.validators.MaxValueValidator(2)],
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="results", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "block of results",
                "verbose_name_plural": "results",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)),
                        name="release_results_of_somebody",
                        violation_error_message="N is at least 1.",
                    ),
                    models.CheckConstraint(condition=models.Q(("decimals__lte", 2)), name="release_results_decimals"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProbeIncident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("found", models.TextField(help_text="What was wrong, without a word of the release.")),
                ("claimed_at", models.DateTimeField(help_text="When a worker set out to tell people.", null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="probe_incidents",
                        to="releases.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "alarm of the self-probe",
                "verbose_name_plural": "alarms of the self-probe",
                "ordering": ["-opened_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("release",), name="probe_incident_open_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseSnapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_at", models.DateTimeField(help_text="By the database's clock.")),
                ("rows", models.TextField(help_text="The release and its parts, as Django serializes them to JSON.")),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="snapshot", to="releases.release"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EditionFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(db_index=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("figure", "Figure"), ("attachment", "Attachment"), ("logo", "Logo")], max_length=20
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("content_type", models.CharField(max_length=60)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="releases.edition"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("edition", "key"), name="edition_file_once")],
            },
        ),
        migrations.CreateModel(
            name="EditionLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("drug", "Drug"), ("trial", "Trial"), ("contact", "Contact"), ("company", "Company")],
                        max_length=10,
                    ),
                ),
                ("record_key", models.UUIDField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="releases.edition"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "record_key"], name="edition_link_record")],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "kind", "record_key"), name="edition_link_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SealedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("drug", "Drug"), ("trial", "Trial"), ("contact", "Contact"), ("company", "Company")],
                        max_length=10,
                    ),
                ),
                ("record_key", models.UUIDField(help_text="Key of the working record.")),
                ("number", models.PositiveIntegerField(help_text="Counts the copies of the record, from 1.")),
                ("document_json", models.TextField(help_text="The canonical text of the record's value.")),
                (
                    "previous_digest",
                    models.CharField(blank=True, help_text="Of the copy before; empty for the first.", max_length=64),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 over record, number, instant and previous digest.", max_length=64
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True, help_text="Address of a drug or trial, the same for all copies.", max_length=120
                    ),
                ),
                ("live_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                ("sealed_at", models.DateTimeField()),
                ("called_back_at", models.DateTimeField(null=True)),
                ("file_key", models.UUIDField(db_index=True, help_text="Of the company's logo.", null=True)),
                (
                    "called_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        help_text="The edition that carried it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="releases.edition",
                    ),
                ),
                (
                    "sealed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file_sha256",
                    models.CharField(blank=True, db_index=True, help_text="Of the logo's bytes.", max_length=64),
                ),
                (
                    "is_confirmed",
                    models.BooleanField(
                        default=True,
                        editable=False,
                        help_text="Older versions sealed records that only an import had proposed. Such a copy is never shown.",
                    ),
                ),
            ],
            options={
                "ordering": ["-live_at", "-id"],
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["kind", "slug"], name="sealed_record_address")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "record_key", "number"), name="sealed_record_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["drug", "trial", "contact", "company"])),
                        name="sealed_record_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("previous_digest", "")),
                            models.Q(("number__gt", 1), models.Q(("previous_digest", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="sealed_record_chained",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at", None), ("superseded_at__gte", models.F("live_at")), _connector="OR"
                        ),
                        name="sealed_record_superseded_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("called_back_at", None), ("called_back_at__lt", models.F("live_at")), _connector="OR"
                        ),
                        name="sealed_record_called_back_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["drug", "trial"]), models.Q(("slug", ""), _negated=True)),
                            models.Q(("kind__in", ["contact", "company"]), ("slug", "")),
                            _connector="OR",
                        ),
                        name="sealed_record_has_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.TextField(help_text="Path of the file.")),
                (
                    "inside",
                    models.TextField(blank=True, help_text="Name inside of it, when the file is an archive or a feed."),
                ),
                ("place_key", models.CharField(help_text="SHA-256 of both.", max_length=64)),
                (
                    "stamp",
                    models.CharField(
                        help_text="Size and time, or checksum: another one is another version.", max_length=80
                    ),
                ),
                (
                    "worker",
                    models.CharField(
                        blank=True, help_text="Host, process and start of who claimed it.", max_length=120
                    ),
                ),
                ("leased_until", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=20)),
                ("sentence", models.TextField(blank=True)),
                ("notices", models.JSONField(default=list)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "release",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="releases.release"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="releases.importrun"
                    ),
                ),
                (
                    "incoming",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="releases.incomingfile",
                    ),
                ),
                (
                    "recognized",
                    models.JSONField(default=dict, help_text="How surely each part was recognized, in per cent."),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["place_key"], name="import_item_place"),
                    models.Index(fields=["run", "outcome", "id"], name="import_item_outcome"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "place_key", "stamp"), name="import_item_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("outcome", "")),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("finished_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="import_item_finished_with_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerRow",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ledger",
                        serialize=False,
                        to="releases.edition",
                    ),
                ),
                ("position", models.BigIntegerField(unique=True)),
                ("changed", models.BigIntegerField(help_text="The place that the edition's own instant would have.")),
                ("year", models.PositiveSmallIntegerField(help_text="Of the printed date.")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["year", "position"], name="ledger_years"),
                    models.Index(
                        condition=models.Q(("changed__gt", models.F("position"))),
                        fields=["changed"],
                        name="ledger_later",
                    ),
                    models.Index(
                        condition=models.Q(("changed__gt", models.F("position"))),
                        fields=["year", "changed"],
                        name="ledger_later_of_years",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProbeRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phase",
                    models.CharField(
                        choices=[("before", "Before its instant"), ("after", "After its instant")], max_length=10
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("green", "As it should be"),
                            ("red", "Not as it should be"),
                            ("unanswered", "Not all answered"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(help_text="When it ended, by the database's clock.")),
                ("instant", models.DateTimeField(help_text="Sealed or planned, as it stood then.", null=True)),
                ("asked", models.PositiveIntegerField(verbose_name="channels asked")),
                (
                    "as_expected",
                    models.PositiveIntegerField(
                        help_text="Sealed before the instant, open after.", verbose_name="channels as they should be"
                    ),
                ),
                (
                    "is_named",
                    models.BooleanField(
                        default=False, help_text="Whether addresses with words of the release could be asked for, too."
                    ),
                ),
                ("wrong", models.JSONField(default=list)),
                ("opened", models.JSONField(default=dict)),
                (
                    "asked_from",
                    models.FloatField(help_text="Seconds after the instant at which it was first asked.", null=True),
                ),
                (
                    "slowest",
                    models.FloatField(
                        help_text="Seconds after the instant at which the last channel was open.", null=True
                    ),
                ),
                ("error", models.TextField(blank=True, help_text="A sentence with what to do.")),
                (
                    "edition",
                    models.ForeignKey(
                        help_text="Empty while it is planned.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="probe_rounds",
                        to="releases.edition",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="probe_rounds", to="releases.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "round of the self-probe",
                "verbose_name_plural": "rounds of the self-probe",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["release", "-at", "-id"], name="probe_round_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("as_expected__lte", models.F("asked"))), name="probe_round_no_more_right"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "green"), _negated=True),
                            models.Q(("as_expected", models.F("asked")), ("wrong", [])),
                            _connector="OR",
                        ),
                        name="probe_round_green_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "approval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revocation", to="releases.approval"
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="releases.historyentry",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="LedgerWords",
            fields=[
                (
                    "row",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="releases.ledgerrow",
                        to_field="position",
                    ),
                ),
                ("headline", models.TextField()),
                ("headline_stems", models.TextField()),
                ("names", models.TextField()),
                ("body", models.TextField()),
                ("stems", models.TextField()),
                ("facets", models.TextField()),
                ("index", releases.models.ledger._Index(db_column="releases_ledgerwords")),
            ],
            options={
                "db_table": "releases_ledgerwords",
                "managed": False,
            },
        ),
        migrations.AddField(
            model_name="Trial",
            name="drugs",
            field=models.ManyToManyField(related_name="trials", through="releases.TrialDrug", to="releases.drug"),
        ),
        migrations.AddField(
            model_name="Release",
            name="contacts",
            field=models.ManyToManyField(
                related_name="releases", through="releases.ReleaseContact", to="releases.contact"
            ),
        ),
        migrations.AddField(
            model_name="Release",
            name="drugs",
            field=models.ManyToManyField(related_name="releases", through="releases.ReleaseDrug", to="releases.drug"),
        ),
        migrations.AddField(
            model_name="Release",
            name="trials",
            field=models.ManyToManyField(related_name="releases", through="releases.ReleaseTrial", to="releases.trial"),
        ),
        # After its table: so SQLite has the columns in the order that sites have them in.
        migrations.AlterField("editionfile", "sha256", models.CharField(db_index=True, max_length=64)),
        migrations.RunPython(name_keys, migrations.RunPython.noop),
        migrations.RunPython(make_words, drop_words),
    ]
