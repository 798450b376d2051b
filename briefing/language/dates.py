"""Date expressions in English text: where they stand, and which day, month or year they mean.

`find` says where a date is mentioned, `resolve` what it means in an article of a known date, and `direction` whether
the sentence looks back or ahead. All three are pure and use no model.

Running text goes through the grammar in this module and not through dateparser, which is made for single strings. On
the 111 expressions of `tests/test_language_dates.py`, each alone and with its reference and direction given to both,
the grammar has 111 right (it was written beside them) and dateparser 1.5.0 has 72: it knows no "mid-October", "last
June", "2014-2017" or "Monday of this week", makes days of weeks ("last week" is Saturday) and of "the 1990s", takes one
order of 05/04/2022 without a word, and has nothing to hang "the following day" on. A test repeats the comparison.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from briefing.records import Precision

Kind = Literal["date", "numeric", "month", "year", "years", "weekday", "relative", "anniversary", "sequel", "period"]
Direction = Literal["past", "future"]
Unit = Literal["day", "week", "month", "year"]
Day: TypeAlias = date


class Parts(NamedTuple):
    """What a mention names, field by field; None where it is silent."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: int | None = None
    """Last day or year of a range."""
    weekday: int | None = None
    """Monday is 0."""
    side: str | None = None
    """`last`, `this` or `next`, of the weekday, month or period."""
    year_side: str | None = None
    """The same of the year ("in May last year"), or `that`."""
    amount: int | None = None
    """How many units later; earlier, if negative."""
    unit: Unit | None = None
    shade: str | None = None
    """`early`, `mid` or `late`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date expression: `text[start:end]`, half-open, in characters."""

    start: int
    end: int
    kind: Kind
    """`numeric` is 05/01/2020, whose order is unsure; `sequel` ("the next day") hangs on the date before it."""
    parts: Parts


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention means."""

    date: str
    """`2024-01-27`, `2024-01` or `2024`, as `precision` says: the longest prefix that is certain."""
    precision: Precision
    approximate: bool
    """Whether the words are vaguer, or narrower, than `date` shows: "mid-October", "last week"."""
    first: Day
    last: Day


# --- the grammar ----------------------------------------------------------------------------------

# fmt: off
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}
# fmt: on
"""Number of a month by the first letters of its name."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = {
    word: count
    for count, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=1,
    )
    for word in words.split()
}

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?"
    r"|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
_LONG_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)(?![A-Za-z])"
)
_LONG_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_ANY_WEEKDAY = (
    r"(?P<weekday>Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?|r)?|Fri(?:day)?|Sat(?:urday)?"
    r"|Sun(?:day)?)\.?"
)
_NIGHT = r"(?:\s+(?:morning|afternoon|evening|night))?"
_BEFORE_DAY = rf"(?:\b{_ANY_WEEKDAY}{_NIGHT},?\s+(?:the\s+)?)?"
# Not "May 10,000 people", "June 12:30" or "July 10%".
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d{3}|[.]\d)"
_UNTIL = r"(?:\s?(?:[-\u2013\u2014]|to)\s?(?P<until>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d))?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,:/-]\d)"
_RECENT_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?![\d%s]|[.,:/\u2013-]\d|\s?[-\u2013]\s?\d{4})"
_COUNT = r"(?P<amount>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_SHADE = r"(?P<shade>[Ee]arly|[Mm]id(?:dle)?|[Ll]ate|beginning|start|end)(?:\s+(?:in|of)\s+|[\s-]+)(?:the\s+)?"
_WHEN = (
    r"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Dd]uring|[Ff]rom|[Oo]f|[Bb]efore|[Aa]fter|[Tt]hrough(?:out)?|[Aa]round)"
)

