"""Documents a second that are read and recognised, by format: ``python -m bench.recognition [SECONDS]``.

The documents are those of the tests' corpus; one process, nothing written.
"""

import os
import sys
import time
from collections import defaultdict

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main(seconds: float) -> None:
    """Print a table: format, documents, their mean size, documents a second, milliseconds for the slowest one."""
    import django

    django.setup()
    from releases import readers
    from tests.corpus import SAMPLES

    by_format = defaultdict(list)
    for sample in SAMPLES:
        if sample.path.suffix != ".rss":
            by_format[sample.name.rpartition(".")[2]].append((sample.data, sample.name))
    print("format  documents  mean size   documents/s   slowest")
    for kind, files in sorted(by_format.items()):
        count, slowest = 0, 0.0
        begin = time.perf_counter()
        while time.perf_counter() - begin < seconds:
            for data, name in files:
                started = time.perf_counter()
                readers.read(data, name=name)
                slowest = max(slowest, time.perf_counter() - started)
                count += 1
        rate = count / (time.perf_counter() - begin)
        mean = sum(len(data) for data, _ in files) / len(files)
        print(f".{kind:<6} {len(files):9d} {mean / 1000:8.1f} kB {rate:13.1f} {slowest * 1000:6.0f} ms")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5)
