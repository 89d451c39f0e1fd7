#!/usr/bin/env python
"""Runs a management command: ``python manage.py <command>``."""

import os
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        # Any Python may be asked; the one with our requirements answers.
        if ENVIRONMENT.exists() and sys.prefix != str(ENVIRONMENT.parent.parent):
            os.execv(ENVIRONMENT, [str(ENVIRONMENT), *sys.argv])
        sys.exit(
            "Django is not installed for this Python. Run script/server once: it makes .venv with everything needed."
        )
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
