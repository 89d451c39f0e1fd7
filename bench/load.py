"""A load of plain GET requests over kept-open connections on loopback."""

import socket
import threading
import time


def requests_per_second(port: int, path: str, *, seconds: float, connections: int = 8) -> float:
    """Answers per second that ``connections`` clients, each waiting for its answer, get in the given time."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: identity\r\n\r\n".encode()
    until = time.perf_counter() + seconds
    counts = [0] * connections

    def client(index: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.perf_counter() < until:
                connection.sendall(request)
                _read_answer(connection)
                counts[index] += 1

    threads = [threading.Thread(target=client, args=(index,)) for index in range(connections)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - started)


def _read_answer(connection: socket.socket) -> None:
    """Read one whole answer; raises RuntimeError for anything but 200."""
    data = bytearray()
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += connection.recv(65536)
    head = bytes(data[:end]).lower()
    if not head.startswith(b"http/1.1 200"):
        raise RuntimeError(head.decode("latin-1").splitlines()[0])
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
    missing = length - (len(data) - end - 4)
    while missing > 0:
        missing -= len(connection.recv(min(missing, 65536)))
