"""Where bytes are kept that no web server may serve: figures, attachments, sources of imports.

A stored name is a random key, so that neither it nor a collision suffix tells anything about a file.
"""

import os
import uuid

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from releases import conf


@deconstructible(path="releases.files.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Files under ``<data folder>/private``, readable by this account only and without any address."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(conf.private_root())

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def generate_filename(self, filename: str) -> str:
        """A fresh random name; the folder asked for is kept, the given name is not."""
        folder = filename.rpartition("/")[0]
        return f"{folder}/{uuid.uuid4()}" if folder else str(uuid.uuid4())

    def url(self, name) -> str:
        """Private files have no address: the newsroom's gate serves what is public, the desk's preview the rest."""
        return ""
