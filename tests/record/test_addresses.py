import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.addresses import address, outlet

PAGE = "dellin.example/news/dam"


@pytest.mark.parametrize(
    "url",
    [
        "https://dellin.example/news/dam",
        "http://dellin.example/news/dam",
        "HTTPS://WWW.Dellin.Example/news/dam",
        "https://dellin.example:443/news/dam",
        "http://dellin.example:80/news/dam/",
        "https://user:secret@dellin.example/news/dam",
        "https://dellin.example./news/dam",
        " https://dellin.example/news/dam\n",
        "https://dellin.example/news/dam#comments",
        "https://dellin.example/news/d%61m",
        "https://dellin.example/news/dam?utm_source=feed&utm_campaign=x",
        "https://dellin.example/news/dam?fbclid=1&GCLID=2",
        "https://dellin.example/news/dam/?&",
    ],
)
def test_spellings_of_one_page_are_one_address(url: str) -> None:
    assert address(url) == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "https://dellin.example/news/Dam",
        "https://dellin.example/news/dam.html",
        "https://dellin.example/news/dam?id=1",
        "https://dellin.example/news/dam?id=2",
        "https://dellin.example/news/dam?page=2",
        "https://dellin.example/news%2Fdam",
        "https://dellin.example:8080/news/dam",
        "https://m.dellin.example/news/dam",
        "https://dellin.example/news/dam#!/2",
        "https://dellin.example/news/dam?ref=1",
    ],
)
def test_what_may_tell_pages_apart_stays(url: str) -> None:
    assert address(url) not in {PAGE, None}


def test_parameters_count_in_any_order_but_each_with_its_value() -> None:
    assert address("https://a.example/?b=1&a=2") == address("https://a.example?a=2&utm_id=9&b=1") == "a.example?a=2&b=1"
    assert address("https://a.example/?a=1&a=2") != address("https://a.example/?a=2&a=1")
    assert address("https://a.example/x?q=%e2%80%99") == address("https://a.example/x?q=’")


@pytest.mark.parametrize(
    "url",
    [None, "", "dam.html", "ftp://a.example/x", "javascript:x", "https://", "https://a.example", "https://a.example/",
     "https://www.a.example/?utm_source=x#top", "http://[::1/x", "http://a.example:99999/x", "http://a.example:x/y",
     "https://a.example/\ud800"],
)  # fmt: skip
def test_what_is_no_page_of_the_web_has_no_address(url: str | None) -> None:
    assert address(url) is None


@given(st.text() | st.text().map(lambda rest: f"https://a.example/{rest}"))
def test_an_address_is_its_own(url: str) -> None:
    found = address(url)
    assert found is None or address(f"https://{found}") == found


def test_an_outlet_is_the_publisher_or_else_the_host() -> None:
    assert outlet("Dellin Standard", "https://www.dellin.example/x") == "Dellin Standard"
    assert outlet(None, "https://www.dellin.example/x") == "dellin.example"
    assert outlet(None, None) is None
