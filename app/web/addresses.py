"""Network addresses: which are ours or named, and what counts as one visitor."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from starlette.types import Scope

Network = IPv4Network | IPv6Network
_HOUSEHOLD = 64


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks that `texts` name, such as `10.1.0.0/16` or `192.0.2.7`.

    Raises ValueError with the text that names none.
    """
    return tuple(ip_network(text) for text in texts)


def caller(scope: Scope) -> IPv4Address | IPv6Address | None:
    """Return the address that a request comes from, None where there is none to read."""
    try:
        found = ip_address(scope["client"][0])
    except (TypeError, KeyError, ValueError):
        return None
    return getattr(found, "ipv4_mapped", None) or found


def is_trusted(address: IPv4Address | IPv6Address | None, named: Iterable[Network]) -> bool:
    """Tell whether `address` is this computer's own or in one of the `named` networks."""
    if address is None:
        return False
    return address.is_loopback or any(address in network for network in named)


def visitor(address: IPv4Address | IPv6Address | None) -> str:
    """Return what stands for one visitor: an address, of IPv6 the network a household gets."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _HOUSEHOLD), strict=False))
    return str(address)
