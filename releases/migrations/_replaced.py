"""The migrations of before 0.1.0, which the first three of today replace: docs/decisions/0020.

A site that has applied them all has the same database as a new one, and Django only notes that. Each of the three replaces others,
since Django takes one for applied when all that it replaces are. The name begins with an underscore, because Django takes every
other module here for a migration.
"""

from collections.abc import Iterable

GUARDS_BEFORE = [("releases", "0002_guard")]
ROLES_BEFORE = [("releases", "0003_roles")]
REPLACED = [
    ("releases", name)
    for name in (
        "0001_initial",
        "0002_guard",
        "0003_roles",
        "0004_sealed_records",
        "0005_draft",
        "0006_filing",
        "0007_incoming_files",
        "0008_published_alone",
        "0009_record_moves",
        "0010_import_item_index",
        "0011_ledger",
        "0012_results_and_reasons",
        "0013_finding_reasons",
        "0014_public_rows",
        "0015_sealed_files",
        "0016_self_probe",
        "0017_later_editions",
        "0018_ledger_years",
        "0019_company_seat",
        "0020_company_listings",
        "0021_import_certainty",
        "0022_contact_is_not_empty",
        "0023_release_at_once",
        "0024_revocation",
        "0025_revocation_guard",
        "0026_give_up",
        "0027_release_language",
        "0028_words_under_a_policy",
        "0029_date_bounds",
        "0030_confirmed_copies",
        "0031_printed_boilerplate",
        "0032_other_registries",
    )
]
#: All others. The first and the last are among them, so whoever has them all has the others, too.
SCHEMA_BEFORE = [each for each in REPLACED if each not in (*GUARDS_BEFORE, *ROLES_BEFORE)]


def unfinished(applied: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The last of the replaced migrations that was applied, and the first that was not, at a site that stopped between earlier
    versions. Nobody can go on from there."""
    applied = set(applied)
    if not applied & set(SCHEMA_BEFORE) or applied >= set(SCHEMA_BEFORE):
        return None
    done = [name for app, name in REPLACED if (app, name) in applied]
    missing = [name for app, name in REPLACED if (app, name) not in applied]
    return done[-1], missing[0]
