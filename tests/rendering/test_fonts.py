"""The newsroom's fonts: which file a browser fetches for a character."""

import re
from pathlib import Path

from django.conf import settings

STYLES = (Path(settings.BASE_DIR) / "static/newsroom/newsroom.css").read_text()


def test_no_character_is_in_two_files_of_a_face_and_none_is_looked_for_in_vain():
    found = {}
    for file, ranges in re.findall(r'url\("fonts/([^"]+)[.]woff2"\).*?unicode-range: (.*?);', STYLES, re.S):
        face, _, part = file.partition("-latin-ext") if "latin-ext" in file else file.rpartition("-")
        for span in ranges.replace("U+", "").split(","):
            first, _, last = span.strip().partition("-")
            for character in range(int(first, 16), int(last or first, 16) + 1):
                found.setdefault((face, character), []).append(part or "latin-ext")
    assert {face for face, _ in found} == {"serif", "serif-italic", "sans"}
    assert {chr(key[1]): files for key, files in found.items() if len(files) > 1} == {}
    assert not {key for key in found if key[1] == 0x2010}
    for character in "abcXYZ0189.,;:?!&%()–—’“”é":
        assert (
            found["serif", ord(character)]
            == found["sans", ord(character)]
            == found["serif-italic", ord(character)]
            == ["core"]
        )
