"""Date stamps beside a text ("Published July 12 2016", "Updated 5 May 2021, 15:13 GMT") and dates in metadata."""

import re
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from dateparser import DateDataParser

from briefing.language import dates


class Stamp(NamedTuple):
    """A date that a page puts beside its text."""

    days: tuple[date, ...]
    """What it can mean: two days where the order of day and month is unsure."""
    updated: bool
    """Whether it tells of a later change and not of the publication."""
    end: int
    """Where the text goes on."""


_LABELS = (
    r"(?:date\s+of\s+publication|publication\s+date|date\s+published|(?:first\s+|originally\s+)?published"
    r"|posted|issued|released|created|date|(?:last\s+)?(?:updated|modified|edited|revised))\b(?:\s+(?:on|at)\b)?\s*:?"
)
LABEL = re.compile(rf"\b{_LABELS}\s*", re.IGNORECASE)
"""What says that a date is the text's own, wherever it stands in a line."""
_LABEL = re.compile(rf"\s*(?P<label>{_LABELS})?\s*", re.IGNORECASE)
UPDATED = re.compile(r"updated|modified|edited|revised", re.IGNORECASE)
CLOCK = re.compile(
    r"(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
    r"|,?\s*(?:at\s+|-\s*)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[aApP]\.?[mM]\b\.?)?)"
    r"(?:\s*\(?(?:[A-Z]{2,4}\b(?:[+-]\d{1,2}(?::?\d\d)?\b)?|[+-]\d\d:?\d\d)\)?)?",
)
"""A time of day, with what leads to it and its zone."""
_BREAK = re.compile(r"^\s*(?:[|:;,·\u2013\u2014-]\s*)?")
# What begins a sentence. A date that a sentence opens with goes on in small letters or after a comma.
_SENTENCE = re.compile(r"[A-Z0-9“\"\u2018'(\[]|$")


def leading_stamp(text: str) -> Stamp | None:
    """The date stamp that a text opens with, full date and all; None where a sentence begins with a date.

    >>> stamp = leading_stamp("Published July 12 2016 A bridge fell.")
    >>> str(stamp.days[0]), stamp.updated, stamp.end
    ('2016-07-12', False, 23)
    >>> leading_stamp("July 12, 2016 was a hot day."), leading_stamp("On July 12, 2016, it rained.")
    (None, None)
    """
    label = _label(text)
    opening = text[: label.end() + _LONGEST]
    mention = next(iter(dates.find(opening)), None) if _FULL_YEAR.search(opening) else None
    days = dates.candidates(mention) if mention and mention.start == label.end() else ()
    if mention is None or not days:
        return None
    clock = CLOCK.match(text, mention.end)
    comma = not clock and text.startswith(",", mention.end)
    rest = _BREAK.sub("", text[clock.end() if clock else mention.end :], count=1)
    if not _SENTENCE.match(rest) or (comma and not label.group("label")):
        return None
    return Stamp(days, bool(UPDATED.search(label.group("label") or "")), len(text) - len(rest))


def _label(text: str) -> re.Match[str]:
    match = _LABEL.match(text)
    assert match is not None  # noqa: S101  # each of its parts may be missing
    return match


_FULL_YEAR = re.compile(r"\d{4}")
_LONGEST = 60  # characters of a date with its weekday


def states_date(line: str) -> bool:
    """Whether a line is nothing but a labelled date stamp.

    >>> states_date("Published: 3 May 2021, 10:15 GMT"), states_date("3 May 2021")
    (True, False)
    """
    stamp = leading_stamp(line)
    return bool(stamp and _label(line).group("label") and not any(c.isalnum() for c in line[stamp.end :]))


def metadata_days(text: str) -> tuple[date, ...]:
    """The days that a date in metadata can mean, none if it is no date. Nothing relative is read: that needs a clock.

    >>> texts = "2021-05-03T23:10:00Z", "Mon, 03 May 2021 10:00:00 +0200", "3 mai 2021"
    >>> {str(day) for text in texts for day in metadata_days(text)}
    {'2021-05-03'}
    """
    text = text.strip()[:100]
    mention = next(iter(dates.find(text)), None)
    days = dates.candidates(mention) if mention else ()
    if days:
        return days
    try:
        return (parsedate_to_datetime(text).date(),)
    except (TypeError, ValueError, IndexError):
        return _in_other_languages(text)


def first_days(texts: Iterable[str | None]) -> tuple[date, ...]:
    """What the first of some dates in metadata that is one can mean.

    >>> first_days([None, "soon", "2021-05-03", "2021-05-04"])
    (datetime.date(2021, 5, 3),)
    """
    return next((days for text in texts if text and (days := metadata_days(text))), ())


# dateparser knows two hundred; loading them all takes 3 s.
_LANGUAGES = ["fr", "de", "es", "it", "pt", "nl", "ru", "uk", "pl", "tr", "ar", "fa"]


def _in_other_languages(text: str) -> tuple[date, ...]:
    if not re.search(r"\b(?:1[89]|20)\d\d\b", text):
        return ()
    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
    found = DateDataParser(languages=_LANGUAGES, settings=settings).get_date_data(text).date_obj
    return (found.date(),) if found else ()
