"""What keeps sealed rows as they are, and shows the public only its own.

The triggers are in :mod:`releases.editions.guard`, the policies and functions of PostgreSQL in
:mod:`releases.models.public_postgresql`.
"""

from django.db import migrations

from releases.editions.guard import install_guard, remove_guard
from releases.migrations._replaced import GUARDS_BEFORE
from releases.models import public_postgresql


def install(apps, schema_editor):
    install_guard()
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            public_postgresql.install(cursor)


def remove(apps, schema_editor):
    remove_guard()
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            public_postgresql.remove(cursor)


class Migration(migrations.Migration):
    replaces = GUARDS_BEFORE
    dependencies = [("releases", "0001_schema")]
    operations = [migrations.RunPython(install, remove)]
