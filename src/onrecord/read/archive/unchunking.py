"""HTTP's chunked transfer coding, undone (RFC 9112, section 7.1)."""

import re

from onrecord.errors import BrokenFile

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,4096})?\r\n")


def unchunked(body: bytes) -> bytes:
    """What `body` says in chunks; `body` itself where it is in none, since many archivers undo them and leave the field.

    Raises BrokenFile where the chunks break off or make no sense; trailers are left out.
    """
    if not _SIZE.match(body):
        return body
    chunks: list[bytes] = []
    at = 0
    while size := _SIZE.match(body, at):
        begun, length = size.end(), int(size[1], 16)
        if not length:
            return b"".join(chunks)
        at = begun + length
        chunks.append(body[begun:at])
        if body[at : at + 2] != b"\r\n":
            break
        at += 2
    raise BrokenFile(f"its chunks are cut short or broken at byte {at} of the body", "fetch the page again")
