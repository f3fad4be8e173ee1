"""A page's bytes → its source, in the encoding that it or its server says, or that can be told."""

import codecs
import re

from onrecord.errors import BinaryInput
from onrecord.read.decoding import decode
from onrecord.types.resource import Resource

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096  # bytes in which a page says its encoding; the standard asks for the first 1,024
_SAID = re.compile(rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
# What browsers read for these labels (encoding.spec.whatwg.org, 4.2): pages that say Latin-1 are Windows-1252.
_AS_BROWSERS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "shift_jis": "cp932", "iso8859-9": "cp1254", "tis-620": "cp874", "utf-16": "utf-8", "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}  # fmt: skip
_CHARSETS = frozenset({
    "utf-8", "cp866", "cp874", "cp932", "cp949", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8",
    "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman",
    "mac-cyrillic", "gb18030", "big5", "euc_jp", "iso2022_jp",
})  # fmt: skip
"""Those of the same standard, as Python names them; its other codecs pack, escape or obfuscate."""
_MOST_WRONG = 0.001  # replaced characters among all: above it the label was wrong, below it some bytes are damaged


def decoded(resource: Resource) -> tuple[str, str]:
    """The source of a page and the encoding it was in. In order: byte order mark, server, page, and what can be told.

    A label that fits but for a few bytes is believed; those bytes become U+FFFD, as in a browser. Raises BinaryInput
    or UnknownEncoding where nothing fits.
    """
    data = resource.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if data.count(b"\0", 0, _HEAD) > 4:
        raise BinaryInput("holds NUL bytes: no page", "save the page itself")
    for label in _labels(resource):
        text = data.decode(label, "replace")
        if text.count("\ufffd") <= max(3, _MOST_WRONG * len(text)):
            return text, label
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _told(data, error)


def _labels(resource: Resource) -> list[str]:
    head = resource.data[:_HEAD]
    said = [found[1].decode("ascii") for pattern in (_XML, _SAID) if (found := pattern.search(head))]
    labels = [_python_name(label) for label in (resource.charset or "", *said)]
    return [label for label in labels if label]


def _python_name(label: str) -> str | None:
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS.get(name, name)
    return name if name in _CHARSETS else None


def _told(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """The text in an encoding that nothing names; damaged UTF-8 is taken for what it mostly is."""
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= _MOST_WRONG * len(text):
        return text, "utf-8"
    return decode(data), "detected"
