"""Datings: which days an expression of time stands for, seen from the day that the story was published."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.analyse.time.holidays import holiday
from onrecord.analyse.time.intervals import DAY, Interval, months, part, single, week, years
from onrecord.analyse.time.timewords import Tagged, lexicon, value

SLACK = timedelta(days=1)
"""How far behind the publication day a date without its year may lie: stories are dated in more than one time zone."""
VAGUE = {"minute": (0, 0), "hour": (0, 0), "day": (2, 5), "week": (14, 42), "fortnight": (28, 84), "month": (60, 330)}
VAGUE |= {"year": (730, 7300), "decade": (7300, 18250), "century": (73000, 182500)}
"""What "days later", "a few weeks ago" may mean: days from and to."""
HALVES = {"year": (6, "month"), "decade": (5, "year"), "century": (50, "year"), "month": (15, "day")}
HALVES |= {"week": (3, "day"), "fortnight": (7, "day"), "day": (0, "day"), "hour": (0, "day"), "minute": (0, "day")}
SPRING_MONTHS, HALF_MONTHS, QUARTER_MONTHS = 3, 6, 3
DECADE, CENTURY = 10, 100
MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
SATURDAY, SUNDAY = 5, 6
"""Days of the week from Monday as 0. A Sunday's "last week" is the one that ended with the day before."""


class Now(NamedTuple):
    """From where an expression is seen: the publication as far as it is known, and the date that was named last."""

    published: Interval | None
    anchor: Interval | None = None

    @property
    def day(self) -> date:
        """The publication day. Raises LookupError where it is not known to the day."""
        first, last = self.published or (None, None)
        if first is None or first != last:
            raise LookupError
        return first

    @property
    def month(self) -> date:
        """A day of the month of publication. Raises LookupError where the month is not known."""
        first, last = self.published or (None, None)
        if first is None or last is None or (first.year, first.month) != (last.year, last.month):
            raise LookupError
        return last

    @property
    def year(self) -> int:
        """The year of publication. Raises LookupError where it is not known."""
        first, _ = self.published or (None, None)
        if first is None:
            raise LookupError
        return first.year


class Words(NamedTuple):
    """The words that a rule of the grammar matched: tokens `first` up to `end` of the text."""

    text: Tagged
    first: int
    end: int

    def has(self, *names: str) -> bool:
        """Whether a word of one of these classes is among them."""
        return any(lexicon().symbol[name] in self.text.symbols[self.first : self.end] for name in names)

    def all(self, *names: str) -> list[int]:
        """The values of the words of these classes, in order."""
        symbols = {lexicon().symbol[name] for name in names}
        return [
            int(value(self.text.tokens[at])) for at in range(self.first, self.end) if self.text.symbols[at] in symbols
        ]

    def one(self, *names: str) -> int:
        """The value of the first word of these classes. Raises LookupError where there is none."""
        return self.all(*names)[0]

    def word(self, name: str) -> str:
        """The value of the first word of a class, as text. Raises ValueError where there is none."""
        at = self.text.symbols.index(lexicon().symbol[name], self.first, self.end)
        return str(self.text.values.get(at) or value(self.text.tokens[at]))


Dating = Callable[[Words, Now], Interval | None]
"""The days that matched words stand for; None where they stay open. Raises LookupError where the publication would have
to be known better, ValueError or OverflowError for days that no calendar has."""


def iso(words: Words, _: Now) -> Interval | None:
    """As in "2022-05-31"."""
    return single(date.fromisoformat(words.word("iso")))


def month_day(words: Words, now: Now) -> Interval | None:
    """As in "March 3", "the 3rd of March", "Tuesday, March 3, 2022", "Oct. 3-5"."""
    month, days = words.one("month", "month_short"), words.all("daynum")
    year = words.one("year") if words.has("year") else None
    if year is None:
        seen = now.month if now.published and now.published.first != now.published.last else now.day
        year = seen.year - (date(2000, month, min(days[0], 28)) > date(2000, seen.month, min(seen.day, 28)) + SLACK)
        if (month, seen.month) == (1, 12) and (date(seen.year + 1, 1, days[0]) - seen) <= SLACK:
            year = seen.year + 1
    return Interval(date(year, month, days[0]), date(year, month, days[-1]))


def month_alone(words: Words, now: Now) -> Interval | None:
    """As in "in March", "last July", "late December", "May 2015": without a year the most recent one."""
    month = words.one("month", "month_short")
    if words.has("year"):
        year = words.one("year")
    elif words.has("next"):
        year = now.month.year + (month <= now.month.month)
    elif words.has("this"):
        year = now.month.year
    else:
        year = now.month.year - (month > now.month.month - words.has("last"))
    return _part(words, months(year, month))


