"""Whose turn it is: one worker asks, the others stand by and take over when it has been silent."""

import datetime
import secrets

from releases import editions
from releases.models import ProbeWorker

#: Longer than a question may take, so that a worker that waits for an answer is not taken for dead.
SILENCE = datetime.timedelta(seconds=10)
_RENEW = datetime.timedelta(seconds=2)


class Turn:
    """This worker's claim on the one row that all workers share."""

    def __init__(self):
        self._holder = secrets.token_hex(16)
        self._renewed = None

    def hold(self) -> bool:
        """Whether it is this worker's turn, renewed or taken over."""
        now = editions.database_now()
        if self._renewed and now - self._renewed < _RENEW:
            return True
        ProbeWorker.objects.get_or_create(pk=1, defaults={"seen_at": now, "holder": self._holder})
        mine = ProbeWorker.objects.filter(pk=1, holder=self._holder)
        silent = ProbeWorker.objects.filter(pk=1, seen_at__lt=now - SILENCE)
        held = mine.update(seen_at=now) or silent.update(seen_at=now, holder=self._holder)
        self._renewed = now if held else None
        return bool(held)

    def leave(self) -> None:
        """Let the next worker begin at once."""
        ProbeWorker.objects.filter(pk=1, holder=self._holder).update(
            holder="", seen_at=editions.database_now() - SILENCE * 2
        )


def seen_at() -> datetime.datetime | None:
    """When a worker last asked."""
    return ProbeWorker.objects.filter(pk=1).exclude(holder="").values_list("seen_at", flat=True).first()
