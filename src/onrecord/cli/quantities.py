"""Sums, currencies and spans of time as options give them."""

import re

from onrecord.errors import BadDescription
from onrecord.read.dates import edtf

_SUM = re.compile(r"(?P<number>\d[\d,_]*(?:\.\d+)?) ?(?P<unit>[a-z]*)", re.ASCII)
_UNITS = {
    "": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9,
    "tn": 1e12, "t": 1e12, "trillion": 1e12,
}  # fmt: skip
_CURRENCY = re.compile("[A-Z]{3}")


def amount(option: str, written: str) -> float:
    """“700m”, “1.5 billion”, “40,000”. Raises BadDescription where it is no sum."""
    found = _SUM.fullmatch(written.strip().lower())
    if found is None or found["unit"] not in _UNITS:
        raise BadDescription(f"{option}: {written!r} is no sum", "write it as 40000, 700m, 1.5bn or 2 trillion")
    return float(found["number"].replace(",", "").replace("_", "")) * _UNITS[found["unit"]]


def currency(option: str, written: str) -> str:
    """An ISO 4217 code, in capitals. Raises BadDescription where it is none."""
    if not _CURRENCY.fullmatch(written.upper()):
        raise BadDescription(f"{option}: {written!r} is no code of a currency", "write three letters: EUR, USD, GBP")
    return written.upper()


def interval(option: str, written: str) -> str:
    """A date or an interval as EDTF; an end may be open: `2022/..`. Raises BadDescription where it is none."""
    ends = [end.strip() for end in written.split("/")]
    if len(ends) > 2:
        raise BadDescription(
            f"{option}: no interval: {written[:60]!r}", "write two dates: 2022-05/2022-08, 2022/.. or ../2022"
        )
    return "/".join(end if len(ends) == 2 and end in {"", ".."} else edtf(end) for end in ends)
