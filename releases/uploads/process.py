"""The process that decodes one file: ``python -m releases.uploads.process KIND SECONDS MEMORY TITLE``.

The file comes on standard input. A line of JSON goes out, with what is known of it or why it is refused, and behind it the bytes.
"""

import contextlib
import json
import resource
import sys

from django.core.exceptions import ValidationError

from releases.uploads import decoding


def main(kind: str, seconds: str, memory: str, title: str) -> None:
    limits = (
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for limit, value in limits:
        with contextlib.suppress(ValueError, OSError):  # macOS knows no limit of memory; Linux, where sites run, does
            resource.setrlimit(limit, (value, value))
    data = sys.stdin.buffer.read()
    try:
        upload = decoding.picture(data) if kind == "picture" else decoding.attachment(data, title)
    except ValidationError as refusal:
        sys.stdout.write(json.dumps({"refused": refusal.message}))
        return
    facts = {
        "content_type": upload.content_type,
        "extension": upload.extension,
        "width": upload.width,
        "height": upload.height,
    }
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + upload.data)


if __name__ == "__main__":
    main(*sys.argv[1:])
