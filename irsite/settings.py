"""Settings, all from the environment; irsite/environment.py describes every variable.

A file ``irsite.env`` in the data folder is read first, so that ``script/server`` can leave its demo settings there and
``python manage.py …`` finds the same site. Variables of the real environment win.
"""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from irsite import environment

#: Where a public process looks for tables on PostgreSQL: releases/models/public_postgresql.py.
SEARCH_PATH = "newsroom,public"
BASE_DIR = Path(__file__).resolve().parent.parent

env = environment.Environment()
DATA_DIR = Path(env.str("IRSITE_DATA", default=str(BASE_DIR / "var"))).expanduser().resolve()
env.read_env(DATA_DIR / "irsite.env", overwrite=False)
env.ENVIRON = environment.with_secrets(env.ENVIRON)


def required(name: str, purpose: str) -> str:
    """The variable's value; refuses to start without one."""
    if not (value := env.str(name, default="")):
        raise ImproperlyConfigured(
            f"{name} is not set: {purpose}. Set it in the environment, or run script/server for a demo that makes its own."
        )
    return value


IRSITE_DEMO = env.bool("IRSITE_DEMO", default=False)
#: What this process is: docs/decisions/0013. Commands are the desk's.
IRSITE_ROLE = env.str("IRSITE_ROLE", default="both" if IRSITE_DEMO else "desk")
if IRSITE_ROLE not in ("public", "desk", "both"):
    raise ImproperlyConfigured(f"IRSITE_ROLE is “{IRSITE_ROLE}”, but must be public, desk or both.")
if IRSITE_ROLE == "both" and not IRSITE_DEMO:
    raise ImproperlyConfigured(
        "IRSITE_ROLE=both is for the demonstration. A real site runs two processes, IRSITE_ROLE=desk and "
        "IRSITE_ROLE=public; docs/running.md says how."
    )
_is_public = IRSITE_ROLE == "public"
#: Dated law, exchange rules and usage of this site, over those in releases/preflight/regulation/.
IRSITE_REGULATION = env.str("IRSITE_REGULATION", default="")
IRSITE_FONTS = env.list("IRSITE_FONTS", default=[])
IRSITE_PRIVATE_ROOT = DATA_DIR / "private"
#: File with the key of backups: docs/running.md.
IRSITE_BACKUP_KEY = env.str("IRSITE_BACKUP_KEY", default="")
#: What the self-probe asks, as an outsider: releases/watch. The demonstration's server keeps no log of addresses.
IRSITE_PROBE_ORIGIN = [each.rstrip("/") for each in env.list("IRSITE_PROBE_ORIGIN", default=[])]
IRSITE_PROBE_DIRECT = [each.rstrip("/") for each in env.list("IRSITE_PROBE_DIRECT", default=[])]
IRSITE_PROBE_TIMEOUT = env.float("IRSITE_PROBE_TIMEOUT", default=5.0)
IRSITE_ALARMS = env.list("IRSITE_ALARMS", default=[])

if _is_public:
    if _given := environment.given(*environment.DESK_SECRETS):
        raise ImproperlyConfigured(
            f"{_given[0]} is a secret of the desk, and the public process must not know it. Take it out of the "
            "environment, and give the process a data folder of its own (IRSITE_DATA)."
        )
    SECRET_KEY = secrets.token_urlsafe(60)  # Django wants one; nothing that the public reads is signed.
else:
    SECRET_KEY = required("SECRET_KEY", "it signs sessions and forms, at least 50 random characters")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise ImproperlyConfigured(
            "SECRET_KEY is too easy to guess: give it at least 50 random characters, from "
            "python -c 'import secrets; print(secrets.token_urlsafe(60))' for example."
        )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
CANONICAL_ORIGIN = required("CANONICAL_ORIGIN", "scheme and host of the public site, as https://ir.example.com").rstrip(
    "/"
)
IRSITE_PROBE_ORIGIN = IRSITE_PROBE_ORIGIN or [CANONICAL_ORIGIN]
SECURITY_CONTACTS = env.list("SECURITY_CONTACTS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[CANONICAL_ORIGIN.partition("://")[2].partition(":")[0]])

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'irsite.sqlite3'}")}
_database = DATABASES["default"]
_database |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
if _database["ENGINE"] == "django.db.backends.sqlite3":
    if _is_public:
        _database["NAME"] = f"{Path(_database['NAME']).resolve().as_uri()}?mode=ro"
        _database["OPTIONS"] = {"timeout": 10}
    else:
        Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        # A legal record: every commit reaches the disk, and a writer takes its lock when it begins.
        _database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
elif _is_public:
    # A page's questions are small: compiling them takes longer than answering, and the few rows that are wanted are better looked
    # up one by one than among all that were gathered.
    _database.setdefault("OPTIONS", {})["options"] = (
        f"-c search_path={SEARCH_PATH} -c default_transaction_read_only=on -c jit=off -c enable_material=off"
    )

