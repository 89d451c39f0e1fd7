"""Reading within limits. Every path by which a file comes in goes through here."""

import logging

from releases.readers.feed import Item
from releases.readers.reading import Changes, Reading, Unreadable
from releases.sandbox import Fault, Sandbox, TooLong, TooMuchMemory

#: Bytes. No format takes a longer file.
LARGEST = 30_000_000
SANDBOX = Sandbox(module="releases.readers.formats", seconds=10, memory=500_000_000)
_log = logging.getLogger(__name__)


def read_confined(data: bytes, *, name: str, changes: Changes = Changes.ASK) -> Reading:
    """What :func:`readers.read` returns and raises; a file that takes too long or too much is refused as well."""
    return call("read", data, name=name, changes=changes)


def unfold_confined(data: bytes, *, name: str) -> tuple[Item, ...]:
    """What :func:`readers.unfold` returns and raises, within the same limits."""
    return call("unfold", data, name=name)


def call(function: str, data: bytes, **options):
    """Call a function of :mod:`formats` with the bytes of the file ``options["name"]`` within the limits."""
    name = options["name"]
    if len(data) > LARGEST:
        raise Unreadable(
            f"{name} is {len(data) / 1_000_000:.1f} MB long and the limit is {LARGEST // 1_000_000} MB; "
            "send only the text of the release."
        )
    try:
        return SANDBOX.call(function, data, **options)
    except TooLong:
        raise Unreadable(
            f"{name} takes longer than {SANDBOX.seconds} seconds to read; save only the text of the release and send that."
        ) from None
    except TooMuchMemory:
        raise Unreadable(
            f"{name} takes more than {SANDBOX.memory // 1_000_000} MB of memory to read; save only the text of the release"
            " and send that."
        ) from None
    except Fault as fault:
        kind, trace = fault.args
        _log.error("The reader stumbled over %s:\n%s", name, trace)
        raise Unreadable(
            f"{name} could not be read because of a fault in the reader ({kind}); save it as plain text and send that, "
            "and show the file to whoever runs the site."
        ) from None
