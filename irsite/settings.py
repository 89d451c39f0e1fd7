"""Settings, all from the environment; docs/settings.md lists every variable.

A file ``irsite.env`` in the data folder is read first, so that ``script/server`` can leave its demo settings there and
``python manage.py …`` finds the same site. Variables of the real environment win.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
DATA_DIR = Path(env.str("IRSITE_DATA", default=str(BASE_DIR / "var"))).expanduser().resolve()
env.read_env(DATA_DIR / "irsite.env", overwrite=False)


def required(name: str, purpose: str) -> str:
    """The variable's value; refuses to start without one."""
    if not (value := env.str(name, default="")):
        raise ImproperlyConfigured(
            f"{name} is not set: {purpose}. Set it in the environment, or run script/server for a demo that makes its own."
        )
    return value


IRSITE_DEMO = env.bool("IRSITE_DEMO", default=False)
IRSITE_PRIVATE_ROOT = DATA_DIR / "private"

SECRET_KEY = required("SECRET_KEY", "it signs sessions and forms, at least 50 random characters")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
CANONICAL_ORIGIN = required("CANONICAL_ORIGIN", "scheme and host of the public site, as https://ir.example.com").rstrip(
    "/"
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[CANONICAL_ORIGIN.partition("://")[2].partition(":")[0]])

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'irsite.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A legal record: every commit reaches the disk, and a writer takes its lock when it begins.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

INSTALLED_APPS = [
    "releases",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ckeditor",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # The desk's own: on public pages these do nothing, so that no answer there depends on a session or a cookie.
    "irsite.middleware.DeskSessionMiddleware",
    "irsite.middleware.DeskCsrfMiddleware",
    "irsite.middleware.DeskAuthenticationMiddleware",
    "irsite.middleware.DeskMessageMiddleware",
    "irsite.middleware.DeskHeadersMiddleware",
    "irsite.middleware.DeskTimeZoneMiddleware",
]
ROOT_URLCONF = "irsite.urls"
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
            ],
        },
    },
    {
        # The newsroom's and the articles' templates: no request, no user, nothing but what they are given.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "newsroom",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"context_processors": [], "builtins": ["releases.rendering.template_tags"]},
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-us"
USE_I18N = True
FORMAT_MODULE_PATH = ["irsite.formats"]
TIME_ZONE = "UTC"  # the desk shows times in the company's zone, from its record
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "releases.storage.PrivateStorage"},
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
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 8 * 60 * 60
X_FRAME_OPTIONS = "DENY"
# Django knows HTTPS origins by itself; the demo speaks HTTP.
CSRF_TRUSTED_ORIGINS = [CANONICAL_ORIGIN]

# docs/decisions/0003: why an editor with a standing notice, and the way out.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]
# It looks for Django's own class by name; ours is a subclass of it that steps aside outside the desk.
SILENCED_SYSTEM_CHECKS += ["security.W003"]
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
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