#: What the models and the public pages need.
INSTALLED_APPS = [
    "auditlog",
    "releases",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "irsite.static_files.StaticFiles",
    "irsite.permissions.PermissionsPolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if not _is_public:
    INSTALLED_APPS += [
        "django.contrib.admin",
        "django.contrib.sessions",
        "django.contrib.messages",
        "allauth",
        "irsite.accounts.apps.AllauthAccountConfig",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
        "allauth.mfa",
        "allauth.usersessions",
        "irsite.accounts",
        "ckeditor",
    ]
    # In a demonstration, which is both, these do nothing on public pages: no answer there depends on a session.
    MIDDLEWARE += [
        "irsite.middleware.DeskSessionMiddleware",
        "irsite.middleware.DeskCsrfMiddleware",
        "irsite.middleware.DeskAuthenticationMiddleware",
        "irsite.middleware.DeskLoginRequiredMiddleware",
        "irsite.middleware.DeskMessageMiddleware",
        "irsite.unwritable.DeskValuesMiddleware",
        "irsite.middleware.DeskChangesMiddleware",
        "irsite.middleware.DeskHeadersMiddleware",
        "irsite.middleware.DeskTimeZoneMiddleware",
        "irsite.middleware.DeskAllauthMiddleware",
        "irsite.middleware.DeskSessionLimitsMiddleware",
        "irsite.middleware.DeskSecondFactorMiddleware",
        "irsite.middleware.DeskFreshSignInMiddleware",
        "irsite.middleware.DeskTextMiddleware",
    ]
ROOT_URLCONF = f"irsite.urls.{IRSITE_ROLE}"
WSGI_APPLICATION = "irsite.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "irsite.accounts.context.desk",
            ],
        },
    },
    {
        # The newsroom's and the articles' templates: no request, no user, nothing but what they are given.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "newsroom",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [],
            "builtins": ["releases.rendering.template_tags", "releases.rendering.head_tags"],
        },
    },
]

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",  # argon2id
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of sites that were set up before; renewed at the next sign-in
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Signing in: docs/decisions/0007-signing-in.md.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
SECOND_FACTOR_REQUIRED = not IRSITE_DEMO
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_MINUTES", default=15) * 60
FRESH_SIGN_IN_SECONDS = env.int("FRESH_SIGN_IN_MINUTES", default=0 if IRSITE_DEMO else 5) * 60
#: What asks for a sign-in no older than that: all that brings something nearer to the public, or changes who may. Brakes (sending
#: back, holding, calling back, dropping a proposal) are left out: they must never be slowed.
FRESH_SIGN_IN_URLS = [
    "admin:releases_release_submit",
    "admin:releases_release_plan",
    "admin:releases_release_approve",
    "admin:releases_release_seal",
    "admin:releases_release_correct",
    "admin:releases_incomingfile_correct",
    "admin:releases_release_withdraw",
    *(
        f"admin:releases_{record}_publish_{step}"
        for record in ("drug", "trial", "contact", "company")
        for step in ("propose", "approve", "seal")
    ),
    *(f"admin:releases_requiredrecordsignoff_{act}" for act in ("add", "change", "delete")),
    "admin:releases_requiredsignoff_add",
    "admin:releases_requiredsignoff_change",
    "admin:releases_requiredsignoff_delete",
    "admin:auth_user_add",
    "admin:auth_user_change",
    "admin:auth_user_delete",
    "admin:auth_user_password_change",
    "admin:auth_group_add",
    "admin:auth_group_change",
    "admin:auth_group_delete",
    "admin:mfa_authenticator_delete",
    "admin:socialaccount_socialaccount_delete",
]
ACCOUNT_ADAPTER = "irsite.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth derives the login form from it
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
#: Failures count for each account, known or not, and for each address of a client.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/15m/ip,5/15m/key"}
#: Bytes of finished public answers in each process: irsite/finished.py.
_megabytes = env.str("IRSITE_FINISHED_MEGABYTES", default="32")
if not _megabytes.isdecimal() or not 1 <= int(_megabytes) <= 4096:
    raise ImproperlyConfigured(f"IRSITE_FINISHED_MEGABYTES is “{_megabytes}”, but must be a number from 1 to 4096.")
