"""Turns: a few at once, and clients one after the other, however much one of them asks for."""

import asyncio
from collections import OrderedDict, deque


class Busy(Exception):
    """The client has as much waiting as it may."""


class Turns:
    """At most ``at_once`` turns are taken at a time. Whoever waits is grouped by client, and the groups take turns: one that asks
    for a thousand pages makes another wait for one of them. Used from one event loop."""

    def __init__(self, at_once: int, *, most_waiting: int):
        self._free = at_once
        self._most_waiting = most_waiting
        self._waiting: OrderedDict[str, deque[asyncio.Future]] = OrderedDict()

    async def take(self, client: str) -> None:
        """Return when it is this client's turn. Raises :class:`Busy` when too many of its turns are waiting."""
        if self._free:
            self._free -= 1
            return
        waiting = self._waiting.setdefault(client, deque())
        if len(waiting) >= self._most_waiting:
            raise Busy
        turn = asyncio.get_running_loop().create_future()
        waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give_back()
            raise

    def give_back(self) -> None:
        """End a turn, and begin that of the client who waits longest for one."""
        while self._waiting:
            client, waiting = self._waiting.popitem(last=False)
            turn = waiting.popleft()
            if waiting:
                self._waiting[client] = waiting
            if not turn.cancelled():
                turn.set_result(None)
                return
        self._free += 1
