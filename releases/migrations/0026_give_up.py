"""A correction can be given up: what it goes back to, and who may."""

import django.db.models.deletion
from django.db import migrations, models

ROLES = ["Writer", "Publisher"]


def make(apps, schema_editor):
    """Who may give a correction up: those who may open one."""
    # Django creates permission rows after the last migration; a role needs this one now.
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label="releases", model="release")
    name = "Can give up a correction that is open"
    permission, _ = Permission.objects.get_or_create(
        content_type=kind, codename="give_up_correction", defaults={"name": name}
    )
    for role in ROLES:
        Group.objects.get_or_create(name=role)[0].permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0025_revocation_guard"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="release",
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
            },
        ),
        migrations.AlterField(
            model_name="historyentry",
            name="verb",
            field=models.CharField(
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
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
