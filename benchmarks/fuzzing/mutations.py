"""Files with something wrong in them."""

import io
import random
import re
import zipfile
from contextlib import suppress

from benchmarks.fuzzing.words import WORDS

_LONGEST = 256 * 1024  # bytes of a mutant: what a reader does with long files is asked by tests/hostile
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"4294967295", b"9223372036854775808", b"1e999", b"9" * 40)
_BYTES = (0x00, 0xFF, 0x7F, 0x80, 0x0A, 0x3C, 0x26, 0x22)


class Mutant:
    """Makes damaged files. reader: whose. seeds: what they are made of. chance: the same one makes the same files."""

    def __init__(self, reader: str, seeds: list[bytes], chance: random.Random) -> None:
        self.seeds, self.chance = seeds, chance
        self.packed = reader in {"docx", "zip"}
        self.words = WORDS.get(reader, ()) + WORDS["any"]
        self.ways = (
            self._flip, self._flip, self._overwrite, self._cut, self._shorten, self._double, self._repeat, self._splice,
            self._word, self._word, self._number,
        )  # fmt: skip

    def make(self) -> bytes:
        """The next one."""
        seed = self.chance.choice(self.seeds)
        if self.packed and self.chance.random() < 0.6 and (data := self._repacked(seed)) is not None:
            return data
        return self._damaged(seed)

    def _damaged(self, data: bytes) -> bytes:
        for _ in range(1 << self.chance.randrange(5)):
            data = self.chance.choice(self.ways)(data or b"\0")[:_LONGEST]
        return data

    def _repacked(self, data: bytes) -> bytes | None:
        """An archive with one of its members damaged, whole otherwise."""
        out = io.BytesIO()
        with suppress(Exception):  # a seed that is no whole archive
            with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as packed:
                names = archive.namelist()
                damaged = self.chance.choice(names)
                for name in names:
                    inside = archive.read(name)
                    packed.writestr(name, self._damaged(inside) if name == damaged else inside)
            return out.getvalue()
        return None

    def _at(self, data: bytes) -> int:
        return self.chance.randrange(len(data) + 1)

    def _stretch(self, data: bytes) -> tuple[int, int]:
        begin = self._at(data)
        return begin, min(len(data), begin + self.chance.randrange(1, 1 << self.chance.randrange(1, 14)))

    def _flip(self, data: bytes) -> bytes:
        flipped = bytearray(data)
        for _ in range(1 << self.chance.randrange(4)):
            flipped[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        return bytes(flipped)

    def _overwrite(self, data: bytes) -> bytes:
        begin, end = self._stretch(data)
        return data[:begin] + bytes([self.chance.choice(_BYTES)]) * (end - begin) + data[end:]

    def _cut(self, data: bytes) -> bytes:
        begin, end = self._stretch(data)
        return data[:begin] + data[end:]

    def _shorten(self, data: bytes) -> bytes:
        return data[: self._at(data)]

    def _double(self, data: bytes) -> bytes:
        begin, end = self._stretch(data)
        return data[:end] + data[begin:]

    def _repeat(self, data: bytes) -> bytes:
        begin, end = self._stretch(data)
        return data[:begin] + data[begin : min(end, begin + 64)] * (1 << self.chance.randrange(11)) + data[begin:]

    def _splice(self, data: bytes) -> bytes:
        other = self.chance.choice(self.seeds)
        begin, end = self._stretch(other)
        at = self._at(data)
        return data[:at] + other[begin:end] + data[at:]

    def _word(self, data: bytes) -> bytes:
        at = self._at(data)
        return data[:at] + self.chance.choice(self.words) + data[at + self.chance.choice((0, 0, 4)) :]

    def _number(self, data: bytes) -> bytes:
        if (found := _NUMBER.search(data, self._at(data))) is None:
            return data
        return data[: found.start()] + self.chance.choice(_NUMBERS) + data[found.end() :]
