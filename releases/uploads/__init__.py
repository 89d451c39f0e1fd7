"""What is accepted as a figure, logo or attachment: judged by content, written anew, and decoded by a process of its own.

The decoders are compiled code that reads bytes from outside. They run in a process that is started for one file, holds no secrets, may
write nothing, and has bounded memory and time.
"""

import json
import subprocess
import sys
from pathlib import Path

from django.core.exceptions import ValidationError

from releases.uploads.decoding import Upload

__all__ = ["MAX_BYTES", "Upload", "attachment", "picture"]

MAX_BYTES = 25 * 1024 * 1024
#: For one file: seconds of processor time, and bytes of address space, the interpreter included.
SECONDS, MEMORY = 30, 1_500_000_000
_ROOT = Path(__file__).resolve().parents[2]


def picture(data: bytes) -> Upload:
    """A PNG, JPEG or WebP picture, re-encoded from a copy of its pixels; raises ValidationError with a next step."""
    return _decoded("picture", data)


def attachment(data: bytes, title: str = "") -> Upload:
    """A PDF, written anew under this title without what else it tells of its making; raises ValidationError with a next
    step."""
    return _decoded("attachment", data, title)


def _decoded(kind: str, data: bytes, title: str = "") -> Upload:
    if not data:
        raise ValidationError("The file is empty. Choose it again.")
    if len(data) > MAX_BYTES:
        raise ValidationError(f"The file has {len(data) / 1048576:.0f} MB; at most 25 MB are taken. Make it smaller.")
    command = [sys.executable, "-m", "releases.uploads.process", kind, str(SECONDS), str(MEMORY), title]
    # Of the environment it gets nothing: no keys, no address of the database.
    try:
        done = subprocess.run(  # noqa: S603 - our own code
            command, input=data, capture_output=True, cwd=_ROOT, env={}, timeout=2 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ValidationError(
            f"The file takes longer than {SECONDS} seconds to decode. Export it anew, smaller."
        ) from None
    head, _, decoded = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise ValidationError(
            f"The file can't be decoded within {SECONDS} seconds and {MEMORY // 1_000_000:,} MB of memory. Export it anew, smaller."
        )
    facts = json.loads(head)
    if refusal := facts.get("refused"):
        raise ValidationError(refusal)
    return Upload(data=decoded, **facts)
