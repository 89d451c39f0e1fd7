"""One index for claims and counts: SQLite uses no partial index for a value that it is given later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0009_record_moves"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="importitem",
            name="import_item_waiting",
        ),
        migrations.RemoveIndex(
            model_name="importitem",
            name="import_item_outcome",
        ),
        migrations.AddIndex(
            model_name="importitem",
            index=models.Index(fields=["run", "outcome", "id"], name="import_item_outcome"),
        ),
    ]
