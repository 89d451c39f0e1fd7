"""The outside of a backup: what somebody can do to it who has no key, or another one."""

import io
import stat

import pytest

from releases.backups import BackupError, new_key, read_key
from releases.backups.sealing import MAGIC, opened, seal

KEY, OTHER = bytes(range(32)), bytes(32)
#: Two whole pieces and a part of a third.
DATA = b"what nobody may read yet " * 100_000
HEAD, PIECE = len(MAGIC) + 32, 1024 * 1024 + 16


def sealed(data: bytes = DATA, key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    seal(io.BytesIO(data), target, key)
    return target.getvalue()


def refusal(archive: bytes, key: bytes = KEY) -> str:
    with pytest.raises(BackupError) as refused:
        b"".join(opened(io.BytesIO(archive), key))
    return str(refused.value)


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, len(DATA)])
def test_what_was_sealed_is_opened(size):
    assert b"".join(opened(io.BytesIO(sealed(DATA[:size])), KEY)) == DATA[:size]


def test_nothing_can_be_read_in_it_and_no_two_are_alike():
    one, other = sealed(), sealed()
    assert b"nobody may read" not in one
    assert one[HEAD:] != other[HEAD:]


def test_another_key():
    assert refusal(sealed(), OTHER) == (
        "The key is another one, or the file is damaged. Nothing was restored; take the right key, or another copy of the file."
    )


@pytest.mark.parametrize("at", [HEAD, HEAD + PIECE + 5, -1])
def test_a_changed_byte(at):
    archive = bytearray(sealed())
    archive[at] ^= 1
    assert "damaged" in refusal(bytes(archive))


def test_pieces_that_are_cut_off_moved_or_doubled():
    archive = sealed()
    first, second = archive[HEAD : HEAD + PIECE], archive[HEAD + PIECE : HEAD + 2 * PIECE]
    rest = archive[HEAD + 2 * PIECE :]
    cut = "The file is damaged or cut off. Nothing was restored; take the right key, or another copy of the file."
    assert refusal(archive[: HEAD + 2 * PIECE]) == cut
    assert refusal(archive[:-1]) == cut
    assert refusal(archive + b"x") == cut
    assert refusal(archive[:HEAD] + first + first + second + rest) == cut
    assert "damaged" in refusal(archive[:HEAD] + second + first + rest)


@pytest.mark.parametrize("archive", [b"", b"PK\3\4" + bytes(200), MAGIC, MAGIC + bytes(31)])
def test_what_is_no_backup(archive):
    assert refusal(archive) == "This is no backup of irsite. Nothing was restored."


def test_a_key_is_drawn_once_for_this_account(tmp_path):
    path = tmp_path / "backup.key"
    new_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key = read_key(path)
    assert len(key) == 32
    with pytest.raises(BackupError, match="is there already, and a key is never written over"):
        new_key(path)
    assert read_key(path) == key


@pytest.mark.parametrize("words", [b"", b"a pass phrase", b"c2hvcnQ="])
def test_what_is_no_key(tmp_path, words):
    path = tmp_path / "backup.key"
    path.write_bytes(words)
    with pytest.raises(BackupError, match="--new-key"):
        read_key(path)
    with pytest.raises(BackupError, match="--new-key"):
        read_key(tmp_path / "none")
