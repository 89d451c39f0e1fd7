"""A boilerplate says whether it was made of imported releases: what each printed is no advice for another one."""

from django.db import migrations, models


def mark_printed(apps, schema_editor):
    """Earlier versions put every imported safe harbor into one boilerplate, whoever had printed it."""
    boilerplates = apps.get_model("releases", "Boilerplate").objects
    boilerplates.filter(kind="safe_harbor", name="As printed in imported releases").update(
        printed_by="Various imported releases"
    )


class Migration(migrations.Migration):
    dependencies = [("releases", "0030_confirmed_copies")]
    operations = [
        migrations.AddField(
            "boilerplate",
            "printed_by",
            models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="Legal name of the company whose imported releases print it. Empty for a text that new releases use.",
                max_length=200,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(mark_printed, migrations.RunPython.noop),
    ]
