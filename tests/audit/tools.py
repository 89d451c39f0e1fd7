"""The checkers, as ``script/audit`` has installed them."""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser import NAMES

_MODULES = Path(__file__).parent / "node_modules"


def nu_checker() -> list[str]:
    """The command of the Nu HTML checker."""
    jar = _MODULES / "vnu-jar/build/dist/vnu.jar"
    return [_found("java", "Java", "default-jre-headless"), "-jar", str(_installed(jar))]


def lighthouse() -> list[str]:
    """The command of Lighthouse."""
    script = _MODULES / "lighthouse/cli/index.js"
    return [_found("node", "Node.js", "nodejs"), str(_installed(script))]


def browser() -> str:
    """The path of Chromium."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or _missing("There is no Chromium on this machine: install Debian's package chromium.")


def _found(command: str, name: str, package: str) -> str:
    path = shutil.which(command)
    return path or _missing(f"There is no {name} on this machine: install Debian's package {package}.")


def _installed(path: Path) -> Path:
    return path if path.exists() else _missing(f"{path.name} is not installed: script/audit does that.")


def _missing(message: str):
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
