"""The ledger: every edition's place among all, and the index over its words, in the database's own full-text search.

The words stand in a table that Django does not manage: of FTS5 on SQLite, an ordinary one with a GIN index on PostgreSQL.
It refers to no other table, so that emptying the tables of a test needs no order.
"""

import django.db.models.deletion
from django.db import migrations, models

import releases.models.ledger

TABLE = "releases_ledgerwords"
COLUMNS = ("headline", "headline_stems", "names", "body", "stems", "facets")


def make_words(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        # The words come folded and parted by spaces; "ascii" leaves all other characters alone.
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(COLUMNS)}, tokenize = 'ascii', columnsize = 0, prefix = '3')"
        )
        return
    columns = ", ".join(f"{name} text NOT NULL" for name in COLUMNS)
    schema_editor.execute(f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, {columns}, {TABLE} tsvector NOT NULL)")
    schema_editor.execute(f"CREATE INDEX ledger_words ON {TABLE} USING gin ({TABLE})")


def drop_words(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


def fill(apps, schema_editor):
    """Enter the editions that were sealed before there was a ledger."""
    from releases.document import Document
    from releases.editions.ledger import insert_words
    from releases.models.ledger import position
    from releases.rendering import searchable

    edition_model, row_model = apps.get_model("releases", "Edition"), apps.get_model("releases", "LedgerRow")
    standing = edition_model.objects.filter(called_back_at=None)
    originals = dict(standing.filter(number=1).values_list("release_id", "live_at"))
    for edition in standing.order_by("pk").iterator(chunk_size=200):
        place = position(originals[edition.release_id], edition.pk)
        row_model.objects.create(edition_id=edition.pk, position=place)
        insert_words([(place, searchable(Document.from_json(edition.document_json), edition.plain_text))])


class Migration(migrations.Migration):
    dependencies = [("releases", "0010_import_item_index")]

    operations = [
        migrations.CreateModel(
            name="LedgerRow",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ledger",
                        serialize=False,
                        to="releases.edition",
                    ),
                ),
                ("position", models.BigIntegerField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="LedgerWords",
            fields=[
                (
                    "row",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="releases.ledgerrow",
                        to_field="position",
                    ),
                ),
                ("headline", models.TextField()),
                ("headline_stems", models.TextField()),
                ("names", models.TextField()),
                ("body", models.TextField()),
                ("stems", models.TextField()),
                ("facets", models.TextField()),
                ("index", releases.models.ledger._Index(db_column="releases_ledgerwords")),
            ],
            options={"db_table": "releases_ledgerwords", "managed": False},
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("is_withdrawal", True)), fields=["release"], name="edition_withdrawals"
            ),
        ),
        migrations.RunPython(make_words, drop_words),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
