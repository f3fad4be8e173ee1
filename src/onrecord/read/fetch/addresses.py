"""Which addresses may be connected to: those of the public internet, and no others."""

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import msgspec

Address = IPv4Address | IPv6Address
Judge = Callable[[Address], bool]
"""Says of an address whether it may be connected to. `is_public` is the one that is used; tests hand in their own."""

_V4_BITS = 0xFFFF_FFFF


class Reserved(msgspec.Struct, frozen=True):
    """`data/web_addresses.json`: the blocks that are no part of the public internet, and the names that are not of it."""

    source: str
    ipv4: tuple[str, ...]
    ipv6_global_unicast: str
    ipv6: tuple[str, ...]
    nat64: str
    names: frozenset[str]


@cache
def reserved() -> Reserved:
    """The lists, read once."""
    text = files("onrecord").joinpath("data/web_addresses.json").read_bytes()
    return msgspec.convert(json.loads(text), Reserved)


def is_public(address: Address) -> bool:
    """Whether `address` is global unicast and in no special-purpose block of the IANA registries.

    Of the IPv6 addresses that hold an IPv4 address only those of NAT64 (RFC 6052) are judged by what they hold, since
    networks without IPv4 reach the public internet by them; mapped, compatible, 6to4 and Teredo ones are refused.
    """
    if isinstance(address, IPv4Address):
        return not any(address in block for block in _blocks()[0])
    if address.scope_id is not None:
        return False
    _, special, unicast, nat64 = _blocks()
    if address in nat64:
        return is_public(IPv4Address(int(address) & _V4_BITS))
    return address in unicast and not any(address in block for block in special)


@cache
def _blocks() -> tuple[tuple[IPv4Network, ...], tuple[IPv6Network, ...], IPv6Network, IPv6Network]:
    lists = reserved()
    return (
        tuple(map(IPv4Network, lists.ipv4)),
        tuple(map(IPv6Network, lists.ipv6)),
        IPv6Network(lists.ipv6_global_unicast),
        IPv6Network(lists.nat64),
    )
