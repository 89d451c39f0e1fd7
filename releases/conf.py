"""The site's own settings, typed. Values come from ``irsite/settings.py``, which reads the environment."""

from pathlib import Path

from django.conf import settings


def origin() -> str:
    """Scheme and host of the public site, without a slash at the end: every absolute address begins with it."""
    return settings.CANONICAL_ORIGIN


def private_root() -> Path:
    """The folder for files that no web server may serve: figures, attachments, sources of imports."""
    return Path(settings.IRSITE_PRIVATE_ROOT)


def regulation_folder() -> Path | None:
    """The folder of a site's own regulation, laid over the one that preflight brings; None where there is none."""
    return Path(settings.IRSITE_REGULATION) if settings.IRSITE_REGULATION else None


def font_folders() -> tuple[Path, ...]:
    """Folders of fonts that PDFs and cards may use beside the own ones."""
    return tuple(Path(folder) for folder in settings.IRSITE_FONTS)


def is_demo() -> bool:
    """Whether this is a demonstration: invented content, a generated secret, plain HTTP on loopback."""
    return settings.IRSITE_DEMO


def is_public() -> bool:
    """Whether this process serves the public and nothing else."""
    return settings.IRSITE_ROLE == "public"


def security_contacts() -> list[str]:
    """Where weaknesses are reported, as addresses (``mailto:``, ``https:``, ``tel:``); empty for none."""
    return settings.SECURITY_CONTACTS


def data_folder() -> Path:
    """The folder of everything that this site writes."""
    return private_root().parent


def withdrawals_journal() -> Path:
    """Where withdrawals are noted beside the database; :mod:`releases.editions.journal`."""
    return data_folder() / "withdrawn.jsonl"


def unfinished_restore() -> Path:
    """The mark of a restore that has begun and not ended."""
    return data_folder() / "restore-unfinished"


def backup_key(given: Path | None) -> Path:
    """The file with the key of backups: the one given, or the setting's."""
    return given or Path(settings.IRSITE_BACKUP_KEY or "backup.key")


def probe_origins() -> dict[str, bool]:
    """Scheme and host of each node that the self-probe asks, to whether it is asked directly: without a log of addresses in
    between, so that words of a release may stand in them."""
    return dict.fromkeys(settings.IRSITE_PROBE_ORIGIN, False) | dict.fromkeys(settings.IRSITE_PROBE_DIRECT, True)


def probe_timeout() -> float:
    """Seconds that an answer to the self-probe may take."""
    return settings.IRSITE_PROBE_TIMEOUT


def alarm_addresses() -> list[str]:
    """Mail addresses that are told of the self-probe's alarms, besides publishers and administrators."""
    return settings.IRSITE_ALARMS


def mails_alarms() -> bool:
    """Whether this site can send mail."""
    return settings.ALERTS_BY_MAIL
