"""Opens connections to addresses that were checked, and to no others; every read ends by the fetch's deadline."""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from readout.adapters.fetching.addresses import AddressRefused, Resolver, check_addresses, resolve_host
from readout.adapters.fetching.limits import Limits

Dial = Callable[[str, int, float], httpcore.NetworkStream]


def dial_address(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A connection to an address that needs no look-up."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class CheckedBackend(httpcore.NetworkBackend):
    """
    Resolves a name once, checks every address, and connects to an address that was checked.

    A name server that answers otherwise the second time is not asked a second time. TLS is still told the name,
    so that the certificate must be the name's.
    """

    def __init__(self, limits: Limits, resolve: Resolver = resolve_host, dial: Dial = dial_address) -> None:
        """`resolve` and `dial` are the system's, or a test's."""
        self._limits = limits
        self._resolve = resolve
        self._dial = dial
        self.ends_at = float("inf")  # on the monotonic clock; set by each fetch

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 -- the interface is httpcore's
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Connect to the first of the checked addresses that answers. Raises AddressRefused and ConnectError."""
        try:
            addresses = check_addresses(host, port, self._resolve, self._limits.trusted)
        except AddressRefused:
            raise
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be found") from error
        wanted = self._limits.connect_timeout if timeout is None else timeout
        failed: Exception | None = None
        for address in addresses:
            try:
                stream = self._dial(address, port, seconds_left(self.ends_at, wanted))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return _EndingStream(stream, self.ends_at)
        raise failed or httpcore.ConnectError(f"{host} cannot be reached")

    def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """No file of this machine is a server that is asked."""
        raise AddressRefused(f"{path} is a socket of this machine")

    def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks between its own tries."""
        time.sleep(seconds)


def seconds_left(ends_at: float, wanted: float | None) -> float:
    """What is left until `ends_at`, at most `wanted`. Raises ReadTimeout where nothing is left."""
    left = ends_at - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this fetch is over")
    return left if wanted is None else min(left, wanted)


class _EndingStream(httpcore.NetworkStream):
    """A stream that no server can keep open by sending a byte now and then."""

    def __init__(self, stream: httpcore.NetworkStream, ends_at: float) -> None:
        self._stream = stream
        self._ends_at = ends_at

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, seconds_left(self._ends_at, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, seconds_left(self._ends_at, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = seconds_left(self._ends_at, timeout)
        return _EndingStream(self._stream.start_tls(ssl_context, server_hostname, left), self._ends_at)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
