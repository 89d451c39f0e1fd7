"""What the question for the public generation is answered by: the top of an index each."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0003_desk_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="edition",
            name="rendering_version",
            field=models.PositiveIntegerField(
                default=1, help_text="Higher than every version before, whenever an edition's rendering is rebuilt."
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["-rendering_version"], name="edition_rebuilt"),
        ),
        migrations.AddIndex(
            model_name="sealedrecord",
            index=models.Index(fields=["-live_at"], name="sealed_record_instants"),
        ),
    ]
