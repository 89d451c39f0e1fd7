"""On PostgreSQL the words of the ledger are under a policy like every other table, and a function asks their index."""

from django.db import migrations

from releases.models import public_postgresql


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            public_postgresql.install(cursor)


class Migration(migrations.Migration):
    dependencies = [("releases", "0027_release_language")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
