"""The public application with a deliberate fault, named in the file ``IRSITE_FAULT_FILE``: ``tests.embargo.faulty:application``.

The fault may be changed between requests, by writing another name into the file; an empty one means none.
"""

import contextlib
import os
import threading
from pathlib import Path

from irsite import finished
from irsite.wsgi import application as public
from releases import newsroom
from tests.embargo import faults

_file = Path(os.environ["IRSITE_FAULT_FILE"])
_lock = threading.Lock()
_planted = {"name": "", "stack": contextlib.ExitStack()}


def _plant() -> None:
    with _lock:
        name = _file.read_text()
        if name != _planted["name"]:
            _planted["stack"].close()
            _planted.update(name=name, stack=contextlib.ExitStack())
            if name:
                _planted["stack"].enter_context(faults.planted(name))


def _answer(environ, start_response):
    _plant()
    return public(environ, start_response)


# A fault is no change of what is public: without its name, what was finished before it would be given on.
_served = finished.Application(_answer, ask=lambda: (_file.read_text(), newsroom.generation()), is_behind_proxy=True)


class _Faulty:
    """Granian keeps the method that it finds at the start; a fault may take its place later."""

    async def __rsgi__(self, scope, protocol):
        await _served.__rsgi__(scope, protocol)


application = _Faulty()
