"""Connections: the name is resolved once, and the very address that the socket is about to use is judged."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING

import httpcore

from onrecord.errors import ForbiddenAddress
from onrecord.read.fetch.addresses import Address, Judge
from onrecord.read.fetch.allowance import Allowance, Interrupted
from onrecord.read.fetch.resolving import Resolve
from onrecord.read.fetch.streams import Stream

if TYPE_CHECKING:
    from httpcore import SOCKET_OPTION

_MOST_ADDRESSES = 4  # of a name that are tried, so that a name with a hundred of them does not hold us up
_FAMILIES: dict[type[Address], socket.AddressFamily] = {IPv4Address: socket.AF_INET, IPv6Address: socket.AF_INET6}


class Guard(httpcore.NetworkBackend):
    """Opens the sockets. permitted: judges addresses. allowance: what the exchange under way may still use."""

    def __init__(self, permitted: Judge, resolve: Resolve, allowance: Allowance, connect_seconds: float) -> None:
        self._permitted = permitted
        self._resolve = resolve
        self._allowance = allowance
        self._connect_seconds = connect_seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to `host`, of whose addresses none may be forbidden. Raises FetchErrors."""
        addresses = self._addresses(host, port)
        for address in addresses:
            self._judge(host, address)
        failure: OSError | None = None
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                return Stream(self._connected(host, address, port), self._allowance)
            except OSError as error:
                failure = error
        why = failure.strerror or str(failure) if failure else "no address"
        raise Interrupted(f"no connection to {host} on port {port}: {why}", "try again later") from None

    def _addresses(self, host: str, port: int) -> list[Address]:
        try:
            return [ip_address(host)]
        except ValueError:
            return self._resolve(host, port, min(self._connect_seconds, self._allowance.left()))

    def _connected(self, host: str, address: Address, port: int) -> socket.socket:
        made = socket.socket(_FAMILIES[type(address)], socket.SOCK_STREAM)
        try:
            made.settimeout(min(self._connect_seconds, self._allowance.left()))
            made.connect((str(address), port))
            self._judge(host, ip_address(made.getpeername()[0]))
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            made.close()
            raise
        return made

    def _judge(self, host: str, address: Address) -> None:
        if not self._permitted(address):
            at = "" if host == str(address) else f"{host} leads to "
            cause = f"{at}{address}, which is no address of the public internet"
            raise ForbiddenAddress(cause, "save the page as a file, where you may read it")
