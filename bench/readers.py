"""Documents a second of each reader, alone and in the process with limits. Run: python -m bench.readers"""

import time

from releases import readers
from releases.rendering import word_file
from tests.readers.releases import BUSINESS_WIRE

_SECONDS = 3


def samples() -> dict[str, tuple[str, bytes]]:
    """The same release in each format: name of the file and its bytes."""
    document = readers.read(BUSINESS_WIRE.encode(), name="a.txt").document
    blocks = readers.read(BUSINESS_WIRE.encode(), name="a.txt").source
    page = f"<html><nav>Home</nav><main>{''.join(block.html for block in blocks)}</main><footer>Terms</footer></html>"
    cells = "".join(f"<tr><td>Row {row}</td><td>$</td><td>{row}</td><td></td></tr>" for row in range(200))
    return {
        "plain text": ("a.txt", BUSINESS_WIRE.encode()),
        "saved page": ("a.html", page.encode()),
        "exhibit with a table of 200 rows": (
            "b.html",
            page.replace("</main>", f"<table>{cells}</table></main>").encode(),
        ),
        "Word": ("a.docx", word_file(document)),
    }


def per_second(read, data: bytes, name: str) -> float:
    """Readings a second, the first one not counted: it starts the process."""
    read(data, name=name)
    count, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < _SECONDS:
        read(data, name=name)
        count += 1
    return count / (time.perf_counter() - begin)


def unfolded_per_second() -> float:
    """Items a second of a feed with a thousand of them."""
    item = "<item><title>Quillhaven Moves</title><guid>{}</guid><description>Words of it.</description></item>"
    feed = f"<rss><channel>{''.join(item.format(number) for number in range(1000))}</channel></rss>".encode()
    return 1000 * per_second(readers.unfold, feed, "a.xml")


def main() -> None:
    print(f"{'':<34}{'alone':>8}{'within limits':>15}")
    for kind, (name, data) in samples().items():
        alone, confined = per_second(readers.read, data, name), per_second(readers.read_confined, data, name)
        print(f"{kind:<34}{alone:>8.0f}{confined:>15.0f}")
    print(f"{'items of a feed, unfolded':<34}{unfolded_per_second():>8.0f}")


if __name__ == "__main__":
    main()
