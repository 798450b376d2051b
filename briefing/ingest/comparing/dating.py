"""When each article was published, and how that is known.

In order of trust: metadata, a date that the page states, a date in its address or file name, and what can be inferred.
It is pure, asks no clock, does not depend on the order of the articles, and says nothing where the evidence leaves a
choice. A date of two readings (05/03/2021), or without its year (a dateline, "today (May 3)"), is settled by weekday,
by the other dates of the text and by the **company** of the other articles of the folder.

Where no date is given, inference rests on what news writes by habit: an event of this week goes by its weekday.

1. **Links.** An article that links to several pages of one fortnight is written in its wake: within a week of the
   newest.
2. **Neighbours.** A sentence that tells the same as one of a dated article, of the same weekday, tells of the same day;
   what that one expects on Sunday and this one reports from Sunday happened on one Sunday.

Either leaves a week of days, of which the one is taken that the text's weekdays point to. What is inferred dates
further neighbours, round by round, until nothing changes.

Measured by taking its dates from one dated article after the other, the neighbours left as they are (61 articles, some
weeks or years apart): 3 right, 2 a day early (texts of the day after: nothing in them tells), 56 unknown; with the day
and month of the datelines left in, 6 right and 53 unknown. Two more were five weeks off until sentences had to agree in
their figures. Fewer shared words would date none of the others: hardly two articles put one event in the same words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from briefing.ingest.addresses import day_in_address
from briefing.language import dates
from briefing.language.dates import Mention
from briefing.records import DatedBy


class Dated(NamedTuple):
    """A publication date; None if it cannot be known."""

    day: date | None
    by: DatedBy


UNKNOWN = Dated(None, "unknown")


@dataclass(frozen=True)
class Evidence:
    """All that tells when one article was published."""

    id: str
    sentences: tuple[str, ...]
    published: tuple[date, ...] = ()
    """What the metadata's date can mean."""
    stated: tuple[tuple[date, ...], ...] = ()
    """The same of each date that the page states, the publication's before any change's."""
    addresses: tuple[str, ...] = ()
    """The article's own address and path."""
    links: tuple[str, ...] = ()
    dateline: Mention | None = None
    """The date of the dateline, if it names no year."""
    modified: tuple[date, ...] = ()
    """What the metadata's date of the last change can mean."""
    made: date | None = None
    """The day on which the file was made, a mail sent: the article is not from later."""

    @cached_property
    def pegs(self) -> "tuple[Peg, ...]":
        """The weekdays that the text reports from or looks ahead to."""
        return tuple(
            Peg(index, mention.parts.weekday, dates.direction(sentence, mention) == "future", _content(sentence))
            for index, sentence in enumerate(self.sentences)
            for mention in dates.find(sentence)
            if _is_bare_weekday(mention) and mention.parts.weekday is not None
        )

    @cached_property
    def lead(self) -> "Peg | None":
        """The weekday that the opening sentences report from."""
        return next((peg for peg in self.pegs if peg.sentence < _LEAD and not peg.ahead), None)

    @cached_property
    def particulars(self) -> frozenset[str]:
        """Numbers of two digits and more, and dates: what two articles share by chance least."""
        text = "\n".join(self.sentences)
        days = {text[m.start : m.end].lower() for m in dates.find(text) if m.kind == "date"}
        return frozenset(days | {number.replace(",", "") for number in re.findall(_FIGURE, text) if len(number) > 1})

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words that do not open a sentence."""
        return frozenset(
            word for sentence in self.sentences for word in re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]+", sentence)
        )


class Peg(NamedTuple):
    """A bare weekday in a sentence."""

    sentence: int
    weekday: int
    ahead: bool
    content: frozenset[str]
    """The sentence's words that tell something, stemmed."""


class Fact(NamedTuple):
    """A sentence of a dated article that tells of a known day."""

    day: date
    content: frozenset[str]
    article: str


def date_all(articles: Iterable[Evidence], *, as_of: date | None = None) -> Mapping[str, Dated]:
    """The publication date of each article, by id; none inferred lies after `as_of`."""
    by_id = {article.id: article for article in sorted(articles, key=lambda article: article.id)}
    known = {id_: _own(article, as_of) for id_, article in by_id.items()}
    known |= _by_company(by_id, known, as_of)
    while True:
        facts = _facts(by_id, known)
        inferred = {
            id_: Dated(day, "inferred")
            for id_, article in by_id.items()
            if known[id_].day is None and (day := _inferred(article, facts, by_id, as_of))
        }
        if not inferred:
            unknown = (id_ for id_, dated in known.items() if dated.day is None)
            # Of these no more can be known than the day of the file, which is no fact to date others by.
            return known | {id_: Dated(by_id[id_].made, "inferred") for id_ in unknown if by_id[id_].made}
        known |= inferred


