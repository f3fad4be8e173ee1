import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BinaryInput, InputError
from onrecord.read.urls import addresses


def test_a_list_gives_its_addresses_in_order_without_blanks_and_comments():
    data = b"\xef\xbb\xbf# ours\r\nhttps://dellin.example/a?b=1#c\r\n\r\n  http://carvella.example:8080/x \n#http://no.example/\nhttps://[::1]/y"
    assert list(addresses(data, "list.urls")) == [
        "https://dellin.example/a?b=1#c",
        "http://carvella.example:8080/x",
        "https://[::1]/y",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "ftp://dellin.example/a", "dellin.example/a", "file:///etc/passwd", "http://", "https:///a", "http://[::1/",
        "http://dellin.example:port/", "http://dellin.example/a b", "javascript:alert(1)", "http://a.example/\x1b[31m",
        "https://" + "a" * 9000 + ".example/",
    ],
)  # fmt: skip
def test_a_line_that_is_no_web_address_is_refused_by_its_number_and_the_rest_go_on(line):
    (where, error), good = addresses(f"\n{line}\nhttps://dellin.example/".encode(), "list.urls")
    assert (where, error.code) == ("list.urls:2", "E121")
    assert len(error.cause) < 100
    assert good == "https://dellin.example/"


def test_a_picture_is_no_list():
    with pytest.raises(BinaryInput):
        list(addresses(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "list.urls"))


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text().map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_addresses_or_errors(data):
    try:
        found = list(addresses(data, "x"))
    except InputError:
        return
    for each in found:
        assert each.startswith(("http://", "https://", "HTTP")) if isinstance(each, str) else each[1].code == "E121"
