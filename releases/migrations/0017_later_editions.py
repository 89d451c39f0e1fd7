"""Corrections and withdrawals can be found as such, and by what earlier editions of their release had and they have not."""

import json

from django.db import migrations

from releases.rendering.searchable import facet

TABLE = "releases_ledgerwords"


def renew(apps, schema_editor):
    edition_model, link_model = apps.get_model("releases", "Edition"), apps.get_model("releases", "EditionLink")
    standing = edition_model.objects.filter(called_back_at=None)
    for edition in (
        standing.filter(number__gt=1, ledger__isnull=False).select_related("ledger").iterator(chunk_size=200)
    ):
        earlier = standing.filter(release=edition.release_id, live_at__lt=edition.live_at)
        named = link_model.objects.filter(edition__in=earlier, kind__in=("drug", "trial"))
        had = {(kind, str(key)) for kind, key in named.values_list("kind", "record_key")}
        had |= {("category", json.loads(text)["category"]) for text in earlier.values_list("document_json", flat=True)}
        _write(schema_editor.connection, edition.ledger.position, had)


def mark_headlines(apps, schema_editor):
    """Words of headlines and names as such, for words in a row and beginnings of words, which are no stems."""
    if schema_editor.connection.vendor == "postgresql":
        words = "unnest(string_to_array(btrim(headline || names), ' ')) AS word WHERE word <> ''"
        schema_editor.execute(
            f"UPDATE {TABLE} SET {TABLE} = {TABLE} || array_to_tsvector(ARRAY(SELECT DISTINCT '^' || word FROM {words}))"
        )


def _write(connection, place: int, had: set[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT facets FROM {TABLE} WHERE rowid = %s", [place])
        row = cursor.fetchone()
        stored = row[0].split() if row else []
        own = [each for each in stored if not each.startswith("withdrew")]
        all_of_them = [
            *own,
            *sorted(facet(f"former{kind}", value) for kind, value in had if facet(kind, value) not in own),
        ]
        new = [*all_of_them, "later", *(f"later{each}" for each in all_of_them)]
        cursor.execute(f"UPDATE {TABLE} SET facets = %s WHERE rowid = %s", [f" {' '.join(new)} ", place])
        if connection.vendor == "postgresql":
            gone = [f"={each}" for each in stored if each not in own]
            more = " ".join(f"'={each}'" for each in new)
            cursor.execute(
                f"UPDATE {TABLE} SET {TABLE} = ts_delete({TABLE}, %s::text[]) || %s::tsvector WHERE rowid = %s",
                [gone, more, place],
            )


class Migration(migrations.Migration):
    dependencies = [("releases", "0016_self_probe")]

    operations = [
        migrations.RunPython(renew, migrations.RunPython.noop),
        migrations.RunPython(mark_headlines, migrations.RunPython.noop),
    ]
