"""The desk's roles as groups, and the sign-offs that releases and records need to begin with.

Groups get their permissions here by name. Both are data: administrators change them afterwards.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from releases.migrations._replaced import ROLES_BEFORE

DRAFTED = [
    "release", "releasedrug", "releasetrial", "releasecontact", "releasesection", "releasefootnote", "releaseresults", "media",
    "drug", "designation", "program", "trial", "trialdrug", "contact", "boilerplate", "boilerplateversion", "filing",
]  # fmt: skip
KEPT = [
    "edition", "editionfile", "historyentry", "approval", "findingreason", "recordmove", "sourcefile", "company",
    "requiredsignoff", "requiredrecordsignoff", "proberound", "probeincident",
]  # fmt: skip
WRITE = [f"{act}_{name}" for name in DRAFTED for act in ("add", "change", "delete")]
VIEW = [f"view_{name}" for name in [*DRAFTED, *KEPT]]
ADMINISTER = [
    "add_company", "change_company",
    *(f"{act}_{name}" for name in ("boilerplate", "boilerplateversion") for act in ("add", "change")),
    *(
        f"{act}_{name}"
        for name in ("filing", "requiredsignoff", "requiredrecordsignoff")
        for act in ("add", "change", "delete")
    ),
]  # fmt: skip
#: Of other apps: users, and the change history of everything, what was deleted included.
USERS = ["add_user", "change_user", "view_user", "view_group"]
CHANGES = ["view_logentry"]
ROLES = {
    "Writer": [*WRITE, *VIEW, "give_up_correction"],
    "Legal reviewer": [*VIEW, "sign_off_legal"],
    "Medical reviewer": [*VIEW, "sign_off_medical"],
    "Finance reviewer": [*VIEW, "sign_off_finance"],
    "Publisher": [*VIEW, "change_release", "add_edition", "sign_off_ahead", "withdraw_release", "give_up_correction"],
    "Administrator": [*VIEW, *ADMINISTER, *USERS, *CHANGES],
    "Auditor": [*VIEW, *CHANGES],
}
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
RECORD_SIGN_OFFS = {
    "drug": ["legal", "medical"],
    "trial": ["legal", "medical"],
    "contact": ["legal"],
    "company": ["legal"],
}
APPS = ("releases", "auth", "auditlog")


def make(apps, schema_editor):
    # Django creates permission rows after the last migration; roles need them now. The historic registry's app configs lack
    # their models module, which create_permissions asks for.
    for label in APPS:
        config = apps.get_app_config(label)
        module = getattr(config, "models_module", None)
        config.models_module = module or True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = module
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        wanted = Permission.objects.filter(content_type__app_label__in=APPS, codename__in=codenames)
        if missing := set(codenames) - set(wanted.values_list("codename", flat=True)):
            raise LookupError(f"The role {name} names permissions that do not exist: {', '.join(sorted(missing))}.")
        group.permissions.set(wanted)
    for model, kind, needed in (
        ("RequiredSignOff", "category", SIGN_OFFS),
        ("RequiredRecordSignOff", "kind", RECORD_SIGN_OFFS),
    ):
        for value, sign_offs in needed.items():
            for sign_off in sign_offs:
                apps.get_model("releases", model).objects.get_or_create(**{kind: value}, sign_off=sign_off)


class Migration(migrations.Migration):
    replaces = ROLES_BEFORE
    dependencies = [
        ("releases", "0002_guards"),
        ("auditlog", "0017_add_actor_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
