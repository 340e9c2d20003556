"""Which addresses of the network are public: those anybody could reach from anywhere."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_UNICAST = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC = [
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "64:ff9b::/96", "64:ff9b:1::/48",
    )
]  # fmt: skip
"""Beside what the standard library calls not global: relays, translations, tests, things to come."""


def is_public(text: str) -> bool:
    """Tell whether the address is public; forms that wrap an IPv4 address are judged by what they wrap, too."""
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return all(_public(one) for one in (address, *_wrapped(address)))


def _public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (address not in _UNICAST or address.scope_id):
        return False
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return not any(address.version == block.version and address in block for block in _NOT_PUBLIC)


def _wrapped(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    teredo = address.teredo or ()
    return [one for one in (address.ipv4_mapped, address.sixtofour, *teredo) if one is not None]
