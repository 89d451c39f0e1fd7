"""What the self-probe saw, its alarms, and whose turn it is; every role of the desk may look."""

import django.db.models.deletion
from django.db import migrations, models

VIEWERS = ["Writer", "Legal reviewer", "Medical reviewer", "Finance reviewer", "Publisher", "Administrator", "Auditor"]


def allow(apps, schema_editor):
    # Django creates permission rows after the last migration; a role needs them now.
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for model in ("proberound", "probeincident"):
        kind, _ = ContentType.objects.get_or_create(app_label="releases", model=model)
        name = f"Can view {apps.get_model('releases', model)._meta.verbose_name}"
        permission, _ = Permission.objects.get_or_create(
            content_type=kind, codename=f"view_{model}", defaults={"name": name}
        )
        for role in VIEWERS:
            Group.objects.get_or_create(name=role)[0].permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0015_sealed_files"),
    ]

    operations = [
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
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