# In order of strength: a mention found by one rule is not touched by those below it. Group `x` is the mention itself,
# where the rule needs words around it; so "March", "May" and bare years count only where they are told to be dates.
# With each rule stand the words, in lower case, of which a text must hold one for the rule to find anything; none of
# them stand for a digit. Looking for a word takes a fraction of trying the rule: with 14,000 sentences half the time.
_DIGIT: Final[tuple[str, ...]] = ()
_MONTHS: Final = tuple(MONTHS)
_UNITS: Final = ("day", "week", "month", "year")
_RULES: tuple[tuple[Kind, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "date",
        _DIGIT,
        re.compile(r"(?<![\d/.-])(?P<year>(?:1[5-9]|20)\d\d)([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d|[-/.]\d)"),
    ),
    (
        "numeric",
        _DIGIT,
        re.compile(
            rf"{_BEFORE_DAY}(?<![\d/.-])(?P<day>\d\d?)([-/.])(?P<month>\d\d?)\3(?P<year>(?:19|20)\d\d)(?!\d|[-/.]\d)"
        ),
    ),
    ("date", _DIGIT, re.compile(rf"{_BEFORE_DAY}\b{_MONTH}\s+{_DAY}{_UNTIL}(?:,?\s+{_YEAR})?")),
    (
        "date",
        _DIGIT,
        re.compile(rf"{_BEFORE_DAY}(?<![\d.,:$€£/-]){_DAY}{_UNTIL}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?"),
    ),
    ("weekday", _DIGIT, re.compile(rf"\b{_LONG_WEEKDAY}{_NIGHT}\s+\((?P<day>[12]?\d|3[01])\)")),
    (
        "month",
        _MONTHS,
        re.compile(rf"\b{_SHADE}{_MONTH}(?:,?\s+(?:of\s+)?(?:{_YEAR}|(?P<year_side>last|this|next|that)\s+year))?"),
    ),
    (
        "month",
        _MONTHS,
        re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?(?:{_YEAR}|(?P<year_side>last|this|next|that)\s+year\b)"),
    ),
    ("month", _MONTHS, re.compile(rf"\b(?P<side>[Ll]ast|[Tt]his|[Nn]ext)\s+{_LONG_MONTH}(?!\s+\d)")),
    ("month", _MONTHS, re.compile(rf"\b{_WHEN}\s+(?P<x>{_LONG_MONTH})(?!\s+\d|['\u2019]s)")),
    (
        "month",
        _MONTHS,
        re.compile(
            rf"{_LONG_MONTH.replace('<month>', '<other>')}\s+(?:and|or|to|through)\s+(?P<x>{_LONG_MONTH})(?!\s+\d)"
        ),
    ),
    (
        "years",
        _DIGIT,
        re.compile(
            r"(?<![\d.,:/-])(?P<x>(?P<year>(?:1[89]|20)\d\d)"
            r"(?:\s?[-\u2013\u2014]\s?|(?<=[Ff]rom \d{4})\s+to\s+|(?<=[Bb]etween \d{4})\s+and\s+)"
            r"(?P<until>(?:1[89]|20)\d\d|\d\d))(?![\d%]|[.,:/\u2013-]\d)"
        ),
    ),
    ("year", _DIGIT, re.compile(rf"\b{_SHADE}{_RECENT_YEAR}")),
    (
        "year",
        _DIGIT,
        re.compile(
            rf"\b(?:{_WHEN}|\d{{4}}\s+(?:and|or))\s+(?:the\s+year\s+)?(?P<x>{_RECENT_YEAR})(?!\s+[a-z]+(?<!wa)(?<!ha)(?<!i)s\b)"
        ),
    ),
    (
        "weekday",
        ("week",),
        re.compile(rf"\b{_LONG_WEEKDAY}{_NIGHT}\s+(?:of\s+)?(?P<side>last|this|next)\s+(?P<unit>week)\b"),
    ),
    (
        "weekday",
        ("day",),
        re.compile(rf"\b(?:[Tt]his\s+)?(?P<side>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Cc]oming)\s+{_LONG_WEEKDAY}\b(?!s)"),
    ),
    (
        "weekday",
        ("day",),
        re.compile(
            rf"(?<![a-z]-)\b{_LONG_WEEKDAY}\b(?!\s+(?:Times|Telegraph|Mirror|Mail|Express|Herald|People|Night\s+Live)\b)"
        ),
    ),
    ("anniversary", ("year",), re.compile(r"\b(?:[Oo]n\s+)?[Tt]his\s+(?:very\s+)?day\s+(?P<side>last)\s+year\b")),
    ("anniversary", ("ago",), re.compile(rf"\b(?:[Oo]n\s+)?[Tt]his\s+day\s+(?i:{_COUNT})\s+years?\s+(?P<ago>ago)\b")),
    ("anniversary", ("ago",), re.compile(rf"\b(?i:{_COUNT})\s+years?\s+(?P<ago>ago)\s+(?:today|this\s+day)\b")),
    ("relative", ("yesterday", "tomorrow"), re.compile(r"\b[Dd]ay\s+(?P<x>before\s+yesterday|after\s+tomorrow)\b")),
    (
        "relative",
        ("day", "morrow", "night", "morning", "afternoon", "evening"),
        re.compile(
            r"\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his\s+(?:morning|afternoon|evening)|[Ll]ast\s+night)\b"
        ),
    ),
    ("relative", ("ago",), re.compile(rf"\b(?i:{_COUNT})\s+(?P<unit>day|week|month|year)s?\s+(?P<ago>ago)\b")),
    (
        "sequel",
        ("later", "earlier"),
        re.compile(rf"\b(?i:{_COUNT})\s+(?P<unit>day|week|month|year)s?\s+(?P<sequel>later|earlier)\b"),
    ),
    ("sequel", ("day",), re.compile(r"\b[Tt]he\s+(?P<sequel>following|next|previous)\s+(?P<unit>day)\b")),
    (
        "sequel",
        ("morning", "afternoon", "evening", "night"),
        re.compile(r"\b[Tt]he\s+(?P<sequel>following|next)\s+(?:morning|afternoon|evening|night)\b"),
    ),
    ("sequel", _UNITS, re.compile(r"\b[Tt]he\s+(?P<sequel>following|previous)\s+(?P<unit>week|month|year)\b")),
    (
        "sequel",
        _UNITS,
        re.compile(r"\b(?:[Tt]he\s+(?P<sequel>same)|[Tt]hat(?:\s+(?:very|same))?)\s+(?P<unit>day|month|year)\b(?!-)"),
    ),
    (
        "period",
        _UNITS,
        re.compile(
            r"\b(?:(?P<shade>[Ee]arl(?:y|ier)|[Mm]id|[Ll]ater?|beginning\s+of|start\s+of|end\s+of)\s+)?"
            r"(?<!the\s)(?<!past\s)(?P<side>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<unit>week|month|year)\b(?!-|\s+of\b)"
        ),
    ),
)
_ANY_DIGIT = re.compile(r"\d")
_NO_DATE_BEFORE = {
    "weekday": re.compile(
        r"\b(?:Bloody|Black|Good|Cyber|Easter|Palm|Super|Ash|Holy|Shrove|Sheffield|an?|every|each|most|any)\s+$"
    ),
    "relative": re.compile(r"\b(?:USA|Russia|India|Business)\s+$"),
}
# "by April Jones", "of May Day": months that are names too need a word that names no person before them.
_NAME_MONTH = re.compile(r"(?:March|April|May|June|August)$")
_MAY_BE_NAME = re.compile(r"\b(?:[Bb]y|[Oo]f|[Ff]rom|[Aa]fter|[Bb]efore|[Aa]round)\s+$")


