"""How surely the parts of a document of an archive were recognized."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0020_company_listings"),
    ]

    operations = [
        migrations.AddField(
            model_name="importitem",
            name="recognized",
            field=models.JSONField(default=dict, help_text="How surely each part was recognized, in per cent."),
        ),
    ]
