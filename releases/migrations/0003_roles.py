"""The desk's roles as groups, and the sign-offs that each category needs to begin with.

Groups get their permissions here by name, since a migration runs before Django creates permission rows for new models.
Both are data: administrators change them afterwards.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RECORDS = [
    "release", "releasedrug", "releasetrial", "releasecontact", "releasesection", "releasefootnote", "media",
    "drug", "designation", "program", "trial", "trialdrug", "contact", "boilerplate", "boilerplateversion",
]  # fmt: skip
LEDGER = ["edition", "editionfile", "historyentry", "approval", "sourcefile", "company", "requiredsignoff"]
WRITE = [f"{act}_{name}" for name in RECORDS for act in ("add", "change", "delete")]
VIEW = [f"view_{name}" for name in [*RECORDS, *LEDGER]]
ROLES = {
    "Writer": [*WRITE, *VIEW],
    "Legal reviewer": [*VIEW, "sign_off_legal"],
    "Medical reviewer": [*VIEW, "sign_off_medical"],
    "Finance reviewer": [*VIEW, "sign_off_finance"],
    "Publisher": [*VIEW, "change_release", "add_edition", "sign_off_ahead", "withdraw_release"],
    "Administrator": [
        *VIEW, "add_company", "change_company", "add_requiredsignoff", "change_requiredsignoff", "delete_requiredsignoff",
        "add_boilerplate", "change_boilerplate", "add_boilerplateversion", "change_boilerplateversion",
    ],
    "Auditor": VIEW,
}  # fmt: skip
USERS = ["add_user", "change_user", "view_user", "view_group"]
SIGN_OFFS = {
    "clinical": ["legal", "medical"],
    "regulatory": ["legal", "medical"],
    "publication": ["legal", "medical"],
    "earnings": ["legal", "finance"],
    "financing": ["legal", "finance"],
    "partnership": ["legal"],
    "corporate": ["legal"],
    "governance": ["legal"],
    "event": ["legal"],
    "other": ["legal"],
}


def make(apps, schema_editor):
    # The historic registry's app configs lack their models module; create_permissions asks for it.
    for label in ("releases", "auth"):
        config = apps.get_app_config(label)
        module = getattr(config, "models_module", None)
        config.models_module = module or True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = module
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        wanted = Permission.objects.filter(content_type__app_label="releases", codename__in=codenames)
        if missing := set(codenames) - set(wanted.values_list("codename", flat=True)):
            raise LookupError(f"The role {name} names permissions that do not exist: {', '.join(sorted(missing))}.")
        group.permissions.set(wanted)
        if name == "Administrator":
            group.permissions.add(*Permission.objects.filter(content_type__app_label="auth", codename__in=USERS))
    RequiredSignOff = apps.get_model("releases", "RequiredSignOff")
    for category, sign_offs in SIGN_OFFS.items():
        for sign_off in sign_offs:
            RequiredSignOff.objects.get_or_create(category=category, sign_off=sign_off)


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0002_guard"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
