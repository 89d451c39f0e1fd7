"""A trial may be known by numbers of other registries, too."""

from django.db import migrations

import releases.models.fields


class Migration(migrations.Migration):
    dependencies = [("releases", "0031_printed_boilerplate")]
    operations = [
        migrations.AddField(
            "trial",
            "other_numbers",
            releases.models.fields.LinesField(
                blank=True,
                default="",
                help_text="Of other registries, one per line: “EudraCT 2019-001234-56”. Imports and preflight know the trial by them.",
                verbose_name="other registry numbers",
            ),
            preserve_default=False,
        ),
    ]
