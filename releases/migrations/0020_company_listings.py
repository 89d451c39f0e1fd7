"""Where the shares of a company trade besides the first exchange."""

from django.db import migrations, models

import releases.models.fields
import releases.models.listings


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0019_company_seat"),
    ]

    operations = [
        migrations.AddField(
            model_name="company",
            name="other_listings",
            field=releases.models.fields.LinesField(
                blank=True,
                help_text="Where the shares trade besides, one a line: “TSX: EXMP”.",
                validators=[releases.models.listings.validate_known_listings],
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="issuer_other_listings",
            field=releases.models.fields.LinesField(
                blank=True,
                help_text="One a line: “TSX: EXMP”.",
                validators=[releases.models.listings.validate_listings],
                verbose_name="further listings as printed",
            ),
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(("other_listings", ""), models.Q(("ticker", ""), _negated=True), _connector="OR"),
                name="company_first_listing",
                violation_error_message="Give the first listing as exchange and ticker, and only the others one a line.",
            ),
        ),
    ]
