"""The company's number at EDGAR and its seat."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0018_ledger_years"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="cik",
            field=models.CharField(
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
        migrations.AddField(
            model_name="company",
            name="city",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="company",
            name="country",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="company",
            name="postal_code",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="company",
            name="region",
            field=models.CharField(blank=True, max_length=100, verbose_name="state or province"),
        ),
        migrations.AddField(
            model_name="company",
            name="street",
            field=models.CharField(blank=True, help_text="With number and suite.", max_length=200),
        ),
    ]
