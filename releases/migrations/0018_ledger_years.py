"""The ledger knows each edition's own instant and year, and headlines' words are marked, so that what is rare in headlines is
found without all texts; beginnings of three to seven letters have lists of their own on SQLite.

Who goes back to the migration before it runs ``rebuild_editions`` with the code of then: that looks for facets that are gone.
"""

from django.db import migrations, models

from releases import terms
from releases.models.ledger import position, vector

TABLE, OLD = "releases_ledgerwords", "releases_ledgerwords_old"
COLUMNS = ("headline", "headline_stems", "names", "body", "stems", "facets")
IS_LATER = models.Q(changed__gt=models.F("position"))


def place(apps, schema_editor):
    row_model = apps.get_model("releases", "LedgerRow")
    for batch in _batched(list(row_model.objects.values_list("pk", flat=True)), 500):
        rows = row_model.objects.filter(pk__in=batch).select_related("edition")
        found = list(rows.only("edition__live_at", "edition__path_date"))
        for row in found:
            row.changed, row.year = position(row.edition.live_at, row.pk), row.edition.path_date.year
        row_model.objects.bulk_update(found, ["changed", "year"])


def renew(apps, schema_editor):
    """Write all words anew, from the words that are there."""
    names = ", ".join(("rowid", *COLUMNS))
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"ALTER TABLE {TABLE} RENAME TO {OLD}")
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(COLUMNS)}, tokenize = 'ascii', columnsize = 0,"
            " prefix = '3 4 5 6 7')"
        )
        source, statement = OLD, f"INSERT INTO {TABLE} ({names}) VALUES (%s, %s, %s, %s, %s, %s, %s)"
    else:
        source = TABLE
        statement = f"UPDATE {TABLE} SET headline_stems = %s, facets = %s, {TABLE} = %s::tsvector WHERE rowid = %s"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid FROM {source} ORDER BY rowid")
        places = [row[0] for row in cursor.fetchall()]
        for batch in _batched(places, 200):
            cursor.execute(
                f"SELECT {names} FROM {source} WHERE rowid IN ({', '.join(['%s'] * len(batch))})", list(batch)
            )
            for at, *texts in cursor.fetchall():
                words = _renewed(dict(zip(COLUMNS, texts, strict=True)))
                if source == OLD:
                    cursor.execute(statement, [at, *words.values()])
                else:
                    cursor.execute(statement, [words["headline_stems"], words["facets"], vector(words), at])
    if source == OLD:
        schema_editor.execute(f"DROP TABLE {OLD}")


def _renewed(words: dict[str, str]) -> dict[str, str]:
    found = [word for word in f"{words['headline']}{words['names']}".split() if word != terms.MARK]
    headed = [*dict.fromkeys(map(terms.stem, found)), *dict.fromkeys(f"{terms.MARK}{word}" for word in found)]
    facets = [each for each in words["facets"].split() if not each.startswith("later")]
    return words | {"headline_stems": f" {' '.join(headed)} ", "facets": f" {' '.join(facets)} "}


def _batched(values, size):
    return (values[first : first + size] for first in range(0, len(values), size))


class Migration(migrations.Migration):
    dependencies = [("releases", "0017_later_editions")]

    operations = [
        migrations.AddField("ledgerrow", "changed", models.BigIntegerField(null=True)),
        migrations.AddField("ledgerrow", "year", models.PositiveSmallIntegerField(null=True)),
        migrations.RunPython(place, migrations.RunPython.noop),
        migrations.AlterField(
            "ledgerrow",
            "changed",
            models.BigIntegerField(help_text="The place that the edition's own instant would have."),
        ),
        migrations.AlterField("ledgerrow", "year", models.PositiveSmallIntegerField(help_text="Of the printed date.")),
        migrations.AddIndex("ledgerrow", models.Index(fields=["year", "position"], name="ledger_years")),
        migrations.AddIndex("ledgerrow", models.Index(condition=IS_LATER, fields=["changed"], name="ledger_later")),
        migrations.AddIndex(
            "ledgerrow", models.Index(condition=IS_LATER, fields=["year", "changed"], name="ledger_later_of_years")
        ),
        migrations.RunPython(renew, migrations.RunPython.noop),
    ]
