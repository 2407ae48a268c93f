"""Where a connector may not go: addresses inside our own network, unless an administrator allowed the partner there.

The address that was checked is the one connected to, so a name cannot change its meaning in between.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from engine.connectors.base import Blocked, Unreachable

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
_LAST_32 = 0xFFFFFFFF


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"no address for {host}") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def allowed_addresses(host: str, port: int, *, local: bool, resolving: Resolve = resolve) -> list[str]:
    """The addresses to connect to. Raises ``Blocked`` when any address of the host is one a partner cannot have."""
    addresses = list(resolving(host, port))
    for address in addresses:
        if not is_allowed(address, local=local):
            raise Blocked(f"{host} is at {address}, an address of an inner network")
    if not addresses:
        raise Unreachable(f"no address for {host}")
    return addresses


def connected(addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
    """A connection to the first of the checked addresses that takes one; OSError of the last when none does."""
    last: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), seconds)
        except OSError as error:
            last = error
    raise last or OSError("no address")


def is_allowed(address: str, *, local: bool) -> bool:
    """Whether a partner may be there; ``local``: an administrator allows loopback and private networks for it."""
    try:
        meant = plain(ip_address(address))
    except ValueError:
        return False
    if meant.is_multicast or meant.is_unspecified or meant.is_link_local:
        return False
    if meant.is_global:
        return True
    return local and (meant.is_loopback or meant.is_private)


def plain(address: Address) -> Address:
    """The IPv4 address hidden in an IPv6 one (mapped, NAT64, 6to4, Teredo, compatible), else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    compatible = int(address) >> 32 == 0 and int(address) > 1
    if address in _NAT64 or address in _NAT64_LOCAL or compatible:
        return IPv4Address(int(address) & _LAST_32)
    return address
