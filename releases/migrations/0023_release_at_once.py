"""“At once” is chosen, and no longer what an empty instant means."""

from django.db import migrations, models
from django.db.models import Q


def keep_plans(apps, schema_editor):
    """What is on its way without an instant was approved for at once; drafts are asked when they are submitted."""
    releases = apps.get_model("releases", "Release").objects
    releases.filter(state__in=["in-review", "approved"], planned_at=None).update(is_at_once=True)


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0022_contact_is_not_empty"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="is_at_once",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Chosen in the place of an instant: public as soon as a publisher seals it.",
            ),
        ),
        migrations.RunPython(keep_plans, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=Q(is_at_once=False) | Q(planned_at=None),
                name="release_one_plan",
                violation_error_message="A release is planned for an instant or for at once, not for both.",
            ),
        ),
    ]
