"""Hosts' names → addresses."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from threading import Thread

from onrecord.errors import Unreachable
from onrecord.read.fetch.addresses import Address

Resolve = Callable[[str, int, float], list[Address]]
"""Takes a host's name, a port and the seconds that it may take; gives the addresses, best first."""


def resolved(host: str, port: int, seconds: float) -> list[Address]:
    """The addresses that the system's resolver gives for `host`, in its order. Raises Unreachable."""
    # A thread of its own: the system's resolver takes no deadline. One that is given up ends by itself.
    answers: list[list[Address] | OSError] = []
    asking = Thread(target=lambda: answers.append(_asked(host, port)), daemon=True)
    asking.start()
    asking.join(seconds)
    if not answers:
        raise Unreachable(f"the name {host} was not resolved in {seconds:.0f} s", "check the network, and try again")
    if isinstance(answers[0], OSError):
        raise Unreachable(f"no such host: {host} ({answers[0].strerror})", "check the spelling, and the network")
    return answers[0]


def _asked(host: str, port: int) -> list[Address] | OSError:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        return error
    except UnicodeError as error:  # a label that Python's own codec for names does not take
        return OSError(0, str(error))
    return list(dict.fromkeys(ip_address(address[0]) for *_, address in found))
