"""Bytes → text, in the encoding that they say or that can be told with confidence."""

import codecs
import unicodedata

from onrecord.errors import BinaryInput, UnknownEncoding
from onrecord.read.language import familiarity, language_of

# The longer mark first: UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that people take for texts: pictures, PDF, archives, databases, programs.
_SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
    b"SQLite format 3\x00", b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"OggS", b"ID3", b"RIFF",
)  # fmt: skip
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
# One byte in this many: noise has one in nine. It is hardly ever UTF-8, so what is UTF-8 may have more of them.
_CONTROLS_IN_UTF8, _CONTROLS_IN_OTHERS = 10, 50
_SAMPLE = 256 * 1024  # bytes that are judged when the encoding is not said
_LEAST_COHERENCE = 0.4  # charset-normalizer's share of letters in the order of a language; noise has 0 to 0.15
# Matches this close in noise and in coherence are told apart by their words instead.
_DRAW_CHAOS, _DRAW_COHERENCE = 0.05, 0.15
_CURE = "save it as UTF-8"


def decode(data: bytes) -> str:
    """The text of `data` without its byte order mark; nothing else is changed, a stray NUL or control character stays.

    Raises BinaryInput where the bytes are no text: the signature of another format, or four control characters and
    more than one byte in ten (one in fifty where it is not UTF-8). Raises UnknownEncoding where no encoding fits, or
    none with confidence.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                cause = f"begins as {encoding.upper()} but is not, from byte {len(mark) + error.start} on"
                raise UnknownEncoding(cause, _CURE) from None
    if data.startswith(_SIGNATURES):
        raise BinaryInput(f"begins with {data[:4]!r}: no text", "give texts: plain text, Markdown or JSON lines")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_controls(data, one_in=_CONTROLS_IN_OTHERS)
        if b"\0" in data:
            raise BinaryInput("holds NUL bytes and is not UTF-8: no text", _CURE) from None
        return _guessed(data, error.start)
    _refuse_controls(data, one_in=_CONTROLS_IN_UTF8)
    return text


def _refuse_controls(data: bytes, one_in: int) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls >= 4 and controls * one_in > len(data):
        raise BinaryInput(f"{controls} of its {len(data)} bytes are control characters: no text", _CURE)


def _guessed(data: bytes, first: int) -> str:
    """The text in an encoding that nothing names. English in Windows-1252 is by far the likeliest, so it is tried first.

    Among single-byte encodings a wrong one decodes just as smoothly (“è” turns into “č”), so the choice rests on the
    words being a language's, and Windows-1252 wins a draw, as it does in browsers.
    """
    sample = data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
    western = _decoded(sample, "cp1252")
    if western is not None and _typeset(western) and language_of(western) == "en":
        encoding = "cp1252"
    else:
        encoding = _detected(sample, first)
    text = _decoded(data, encoding)
    if text is None:
        raise UnknownEncoding(f"is not UTF-8 from byte {first} on, nor {encoding} throughout", _CURE)
    return text


def _detected(sample: bytes, first: int) -> str:
    from charset_normalizer import from_bytes  # here: it takes 50 ms to import, and few files need it

    matches = list(from_bytes(sample))
    cause = f"is not UTF-8 from byte {first} on, and no other encoding fits well enough"
    if not matches:
        raise UnknownEncoding(cause, _CURE)
    best = matches[0]
    # Chinese characters come out of any multi-byte misreading, so they prove nothing; kana and words do.
    if best.coherence < _LEAST_COHERENCE and language_of(str(best)) in {None, "zh"}:
        raise UnknownEncoding(cause, _CURE)
    draw = [
        m for m in matches if m.chaos <= best.chaos + _DRAW_CHAOS and m.coherence >= best.coherence - _DRAW_COHERENCE
    ]
    most = max(familiarity(str(m)) for m in draw)
    draw = [m for m in draw if familiarity(str(m)) == most]
    return "cp1252" if any("cp1252" in m.could_be_from_charset for m in draw) else draw[0].encoding


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _typeset(text: str) -> bool:
    """Whether what is beyond ASCII is only what newspapers set: letters, quotation marks, dashes, money."""
    beyond = {c for c in text if ord(c) > 127}
    return all(unicodedata.category(c) in {"Ll", "Lu", "Pd", "Pi", "Pf", "Ps", "Po", "Sc", "Zs", "So"} for c in beyond)