def season(words: Words, now: Now) -> Interval | None:
    """As in "in the summer of 2012", "last autumn", "this spring": without a year the most recent one."""
    first = words.one("season", "fall")
    if words.has("year"):
        return _part(words, months(words.one("year"), first, SPRING_MONTHS))
    year = now.month.year + words.has("next")
    whole = months(year, first, SPRING_MONTHS)
    if not words.has("this", "next"):
        seen = whole[1] if words.has("last") else whole[0]
        if seen is not None and seen > now.month:
            whole = months(year - 1, first, SPRING_MONTHS)
    return _past(_part(words, whole), now)


def fraction(words: Words, now: Now) -> Interval | None:
    """As in "Q3 2021", "the third quarter", "the first half of 2020"."""
    if words.has("half"):
        length, which = HALF_MONTHS, words.one("ordinal")
    else:
        length, which = QUARTER_MONTHS, words.one("quarter_short", "ordinal")
    if not 0 < which * length <= 12:
        return None
    year = words.one("year") if words.has("year") else now.year + (words.one("last") if words.has("last") else 0)
    found = months(year, (which - 1) * length + 1, length)
    if not words.has("year", "last") and found[0] and found[0] > now.month:
        found = months(year - 1, (which - 1) * length + 1, length)
    return found


def year(words: Words, _: Now) -> Interval | None:
    """As in "in 2013", "early 2016", "2010-2014", "2015-16"."""
    first, *rest = words.all("year", "figure", "daynum")
    last = rest[0] if rest else first
    last += first // CENTURY * CENTURY if last < CENTURY else 0
    return _part(words, years(first, last - first + 1)) if first <= last else None


def century(words: Words, _: Now) -> Interval | None:
    """As in "the 19th century"; other counted units are no date."""
    if words.word("unit") != "century":
        return None
    return years((words.one("daynum", "figure") - 1) * CENTURY + 1, CENTURY)


def week_of_month(words: Words, now: Now) -> Interval | None:
    """As in "the first week of March", "the last week of October 2021"."""
    first, last = month_alone(words._replace(first=words.first + 1), now) or (None, None)
    if first is None or last is None or words.word("unit") != "week":
        return None
    if words.has("last") or words.one("ordinal") < 0:
        return Interval(last - 6 * DAY, last)
    return Interval(first + 7 * DAY * (words.one("ordinal") - 1), first + DAY * (7 * words.one("ordinal") - 1))


def decade(words: Words, now: Now) -> Interval | None:
    """As in "the 1990s", "the early 1980s", "the sixties"."""
    first = words.one("decade", "decade_name")
    if first < CENTURY:
        century = now.year // CENTURY * CENTURY if now.published else 2000
        first += century - CENTURY * (century + first > (now.year if now.published else 2000))
    return _part(words, years(first, CENTURY if first % CENTURY == 0 and words.has("century") else DECADE))


def weekday(words: Words, now: Now) -> Interval | None:
    """As in "on Monday": the most recent one, the publication day counted; "last Monday": the one before that day."""
    which = words.one("weekday", "weekday_short")
    if words.has("unit"):  # of last week, of this week
        monday = week(now.day + 7 * DAY * words.one("last", "this", "next"))[0]
        return None if monday is None else single(monday + which * DAY)
    if words.has("next"):
        return single(now.day + DAY * ((which - now.day.weekday() - 1) % 7 + 1))
    before = (now.day.weekday() - which) % 7
    return single(now.day - DAY * (before or 7 * words.has("last")))


def today(words: Words, now: Now) -> Interval | None:
    """As in "yesterday", "tonight", "this morning", "last night"."""
    if words.has("today"):
        return single(now.day + DAY * words.one("today"))
    return single(now.day - DAY * words.has("last"))


def weekend(words: Words, now: Now) -> Interval | None:
    """As in "over the weekend": the most recent one, one that has begun counted; "last weekend": one that is over."""
    begun = now.day - DAY * ((now.day.weekday() - SATURDAY) % 7)
    if words.has("next"):
        begun += 7 * DAY
    if words.has("last") and begun + DAY >= now.day:
        begun -= 7 * DAY
    return Interval(begun, begun + DAY)


def unit(words: Words, now: Now) -> Interval | None:
    """As in "last week", "earlier this month", "this year", "next month", "at the end of last year"."""
    name, step = words.word("unit"), words.one("last", "this", "next") if words.has("last", "this", "next") else 0
    whole = _whole(name, step, now)
    if whole is None or step:
        return whole and _part(words, whole)
    if words.has("earlier") and name == "year" and now.day.month > 2:
        return months(now.day.year, 1, now.day.month - 1)
    return _past(_part(words, whole), now) if not words.has("end") else _part(words, whole)


def stretch(words: Words, now: Now) -> Interval | None:
    """As in "the past three weeks", "for five weeks": up to the publication day; "for years": for no known time."""
    if not words.has("number", "daynum", "article", "last"):
        return Interval(None, now.day)
    name = words.word("unit")
    count = words.one("number", "daynum", "article") if words.has("number", "daynum", "article") else 1
    return Interval(None if words.has("vague_number") else _back(now.day, count, name), now.day)


