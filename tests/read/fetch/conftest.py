import sys
from ipaddress import ip_address

import pytest

from onrecord.read.fetch.fetcher import Fetcher
from onrecord.settings import Settings

from .server import Server

QUICK = {"pause_seconds": 0.0, "fetch_seconds": 10.0, "connect_seconds": 5.0}


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture
def fetcher():
    """A fetcher that may connect to this machine and does not wait; `fetcher.slept` has the seconds it would have."""
    slept = []
    with Fetcher(Settings(**QUICK), permitted=lambda address: True, sleep=slept.append) as made:
        made.slept = slept
        yield made


class Spy:
    """Every address that a socket of this process was told to connect to while the spy watched."""

    def __init__(self):
        self.watching, self.blocking, self.seen = False, False, []

    def __call__(self, event, arguments):
        if self.watching and event == "socket.connect":
            self.seen.append(ip_address(arguments[1][0]))
            if self.blocking:
                raise OSError("no network in this test")


_SPY = Spy()
sys.addaudithook(_SPY)  # by the interpreter itself: nothing in Python connects without it


@pytest.fixture
def spy():
    """Watches, and lets no connection be made."""
    _SPY.watching, _SPY.blocking, _SPY.seen = True, True, []
    yield _SPY
    _SPY.watching = False
