"""How often is asked. Each minute, whether anything is sealed or not; each 10 seconds in the 5 minutes before an instant; from the
instant on what is not open yet each quarter of a second for 2 seconds, then each second until a minute has passed, then each
10 seconds."""

import datetime

_MINUTE, _DENSE = 60.0, 10.0
_NEAR = datetime.timedelta(minutes=5)
#: No long round is begun when an instant is nearer than this: the questions after it must not wait for it.
_CLEAR = datetime.timedelta(seconds=3)
#: Seconds after an instant until which its own questions go before everything else.
_FIRST = 5.0
#: Seconds between two looks at what is scheduled.
LOOK = 1.0


def is_due(
    now: datetime.datetime, last: datetime.datetime | None, instant: datetime.datetime | None, since: float | None
) -> bool:
    """Whether a round before the instant is due. ``last`` is when the one before began, ``instant`` the next one that is
    sealed, ``since`` the seconds since the newest instant whose channels are not all open."""
    if since is not None and since < _FIRST:
        return False
    if instant and instant - now < _CLEAR:
        return False
    interval = _DENSE if instant and instant - now <= _NEAR else _MINUTE
    return last is None or (now - last).total_seconds() >= interval


def between(since: float) -> float:
    """Seconds until channels that are not open yet are asked again, so long after the instant."""
    if since < 2:
        return 0.25
    return 1.0 if since < 60 else _DENSE


def pause(now: datetime.datetime, instant: datetime.datetime | None, since: float | None) -> float:
    """Seconds to wait: never past an instant, not long, so that what is sealed meanwhile is seen."""
    waits = [LOOK if since is None else between(since)]
    if instant:
        waits.append(max(0.0, (instant - now).total_seconds()))
    return min(waits)
