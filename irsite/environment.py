"""Every variable that a site can be set by: its meaning, its default, and whether it is a secret.

``irsite/settings.py`` reads variables through :class:`Environment`, which knows these and no others. ``manage.py
settings_page`` writes docs/settings.md from the same list. So a variable that has no meaning here can't be read, and the
page is complete.
"""

import os
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Variable:
    """One variable. ``meaning`` and ``default`` are Markdown for the page of settings."""

    name: str
    meaning: str
    default: str = "none"
    #: A secret may also be given as a file: its variable with ``_FILE`` at the end names it.
    is_secret: bool = False


@dataclass(frozen=True)
class Section:
    """Variables that belong together, with what is said before and after their table."""

    title: str
    variables: tuple[Variable, ...]
    before: str = ""
    after: str = ""


SECTIONS = (
    Section(
        "The site",
        (
            Variable(
                "SECRET_KEY",
                "signs sessions and forms; at least 50 random characters",
                "none: the desk refuses to start without, the public process with one. `script/server` draws one for its demo",
                is_secret=True,
            ),
            Variable(
                "SECRET_KEY_FALLBACKS",
                "former keys, with commas; keep one as long as second factors that were set up under it are in use",
                is_secret=True,
            ),
            Variable(
                "CANONICAL_ORIGIN",
                "scheme and host of the public site; every absolute address begins with it",
                "none: the site refuses to start",
            ),
            Variable(
                "DATABASE_URL",
                "`postgres://user:password@host/name`, or `sqlite:////path/file`",
                "SQLite in the data folder",
                is_secret=True,
            ),
            Variable("IRSITE_DATA", "folder for the database, private files and collected static files", "`var/`"),
            Variable(
                "IRSITE_ROLE",
                "what the process is: `desk`, `public`, or `both` in a demonstration ([running](running.md))",
                "`desk`, in the demo `both`",
            ),
            Variable(
                "IRSITE_DEMO",
                "demonstration: plain HTTP, invented content, a second factor and fresh sign-ins optional",
                "`false`",
            ),
            Variable("ALLOWED_HOSTS", "host names that are answered, with commas", "the host of `CANONICAL_ORIGIN`"),
            Variable(
                "IRSITE_BEHIND_PROXY",
                "trust `X-Forwarded-Proto`, and the last address in `X-Forwarded-For`, from the one proxy in front",
                "`false`",
            ),
            Variable(
                "IRSITE_FINISHED_MEGABYTES",
                "memory for finished public answers in each process ([why](decisions/0021-public-generation.md)); 1 to 4096",
                "`32`",
            ),
            Variable(
                "SECURITY_CONTACTS",
                "where weaknesses are reported, as addresses with commas: `mailto:security@example.com`; then"
                " `/.well-known/security.txt` answers",
            ),
            Variable(
                "IRSITE_FONTS",
                "folders of fonts (OpenType), separated by commas, for PDFs and link pictures of releases in Japanese, Chinese,"
                " Korean and other scripts; Latin, Greek, Cyrillic, Hebrew and Arabic are bundled ([how](feeds.md))",
            ),
            Variable(
                "IRSITE_REGULATION",
                "folder of TOML files laid over `releases/preflight/regulation/`: law, exchange hours and usage that changed"
                " ([how](preflight.md))",
            ),
        ),
    ),
    Section(
        "Watching and backups",
        (
            Variable(
                "IRSITE_PROBE_ORIGIN",
                "what the self-probe asks as a stranger, scheme and host with commas: the public address, nodes behind it",
                "`CANONICAL_ORIGIN`",
            ),
            Variable(
                "IRSITE_PROBE_DIRECT",
                "nodes past the proxy that keep no log of addresses, where it may ask for addresses with words of a release",
                "none; the demo's own server",
            ),
            Variable("IRSITE_PROBE_TIMEOUT", "seconds for one answer", "`5`"),
            Variable(
                "IRSITE_ALARMS",
                "mail addresses that its alarms go to, besides publishers and superusers",
            ),
            Variable(
                "IRSITE_BACKUP_KEY",
                "the file with the key of backups; `--key` wins",
                "`backup.key` where the command is run",
            ),
        ),
    ),
    Section(
        "Signing in",
        (
            Variable("SESSION_IDLE_MINUTES", "a session without a request ends after this", "`15`"),
            Variable("SESSION_HOURS", "every session ends after this", "`8`"),
            Variable(
                "FRESH_SIGN_IN_MINUTES",
                "sealing, approving, withdrawing and changing users need a sign-in no older than this; `0` asks never",
                "`5`, in the demo `0`",
            ),
            Variable(
                "EMAIL_URL",
                "how mail is sent, as `smtp+tls://user:password@mail.example.com:587`; then a forgotten password can be reset by"
                " mail, and superusers are told of changes of people, rights, second factors, approvals and instants",
                "none: nothing is sent, administrators set passwords",
                is_secret=True,
            ),
            Variable("DEFAULT_FROM_EMAIL", "sender of that mail", "`desk@localhost`"),
        ),
        after="A second factor (passkey or authenticator app) is required outside the demo; there is no setting to turn that off.",
    ),
    Section(
        "Single sign-on",
        (
            Variable(
                "OIDC_SERVER_URL",
                "the provider, as `https://login.example.com/realms/staff`; `/.well-known/openid-configuration` is added",
            ),
            Variable("OIDC_CLIENT_ID", "what the provider knows this site by", "required with `OIDC_SERVER_URL`"),
            Variable(
                "OIDC_CLIENT_SECRET",
                "what this site proves that with",
                "required with `OIDC_SERVER_URL`",
                is_secret=True,
            ),
            Variable("OIDC_NAME", "on the button “Sign in with …”", "`your company account`"),
            Variable(
                "OIDC_VERIFIED_DOMAINS",
                "domains of mail addresses that count as verified even if the provider does not say `email_verified`, with"
                " commas; for providers that rule these domains",
            ),
        ),
        before="Single sign-on of the company, by OpenID Connect; off unless `OIDC_SERVER_URL` is set. Register\n"
        "`https://<host>/admin/account/oidc/company/login/callback/` at the provider.",
        after="It signs in staff that the desk has, by their verified mail address the first time and by the provider's subject"
        " from\nthen on. It never makes a user, and the desk's second factor is still asked for.",
    ),
)
VARIABLES = {variable.name: variable for section in SECTIONS for variable in section.variables}
SECRETS = tuple(variable.name for variable in VARIABLES.values() if variable.is_secret)
#: What a public process must not know.
DESK_SECRETS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "OIDC_CLIENT_SECRET", "EMAIL_URL")
#: Read by script/server before there are settings.
_OF_SCRIPTS = (Variable("PORT", "the port of `script/server`", "`8000`"),)


