"""What stands over a text and says who published it, and when: "By Ada Field, The River Post, Monday 3 May 2021".

Two forms: a line of names and dates in the order of the house, and the labelled lines of stored copies ("Title: …",
"Date: …"). Neither is part of the article.
"""

import re
from datetime import date
from typing import NamedTuple

from briefing.ingest.cleaning import agencies, furniture
from briefing.ingest.cleaning.datelines import CLOCK, LABEL, UPDATED, Stamp, metadata_days
from briefing.language import dates


class Imprint(NamedTuple):
    """A line of names and dates, read."""

    stamps: tuple[Stamp, ...]
    names: tuple[str, ...]
    """By-line, outlet, section, place: whatever stands beside the dates."""
    labelled: bool
    """Whether it says that the dates are those of the text: "Published", "Updated", or with the author's name."""

    @property
    def outlet(self) -> str | None:
        """The newspaper that it names.

        >>> imprint("Ada Field / The Ferryman / 3 May 2021").outlet
        'The Ferryman'
        """
        papers = (name for name in self.names if furniture.is_outlet(name) or _THE_PAPER.fullmatch(name))
        return next(
            (furniture.paper_named(paper) for paper in papers if " " in paper), None
        )  # "News" alone is a section


_LONGEST = 20  # words; the longest of those seen has 13
_LONGEST_CHARACTERS = 300
_FULL_YEAR = re.compile(r"\b\d{4}\b")
_SEPARATOR = re.compile(r"\s*[|/·•,;()]\s*|\bsource:|\s+[-–—]{1,2}\s+", re.IGNORECASE)
_HARD = re.compile(r"[|/·•]|\s[-–—]{1,2}\s")
_CLOSED = re.compile(r"(?<![ap]\.m)(?<!\bJan|\bFeb|\bAug|\bOct|\bNov|\bDec)[.!?:…][”’\"')]*$")
# What may stand before a date and after it, if the date is a piece of its own and no part of a phrase.
_BEFORE = re.compile(rf"(?:^|[|/·•,;:(]|\s[-–—]{{1,2}}|\b(?:on|at)|{CLOCK.pattern})\s*$", re.IGNORECASE)
_AFTER = re.compile(
    r"\s*(?:$|[|/·•,;()]|[-–—]{1,2}\s|by\s|T?\d|(?:at|published|posted|updated|modified|last)\b)", re.IGNORECASE
)
# Told beside a date by machines: "Updated 3 hours ago", "5 min read", "Page A01", "posted by admin".
_BESIDE = re.compile(
    r"\d{1,2}\s+(?:minute|min|hour|day|week)s?\s+(?:ago|read)|\d{1,2}\s?[hmd]|page\s+\w{1,4}|by\s+[\w.]+", re.IGNORECASE
)
_NAME_WORD = r"(?:[A-Z@&(\"“][\w.’'&@)”\"-]*|of|the|and|for|de|da|di|del|la|von|van|der|den|al|el|bin|ibn|&)"
_NAME = re.compile(rf"(?=\W*[A-Z]){_NAME_WORD}(?:\s+{_NAME_WORD}){{0,6}}")
_THE_PAPER = re.compile(r"The(?:\s[A-Z][\w’'-]+){1,3}")


def imprint(line: str) -> Imprint | None:
    """A line that consists of dates and names; None where anything else stands in it, or too little shows what it is.

    A date alone will do; beside a name it takes a label, a by-line, a clock, its weekday, a newspaper or a bar between.

    >>> found = imprint("By Ada Field, The River Post, Monday 3 May 2021, 9:14 PM")
    >>> str(found.stamps[0].days[0]), found.names, found.outlet
    ('2021-05-03', ('By Ada Field', 'The River Post'), 'The River Post')
    >>> imprint("Council votes on 3 May 2021"), imprint("River Towns Treaty, 3 May 2021"), imprint("The River Post")
    (None, None, None)
    """
    line = line.strip(" *_")
    if (
        len(line) > _LONGEST_CHARACTERS
        or not _FULL_YEAR.search(line)
        or len(line.split()) > _LONGEST
        or _CLOSED.search(line)
    ):
        return None
    found = [(mention, days) for mention in dates.find(line) if (days := dates.candidates(mention))]
    if not found or any(not _stands_alone(line, mention) for mention, _ in found):
        return None
    stamps, names, labels, timed, start = [], [], "", False, 0
    for mention, days in [*found, (None, ())]:
        labels_here, names_here, timed_here = _pieces(line[start : mention.start if mention else len(line)])
        if mention:
            stamps.append(Stamp(days, bool(UPDATED.search(labels_here)), len(line)))
            start = mention.end
        names += names_here
        labels += labels_here
        timed |= timed_here
    if not all(furniture.byline_name(name) or _NAME.fullmatch(name) for name in names):
        return None
    labelled = bool(labels) or any(furniture.byline_name(name) for name in names)
    read = Imprint(tuple(stamps), tuple(names), labelled)
    weekday = any(mention.parts.weekday == day.weekday() for mention, days in found for day in days)
    named = read.outlet is not None or any(_is_agency(name) or furniture.is_kicker(name) for name in names)
    return read if labelled or timed or weekday or named or not names or _HARD.search(line) else None