@lru_cache(maxsize=256)  # whoever dates an article asks the same of its first sentences
def find(text: str) -> tuple[Mention, ...]:
    """The date expressions of a text, in order and disjoint.

    Left alone are clock times, bare numbers, decades, seasons, what is too vague to point anywhere ("recent weeks") and
    years that are part of a name ("the 2004 treaty").

    >>> text = "Talks resume on Sunday, as they may; the May 2019 round ended on 3 June, the next day."
    >>> [(mention.kind, text[mention.start : mention.end]) for mention in find(text)]
    [('weekday', 'Sunday'), ('month', 'May 2019'), ('date', '3 June'), ('sequel', 'the next day')]
    """
    found: list[Mention] = []
    words, has_digit = text.lower(), _ANY_DIGIT.search(text) is not None
    for kind, needed, pattern in _RULES:
        if not (any(word in words for word in needed) if needed else has_digit):
            continue
        found += [
            mention
            for match in pattern.finditer(text)
            if (mention := _mention(kind, match))
            and all(mention.end <= m.start or m.end <= mention.start for m in found)
        ]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _mention(kind: Kind, match: re.Match[str]) -> Mention | None:
    groups = match.groupdict()
    span = "x" if groups.get("x") and kind != "relative" else 0
    start, end = match.span(span)
    before = match.string[max(0, start - 12) : start]
    if kind in _NO_DATE_BEFORE and _NO_DATE_BEFORE[kind].search(before):
        return None
    if kind == "month" and span == "x" and _is_name(match.group("x"), before, match.string[end : end + 3]):
        return None
    return Mention(start, end, kind, _parts(groups, match.group()))


