"""Which network addresses may be asked at all: those that are public however they are written."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

from readout.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

# Blocks that Python's `is_global` lets through although a packet sent there can come back to this machine or to
# its neighbours: translations of IPv4 (RFC 6052, 8215, 3056, 4380), compatible and site-local addresses.
_LEADING_BACK = tuple(
    ipaddress.ip_network(block)
    for block in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "::/96",
        "fec0::/10",
        "100::/64",
        "192.88.99.0/24",
    )
)


class AddressRefused(Exception):  # noqa: N818 -- it is an answer to the caller, which tells it in its own words
    """A host has an address that is not asked; the text says which."""


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """Every address of a host, in the system's order. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet; what cannot be read as one address does not."""
    try:
        found: Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.scope_id is not None:
            return False
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
    if found.is_multicast or found.is_reserved or not found.is_global:
        return False
    return not any(found in block for block in _LEADING_BACK if block.version == found.version)


def check_addresses(
    host: str, port: int, resolve: Resolver, trusted: frozenset[tuple[str, int]] = frozenset()
) -> tuple[str, ...]:
    """
    The addresses of a host, all of them public or trusted by the desk for that port.

    One that is neither refuses the host: who answers with a public and a private address means the private one.
    Raises AddressRefused, and OSError where the name has no address.
    """
    addresses = tuple(resolve(host, port))
    if not addresses:
        raise OSError(f"{host} has no address")
    for address in addresses:
        if (address, port) not in trusted and not is_public(address):
            raise AddressRefused(f"{host} is {address}, which is not a public address")
    return addresses


def read_trusted(words: str) -> frozenset[tuple[str, int]]:
    """
    The addresses that a desk trusts beside the public ones, from words such as `10.0.0.5:8080 [::1]:80`.

    Raises InputError on what is no address with a port.
    """
    pairs = set()
    for word in words.split():
        address, _, port = word.rpartition(":")
        try:
            pairs.add((str(ipaddress.ip_address(address.strip("[]"))), int(port)))
        except ValueError as error:
            raise InputError("trusted", f"'{word}' is no address with a port, such as 10.0.0.5:8080") from error
    return frozenset(pairs)
