"""Files that wait for a person, questions about what they name, archives that several processes bring in, and the names by
which records are found."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from releases import text
from releases.models.contact import all_particulars
from releases.models.fields import lines
from releases.models.record_name import fold, halves


def fill_names(apps, schema_editor):
    """The names of the records that are here already."""

    def drug_names(drug):
        own = [drug.code_name, drug.generic_name, drug.brand_name, *lines(drug.aliases)]
        return [*own, *map(text.stem, own)]

    names = {
        "Drug": drug_names,
        "Trial": lambda trial: (trial.acronym, trial.title),
        "Contact": lambda contact: (contact.email, contact.person + contact.organization, all_particulars(contact)),
        "BoilerplateVersion": lambda version: (f"{version.heading}\n{version.text}",),
    }
    row = apps.get_model("releases", "RecordName")
    for model, names_of in names.items():
        for record in apps.get_model("releases", model).objects.all():
            row.objects.bulk_create(
                row(kind=model.lower(), record_id=record.pk, fold=each, head=halves(each)[0], tail=halves(each)[1])
                for each in sorted({fold(name) for name in names_of(record)} - {""})
            )


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0006_filing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "ordering": ["id"],
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
            ],
            options={
                "ordering": ["-brought_at", "-id"],
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
            ],
            options={
                "ordering": ["id"],
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
        ),
        migrations.AlterField(
            model_name="sourcefile",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="source_files", to="releases.release"
            ),
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["release_date"], name="release_date"),
        ),
        migrations.AddIndex(
            model_name="sourcefile",
            index=models.Index(fields=["name"], name="source_file_name"),
        ),
        migrations.AddField(
            model_name="importitem",
            name="release",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="releases.release"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at", None)), fields=("key",), name="import_run_goes_on_once"
            ),
        ),
        migrations.AddField(
            model_name="importitem",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="releases.importrun"
            ),
        ),
        migrations.AddField(
            model_name="incomingfile",
            name="brought_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="incomingfile",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="incomingfile",
            name="release",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="incoming_files",
                to="releases.release",
            ),
        ),
        migrations.AddField(
            model_name="importitem",
            name="incoming",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="releases.incomingfile"
            ),
        ),
        migrations.AddField(
            model_name="matchquestion",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="incomingfile",
            name="questions",
            field=models.ManyToManyField(related_name="files", to="releases.matchquestion"),
        ),
        migrations.AddIndex(
            model_name="recordname",
            index=models.Index(fields=["kind", "fold"], name="record_name_fold"),
        ),
        migrations.AddIndex(
            model_name="recordname",
            index=models.Index(fields=["kind", "head"], name="record_name_head"),
        ),
        migrations.AddIndex(
            model_name="recordname",
            index=models.Index(fields=["kind", "tail"], name="record_name_tail"),
        ),
        migrations.AddIndex(
            model_name="recordname",
            index=models.Index(fields=["kind", "record_id"], name="record_name_record"),
        ),
        migrations.AddIndex(
            model_name="importitem",
            index=models.Index(condition=models.Q(("outcome", "")), fields=["run", "id"], name="import_item_waiting"),
        ),
        migrations.AddIndex(
            model_name="importitem",
            index=models.Index(fields=["run", "outcome"], name="import_item_outcome"),
        ),
        migrations.AddIndex(
            model_name="importitem",
            index=models.Index(fields=["place_key"], name="import_item_place"),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.UniqueConstraint(fields=("run", "place_key", "stamp"), name="import_item_once"),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at", None), ("outcome", "")),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("finished_at__isnull", False)),
                    _connector="OR",
                ),
                name="import_item_finished_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchquestion",
            constraint=models.UniqueConstraint(fields=("kind", "printed_key", "record_id"), name="match_question_once"),
        ),
        migrations.AddConstraint(
            model_name="matchquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="match_question_answered_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("sha256",),
                name="incoming_file_waits_once",
                violation_error_message="This file waits already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True), ("release__isnull", False), _connector="OR"
                ),
                name="incoming_file_went_into_a_release",
            ),
        ),
        migrations.RunPython(fill_names, migrations.RunPython.noop),
    ]