def _is_name(month: str, before: str, after: str) -> bool:
    return bool(_NAME_MONTH.match(month) and _MAY_BE_NAME.search(before) and re.match(r"\s[A-Z]", after))


def _parts(groups: dict[str, str | None], words: str) -> Parts:
    unit: Unit | None = groups.get("unit")  # type: ignore[assignment]  # the patterns hold no other word
    return Parts(
        year=_number(groups.get("year")),
        month=_month(groups.get("month")),
        day=_number(groups.get("day")),
        until=_number(groups.get("until")),
        weekday=_weekday(groups.get("weekday")),
        side=_side(groups.get("side")),
        year_side=groups.get("year_side"),
        amount=_amount(groups, words),
        unit=unit if unit or not _amount(groups, words) else "day",
        shade=_shade(groups.get("shade")),
    )


def _number(word: str | None) -> int | None:
    return int(word) if word else None


def _month(word: str | None) -> int | None:
    if not word:
        return None
    return int(word) if word.isdigit() else MONTHS[word[:3].lower()]


def _weekday(word: str | None) -> int | None:
    return _WEEKDAYS.index(word[:3].lower()) if word else None


def _side(word: str | None) -> str | None:
    return {"past": "last", "coming": "next"}.get(word.lower(), word.lower()) if word else None


def _shade(word: str | None) -> str | None:
    if not word:
        return None
    opening = word.lower()[:3]
    return {"ear": "early", "beg": "early", "sta": "early", "mid": "mid"}.get(opening, "late")


_DAY_WORDS = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last": -1, "tomorrow": 1}
_SEQUELS = {"later": 1, "earlier": -1, "following": 1, "next": 1, "previous": -1, "same": 0}


def _amount(groups: dict[str, str | None], words: str) -> int | None:
    """How many units later the mention is than what it hangs on."""
    counted = groups.get("amount")
    count = (_COUNTS.get(counted.lower()) or int(counted)) if counted else 1
    if groups.get("ago"):
        return -count
    if sequel := groups.get("sequel"):
        return count * _SEQUELS[sequel]
    opening = words.split(maxsplit=1)[0].lower()
    if opening == "day":
        return -2 if "yesterday" in words else 2
    if groups.get("side") is None and opening in _DAY_WORDS:
        return _DAY_WORDS[opening]
    return 0 if opening == "that" and groups.get("unit") else None


# --- what a mention means ---------------------------------------------------------------------------


class _Setting(NamedTuple):
    """What a mention is resolved against."""

    reference: date | None
    previous: Resolved | None
    direction: Direction | None


def resolve(
    mention: Mention,
    *,
    reference: date | None,
    previous: Resolved | None = None,
    direction: Direction | None = None,
) -> Resolved | None:
    """What a mention means in a text of the day `reference`; None where it cannot be told.

    - A bare weekday is the nearest such day within the week on the side of `direction`; the reference's own counts as
      today.
    - A date without a year is the latest one up to the reference, or if `direction` is `future` the next one within six
      months, else None. A weekday beside it chooses the year ("Sunday, January 23").
    - Where a weekday contradicts a date with a year, the date holds and is `approximate`; "Tuesday (23)" needs both.
    - Weeks have no day: "last week" is the month or year that holds all of it.
    - "The following day" needs a `previous` date that is precise to the day.
    - 05/01/2020 is None unless one reading is impossible; `candidates` gives both.

    >>> [mention] = find("The council meets on Sunday.")
    >>> resolve(mention, reference=date(2023, 3, 3), direction="future").date
    '2023-03-05'
    """
    return _RESOLVERS[mention.kind](mention.parts, _Setting(reference, previous, direction))


