"""A page's way in, and what the fetcher promises to sites."""

import gzip
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial

import brotli
import pytest
import zstandard

from onrecord.errors import BadCertificate, BadRedirect, BadResponse, BadStatus, DeniedByRobots, Unreachable
from onrecord.read.fetch.fetcher import Fetched, Fetcher, NotModified
from onrecord.read.fetch.pacing import LONGEST_WAIT, Pace
from onrecord.settings import Settings
from onrecord.types.following import Validators

from .conftest import QUICK
from .server import Server, certificate, page, redirect

STORY = "<p>“We will not close the bridge,” Mayor Anna Kovar said.</p>".encode()


def test_a_page_comes_with_what_the_server_says_of_it(server, fetcher):
    headers = {
        "Content_Type": "Text/HTML; charset=ISO-8859-2",
        "ETag": '"1"',
        "Last_Modified": "Tue, 31 May 2022 08:00:00 GMT",
    }
    server.routes["/story?a=%C3%A9"] = page(STORY, **headers)
    got = fetcher.get(server.url("/story?a=é#end"))
    assert isinstance(got, Fetched)
    assert got.resource.data == STORY
    assert (got.resource.media, got.resource.charset) == ("text/html", "ISO-8859-2")
    assert got.resource.where == server.url("/story?a=é#end")
    assert got.resource.url == server.url("/story?a=%C3%A9")
    assert datetime.fromisoformat(got.resource.fetched) - datetime.now(UTC) < timedelta(minutes=1)
    assert got.validators == Validators('"1"', "Tue, 31 May 2022 08:00:00 GMT")


def test_the_program_names_itself_and_whom_to_reach(server):
    server.routes["/"] = page(STORY)
    with Fetcher(Settings(**QUICK, contact="https://desk.example.org/bot"), permitted=lambda a: True) as fetcher:
        fetcher.get(server.url("/"))
    assert {asked.headers["user-agent"] for asked in server.log} == {"onrecord/0.1.0 (+https://desk.example.org/bot)"}


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", partial(gzip.compress, mtime=0)),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data, mtime=0))),
    ],
)
def test_what_is_compressed_is_unpacked_and_kept_as_it_came(server, fetcher, encoding, packed):
    server.routes["/"] = page(packed(STORY), Content_Encoding=encoding)
    got = fetcher.get(server.url("/"))
    assert got.resource.data == STORY
    assert got.answers[-1].body == packed(STORY)


