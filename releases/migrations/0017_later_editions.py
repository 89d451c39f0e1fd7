"""Editions that are not the first of their release have a facet of their own: feeds find the newest corrections by it."""

from django.db import migrations

TABLE = "releases_ledgerwords"
OF_LATER = (
    "rowid IN (SELECT places.position FROM releases_ledgerrow AS places"
    " JOIN releases_edition AS editions ON editions.id = places.edition_id WHERE editions.number > 1)"
)


def add(apps, schema_editor):
    vector = f", {TABLE} = {TABLE} || '''=later'''::tsvector" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"UPDATE {TABLE} SET facets = facets || 'later '{vector} WHERE {OF_LATER}")


def remove(apps, schema_editor):
    vector = f", {TABLE} = ts_delete({TABLE}, '=later')" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"UPDATE {TABLE} SET facets = replace(facets, ' later ', ' '){vector} WHERE {OF_LATER}")


class Migration(migrations.Migration):
    dependencies = [("releases", "0016_self_probe")]

    operations = [migrations.RunPython(add, remove)]