# --- what an article says of itself ---------------------------------------------------------------


def _latest(article: Evidence, as_of: date | None) -> date | None:
    """The day after which an article cannot have been published, if one is known."""
    return min((day for day in (as_of, article.made) if day), default=None)


def _own(article: Evidence, as_of: date | None) -> Dated:
    for by, days in _readings(article):
        if day := _settled(days, article, _latest(article, as_of)):
            return Dated(day, by)
    return UNKNOWN


def _readings(article: Evidence) -> Iterator[tuple[DatedBy, tuple[date, ...]]]:
    """What each date that an article gives as its own can mean, in order of trust."""
    yield "metadata", article.published
    for days in article.stated:
        yield "stated", days
    for address in article.addresses:
        if day := day_in_address(address):
            yield "url", (day,)
    yield "metadata", article.modified


def _settled(days: tuple[date, ...], article: Evidence, as_of: date | None) -> date | None:
    """The one of several readings of a date that the rest of the evidence allows; None if it leaves two.

    Asked in turn: which is not in the future; on which the weekday of the opening sentences is today or yesterday;
    which lies within a month behind the newest date that the text names with its year.
    """
    if len(days) > 1 and as_of:
        days = tuple(day for day in days if day <= as_of) or days
    if len(days) > 1:
        lead = article.lead
        days = tuple(day for day in days if lead and _behind(day, lead.weekday) <= 1) or days
    if len(days) > 1:
        newest = _newest_named(article)
        days = tuple(day for day in days if newest and timedelta(0) <= day - newest <= _A_MONTH) or days
    return days[0] if len(days) == 1 else None


_A_MONTH = timedelta(days=31)
_A_QUARTER = timedelta(days=92)  # articles are forwarded and printed days after they appeared, hardly a year after


def _newest_named(article: Evidence) -> date | None:
    """The newest day or month with its year that the text or its links name, announcements left out."""
    named = [day for link in article.links if (day := day_in_address(link))]
    for sentence in article.sentences:
        for mention in dates.find(sentence):
            if (
                mention.parts.year
                and mention.kind in ("date", "month")
                and dates.direction(sentence, mention) != "future"
            ):
                resolved = dates.resolve(mention, reference=None)
                named += [resolved.first] if resolved else []
    return max(named, default=None)


# --- what the company of the other articles settles ------------------------------------------------


def _by_company(by_id: Mapping[str, Evidence], known: Mapping[str, Dated], as_of: date | None) -> dict[str, Dated]:
    """Dates that leave a choice of order or year, settled by the dates of the other articles."""
    company = [dated.day for dated in known.values() if dated.day]
    settled: dict[str, Dated] = {}
    for id_, article in by_id.items():
        if known[id_].day is None:
            by, days = next(((by, days) for by, days in _readings(article) if days), ("inferred", ()))
            latest = _latest(article, as_of)
            day = _in_company(days, company) if days else _with_year(article, company, latest)
            if day and (latest is None or day <= latest):
                settled[id_] = Dated(day, by)
    return settled


def _in_company(days: Iterable[date], company: Iterable[date]) -> date | None:
    """The one of several readings that lies within a fortnight of another article, if the others lie far from all.

    >>> fifth_of_march = date(2021, 3, 5), date(2021, 5, 3)
    >>> str(_in_company(fifth_of_march, [date(2021, 5, 10)])), _in_company(fifth_of_march, [date(2021, 4, 4)])
    ('2021-05-03', None)
    """
    company = list(company)
    near = {day: min((abs(day - other) for other in company), default=_FAR) for day in days}
    fitting = [day for day, distance in near.items() if distance <= _FORTNIGHT]
    return fitting[0] if len(fitting) == 1 and all(near[day] >= _FAR for day in near if day != fitting[0]) else None


_FAR = timedelta(days=25)  # two readings of one date lie at least 29 days apart


def _with_year(article: Evidence, company: Sequence[date], as_of: date | None) -> date | None:
    """The day of a date that the head of a text gives without its year.

    It lies not before the newest past day or year that the text names, nor after what it announces, nor after the day
    of the brief; and the weekday of its opening is today or yesterday. Of what is left it is the one near another
    article; without one, the only one, if both ends are known.
    """
    days = list(_days_of_head(article))
    if not days:
        return None
    first, last = _bounds(article, as_of)
    days = [day for day in days if (first or date.min) <= day <= (last or date.max)]
    lead = article.lead
    if lead:
        days = [day for day in days if _behind(day, lead.weekday) <= 1]
    if article.made and days and article.made - days[-1] <= _A_QUARTER:
        return days[-1]
    near = [day for day in days if any(abs(day - other) <= _FORTNIGHT for other in company)]
    if near or lead is None or first is None or last is None:
        return near[0] if len(near) == 1 else None
    return days[0] if len(days) == 1 else None


