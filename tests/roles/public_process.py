"""A public process of its own: asks it for addresses, and its database for what it must not have.

Run as ``python -m tests.roles.public_process`` with a question as JSON on standard input; the answer is JSON.
"""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
#: Accounts belong to the whole server: each worker makes its own.
ACCOUNT = f"irsite_test_public_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Of a public process beside this test's database. On PostgreSQL the account is made, and granted its rights."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    folder.mkdir(parents=True, exist_ok=True)
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.roles.public_settings",
        "IRSITE_ROLE": "public",
        "IRSITE_DATA": str(folder),
        "CANONICAL_ORIGIN": "https://ir.example.com",
        "ALLOWED_HOSTS": "ir.example.com,testserver",
        "DATABASE_URL": database_url(),
    } | more  # fmt: skip


def database_url() -> str:
    """The address at which the public account reads this test's database."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ACCOUNT])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {ACCOUNT} LOGIN PASSWORD 'only-for-tests'")
    host, port = facts["HOST"] or facts["OPTIONS"].get("host", ""), facts["PORT"]
    place = f"{host}:{port}" if port and not host.startswith("/") else ("" if host.startswith("/") else host)
    return f"postgresql://{ACCOUNT}:only-for-tests@{place}/{facts['NAME']}" + (
        f"?host={host}" if host.startswith("/") else ""
    )


def ask(environment: dict[str, str], *, paths=(), statements=(), forget: bool = False, past: bool = False) -> dict:
    """What the process answers: ``answers`` by path (status, headers, body) and ``refused`` by statement ("" if it was not).
    ``past`` runs statements past the process's own refusals, as the account by itself could."""
    question = json.dumps({"paths": list(paths), "statements": list(statements), "forget": forget, "past": past})
    done = start(environment, question)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    told["answers"] = {
        path: (status, tuple(map(tuple, headers)), base64.b64decode(body))
        for path, (status, headers, body) in told["answers"].items()
    }
    return told


def start(
    environment: dict[str, str], question: str = '{"paths": [], "statements": [], "forget": false, "past": false}'
):
    """The finished process, whether it started or refused to."""
    return subprocess.run(
        [sys.executable, "-m", "tests.roles.public_process"],
        cwd=ROOT, env=environment, input=question, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _answer(question: dict) -> dict:
    from django.db import DatabaseError, connection, models
    from django.test import Client

    from irsite.wsgi import application  # noqa: F401  what a server loads
    from releases.models import edition, ledger, sealed_record

    if question["forget"]:
        for querysets in (edition, ledger, sealed_record):
            for queryset in vars(querysets).values():
                if isinstance(queryset, type) and issubclass(queryset, models.QuerySet):
                    for gate in {"live", "published", "known", "standing"} & vars(queryset).keys():
                        setattr(queryset, gate, lambda self: self.all())
    client, answers, refused = Client(), {}, {}
    for path in question["paths"]:
        response = client.get(path)
        headers = sorted(response.headers.items())
        answers[path] = (response.status_code, headers, base64.b64encode(response.getvalue()).decode())
    if question["past"]:
        connection.ensure_connection()
        connection.execute_wrappers.clear()
    for statement in question["statements"]:
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                refused[statement] = ""
        except DatabaseError as error:
            refused[statement] = str(error).strip()
    return {"answers": answers, "refused": refused}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer(json.load(sys.stdin))))
