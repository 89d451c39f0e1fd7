"""What the public's own connection to the database can see at all: rows that have become public, whoever forgets to ask.

The newsroom asks for what is live in each query. This is the second lock: in the public role a query that forgets to
ask is shown public rows only. On PostgreSQL row-level security holds it, for every account but the owner of the tables.
On SQLite, which has no accounts, :mod:`releases.models.public_sqlite` puts views before the tables. docs/decisions/0013
says why so.
"""

from django.apps import apps

EDITION, LINK, RECORD, ROW, WORDS = (
    f"releases_{name}" for name in ("edition", "editionlink", "sealedrecord", "ledgerrow", "ledgerwords")
)
#: The tables that the newsroom reads. Every other one is out of reach.
FILE, BYTES = "releases_editionfile", "releases_sealedfile"
TABLES = (EDITION, FILE, BYTES, LINK, RECORD, ROW, WORDS)
#: One moment for all parts of a statement, as Django's ``Now()`` writes it.
NOW = {"sqlite": "STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')", "postgresql": "STATEMENT_TIMESTAMP()"}


def live(vendor: str, name: str) -> str:
    """The condition under which the edition that goes by this name is public and current."""
    now = NOW[vendor]
    return (
        f"{name}.called_back_at IS NULL AND {name}.live_at <= {now}"
        f" AND ({name}.superseded_at IS NULL OR {name}.superseded_at > {now})"
    )


def conditions(vendor: str, schema: str) -> dict[str, str]:
    """Table to the condition under which one of its rows is public; the row goes by the name of its table.

    Every condition is whole by itself: it asks the tables in ``schema`` and relies on no other condition.
    """
    now = NOW[vendor]
    live = f"(its.superseded_at IS NULL OR its.superseded_at > {now})"

    def withdrawn(name: str) -> str:
        if vendor == "postgresql":  # A policy can't ask its own table; a function of the owner's can.
            return f"newsroom.is_withdrawn({name}.release_id)"
        return (
            f"EXISTS (SELECT 1 FROM {schema}.{EDITION} AS notice WHERE notice.release_id = {name}.release_id AND"
            f" notice.is_withdrawal AND notice.called_back_at IS NULL AND notice.live_at <= {now})"
        )

    def public(name: str) -> str:
        # What a withdrawal took back is gone and its notice stays. A current edition needs no look at the others.
        # SQLite's views are read together with the questions asked of them; the sign keeps this part from leading: every
        # edition is live, so an index over instants would bring all of them.
        sign = "+" if vendor == "sqlite" else ""
        return (
            f"{name}.called_back_at IS NULL AND {sign}{name}.live_at <= {now} AND ({name}.is_withdrawal OR"
            f" {name}.superseded_at IS NULL OR {name}.superseded_at > {now} OR NOT {withdrawn(name)})"
        )

    # PostgreSQL would read all editions into a table of its own to answer for twenty rows; what has an OFFSET it asks row by row.
    apart = " OFFSET 0" if vendor == "postgresql" else ""

    def of_edition(key: str, *also: str) -> str:
        asked = " AND ".join((f"its.id = {key}", public("its"), *also))
        return f"EXISTS (SELECT 1 FROM {schema}.{EDITION} AS its WHERE {asked}{apart})"

    return {
        EDITION: public(EDITION),
        FILE: of_edition(f"{FILE}.edition_id"),
        BYTES: (
            f"EXISTS (SELECT 1 FROM {schema}.{FILE} AS kept WHERE kept.sha256 = {BYTES}.sha256 AND {of_edition('kept.edition_id')}{apart})"
            f" OR EXISTS (SELECT 1 FROM {schema}.{RECORD} AS logo WHERE logo.file_sha256 = {BYTES}.sha256"
            f" AND logo.kind = 'company' AND logo.called_back_at IS NULL AND logo.live_at <= {now}{apart})"
        ),
        LINK: of_edition(f"{LINK}.edition_id"),
        # A copy of a drug, trial or contact that no current edition names does not exist for the public.
        RECORD: (
            f"{RECORD}.called_back_at IS NULL AND {RECORD}.is_confirmed AND {RECORD}.live_at <= {now} AND ({RECORD}.kind = 'company' OR EXISTS"
            f" (SELECT 1 FROM {schema}.{LINK} AS named WHERE named.kind = {RECORD}.kind"
            f" AND named.record_key = {RECORD}.record_key AND {of_edition('named.edition_id', live)}{apart}))"
        ),
        ROW: of_edition(f"{ROW}.edition_id"),
        WORDS: (
            f"EXISTS (SELECT 1 FROM {schema}.{ROW} AS placed WHERE placed.position = {WORDS}.rowid"
            f" AND {of_edition('placed.edition_id')}{apart})"
        ),
    }


def columns(table: str) -> list[str]:
    """The columns of a table that its model knows."""
    model = next(model for model in apps.get_app_config("releases").get_models() if model._meta.db_table == table)
    return [field.column for field in model._meta.local_concrete_fields]
