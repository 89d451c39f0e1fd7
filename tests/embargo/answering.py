"""A public process that answers probes: ``python -m tests.embargo.answering`` reads a task a line and answers a line each.

It loads what a server loads, ``irsite.rsgi:application``, and calls it as a server would, without a socket between.
"""

import contextlib
import functools
import gc
import hashlib
import io
import itertools
import json
import logging
import random
import re
import sys
import time
import zlib

from tests.embargo.canaries import PATTERN
from tests.embargo.probes import Probe, core, endless, patterns

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def asked(application, probe: Probe) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and body of the answer."""
    path, _, query = probe.path.partition("?")
    environ = {
        "REQUEST_METHOD": probe.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": _unquoted(path),
        "QUERY_STRING": query.encode("utf-8", "replace").decode("latin-1"),
        "SERVER_NAME": "ir.example.com",
        "SERVER_PORT": "443",
        "HTTP_HOST": "ir.example.com",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.url_scheme": "https",
        "wsgi.version": (1, 0),
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in probe.headers:
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    told: list = []
    answer = application(environ, lambda status, headers, exc_info=None: told.extend((status, headers)))
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return told[0], told[1], body


def digest(answer: tuple) -> str:
    """Of everything that an answer tells, but for the time it was given at."""
    status, headers, body = answer
    told = sorted((name.lower(), value) for name, value in headers if name.lower() != "date")
    return hashlib.sha256(repr((status, told)).encode() + body).hexdigest()


def leaked(answer: tuple, probe: Probe) -> list[str]:
    """Canaries in the answer that the request itself did not name: in the words, in compressed answers and in PDF files."""
    status, headers, body = answer
    said = repr(probe).lower().encode()
    texts = [repr((status, headers)).encode(), body]
    if dict(headers).get("Content-Encoding") == "gzip":
        with contextlib.suppress(zlib.error):  # a part that was asked for may begin or end within the stream
            texts.append(zlib.decompressobj(31).decompress(body))
    if body.startswith(b"%PDF"):
        for stream in _STREAM.findall(body):
            with contextlib.suppress(zlib.error):
                texts.append(zlib.decompressobj().decompress(stream))
    found = {match.lower() for text in texts for match in PATTERN.findall(text)}
    return sorted(match.decode() for match in found if match not in said)


def broken_rules(answer: tuple) -> list[str]:
    """What no public answer may do, whatever it tells: docs/embargo.md, caches."""
    status, headers, _ = answer
    told = {name.lower(): value for name, value in headers}
    lifetime = told.get("cache-control", "")
    found = [
        f"it has {name}" for name in ("Set-Cookie", "Last-Modified", "Expires", "Age", "Pragma") if name.lower() in told
    ]
    if "cookie" in told.get("vary", "").lower():
        found.append("it varies by cookie")
    if status[:3] in ("200", "206", "304") and lifetime != "public, max-age=1":
        found.append(f"what is there may be kept by “{lifetime}”")
    if status[:3] in ("404", "410") and lifetime != "no-store":
        found.append(f"what is not there may be kept by “{lifetime}”")
    return found


def _unquoted(path: str) -> str:
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path).decode("latin-1")


def probes(task: dict):
    """The probes of a task: a slice of the core's in another order, or so many of the endless ones from a place on.

    A slice has the plain addresses first, since nearly every fault shows in one of them.
    """
    if "slice" in task:
        return _mixed(json.dumps(task["facts"]), task["seed"])[slice(*task["slice"])]
    return itertools.islice(endless(task["facts"], task["seed"]), task["from"], task["from"] + task["count"])


@functools.lru_cache(maxsize=2)
def _mixed(facts: str, seed: int) -> list[Probe]:
    mixed = core(json.loads(facts))
    random.Random(seed).shuffle(mixed)
    mixed.sort(key=lambda probe: (probe.method, bool(probe.headers), "?" in probe.path) != ("GET", False, False))
    return mixed


def run(application, task: dict, remembered: dict) -> dict:
    """Digest of every answer in order, and what is wrong with it by itself; stops at the task's ``until`` (seconds since 1970)."""
    digests, leaks, began = [], [], time.time()
    for probe in probes(task):
        if task.get("until") and time.time() > task["until"] - 0.25:
            break
        if task["remember"] and probe in remembered:
            digests.append(remembered[probe])
            continue
        answer = asked(application, probe)
        found = digest(answer)
        if task.get("until") and time.time() > task["until"] - 0.05:
            break
        if task["remember"]:
            remembered[probe] = found
        digests.append(found)
        if wrong := [f"the canary {word}" for word in leaked(answer, probe)] + broken_rules(answer):
            leaks.append([len(digests) - 1, wrong])
    return {"digests": digests, "leaks": leaks, "seconds": time.time() - began}


def main() -> None:
    from irsite.finished import MOST_BYTES, Store
    from irsite.rsgi import application as served
    from tests.serving.rsgi import Asked

    logging.disable(logging.CRITICAL)
    # What is loaded stays, and looking through it again and again is a tenth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    application = Asked(served)
    remembered: dict = {}
    for line in sys.stdin:
        task = json.loads(line)
        if task["do"] == "patterns":
            told = {"patterns": len(patterns())}
        elif task["do"] == "faults":
            from tests.embargo import faults

            told = [
                {
                    "name": name,
                    "state": fault.state,
                    "channel": fault.channel,
                    "is_gate": name in faults.GATES,
                    "is_of_sqlite": fault.is_of_sqlite,
                }
                for name, fault in faults.FAULTS.items()
            ]
        elif task["do"] == "ask":
            told = []
            for path, headers in task["requests"]:
                status, answered, _ = asked(application, Probe("GET", path, tuple(headers.items())))
                told.append([int(status[:3]), dict(answered).get("ETag", "")])
        elif task["do"] == "show":
            probe = list(probes(task))[task["at"]]
            status, headers, body = asked(application, probe)
            told = {
                "probe": repr(probe),
                "status": status,
                "headers": headers,
                "body": body[:200_000].decode("latin-1"),
            }
        else:
            if task.get("fault"):
                from tests.embargo import faults

                # With no finished answers of the fault before.
                served._found, served._absent = Store(MOST_BYTES), Store(MOST_BYTES)
                with faults.planted(task["fault"]):
                    told = run(application, task, {})
                served._found, served._absent = Store(MOST_BYTES), Store(MOST_BYTES)
            else:
                told = run(application, task, remembered)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
