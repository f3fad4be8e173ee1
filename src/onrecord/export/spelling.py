"""Dates and sums as people write them."""

import re

from onrecord.types.amount import Amount

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)?)?", re.ASCII)
_OPEN = ("", "..")
_UNITS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def date(edtf: str, letters: int | None = None) -> str:
    """“31 May 2022”, “30–31 May 2022”, “by 31 May 2022”; what is no plain date or interval stays as it is written.

    letters: of a month's name, None for all of them. The time of a day is left out.
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        parts = _parts(start, letters)
        return " ".join(parts) if parts else edtf
    first, last = _parts(start, letters), _parts(end, letters)
    if start in _OPEN and last:
        return f"by {' '.join(last)}"
    if end in _OPEN and first:
        return f"{' '.join(first)} or later"
    if not first or not last:
        return edtf
    return _interval(first, last)


def _interval(first: list[str], last: list[str]) -> str:
    """Without what both ends share behind the rest: the year, or the month and the year."""
    if first == last:
        return " ".join(last)
    shared = 0
    while len(first) == len(last) and shared < len(first) - 1 and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    opening = first[: len(first) - shared]
    dash = "–" if len(opening) == 1 and len(first) == len(last) else " – "
    return f"{' '.join(opening)}{dash}{' '.join(last)}"


def _parts(edtf: str, letters: int | None) -> list[str] | None:
    """Day, month and year, as far as they are given."""
    found = _DAY.fullmatch(edtf)
    if found is None or not 1 <= int(found["month"] or 1) <= 12:
        return None
    parts = [str(int(found["day"]))] if found["day"] else []
    parts += [MONTHS[int(found["month"]) - 1][:letters]] if found["month"] else []
    return [*parts, found["year"]]


def money(amount: Amount) -> str:
    """“EUR 5 million promised”, “USD 2–3 billion”; the currency alone where the value is not known."""
    ends = dict.fromkeys((amount.value, amount.value_max))  # once where both are the same
    numbers = [_number(value) for value in ends if value is not None]
    if len(numbers) == 2 and numbers[0].partition(" ")[2] == numbers[1].partition(" ")[2]:
        numbers[0] = numbers[0].partition(" ")[0]
    stage = "" if amount.stage == "none" else amount.stage
    return " ".join(filter(None, (amount.currency, "–".join(numbers), stage)))


def _number(value: float) -> str:
    """Exact: in millions and more only where two decimals hold all of it."""
    for unit, name in _UNITS:
        if abs(value) >= unit and round(value / unit, 2) * unit == value:
            return f"{value / unit:,.2f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{value:,.2f}".removesuffix(".00")
