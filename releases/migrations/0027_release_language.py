"""The language of a release; those that are there are in English."""

from django.db import migrations, models
from django.db.models import Q

LANGUAGES = [
    ("en", "English"),
    ("ar", "Arabic"),
    ("zh-Hans", "Chinese, simplified"),
    ("zh-Hant", "Chinese, traditional"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("nl", "Dutch"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("de", "German"),
    ("el", "Greek"),
    ("he", "Hebrew"),
    ("hu", "Hungarian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("nb", "Norwegian"),
    ("fa", "Persian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("es", "Spanish"),
    ("sv", "Swedish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0026_give_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="language",
            field=models.CharField(
                choices=LANGUAGES,
                default="en",
                help_text="Of the text. Browsers, screen readers, feeds and search engines are told, and the direction of the"
                " writing follows from it.",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=Q(language__in=[value for value, _ in LANGUAGES]),
                name="release_language_known",
                violation_error_message="Choose one of the languages that are offered.",
            ),
        ),
    ]
