"""A desk may have a department or a number only: "Media Relations: 207-555-0101"."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0021_import_certainty"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="contact", name="contact_has_a_name"),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=~Q(organization="", person="", title="", phone="", email=""),
                name="contact_is_not_empty",
                violation_error_message="Give a person, an organization, a department, a telephone number or an e-mail address.",
            ),
        ),
    ]
