"""Filings with the SEC, and who may edit them."""

import django.core.validators
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

WRITERS = ["Writer", "Administrator"]
READERS = ["Legal reviewer", "Medical reviewer", "Finance reviewer", "Publisher", "Auditor"]


def allow(apps, schema_editor):
    # The historic registry's app configs lack their models module; create_permissions asks for it.
    config = apps.get_app_config("releases")
    module = getattr(config, "models_module", None)
    config.models_module = module or True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = module
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name in [*WRITERS, *READERS]:
        acts = ("add", "change", "delete", "view") if name in WRITERS else ("view",)
        wanted = Permission.objects.filter(
            content_type__app_label="releases", codename__in=[f"{act}_filing" for act in acts]
        )
        Group.objects.get(name=name).permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0005_draft"),
    ]

    operations = [
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
                        verbose_name="period ended",
                    ),
                ),
                ("filed_date", models.DateField(verbose_name="filed on")),
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
                ],
            },
        ),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
