"""The archive's outside: encrypted and authenticated, so that whoever finds it learns nothing and changes nothing.

AES-256-GCM in pieces of a mebibyte, each under its number and with a mark on the last (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, 2015): a piece that was changed, moved, doubled or cut off is refused. Each archive has a
key of its own, drawn by HKDF-SHA256 from the given key and a random salt in its head.
"""

import base64
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"irsite backup 1\n"
_SALT, _PIECE, _TAG = 32, 1024 * 1024, 16


class BackupError(Exception):
    """What can't be done, in a sentence with a next step."""


def new_key(path: Path) -> None:
    """Draw a key and write it to a file that is not there yet, readable by this account only."""
    try:
        with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)) + b"\n")
    except FileExistsError:
        raise BackupError(f"{path} is there already, and a key is never written over. Choose another name.") from None
    except OSError as error:
        raise BackupError(f"The key can't be written to {path}: {error.strerror}.") from error


def read_key(path: Path) -> bytes:
    """The key in this file."""
    try:
        key = base64.urlsafe_b64decode(path.read_bytes().strip())
    except (OSError, ValueError) as error:
        raise BackupError(
            f"The key can't be read from {path}: {error}. Make one: manage.py backup --new-key {path}"
        ) from error
    if len(key) != 32:
        raise BackupError(f"{path} holds no key of a backup. Make one: manage.py backup --new-key FILE")
    return key


def seal(source: BinaryIO, target: BinaryIO, key: bytes) -> None:
    """Write everything in ``source``, sealed."""
    salt = secrets.token_bytes(_SALT)
    target.write(MAGIC + salt)
    cipher = _cipher(key, salt)
    piece, number = source.read(_PIECE), 0
    while True:
        following = source.read(_PIECE)
        target.write(cipher.encrypt(_nonce(number, is_last=not following), piece, None))
        if not following:
            return
        piece, number = following, number + 1


def opened(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """What was sealed, piece by piece; raises BackupError before a piece that is not what was written."""
    head = source.read(len(MAGIC) + _SALT)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + _SALT:
        raise BackupError("This is no backup of irsite. Nothing was restored.")
    cipher = _cipher(key, head[len(MAGIC) :])
    piece, number = source.read(_PIECE + _TAG), 0
    while True:
        following = source.read(_PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, is_last=not following), piece, None)
        except InvalidTag:
            why = "The key is another one, or the file is damaged" if number == 0 else "The file is damaged or cut off"
            raise BackupError(
                f"{why}. Nothing was restored; take the right key, or another copy of the file."
            ) from None
        if not following:
            return
        piece, number = following, number + 1


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=MAGIC).derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
