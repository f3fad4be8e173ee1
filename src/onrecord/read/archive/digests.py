"""Digests, as a WARC labels them: `sha1:` and base 32, or base 16."""

import base64
import hashlib

_ALGORITHMS = {
    "md5": "md5",
    "sha1": "sha1",
    "sha-1": "sha1",
    "sha256": "sha256",
    "sha-256": "sha256",
    "sha512": "sha512",
}


def is_intact(data: bytes, labelled: str) -> bool:
    """Whether `data` has that digest; also where there is none, or one by an algorithm that is not known."""
    label, _, written = labelled.strip().partition(":")
    algorithm = _ALGORITHMS.get(label.casefold())
    if algorithm is None:
        return True
    digest = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    return written.strip().upper().rstrip("=") in {base64.b32encode(digest).decode().rstrip("="), digest.hex().upper()}
