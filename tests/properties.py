"""Two profiles of property tests and races, chosen by ``TEST_PROFILE``: everyday tries a quarter, thorough all.

script/test runs everyday, script/prove thorough. Both try the same examples each time, so that no run fails by chance;
``script/prove --full`` also tries new ones at random (``TEST_PROFILE=random``).
"""

import os

from hypothesis import settings

PROFILE = os.environ.get("TEST_PROFILE", "everyday")
for _name in ("everyday", "thorough", "random"):
    settings.register_profile(
        _name, deadline=None, derandomize=_name != "random", max_examples=25 if _name == "everyday" else 100
    )
settings.load_profile(PROFILE)


def looks(everyday: list, more: list) -> list:
    """What a test that is marked ``thorough`` looks at: ``everyday``, and under script/prove ``more``."""
    return everyday if PROFILE == "everyday" else [*everyday, *more]


def rounds(number: int) -> int:
    """How often two people race each other in a test that is marked ``thorough``: ``number`` times in all."""
    return number // 4 if PROFILE == "everyday" else number


def examples(number: int, **facts) -> settings:
    """Settings of a property that is tried on ``number`` examples in all."""
    return settings(max_examples=max(1, number // 4) if PROFILE == "everyday" else number, **facts)
