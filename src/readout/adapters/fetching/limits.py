"""What one fetch may cost: size, ratio, time, hops; and which addresses beside the public ones a desk trusts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """
    Caps of a fetch.

    `max_body` counts decompressed bytes; `max_ratio` is decompressed to received bytes and counts from
    `ratio_from` bytes on; `deadline` is in seconds for each hop,
    from the look-up of the name to the last byte.
    """

    max_body: int = 10_000_000
    max_ratio: int = 100
    ratio_from: int = 1_000_000
    deadline: float = 30.0
    connect_timeout: float = 10.0
    max_redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    trusted: frozenset[tuple[str, int]] = frozenset()


LIMITS = Limits()