def _is_agency(name: str) -> bool:
    return agencies.named_in(name) == name.strip()


def _stands_alone(line: str, mention: dates.Mention) -> bool:
    """Whether a date is a piece of its own in a line, or follows by-line, agency or section; no part of a phrase."""
    before, after = line[: mention.start], line[mention.end :]
    if not (CLOCK.match(after) or _AFTER.match(after)):
        return False
    labelled = any(label.end() == len(before) for label in LABEL.finditer(before))
    named = furniture.byline_name(before) is not None or furniture.is_kicker(before) or _is_agency(before)
    return labelled or named or bool(_BEFORE.search(before))


def _pieces(text: str) -> tuple[str, list[str], bool]:
    """The labels of a stretch between dates, the names in it, and whether a clock is."""
    bare, clocks = CLOCK.subn("|", text)
    labels = " ".join(match.group() for match in LABEL.finditer(bare))
    pieces = (piece.strip(' *_()"“”:') for piece in _SEPARATOR.split(LABEL.sub("|", bare)))
    names = (re.sub(r"(?:^|\s)(?:on|at)$", "", piece) for piece in pieces)
    return labels, [name for name in names if name and not _is_beside(name)], bool(clocks)


def _is_beside(piece: str) -> bool:
    return bool(_BESIDE.fullmatch(piece)) and furniture.byline_name(piece) is None


# --- labelled lines ---------------------------------------------------------------------------------

_LABELS = {
    "title": "title headline",
    "published": "date published posted created issued publishedon datepublished dateofpublication publicationdate"
    " publishdate pubdate",
    "updated": "updated modified lastupdated lastmodified",
    "publisher": "source src publisher publication outlet newspaper site website",
    "author": "author authors by byline writer",
    "url": "url link permalink canonical address",
    "": "category categories section tags tag topic topics keywords slug language lang id type",
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels.split()}
_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z _-]{1,20}?)\s*:\s+(?P<value>\S.*)")
_FEWEST_LABELS = 2


class Labels(NamedTuple):
    """The labelled lines over a stored text."""

    title: str | None = None
    published: tuple[date, ...] = ()
    updated: tuple[date, ...] = ()
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    lines: int = 0
    """How many there are."""


def is_labelled(line: str) -> bool:
    """Whether a line opens with one of the labels under which texts are stored.

    >>> is_labelled("Date: 2021-05-03"), is_labelled("Slug: bridge-falls"), is_labelled("The mayor: a portrait")
    (True, True, False)
    """
    return _field(line) is not None


def labels_over(lines: list[str]) -> Labels:
    """What the labelled lines at the head of a text say; nothing if it is one line only that is no title.

    >>> labels_over(["Title: Bridge falls", "Date: 3 May 2021", "Source: River Post", "A bridge fell."])[:5]
    ('Bridge falls', (datetime.date(2021, 5, 3),), (), 'River Post', None)
    >>> labels_over(["Source: River Post", "A bridge fell."]).lines
    0
    """
    fields: dict[str, str] = {}
    count = 0
    for line in lines:
        read = _field(line)
        if read is None:
            break
        fields.setdefault(*read)
        count += 1
    if count < _FEWEST_LABELS and "title" not in fields:
        return Labels()
    publisher, url = fields.get("publisher"), fields.get("url")
    if publisher and re.match(r"https?://", publisher):
        publisher, url = None, url or publisher
    return Labels(
        fields.get("title"),
        metadata_days(fields.get("published", "")),
        metadata_days(fields.get("updated", "")),
        publisher,
        fields.get("author"),
        url,
        count,
    )


def _field(line: str) -> tuple[str, str] | None:
    match = _LABELLED.fullmatch(line.strip(" *_"))
    field = _FIELD_OF.get(re.sub(r"[ _-]", "", match["label"].lower())) if match else None
    return (field, match["value"].strip(" *_")) if match and field is not None else None
