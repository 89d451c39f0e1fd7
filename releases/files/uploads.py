"""What is accepted as a figure, logo or attachment: judged by content and written anew, each in a process of its own."""

import logging

from django.core.exceptions import ValidationError

from releases.files.decoding import Upload
from releases.sandbox import Fault, Sandbox, TooLong, TooMuchMemory

__all__ = ["MAX_BYTES", "Upload", "attachment", "picture"]

MAX_BYTES = 25 * 1024 * 1024
#: A process for one file: the decoders are compiled code.
SANDBOX = Sandbox(module="releases.files.decoding", seconds=30, memory=1_500_000_000, serves_many=False)
_log = logging.getLogger(__name__)


def picture(data: bytes) -> Upload:
    """A PNG, JPEG or WebP picture, re-encoded from a copy of its pixels; raises ValidationError with a next step."""
    return _decoded("picture", data)


def attachment(data: bytes, title: str = "") -> Upload:
    """A PDF, written anew under this title without what else it tells of its making; raises ValidationError with a next
    step."""
    return _decoded("attachment", data, title)


def _decoded(kind: str, data: bytes, *title: str) -> Upload:
    if not data:
        raise ValidationError("The file is empty. Choose it again.")
    if len(data) > MAX_BYTES:
        raise ValidationError(f"The file has {len(data) / 1048576:.0f} MB; at most 25 MB are taken. Make it smaller.")
    try:
        return SANDBOX.call(kind, data, *title)
    except TooLong:
        raise ValidationError(
            f"The file takes longer than {SANDBOX.seconds} seconds to decode. Export it again, smaller."
        ) from None
    except (TooMuchMemory, Fault) as failed:
        if isinstance(failed, Fault):
            _log.error("A decoder failed:\n%s", failed.args[1])
        raise ValidationError(
            f"The file can't be decoded within {SANDBOX.seconds} seconds and {SANDBOX.memory // 1_000_000:,} MB of memory."
            " Export it again, smaller."
        ) from None
