"""What the processes write down: where something failed, and never the words it failed on.

A message of an exception holds the value that was refused, an address holds a headline, and logs are read by people and
kept in places that know nothing of an embargo (EMBARGO C61). So a log names kinds, places in the code and patterns of
addresses.
"""

import logging
import traceback
from types import TracebackType


class DiscreetFormatter(logging.Formatter):
    """Exceptions as their kinds and the lines of code they passed, and requests as the patterns of their addresses."""

    def format(self, record: logging.LogRecord) -> str:
        discreet = logging.makeLogRecord(record.__dict__)
        discreet.exc_text = None  # as another handler may have written it
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            path = getattr(request, "path", None)
            discreet.args = tuple(_pattern(request) if value == path else value for value in record.args)
        return super().format(discreet)

    def formatException(self, ei: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:  # noqa: N802
        lines, error = [], ei[1]
        while error is not None:
            told = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
            lines.insert(0, f"{told}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\nand then\n\n".join(lines) + "\n(Its words are left out: they may be those of a release.)"


def _pattern(request) -> str:
    """The address as the URL configuration has it."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "an address that nothing answers"