# Years that news can come from; 29 February needs several to be found at all.
_YEARS = range(1900, 2100)
_TODAY = re.compile(r"\b(?:(?P<today>[Tt]oday|[Tt]his\s+(?:morning|afternoon|evening))|[Yy]esterday)\s*(?:\(|,\s)\s*$")


def _days_of_head(article: Evidence) -> Iterator[date]:
    """The days in all years that a dateline, or "today (May 3)" in an opening sentence, can mean."""
    day_and_month, days_on = article.dateline, 0
    for sentence in article.sentences[:_LEAD]:
        for mention in dates.find(sentence):
            told = _TODAY.search(sentence, 0, mention.start)
            if told and day_and_month is None and mention.kind == "date" and mention.parts.year is None:
                day_and_month, days_on = mention, 0 if told["today"] else 1
    if day_and_month is None:
        return
    for year in _YEARS:
        parts = day_and_month.parts._replace(year=year)
        for day in dates.candidates(replace(day_and_month, parts=parts)):
            if parts.weekday in (None, day.weekday()):
                yield day + timedelta(days=days_on)


def _bounds(article: Evidence, as_of: date | None) -> tuple[date | None, date | None]:
    """The newest past and the earliest coming of the days, months and years that the text names with their year."""
    past, coming = [], [as_of] if as_of else []
    for sentence in article.sentences:
        for mention in dates.find(sentence):
            resolved = dates.resolve(mention, reference=None) if mention.parts.year else None
            if resolved and dates.direction(sentence, mention) == "future":
                coming.append(resolved.last)
            elif resolved:
                past.append(resolved.first)
    return max(past, default=None), min(coming, default=None)


# --- what can be inferred -------------------------------------------------------------------------

_WEEK = 7
_FORTNIGHT = timedelta(days=14)
_FEWEST_LINKS = 2


def _inferred(
    article: Evidence, facts: Mapping[int, Sequence[Fact]], by_id: Mapping[str, Evidence], as_of: date | None
) -> date | None:
    if all(peg.ahead for peg in article.pegs):
        return None  # nothing reported from a weekday: no news peg
    windows = [window for window in (_by_links(article), *_by_neighbours(article, facts, by_id)) if window]
    if not windows:
        return None
    days = frozenset.intersection(*windows)
    newest, as_of = _newest_named(article), _latest(article, as_of)
    possible = [day for day in days if (newest is None or newest <= day) and (as_of is None or day <= as_of)]
    return _pointed_to(possible, article.pegs)


def _by_links(article: Evidence) -> frozenset[date]:
    linked = sorted({(day, link) for link in article.links if (day := day_in_address(link))})
    if not linked:
        return frozenset()
    newest = linked[-1][0]
    recent = [link for day, link in linked if newest - day <= _FORTNIGHT]
    return _days_from(newest) if len(recent) >= _FEWEST_LINKS else frozenset()


def _days_from(first: date) -> frozenset[date]:
    return frozenset(first + timedelta(days=step) for step in range(_WEEK))


def _by_neighbours(
    article: Evidence, facts: Mapping[int, Sequence[Fact]], by_id: Mapping[str, Evidence]
) -> list[frozenset[date]]:
    """For each sentence that a dated neighbour has too, the days on which its weekday means the neighbour's day."""
    windows = []
    for peg in article.pegs:
        days = {
            fact.day
            for fact in facts.get(peg.weekday, ())
            if _says_the_same(peg.content, fact.content) and _same_matter(article, by_id[fact.article])
        }
        if days:
            windows.append(
                frozenset(
                    day for known in days for day in _days_from(known - timedelta(days=_WEEK - 1 if peg.ahead else 0))
                )
            )
    return windows


def _pointed_to(possible: Iterable[date], pegs: Sequence[Peg]) -> date | None:
    """The day that the weekdays of a text point to; None if they leave a choice.

    News opens with what is newest: the day lies closest behind the weekday of the opening sentences, then closest to
    all the others. Without one there, what was on one day and will be on the next has to close the day in from both
    sides.

    >>> pegs = [Peg(7, 5, False, frozenset()), Peg(9, 6, True, frozenset())]  # was on Saturday; will be on Sunday
    >>> str(_pointed_to([date(2023, 3, day) for day in range(1, 8)], pegs))
    '2023-03-04'
    """
    lead = [peg for peg in pegs if peg.sentence < _LEAD and not peg.ahead]
    scored = defaultdict(list)
    for day in possible:
        scored[sum(_off(day, peg) for peg in lead), sum(_off(day, peg) for peg in pegs)].append(day)
    if not scored:
        return None
    nearest = min(scored)
    closed_in = any(peg.ahead for peg in pegs) and nearest[1] <= _CLOSED_IN
    return scored[nearest][0] if len(scored[nearest]) == 1 and (lead or closed_in) else None