def candidates(mention: Mention) -> tuple[date, ...]:
    """The days that a mention with day, month and year can mean: two, where day and month may be either way round.

    A weekday beside it decides, if it fits one of them.

    >>> [str(day) for mention in find("05/01/2020, 25/12/2020, Sunday 05/01/2020") for day in candidates(mention)]
    ['2020-01-05', '2020-05-01', '2020-12-25', '2020-01-05']
    """
    parts = mention.parts
    if parts.year is None or mention.kind not in ("date", "numeric"):
        return ()
    readings = [_day(parts.year, parts.month, parts.day)]
    if mention.kind == "numeric":
        readings.append(_day(parts.year, parts.day, parts.month))
    days = sorted({day for day in readings if day})
    return tuple([day for day in days if day.weekday() == parts.weekday] or days)


def _numeric(parts: Parts, _: _Setting) -> Resolved | None:
    days = candidates(Mention(0, 1, "numeric", parts))
    return _one_day(days[0]) if len(days) == 1 else None


def _date(parts: Parts, setting: _Setting) -> Resolved | None:
    first = _day(parts.year, parts.month, parts.day) if parts.year else _without_year(parts, setting)
    last = _day(first.year, first.month, parts.until) if first and parts.until else first
    if first is None or last is None or last < first:
        return None
    return _span(first, last, approximate=parts.weekday not in (None, first.weekday()))


# How far ahead a date without a year may lie: news writes the year with anything farther off.
_HALF_A_YEAR = timedelta(days=183)


def _without_year(parts: Parts, setting: _Setting) -> date | None:
    reference = setting.reference
    if reference is None:
        return None
    # Eight years each way reach a 29 February even across 1900, which has none; any other day is there each year.
    most = 8 if (parts.month, parts.day) == (2, 29) else 1
    days = [day for step in range(-most, most + 1) if (day := _day(reference.year + step, parts.month, parts.day))]
    fitting = [day for day in days if abs(day.year - reference.year) <= 1 and day.weekday() == parts.weekday]
    if fitting:
        return min(fitting, key=lambda day: abs(day - reference))
    if setting.direction == "future":
        return min((day for day in days if reference <= day <= reference + _HALF_A_YEAR), default=None)
    return max((day for day in days if day <= reference), default=None)


def _month_of_year(parts: Parts, setting: _Setting) -> Resolved | None:
    year = _year_of_month(parts, setting)
    if year is None or parts.month is None:
        return None
    return _shaded(_month_of(year, parts.month), parts.shade)


def _year_of_month(parts: Parts, setting: _Setting) -> int | None:
    if parts.year:
        return parts.year
    if parts.year_side == "that":
        return setting.previous.first.year if setting.previous else None
    if setting.reference is None:
        return None
    year, months_on = setting.reference.year, (parts.month or 0) - setting.reference.month
    if parts.year_side or parts.side == "this":
        return year + _STEPS[parts.year_side or "this"]
    if parts.side == "next" or (setting.direction == "future" and parts.side is None):
        return year + (months_on < 0 or (months_on == 0 and parts.side == "next"))
    return year - (months_on > 0 or (months_on == 0 and parts.side == "last"))


def _year(parts: Parts, _: _Setting) -> Resolved | None:
    return _shaded(_year_of(parts.year), parts.shade) if parts.year else None


def _years(parts: Parts, _: _Setting) -> Resolved | None:
    first, last = parts.year or 0, parts.until or 0
    last += first - first % 100 if last < 100 else 0  # noqa: PLR2004  # 2014-17
    if not 0 < first < last:
        return None
    return Resolved(str(first), "year", approximate=True, first=date(first, 1, 1), last=date(last, 12, 31))


def _weekday_near(parts: Parts, setting: _Setting) -> Resolved | None:
    reference, weekday = setting.reference, parts.weekday
    if reference is None or weekday is None:
        return None
    if parts.day:
        return _numbered_weekday(reference, weekday, parts.day, setting.direction)
    if parts.unit == "week":
        monday = reference - timedelta(days=reference.weekday())
        day = monday + timedelta(days=7 * _STEPS[parts.side or "this"] + weekday)
        return _one_day(day)
    back = (reference.weekday() - weekday) % 7
    ahead = (weekday - reference.weekday()) % 7
    if parts.side == "last":
        shift = -(back or 7)
    elif parts.side == "next":
        shift = ahead or 7
    else:
        wanted = setting.direction or ("future" if parts.side == "this" else "past")
        shift = ahead if wanted == "future" else -back
    return _one_day(reference + timedelta(days=shift))


