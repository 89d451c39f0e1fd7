"""The registry of output formats refuses an entry that cannot work."""

import dataclasses
import re
from pathlib import Path

import pytest
from django.conf import settings

from releases.rendering import formats


def test_an_ending_without_a_writer_cannot_start():
    entry = formats.Format(ending="csv", content_type="text/csv", label="Table")
    with pytest.raises(formats.BadFormat, match=r"“csv” has no writer. Give its entry one \(write=…\) in releases/"):
        formats.check((*formats.FORMATS, entry))


def test_two_formats_of_one_ending_cannot_start():
    entry = dataclasses.replace(formats.WIRE, ending="pdf")
    with pytest.raises(formats.BadFormat, match="Two output formats have the ending “pdf”"):
        formats.check((*formats.FORMATS, entry))


def test_the_registry_is_checked_when_it_is_imported():
    """So a process with a bad entry does not start."""
    source = Path(formats.__file__).read_text()
    broken = source.replace("write=_wire, ", "")
    assert broken != source
    with pytest.raises(TypeError, match="“txt” has no writer"):
        exec(compile(broken, formats.__file__, "exec"), {"__name__": "releases.rendering.formats_with_a_mistake"})


def test_the_handbook_of_formats_lists_each():
    page = (settings.BASE_DIR / "docs" / "feeds.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^\| `\.([a-z.]+)` \|", page, re.MULTILINE)) == formats.endings()