_LEAD = 2  # sentences; the third may tell the background already
_CLOSED_IN = 2  # days off, all weekdays together


def _off(day: date, peg: Peg) -> int:
    """How many days a weekday is from a day, on its side: 0 to 6.

    A weekday to come is hardly today, which would be "today", or reported: it counts as half a week off then.
    """
    return (peg.weekday - day.weekday()) % _WEEK or _WEEK // 2 if peg.ahead else _behind(day, peg.weekday)


def _behind(day: date, weekday: int) -> int:
    """How many days ago a weekday was: 0 to 6."""
    return (day.weekday() - weekday) % _WEEK


def _facts(by_id: Mapping[str, Evidence], known: Mapping[str, Dated]) -> Mapping[int, Sequence[Fact]]:
    """What dated articles tell of known days, by weekday; empty where no article waits for a date."""
    facts: dict[int, list[Fact]] = defaultdict(list)
    if all(dated.day for dated in known.values()):
        return facts
    for id_, article in by_id.items():
        reference = known[id_].day
        for sentence in article.sentences if reference else ():
            for mention in dates.find(sentence):
                resolved = dates.resolve(mention, reference=reference, direction=dates.direction(sentence, mention))
                if resolved and resolved.precision == "day" and not resolved.approximate:
                    facts[resolved.first.weekday()].append(Fact(resolved.first, _content(sentence), id_))
    return facts


def _is_bare_weekday(mention: Mention) -> bool:
    parts = mention.parts
    return mention.kind == "weekday" and parts.day is None and parts.side is None


# --- when two sentences say the same ---------------------------------------------------------------

_EMPTY = frozenset(
    """
    the a an and or but if of in on at to for from with by as into over after before since while during amid about
    against between under up out off than then so not no nor also only just more most some any all both each other such
    own same is are was were be been being am do does did has have had will would shall should can could may might must
    it its he his him she her they their them we our us you your i my me who whom whose which what when where why how
    that this these those there here said say says saying told tell tells according report reported reports announced
    announce expected expect expects scheduled due set planned plan plans likely hope hopes hoped new first last next
    one two monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december morning afternoon evening night today yesterday tomorrow week month year day
    """.split()  # noqa: SIM905  # sixty lines as a list
)
# How much of the shorter sentence stands in the other. Of all pairs of sentences in the real corpora that name one
# weekday, those of one event share 2 of 2 words, or at least 5 of 12 (0.42); those of two days at most 4 of 11 (0.36).
_SHORT_SHARE, _FEWEST_SHORT = 0.6, 2
_LONG_SHARE, _FEWEST_LONG = 0.4, 4
# How much two articles share when they are on one matter: names, and at least one number or date.
_FEWEST_NAMES = 3


def _says_the_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences' words tell one event: enough of them are shared, and not only the words of a routine.

    >>> _says_the_same(_content("Shares fell 2.1 percent to 5 euros."), _content("Shares fell 1.4 percent to 3 euros."))
    False
    """
    figures, other_figures = ({word for word in words if word[:1].isdigit()} for words in (one, other))
    if figures and other_figures and not figures & other_figures:
        return False  # market reports and tolls come in the same words every week
    shared, fewest = len(one & other), min(len(one), len(other))
    return (shared >= _FEWEST_SHORT and shared >= _SHORT_SHARE * fewest) or (
        shared >= _FEWEST_LONG and shared >= _LONG_SHARE * fewest
    )


def _same_matter(one: Evidence, other: Evidence) -> bool:
    return bool(one.particulars & other.particulars) and len(one.names & other.names) >= _FEWEST_NAMES


def _content(sentence: str) -> frozenset[str]:
    """The words and figures of a sentence that tell something, stemmed a little; dates are compared apart.

    >>> sorted(_content("The talks were resumed on Sunday."))
    ['resum', 'talk']
    """
    for mention in reversed(dates.find(sentence)):
        sentence = sentence[: mention.start] + sentence[mention.end :]
    words = (re.sub(r"['’]s$|,", "", word) for word in re.findall(rf"{_FIGURE}|[a-z0-9][\w'’-]*", sentence.lower()))
    return frozenset(_stem(word) for word in words if word not in _EMPTY)


_FIGURE = r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w-])"


def _stem(word: str) -> str:
    stem = re.sub(r"(?:ings?|ed|es|s)$", "", word)
    return stem if len(stem) > 3 else word  # noqa: PLR2004  # "king" is no "k"
