"""One archive of everything, and a site from it again, in which nothing becomes public by being restored."""

from releases.backups.restoring import Restored, restore
from releases.backups.sealing import BackupError, new_key, read_key
from releases.backups.taking import Taken, take

__all__ = ["BackupError", "Restored", "Taken", "new_key", "read_key", "restore", "take"]