def _back(day: date, count: int, name: str) -> date:
    """The day so many days, weeks, months, years before another."""
    if name in MONTHS:
        first, last = months(day.year, day.month - count * MONTHS[name])
        return day if first is None or last is None else min(last, first + DAY * (day.day - 1))
    return day - DAY * count * {"day": 1, "week": 7, "fortnight": 14}.get(name, 0)


def ago(words: Words, now: Now) -> Interval | None:
    """As in "three days ago", "two months ago", "a decade ago", "weeks ago"."""
    return _moved(words, single(now.day), -1)


def shifted(words: Words, now: Now) -> Interval | None:
    """As in "two days earlier", "a week later", "days later", "the next day", "the day before": from the date named last."""
    if now.anchor is None:
        return None
    return _moved(words, now.anchor, -1 if words.has("earlier", "before", "previous") else 1)


def same(words: Words, now: Now) -> Interval | None:
    """As in "the same day", "that evening", "later that month": the date named last, or the longer time that it lies in."""
    if words.has("part") or words.word("unit") in ("day", "hour"):
        return now.anchor
    seen = now.day if now.anchor is None or now.anchor.first is None else now.anchor.first
    return _past(_containing(seen, words.word("unit")), now)


def feast(words: Words, now: Now) -> Interval | None:
    """As in "on Christmas Eve", "Thanksgiving 2015": without a year the most recent one."""
    name = words.word("holiday")
    if words.has("year"):
        return single(holiday(name, words.one("year")))
    found = holiday(name, now.day.year)
    return single(found if found <= now.day else holiday(name, now.day.year - 1))


def habit(_: Words, now: Now) -> Interval | None:
    """As in "recently", "repeatedly", "in recent weeks", "in the past": some time up to the publication."""
    return None if now.published is None else Interval(None, now.published.last)


def _part(words: Words, whole: Interval) -> Interval:
    """The part of it that "early", "mid", "the end of" name."""
    if words.has("early", "start"):
        return part(whole, "early")
    if words.has("mid"):
        return part(whole, "mid")
    return part(whole, "late") if words.has("late", "end") else whole


def _past(interval: Interval, now: Now) -> Interval:
    """What of it had passed when the story was published; all of it where none had."""
    first, last = interval
    today = now.published.last if now.published else None
    if first is None or last is None or today is None or first > today:
        return interval
    return Interval(first, min(last, today))


def _whole(name: str, step: int, now: Now) -> Interval | None:
    """The day, week, month, year … of the publication, or one so many steps from it."""
    if name == "year":
        return years(now.year + step)
    if name == "decade":
        return years((now.year // DECADE + step) * DECADE, DECADE)
    if name == "century":
        return years((now.year // CENTURY + step) * CENTURY, CENTURY)
    if name == "month":
        return months(now.month.year, now.month.month + step)
    if (name, step, now.day.weekday()) == ("week", -1, SUNDAY):
        return Interval(now.day - 6 * DAY, now.day - DAY)
    return _containing(now.day + DAY * step * {"day": 1, "week": 7, "fortnight": 14}.get(name, 0), name)


def _containing(day: date, name: str) -> Interval:
    if name in ("week", "fortnight"):
        return week(day)
    if name == "month":
        return months(day.year, day.month)
    if name in ("year", "decade", "century"):
        return years(day.year)
    return single(day)


def _moved(words: Words, anchor: Interval, direction: int) -> Interval | None:
    """The time so many days, weeks … before (-1) or after (1) another."""
    name = words.word("unit") if words.has("unit") else "day"
    counted = words.has("number", "daynum", "figure") or (
        not words.has("vague_number") and words.has("article", "next", "previous", "the")
    )
    if words.has("vague_number") or not counted:
        return _vague(anchor, name, direction)
    numbers = words.all("number", "daynum", "figure")
    if words.has("half"):
        count, name = HALVES[name]
        return _shifted(anchor, direction * count * (3 if words.has("and") else 1), name)
    return _shifted(anchor, direction * (numbers[0] if numbers else 1), name)


def _vague(anchor: Interval, name: str, direction: int) -> Interval | None:
    first, last = anchor
    if first is None or last is None:
        return None
    near, far = (timedelta(days) for days in VAGUE[name])
    middle = first + (last - first) / 2
    return Interval(middle + near, last + far) if direction > 0 else Interval(first - far, middle - near)


def _shifted(anchor: Interval, count: int, name: str) -> Interval | None:
    """Days stay days; a week from a day is some day of that week; months and years are whole."""
    first, last = anchor
    if first is None or last is None:
        return None
    if name in ("year", "decade", "century"):
        moved = count * {"year": 1, "decade": DECADE, "century": CENTURY}[name]
        return years(first.year + moved, last.year - first.year + 1)
    if name == "month":
        return months(first.year, first.month + count)
    if name in ("week", "fortnight"):
        return week(first + count * DAY * {"week": 7, "fortnight": 14}[name])
    step = count * DAY if name == "day" else timedelta()
    return Interval(first + step, last + step)