def test_chunks_are_put_together(server, fetcher):
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (STORY[:7], STORY[7:])) + b"0\r\n\r\n"
    server.routes["/"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
    assert fetcher.get(server.url("/")).resource.data == STORY


def test_each_page_has_a_connection_of_its_own(server, fetcher, spy):
    """What a server sends behind one answer, however late, cannot become the next one's."""
    spy.blocking = False
    for path in "/a", "/b", "/c":
        server.routes[path] = page(STORY)
        fetcher.get(server.url(path))
    assert len(spy.seen) >= 3


def test_cookies_are_ignored(server, fetcher):
    server.routes["/"] = page(STORY, Set_Cookie="who=me; Path=/")
    for _ in range(2):
        fetcher.get(server.url("/"))
    assert not [asked for asked in server.log if "cookie" in asked.headers]


def test_proxies_of_the_environment_are_not_used(server, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    server.routes["/"] = page(STORY)
    with Fetcher(Settings(**QUICK), permitted=lambda a: True) as fetcher:
        assert fetcher.get(server.url("/")).resource.data == STORY


def test_a_page_that_has_not_changed_is_not_sent_again(server, fetcher):
    server.routes["/"] = lambda asked: [
        page(status="304 Not Modified") if '"1"' in asked.headers.get("if-none-match", "") else page(STORY)
    ]
    assert isinstance(fetcher.get(server.url("/"), validators=Validators('"0"')), Fetched)
    since = Validators('"1"', "Tue, 31 May 2022 08:00:00 GMT")
    assert isinstance(fetcher.get(server.url("/"), validators=since), NotModified)
    assert server.log[-1].headers["if-modified-since"] == since.last_modified


def test_an_answer_to_a_question_that_was_not_asked_is_refused(server, fetcher):
    server.routes["/"] = page(status="304 Not Modified")
    with pytest.raises(BadResponse):
        fetcher.get(server.url("/"))


# Redirects


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed_and_kept(server, fetcher, status):
    server.routes |= {
        "/old": redirect("new", status),
        "/new": redirect("//" + server.origin[7:] + "/é"),
        "/%C3%A9": page(STORY),
    }
    got = fetcher.get(server.url("/old"))
    assert (got.resource.where, got.resource.url) == (server.url("/old"), server.url("/%C3%A9"))
    assert [answer.target.path for answer in got.answers] == ["/old", "/new", "/%C3%A9"]


def test_a_circle_of_redirects_is_found(server, fetcher):
    server.routes |= {"/a": redirect("/b"), "/b": redirect("/c"), "/c": redirect("/a")}
    with pytest.raises(BadRedirect, match="circle"):
        fetcher.get(server.url("/a"))
    assert server.paths == ["/a", "/b", "/c"]


def test_redirects_without_end_are_given_up_after_ten(server, fetcher):
    server.otherwise = lambda asked: redirect(asked.path + "x")
    server.routes["/robots.txt"] = page(status="404 Not Found")
    with pytest.raises(BadRedirect, match="more than 10"):
        fetcher.get(server.url("/"))
    assert len(server.paths) == 11


def test_a_redirect_to_nowhere_is_a_bad_status(server, fetcher):
    server.routes["/"] = page(status="302 Found")
    with pytest.raises(BadStatus):
        fetcher.get(server.url("/"))


# Statuses and retries


@pytest.mark.parametrize(
    "status", ["404 Not Found", "410 Gone", "403 Forbidden", "451 Law", "500 Oh", "204 No Content", "206 Part"]
)
def test_what_is_no_page_is_refused_with_its_status(server, fetcher, status):
    server.routes["/"] = page(status=status)
    with pytest.raises(BadStatus, match=status[:3]):
        fetcher.get(server.url("/"))
    assert (server.paths, fetcher.slept) == (["/"], [])


def failing(times, answer):
    """An answer that is given so often, and the story afterwards."""
    left = [answer] * times
    return lambda asked: left.pop() if left else page(STORY)


@pytest.mark.parametrize("status", ["429 Too Many", "503 Busy"])
def test_a_busy_server_is_asked_again_later_and_later(server, fetcher, status):
    server.routes["/"] = failing(3, page(status=status))
    assert fetcher.get(server.url("/")).resource.data == STORY
    first, second, third = fetcher.slept
    assert 0.5 <= first <= 1 <= second <= 2 <= third <= 4


def test_a_server_is_asked_four_times_at_most(server, fetcher):
    server.routes["/"] = failing(4, page(status="503 Busy"))
    with pytest.raises(BadStatus, match="503"):
        fetcher.get(server.url("/"))
    assert server.paths == ["/"] * 4


def test_the_server_says_when_to_come_again(server, fetcher):
    server.routes["/"] = failing(1, page(status="429 Too Many", Retry_After="7"))
    fetcher.get(server.url("/"))
    in_twenty = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    server.routes["/"] = failing(1, page(status="503 Busy", Retry_After=in_twenty))
    fetcher.get(server.url("/"))
    assert fetcher.slept[0] == 7
    assert 18 < fetcher.slept[1] <= 20


def test_a_server_that_says_tomorrow_is_not_waited_for(server, fetcher):
    server.routes["/"] = failing(1, page(status="429 Too Many", Retry_After="86400"))
    with pytest.raises(BadStatus, match="429"):
        fetcher.get(server.url("/"))
    assert fetcher.slept == []


def test_a_connection_that_breaks_is_tried_again(server, fetcher):
    server.routes["/"] = failing(2, b"")
    assert fetcher.get(server.url("/")).resource.data == STORY
    assert len(fetcher.slept) == 2


def test_nobody_listening_is_unreachable(fetcher):
    with Server() as gone:
        url = gone.url("/")
    with pytest.raises(Unreachable, match="no connection"):
        fetcher.get(url)


# Certificates


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path, fetcher):
    _, context = certificate(tmp_path, "127.0.0.1")
    with Server(tls=context) as server:
        server.routes["/"] = page(STORY)
        with pytest.raises(BadCertificate):
            fetcher.get(server.url("/"))
        assert server.log == []


def test_a_certificate_of_another_host_is_refused_even_by_whom_it_is_known(tmp_path, monkeypatch):
    cert, context = certificate(tmp_path, "news.example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    with Server(tls=context) as server, Fetcher(Settings(**QUICK), permitted=lambda a: True) as fetcher:
        with pytest.raises(BadCertificate):
            fetcher.get(server.url("/"))
        assert server.log == []


def test_a_certificate_of_the_list_that_the_environment_names_is_good(tmp_path, monkeypatch):
    cert, context = certificate(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    with Server(tls=context) as server, Fetcher(Settings(**QUICK), permitted=lambda a: True) as fetcher:
        server.routes["/"] = page(STORY)
        assert fetcher.get(server.url("/")).resource.data == STORY


# robots.txt and pauses

ROBOTS = b"User-agent: *\nDisallow: /private/\nDisallow: /*.pdf$\nAllow: /private/open\nCrawl-delay: 5\n"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/story", True), ("/private/x", False), ("/private/open", True), ("/a/b.pdf", False), ("/a.pdf?x", True)],
)
def test_robots_txt_is_heeded_with_its_wildcards(server, fetcher, path, allowed):
    server.routes |= {"/robots.txt": page(ROBOTS), path: page(STORY)}
    if allowed:
        assert fetcher.get(server.url(path)).resource.data == STORY
    else:
        with pytest.raises(DeniedByRobots):
            fetcher.get(server.url(path))
        assert server.paths == []


def test_robots_txt_may_speak_to_this_program_alone(server, fetcher):
    server.routes |= {
        "/robots.txt": page(b"User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nAllow: /\n"),
        "/": page(STORY),
    }
    with pytest.raises(DeniedByRobots):
        fetcher.get(server.url("/"))


def test_a_redirect_does_not_lead_around_robots_txt(server, fetcher):
    server.routes |= {"/robots.txt": page(ROBOTS), "/open": redirect("/private/x"), "/private/x": page(STORY)}
    with pytest.raises(DeniedByRobots):
        fetcher.get(server.url("/open"))
    assert server.paths == ["/open"]


@pytest.mark.parametrize("status", ["500 Oh", "503 Busy", "429 Too Many"])
def test_where_robots_txt_cannot_be_had_nothing_is_fetched(server, fetcher, status):
    server.routes |= {"/robots.txt": page(status=status), "/": page(STORY)}
    with pytest.raises(DeniedByRobots, match=status[:3]):
        fetcher.get(server.url("/"))
    assert server.paths == []


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_without_robots_txt_all_is_allowed(server, fetcher, status):
    server.routes |= {"/robots.txt": page(status=status), "/": page(STORY)}
    assert fetcher.get(server.url("/")).resource.data == STORY


@pytest.mark.parametrize(
    "robots",
    [
        page(b"\x00\xff" * 200_000),
        page(b"User-agent: *\nDisallow: /" + b"*a" * 200_000),
        page(gzip.compress(b"x" * 10_000_000), Content_Encoding="gzip"),
        page(b"no gzip", Content_Encoding="gzip"),
    ],
)
def test_a_robots_txt_that_is_none_forbids_nothing(server, fetcher, robots):
    server.routes |= {"/robots.txt": robots, "/": page(STORY)}
    assert fetcher.get(server.url("/")).resource.data == STORY


def test_robots_txt_is_asked_for_once(server, fetcher):
    for path in "/a", "/b":
        server.routes[path] = page(STORY)
        fetcher.get(server.url(path))
    assert [asked.path for asked in server.log] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    ("asked", "kept"), [(b"", 1.0), (b"Crawl-delay: 5", 5.0), (b"Crawl-delay: 9999", LONGEST_WAIT)]
)
def test_a_host_is_left_alone_between_two_pages(server, asked, kept):
    server.routes |= {"/robots.txt": page(b"User-agent: *\n" + asked), "/": page(STORY)}
    slept = []
    with Fetcher(Settings(), permitted=lambda a: True, sleep=slept.append) as fetcher:
        fetcher.get(server.url("/"))
        assert slept == []
        assert 0 < fetcher.wait(server.url("/")) <= kept
        assert fetcher.wait("https://other.example.com/") == 0
        fetcher.get(server.url("/"))
    assert [round(seconds) for seconds in slept] == [kept]


def test_pauses_are_each_hosts_own():
    now, slept = [100.0], []
    pace = Pace(1.0, slept.append, lambda: now[0])
    pace.asked("a", None)
    now[0] += 0.25
    pace.asked("b", 3.0)
    assert (pace.left("a"), pace.left("b"), pace.left("c")) == (0.75, 3.0, 0.0)
