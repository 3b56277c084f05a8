"""Servers on loopback that answer as a test says, count what reaches them, and end with the test."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Served:
    """A running server: its port, and every request as it came."""

    port: int
    host: str = "127.0.0.1"
    requests: list[bytes] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.split(b" ")[1].decode() for request in self.requests]


Answer = Callable[[bytes, socket.socket], None]


@contextmanager
def serve(answer: Answer, host: str = "127.0.0.1") -> Iterator[Served]:
    """Serve one request a connection with `answer(request, connection)`, a thread each, until the block ends."""
    listener = socket.create_server((host, 0))
    served = Served(listener.getsockname()[1], host)
    threads: list[threading.Thread] = []

    def talk(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            try:
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = connection.recv(65_536)
                    if not piece:
                        return
                    request += piece
                served.requests.append(request)
                answer(request, connection)
            except OSError:
                return

    def listen() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=talk, args=(connection,), daemon=True))
            threads[-1].start()

    listening = threading.Thread(target=listen, daemon=True)
    listening.start()
    try:
        yield served
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        listening.join(10)
        for thread in threads:
            thread.join(10)


def reply(status: str = "200 OK", body: bytes = b"", **headers: str) -> bytes:
    """An HTTP/1.1 answer; `Content_Type="text/xml"` gives the header `Content-Type`."""
    told = {"Content-Length": str(len(body)), "Connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def pages(by_path: dict[str, bytes]) -> Answer:
    """Answers by path; what is not among them is 404."""

    def answer(request: bytes, connection: socket.socket) -> None:
        path = request.split(b" ")[1].decode()
        connection.sendall(by_path.get(path, reply("404 Not Found")))

    return answer