def _numbered_weekday(reference: date, weekday: int, day: int, direction: Direction | None) -> Resolved | None:
    """The day of "Tuesday (23)": both must fit, within the 45 days that a bare number can be meant to span."""
    wanted = -1 if direction == "future" else 1
    for distance in range(46):
        for side in (wanted, -wanted):
            near = reference - timedelta(days=side * distance)
            if (near.weekday(), near.day) == (weekday, day):
                return _one_day(near)
    return None


def _relative(parts: Parts, setting: _Setting) -> Resolved | None:
    if setting.reference is None or parts.amount is None:
        return None
    return _later(_one_day(setting.reference), parts)


def _anniversary(parts: Parts, setting: _Setting) -> Resolved | None:
    """The same day of an earlier year: "on this day last year"."""
    if setting.reference is None:
        return None
    day = _day(setting.reference.year + (parts.amount or -1), setting.reference.month, setting.reference.day)
    return _one_day(day) if day else None


def _sequel(parts: Parts, setting: _Setting) -> Resolved | None:
    previous = setting.previous
    if previous is None or parts.amount is None:
        return None
    if parts.unit in ("day", "week") and previous.precision != "day":
        return None
    if parts.unit == "month" and previous.precision == "year":
        return None
    return _later(previous, parts)


def _later(start: Resolved, parts: Parts) -> Resolved | None:
    """`amount` units after the first day of `start`, as exactly as the unit allows.

    >>> [mention] = find("three weeks ago")
    >>> resolved = resolve(mention, reference=date(2023, 3, 30))
    >>> resolved.date, resolved.approximate, str(resolved.first), str(resolved.last)
    ('2023-03', True, '2023-03-06', '2023-03-12')
    """
    amount = parts.amount or 0
    try:
        if parts.unit == "year":
            return _shaded(_year_of(start.first.year + amount), None)
        if parts.unit == "month":
            months = start.first.year * 12 + start.first.month - 1 + amount
            return _shaded(_month_of(months // 12, months % 12 + 1), None)
        if parts.unit == "week":
            middle = start.first + timedelta(days=7 * amount)
            return _span(middle - timedelta(days=3), middle + timedelta(days=3), approximate=True)
        day = start.first + timedelta(days=amount)
    except (OverflowError, ValueError):
        return None
    return _one_day(day)


def _period(parts: Parts, setting: _Setting) -> Resolved | None:
    reference = setting.reference
    if reference is None:
        return None
    step = _STEPS[parts.side or "this"]
    if parts.unit == "week":
        monday = reference + timedelta(days=7 * step - reference.weekday())
        return _span(monday, monday + timedelta(days=6), approximate=True)
    months = reference.year * 12 + reference.month - 1 + step
    whole = _month_of(months // 12, months % 12 + 1) if parts.unit == "month" else _year_of(reference.year + step)
    return _shaded(whole, parts.shade)


_RESOLVERS: dict[Kind, Callable[[Parts, _Setting], Resolved | None]] = {
    "date": _date,
    "numeric": _numeric,
    "month": _month_of_year,
    "year": _year,
    "years": _years,
    "weekday": _weekday_near,
    "relative": _relative,
    "anniversary": _anniversary,
    "sequel": _sequel,
    "period": _period,
}
_STEPS = {"last": -1, "this": 0, "next": 1}


# --- intervals ------------------------------------------------------------------------------------


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _shaded(whole: tuple[date, date], shade: str | None) -> Resolved | None:
    """A month or year, or the third of it that "early", "mid" or "late" leaves.

    >>> resolved = _shaded((date(2023, 4, 1), date(2023, 4, 30)), "mid")
    >>> resolved.date, resolved.approximate, str(resolved.first), str(resolved.last)
    ('2023-04', True, '2023-04-10', '2023-04-20')
    """
    first, last = whole
    if shade is None:
        return _span(first, last)
    third = timedelta(days=(last - first).days // 3)
    cut = {
        "early": (first, first + third - _ONE),
        "mid": (first + third, last - third - _ONE),
        "late": (last - third, last),
    }
    return _span(*cut[shade], approximate=True)


_ONE = timedelta(days=1)


def _one_day(day: date) -> Resolved:
    return Resolved(day.isoformat(), "day", approximate=False, first=day, last=day)


def _span(first: date, last: date, *, approximate: bool = False) -> Resolved | None:
    """An interval under the longest date that holds all of it; None where not even the year does."""
    if first == last:
        return Resolved(first.isoformat(), "day", approximate, first, last)
    if (first.year, first.month) == (last.year, last.month):
        return Resolved(first.isoformat()[:7], "month", approximate, first, last)
    if first.year == last.year:
        return Resolved(first.isoformat()[:4], "year", approximate, first, last)
    return None


# --- which way a sentence looks -------------------------------------------------------------------

_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|(?:may|might|could|would|should)(?!\s+have)|upcoming|forthcoming|ahead\s+of|deadline"
    r"|(?:is|are|was|were|be|been)\s+(?:not\s+)?(?:(?!likely)\w+ly\s+)?(?:due|set|expected|scheduled|slated|planned|likely|supposed"
    r"|poised|hoping|planning|going|about|to\s+(?!date\b)(?:be\s+)?\w+)"
    r"|(?:expected|scheduled|slated|planned|poised|likely)\s+(?:to|for|on|in|at)"
    r"|(?:plans?|hopes?|wants?|intends?|expects?|aims?)\s+to|to\s+be\s+\w+|(?:has|have)\s+until)\b|['’]ll\b",
)
_BACK = re.compile(
    r"\b(?:was|were|had|did|has|have|said|says|told|took|made|began|came|went|held|met|left|saw|put|gave|got|found|won"
    r"|lost|led|hit|struck|fell|rose|broke|brought|sent|spoke|wrote|ran|cut|shot|fled|became|kept|fought|bought|caught"
    r"|taught|thought|stood|sat|felt|dealt|paid|drew|grew|flew|threw|knew|chose|drove|rode|swore|laid|built|blew|quit"
    r"|sought|since|ago|(?!(?:need|embed|indeed|hundred|exceed|proceed|succeed|speed|feed|seed|bleed|red|bed)\b)\w{2,}ed"
    r")\b",
)
_CLAUSE = re.compile(
    r"[;:.!?]\s|\s[\u2013\u2014-]{1,2}\s|,\s+(?:and|but|while|which|who|whose|where|when|as|after|before)\s"
)


def direction(sentence: str, mention: Mention) -> Direction | None:
    """Whether a sentence tells of a mentioned time as past or to come, by the verb nearest before it, else after it.

    Heard only within the clause, where that has a verb; None where nothing tells.

    >>> text = "Talks broke off on Friday but are expected to resume on Monday."
    >>> [direction(text, mention) for mention in find(text)]
    ['past', 'future']
    """
    clause_start = max((m.end() for m in _CLAUSE.finditer(sentence, 0, mention.start)), default=0)
    clause_end = min((m.start() for m in _CLAUSE.finditer(sentence, mention.end)), default=len(sentence))
    before = list(_cues(sentence, clause_start, mention.start))
    after = list(_cues(sentence, mention.end, clause_end))
    if before:
        return before[-1][1]
    if after:
        return after[0][1]
    wider = list(_cues(sentence, 0, mention.start))
    return wider[-1][1] if wider else None


def _cues(sentence: str, start: int, end: int) -> Iterator[tuple[int, Direction]]:
    """Words in `sentence[start:end]` that tell the time, in order; "was due to be sold" is one, and looks ahead."""
    ahead = [match.span() for match in _AHEAD.finditer(sentence, start, end)]
    cues: list[tuple[int, Direction]] = [(first, "future") for first, _ in ahead]
    cues += [
        (match.start(), "past")
        for match in _BACK.finditer(sentence, start, end)
        if not any(first <= match.start() < last for first, last in ahead)
    ]
    return iter(sorted(cues))
