"""Who really asks: behind proxies of ours the last address they name that is none of them."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aiohttp import web

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]
_MOST = 20
"""Addresses of a header that are looked at, from its end."""


def networks_of(texts: Iterable[str]) -> Networks:
    """Networks as they are configured. Raises ValueError."""
    return tuple(map(ip_network, texts))


def address_in(text: str) -> Address | None:
    """An address, an IPv4 one also where it is written as IPv6; None for anything else.

    >>> address_in("::ffff:185.71.76.1"), address_in("1.2.3.4:80")
    (IPv4Address('185.71.76.1'), None)
    """
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def within(address: Address, networks: Networks) -> bool:
    """Whether an address is in one of the networks."""
    return any(address.version == one.version and address in one for one in networks)


LOOPBACK = ("127.0.0.1/32", "::1/128")
"""A proxy on this machine."""


class Peers:
    """Who asks us, for every route the same: `web.trusted_proxies` are ours."""

    def __init__(self, proxies: Iterable[str] = LOOPBACK) -> None:
        """Raises ValueError: one of them is no network."""
        self._proxies = networks_of(proxies)

    def __call__(self, request: web.Request) -> Address | None:
        """The address of who asks; None: not to be told."""
        return origin(request.remote or "", request.headers.getall("X-Forwarded-For", ()), self._proxies)


def origin(peer: str, forwarded: Sequence[str], trusted: Networks) -> Address | None:
    """Who asks; None: not to be told.

    `forwarded` are the values of X-Forwarded-For. Anybody can write its beginning, so it is read from its
    end, and only as far as our own proxies wrote it.
    """
    address = address_in(peer)
    named = [one for value in forwarded for one in value.split(",")][-_MOST:]
    while address is not None and within(address, trusted) and named:
        address = address_in(named.pop())
    return address