FINISHED_BYTES = int(_megabytes) * 1024 * 1024
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("IRSITE_BEHIND_PROXY", default=False) else 0
MFA_ADAPTER = "irsite.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "irsite.accounts.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = True
SOCIALACCOUNT_ADAPTER = "irsite.accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {}
if _oidc_server := env.str("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "company",
                    "name": env.str("OIDC_NAME", default="your company account"),
                    "client_id": required(
                        "OIDC_CLIENT_ID", "OIDC_SERVER_URL names a provider, which knows this site by it"
                    ),
                    "secret": required("OIDC_CLIENT_SECRET", "OIDC_SERVER_URL names a provider, which gave it"),
                    "settings": {
                        "server_url": _oidc_server,
                        "verified_email": env.list("OIDC_VERIFIED_DOMAINS", default=[]),
                    },
                }
            ],
        }
    }
# Without it nothing is sent, and a forgotten password is an administrator's work.
PASSWORD_RESET_BY_MAIL = bool(env.str("EMAIL_URL", default=""))
PASSWORD_RESET_TIMEOUT = 15 * 60
if PASSWORD_RESET_BY_MAIL:
    globals().update(env.email("EMAIL_URL"))
ALERTS_BY_MAIL, EMAIL_TIMEOUT = PASSWORD_RESET_BY_MAIL, 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="desk@localhost")
# Failed sign-ins and used codes are counted by all workers together. The table is made by a migration. Nothing else is
# kept in it, and the public process has none.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "irsite_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
if _is_public:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
# The change history of working records; where somebody sat is no part of it.
AUDITLOG_DISABLE_REMOTE_ADDR = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-us"
USE_I18N = True
FORMAT_MODULE_PATH = ["irsite.formats"]
TIME_ZONE = "UTC"  # the desk shows times in the company's zone, from its record
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [("newsroom", BASE_DIR / "static" / "newsroom") if _is_public else BASE_DIR / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
if not _is_public:
    STATICFILES_FINDERS += ["irsite.static_files.AppFiles"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "releases.files.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# Plain HTTP is for the demo on loopback only.
SECURE_SSL_REDIRECT = not IRSITE_DEMO
SECURE_HSTS_SECONDS = 0 if IRSITE_DEMO else 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not IRSITE_DEMO
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("IRSITE_BEHIND_PROXY", default=False) else None
)
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IRSITE_DEMO
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
if not IRSITE_DEMO:
    # Browsers take these names only over HTTPS, from this host, for all of it: no neighbouring host can plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-desk", "__Host-desk-csrf"
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=8) * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
# Django knows HTTPS origins by itself; the demo speaks HTTP.
CSRF_TRUSTED_ORIGINS = [CANONICAL_ORIGIN]

# docs/decisions/0003: why an editor with a standing notice, and the way out.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
# It looks for Django's own class by name; ours is a subclass of it that steps aside outside the desk.
SILENCED_SYSTEM_CHECKS += ["security.W003"]
if _is_public:
    # Whether SQLite has JSON is asked by a function that a public connection refuses. Only fields of the desk need it.
    SILENCED_SYSTEM_CHECKS += ["fields.E180"]
if IRSITE_DEMO:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
_EDITOR = {
    "format_tags": "p;h2;h3;h4",
    "width": "100%",
    "versionCheck": False,
    "fullPage": False,
    "disableNativeSpellChecker": True,
    "pasteFilter": "semantic-content",
    "entities": False,
    "specialChars": list("®™©±≥≤≈×÷−–—…“”‘’•°µαβγδκλ²³¹⁴⁵⁶⁷⁸⁹⁰†‡§€£"),
    "extraPlugins": "divarea",
    # What calls other sites, uploads, runs scripts or frames, or shows the source.
    "removePlugins": (
        "wysiwygarea,scayt,wsc,exportpdf,embed,embedsemantic,autoembed,iframe,flash,forms,div,docprops,sourcedialog,"
        "codesnippet,codesnippetgeshi,uploadimage,uploadwidget,preview,templates,mathjax,smiley,newpage,save,print,bbcode"
    ),
}
CKEDITOR_CONFIGS = {
    "default": _EDITOR
    | {
        "height": 380,
        "toolbar": [
            ["Format", "Bold", "Italic", "Superscript", "Subscript", "RemoveFormat"],
            ["NumberedList", "BulletedList", "Table", "Link", "Unlink", "SpecialChar"],
            ["PasteFromWord", "Undo", "Redo", "Maximize"],
        ],
        "allowedContent": (
            "p h2 h3 h4 blockquote ul li strong em b i sub sup br caption thead tbody tfoot tr table; "
            "ol[start]; a[!href]; th[scope,colspan,rowspan]; td[colspan,rowspan]"
        ),
    },
    "line": _EDITOR
    | {
        "height": 70,
        "toolbar": [["Bold", "Italic", "Superscript", "Subscript", "Link", "Unlink", "SpecialChar", "RemoveFormat"]],
        "allowedContent": "p strong em b i sub sup; a[!href]",
    },
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "irsite.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # It notes the address of everything that is not there. Addresses of what is not public yet hold its headline.
    "loggers": {"django.request": {"level": "ERROR"}},
}
