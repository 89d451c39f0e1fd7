import datetime

from django.conf import settings
from django.db import migrations, models

import releases.models.bounds


def bring_within_bounds(apps, schema_editor):
    """Dates that no release or record can have are typing errors: they are emptied, or set to the nearest where one is required."""
    first, last = datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)
    for name, fields in EMPTIED.items():
        model = apps.get_model("releases", name)
        for field in fields:
            for beyond in ({f"{field}__lt": first}, {f"{field}__gt": last}):
                model.objects.filter(**beyond).update(**{field: None})
    release = apps.get_model("releases", "Release")
    begin, end = (datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) for year in (1900, 2100))
    release.objects.filter(planned_at__lt=begin).update(planned_at=None)
    release.objects.filter(planned_at__gte=end).update(planned_at=None)
    filing = apps.get_model("releases", "Filing")
    filing.objects.filter(filed_date__gt=last).update(filed_date=last)
    filing.objects.filter(period_end_date__lt=first).update(period_end_date=first)
    filing.objects.filter(filed_date__lte=first).update(filed_date=first + datetime.timedelta(days=1))
    filing.objects.filter(period_end_date__gte=last).update(period_end_date=last - datetime.timedelta(days=1))


EMPTIED = {
    "Contact": ("active_from", "active_until"),
    "Designation": ("granted_date",),
    "Release": ("release_date",),
    "Trial": ("start_date", "primary_completion_date", "completion_date"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0028_words_under_a_policy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="boilerplateversion",
            name="effective_from",
            field=models.DateField(validators=[releases.models.bounds.validate_date]),
        ),
        migrations.AlterField(
            model_name="contact",
            name="active_from",
            field=models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
        ),
        migrations.AlterField(
            model_name="contact",
            name="active_until",
            field=models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
        ),
        migrations.AlterField(
            model_name="designation",
            name="granted_date",
            field=models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
        ),
        migrations.AlterField(
            model_name="filing",
            name="filed_date",
            field=models.DateField(validators=[releases.models.bounds.validate_date], verbose_name="filed on"),
        ),
        migrations.AlterField(
            model_name="filing",
            name="period_end_date",
            field=models.DateField(
                blank=True,
                help_text="Last day of the fiscal year or quarter that it reports on.",
                null=True,
                validators=[releases.models.bounds.validate_date],
                verbose_name="period ended",
            ),
        ),
        migrations.AlterField(
            model_name="release",
            name="planned_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When it shall become public. Approvals are given for this instant.",
                null=True,
                validators=[releases.models.bounds.validate_date],
                verbose_name="planned instant",
            ),
        ),
        migrations.AlterField(
            model_name="release",
            name="release_date",
            field=models.DateField(
                blank=True,
                help_text="When empty, the day on which it goes out is printed.",
                null=True,
                validators=[releases.models.bounds.validate_date],
                verbose_name="date on the release",
            ),
        ),
        migrations.AlterField(
            model_name="trial",
            name="completion_date",
            field=models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
        ),
        migrations.AlterField(
            model_name="trial",
            name="primary_completion_date",
            field=models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
        ),
        migrations.AlterField(
            model_name="trial",
            name="start_date",
            field=models.DateField(blank=True, null=True, validators=[releases.models.bounds.validate_date]),
        ),
        migrations.RunPython(bring_within_bounds, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("active_from", None),
                        ("active_from__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                        _connector="OR",
                    ),
                    models.Q(
                        ("active_until", None),
                        ("active_until__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                        _connector="OR",
                    ),
                ),
                name="contact_dates_in_bounds",
                violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
            ),
        ),
        migrations.AddConstraint(
            model_name="designation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("granted_date", None),
                    ("granted_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                    _connector="OR",
                ),
                name="designation_date_in_bounds",
                violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("period_end_date", None),
                        ("period_end_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                        _connector="OR",
                    ),
                    models.Q(
                        ("filed_date", None),
                        ("filed_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                        _connector="OR",
                    ),
                ),
                name="filing_dates_in_bounds",
                violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("release_date", None),
                        ("release_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                        _connector="OR",
                    ),
                    models.Q(
                        ("planned_at", None),
                        models.Q(
                            ("planned_at__gte", datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                            ("planned_at__lt", datetime.datetime(2100, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                        ),
                        _connector="OR",
                    ),
                ),
                name="release_dates_in_bounds",
                violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
            ),
        ),
        migrations.AddConstraint(
            model_name="trial",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("start_date", None),
                        ("start_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                        _connector="OR",
                    ),
                    models.Q(
                        ("primary_completion_date", None),
                        ("primary_completion_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                        _connector="OR",
                    ),
                    models.Q(
                        ("completion_date", None),
                        ("completion_date__range", (datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))),
                        _connector="OR",
                    ),
                ),
                name="trial_dates_in_bounds",
                violation_error_message="A date is out of bounds. Dates lie between January 1, 1900 and December 31, 2099.",
            ),
        ),
    ]
