"""The grammar of time expressions: patterns over classes of words, each with the function that dates what it matches.

A pattern is a regular expression in which a class of `data/time_words.json` stands for one word of it, and spaces for
nothing. At one place the first pattern that matches wins, so longer ones stand first.
"""

import re
from functools import cache

from onrecord.analyse.time import datings
from onrecord.analyse.time.datings import Dating
from onrecord.analyse.time.timewords import OTHER, lexicon

MONTH = "(?: month | month_short dot? )"
WEEKDAY = "(?: weekday | weekday_short [dot comma] )"
YEAR = "(?: comma? year )?"
JOIN = "[hyphen and to]"
LED = "(?<= [in since until by before after from to between and of the article hyphen] )"
"""What a bare month, season or year follows: "2,000 March" and "Theresa May" are none."""
FALL = "(?: [in on] the? | [last this next] | (?<= [since until by before after] ) the? | (?<= from ) )"
"""What stands before the autumn that Americans call fall: "explain the fall" and "expected to fall" are none."""
EDGE = "[end start early late mid]"
AT_EDGE = f"[in on]? the? {EDGE} part? hyphen? [of in]? [the last this next]?"
COUNT = "(?: article? [number daynum figure vague_number] | article ) of?"
DAY_BEFORE = f"[on in]? [early late earlier later]? (?: the? part of )? (?: {WEEKDAY} part? comma? )? the?"

RULES: tuple[tuple[str, Dating], ...] = (
    ("on? iso", datings.iso),
    (f"[on in]? {MONTH} daynum {JOIN} daynum (?! of? {MONTH} ) {YEAR}", datings.month_day),
    (f"[on in]? the? daynum {JOIN} the? daynum of? {MONTH} {YEAR}", datings.month_day),
    (f"{DAY_BEFORE} {MONTH} daynum {YEAR}", datings.month_day),
    (f"{DAY_BEFORE} daynum of? {MONTH} {YEAR}", datings.month_day),
    (f"{AT_EDGE} {MONTH} [of comma]? year?", datings.month_alone),
    (f"{AT_EDGE} [season fall] of? year?", datings.season),
    (f"{AT_EDGE} quote? [decade decade_name]", datings.decade),
    (f"{AT_EDGE} year", datings.year),
    (f"[in on]? the? (?: {EDGE} [of in]? [the last this next] | [earlier later] this ) unit", datings.unit),
    (f"[in on]? the? [ordinal last] unit of {MONTH} [of comma]? year?", datings.week_of_month),
    (f"in? {MONTH} [of comma]? year", datings.month_alone),
    (f"[earlier later]? (?: [in last this next] | {LED} ) {MONTH} (?! [daynum figure] )", datings.month_alone),
    ("month possessive", datings.month_alone),
    (f"(?: (?: [in on]? the | in | [last this next] | {LED} ) season | {FALL} fall ) (?: of? year )?", datings.season),
    ("(?: season | the? fall ) of? year", datings.season),
    ("in? quarter_short (?: of? year )?", datings.fraction),
    ("[in on]? the? ordinal quarter (?: of the? (?: year | [last this] unit ) )?", datings.fraction),
    ("[in on]? the? ordinal half of the? (?: year | [last this] unit )", datings.fraction),
    ("in? the quote? [decade decade_name]", datings.decade),
    ("in? quote? decade", datings.decade),
    (f"on? {WEEKDAY} of? [last this next] unit", datings.weekday),
    (f"[earlier later early late]? on? this? [last next]? (?: mid hyphen )? part? {WEEKDAY} part?", datings.weekday),
    ("[earlier later early late]? today part?", datings.today),
    ("[earlier later early late]? [last this] part", datings.today),
    ("[in on]? [the this]? [the last this next] weekend", datings.weekend),
    (f"(?: {COUNT} unit | unit | half article unit | article unit and article half ) ago", datings.ago),
    (f"[on in]? (?: {COUNT} unit | the [unit part] | unit ) [earlier later before after]", datings.shifted),
    ("on? the [next previous] [unit part]", datings.shifted),
    ("[in on for]? the last [number daynum vague_number]? unit", datings.stretch),
    ("[in on for]? this last [number daynum vague_number]? unit", datings.stretch),
    (f"for (?: {COUNT} )? unit", datings.stretch),
    ("[in on] vague_number unit | [in on] the last (?! unit ) | on the unit", datings.habit),
    ("[last this next] unit", datings.unit),
    ("[earlier later early late] in? [same the] [unit part] | on? the? same [unit part]", datings.same),
    (f"on? holiday ~* {YEAR}", datings.feast),
    ("in? the [daynum figure] unit", datings.century),
    ("[in from]? year hyphen [year figure daynum] (?! hyphen )", datings.year),
    (f"in year | {LED} year (?! unit )", datings.year),
    ("habit", datings.habit),
)

CORE = (
    "weekday weekday_short month month_short quarter_short quarter half today part unit weekend season fall decade decade_name "
    "year iso holiday last habit"
)
"""Each expression holds a word of one of these classes."""
OPERATORS: tuple[tuple[str, str], ...] = (
    ("eve", "on? the? eve of (?: the | article )?"),
    ("since", "since the?"),
    ("until", "[until by] the?"),
    ("before", "before the?"),
    ("after", "after the?"),
    ("week", "the? unit of"),
)
"""What stands before a date and makes another time of it."""


@cache
def rules() -> re.Pattern[str]:
    """All rules as one pattern over symbols; the last group of a match is named for its place in RULES."""
    return re.compile("|".join(f"(?P<r{at}>{_compiled(pattern)})" for at, (pattern, _) in enumerate(RULES)))


@cache
def runs() -> re.Pattern[str]:
    """A run of symbols without a word that no expression holds."""
    return re.compile(f"[^{OTHER}]+")


@cache
def cores() -> re.Pattern[str]:
    """A symbol without one of which a run holds no expression."""
    return re.compile(f"[{_compiled(CORE)}]")


@cache
def operators() -> re.Pattern[str]:
    """The operators as one pattern that ends where the searched stretch ends."""
    return re.compile("(?:" + "|".join(f"(?P<{name}>{_compiled(pattern)})" for name, pattern in OPERATORS) + r")\Z")


@cache
def joints() -> re.Pattern[str]:
    """The two ends of a range are joined by: "from … to", "between … and", a hyphen; what opens it stands before."""
    return re.compile(_compiled("(?: (?: from the? )? E [to until hyphen] | between E and ) the?"))


def _compiled(pattern: str) -> str:
    """A pattern of the grammar as a regular expression over symbols."""
    symbol = lexicon().symbol
    return re.sub(r"[a-z_]+", lambda name: symbol[name.group()], pattern).replace(" ", "")
