"""Addresses of the demonstration's releases."""

import re
import urllib.request


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def releases(origin: str) -> list[str]:
    """Paths of the release pages, newest first."""
    return list(dict.fromkeys(re.findall(r'href="(/releases/[0-9]{4}/[^"]+/)"', read(f"{origin}/releases/"))))
