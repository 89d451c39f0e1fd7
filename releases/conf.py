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
