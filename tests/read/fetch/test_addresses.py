"""Promise 6: no address that is not of the public internet is ever connected to."""

import json
import re
from collections import Counter
from ipaddress import IPv4Address, IPv6Address, ip_address
from itertools import chain, repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import FetchError, ForbiddenAddress
from onrecord.read.fetch.addresses import is_public
from onrecord.read.fetch.fetcher import Fetcher
from onrecord.read.fetch.targets import target
from onrecord.settings import Settings

from .conftest import QUICK
from .server import Server, page, redirect

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
PUBLIC = "93.184.215.14"


def resolving(*answers):
    """A resolver that gives each answer once, and the last one for ever."""
    waiting = chain(answers, repeat(answers[-1]))
    return lambda host, port, seconds: [ip_address(one) for one in next(waiting)]


def fetching(vector, **more):
    answers = vector.get("resolves", [["127.0.0.1"]])
    return Fetcher(Settings(**QUICK), resolve=resolving(*answers), sleep=lambda seconds: None, **more)


def test_there_are_vectors_of_every_family():
    families = Counter(vector["family"] for vector in VECTORS)
    assert sum(families.values()) >= 200
    assert len(families) >= 40
    assert len({json.dumps(vector) for vector in VECTORS}) == len(VECTORS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['family']} {ascii(v['url'])[:40]}")
def test_no_vector_is_connected_to(vector, spy):
    with fetching(vector) as fetcher, pytest.raises(ForbiddenAddress) as refused:
        fetcher.get(vector["url"])
    assert spy.seen == []
    assert refused.value.cure


def test_the_spy_sees_connections_where_the_judge_is_replaced(spy):
    tried = 0
    for vector in VECTORS:
        with fetching(vector, permitted=lambda address: True) as fetcher, pytest.raises(FetchError) as refused:
            fetcher.get(vector["url"])
        tried += refused.value.code != ForbiddenAddress.code
    assert tried > 100
    assert len(spy.seen) > 100
    assert not all(map(is_public, spy.seen))


@pytest.mark.parametrize(
    "host", ["93.184.215.14", "news.example.com", "[2606:4700::6810:84e5]", "[64:ff9b::5db8:d70e]"]
)
def test_the_public_internet_is_connected_to(host, spy):
    with fetching({"resolves": [[PUBLIC]]}) as fetcher, pytest.raises(FetchError) as refused:
        fetcher.get(f"https://{host}/")
    assert refused.value.code != ForbiddenAddress.code
    assert spy.seen
    assert all(map(is_public, spy.seen))


def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing(spy):
    """The first answer is the one that is connected to; when that fails and the name is asked again, it is judged again."""
    with fetching({"resolves": [[PUBLIC], ["127.0.0.1"]]}) as fetcher, pytest.raises(FetchError):
        fetcher.get("http://rebinding.example.com/")
    assert set(spy.seen) == {IPv4Address(PUBLIC)}


def test_where_the_socket_is_in_the_end_is_judged_again(server):
    verdicts = iter([True, False])
    server.routes["/"] = page(b"secret")
    with fetching({}, permitted=lambda address: next(verdicts)) as fetcher, pytest.raises(FetchError):
        fetcher.get(server.url("/"))
    assert server.log == []


def test_no_redirect_leads_to_any_of_them(spy):
    """From a server that may be connected to, to each of the vectors that no resolver is needed for."""
    spy.blocking = False
    own = IPv4Address("127.0.0.77")
    with (
        Server(str(own)) as server,
        Fetcher(Settings(**QUICK), permitted=lambda a: a == own or is_public(a), sleep=lambda s: None) as fetcher,
    ):
        tried = 0
        for vector in VECTORS:
            if "resolves" in vector or not re.match(r"[a-z]+://[^/\n]+[^\n]*\Z", vector["url"]):
                continue
            server.routes["/away"] = redirect(vector["url"].encode("utf-8").decode("latin-1"))
            with pytest.raises(ForbiddenAddress):
                fetcher.get(server.url("/away"))
            tried += 1
        assert tried > 150
        assert server.paths == ["/away"] * tried
    assert set(spy.seen) == {own}


@given(st.one_of(st.integers(0, 2**32 - 1).map(IPv4Address), st.integers(0, 2**128 - 1).map(IPv6Address)))
def test_what_python_calls_no_global_address_is_never_public(address):
    inside = IPv4Address(int(address) & 0xFFFFFFFF) if str(address).startswith("64:ff9b::") else address
    if not inside.is_global or address.is_multicast:
        assert not is_public(address)


@given(st.text(max_size=60) | st.text(max_size=40).map("http://{}/".format))
def test_any_text_is_a_target_or_forbidden(text):
    try:
        found = target(text)
    except ForbiddenAddress:
        return
    assert found.url.isascii()
    assert target(found.url) == found
