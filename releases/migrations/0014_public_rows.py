"""Row-level security on PostgreSQL, and the ledger's words of withdrawals say what was withdrawn."""

from django.db import migrations

from releases.models import public_postgresql


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            public_postgresql.install(cursor)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            public_postgresql.remove(cursor)


def enter_withdrawals(apps, schema_editor):
    """Write anew the words of the notices that were entered before."""
    from releases.editions.ledger import COLUMNS, insert_words
    from releases.rendering.searchable import facet

    editions, links = (apps.get_model("releases", name) for name in ("Edition", "EditionLink"))
    for notice in editions.objects.filter(is_withdrawal=True, called_back_at=None).select_related("ledger"):
        named = links.objects.filter(
            edition__release=notice.release_id,
            edition__called_back_at=None,
            edition__live_at__lt=notice.live_at,
            kind__in=("drug", "trial"),
        ).values_list("kind", "record_key")
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(COLUMNS)} FROM releases_ledgerwords WHERE rowid = %s", [notice.ledger.position]
            )
            words = dict(zip(COLUMNS, cursor.fetchone(), strict=True))
        words["facets"] += "".join(sorted({f"{facet(f'withdrew{kind}', str(key))} " for kind, key in named}))
        insert_words([(notice.ledger.position, words)])


class Migration(migrations.Migration):
    dependencies = [("releases", "0013_finding_reasons")]
    operations = [
        migrations.RunPython(install, remove),
        migrations.RunPython(enter_withdrawals, migrations.RunPython.noop),
    ]