class Environment(environ.Env):
    """django-environ's reader, of the variables above and no others."""

    def get_value(self, var, cast=None, default=environ.Env.NOTSET, parse_default=False):
        if var not in VARIABLES:
            raise KeyError(f"{var} is read and not described: name it in irsite/environment.py.")
        return super().get_value(var, cast=cast, default=default, parse_default=parse_default)


def with_secrets(given: Mapping[str, str]) -> Mapping[str, str]:
    """The variables, with the contents of files named by ``…_FILE`` as secrets, without the white space around them.

    The environment itself stays as it is: processes that this one starts inherit no secret from a file. Raises
    ImproperlyConfigured with a sentence if a secret is given twice, or its file can't be used.
    """
    found = {}
    for name in SECRETS:
        if not (path := given.get(f"{name}_FILE", "")):
            continue
        if given.get(name, ""):
            raise ImproperlyConfigured(f"{name} and {name}_FILE are both set. Keep one of them.")
        try:
            found[name] = Path(path).expanduser().read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE names {path}, which can't be read: {error.strerror}. Correct the path, or let this account read it."
            ) from None
        except UnicodeDecodeError:
            raise ImproperlyConfigured(f"{name}_FILE names {path}, which is not text in UTF-8.") from None
        if not found[name]:
            raise ImproperlyConfigured(f"{name}_FILE names {path}, which is empty. Write the secret into it.")
    return ChainMap(found, given)


def given(*names: str) -> list[str]:
    """The variables that set these secrets, as values or as files."""
    return [each for name in names for each in (name, f"{name}_FILE") if os.environ.get(each, "")]


def page() -> str:
    """The page of settings, as Markdown."""
    parts = [
        "# Settings",
        "All from the environment, or from `irsite.env` in the data folder (the environment wins). This page is written by\n"
        "`python manage.py settings_page`.",
        "A secret may be given as a file: `SECRET_KEY_FILE=/etc/irsite/secret_key` in place of `SECRET_KEY`. So may "
        + ", ".join(f"`{name}`" for name in SECRETS if name != "SECRET_KEY")
        + ".\nWhite space around the content is left out.",
    ]
    for section in (*SECTIONS, Section("Scripts", _OF_SCRIPTS)):
        rows = [f"| `{each.name}` | {each.meaning} | {each.default} |" for each in section.variables]
        table = "\n".join(["| variable | meaning | default |", "|---|---|---|", *rows])
        parts += [f"## {section.title}", section.before, table, section.after]
    return "\n\n".join(filter(None, parts)) + "\n"
