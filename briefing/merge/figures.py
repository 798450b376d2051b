"""Key figures: the rows that are printed of the numbers that `merge.measures` groups, those that matter most first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.language import lexicon, numerals
from briefing.language.quantities import MEASURES, PEOPLE, unit_class
from briefing.merge.measures import FEW, GRAVE, Counted, counted, groups
from briefing.merge.standalone import in_context, stand_alone
from briefing.records import Claim, Figure

__all__ = ["Counted", "counted", "figures", "groups"]

# What makes a figure one that a reader asks for, in the unit of a sentence's salience. Set on ten topics (68 articles)
# against lists of the figures that readers of the articles found key.
ORIGIN, REPEATED, HEADLINE = 0.25, 0.10, 0.20
HARM, PERSONS, AMOUNT, DECIDED, BOUNDED = 0.30, 0.15, 0.15, 0.15, 0.10
SMALL, MEASURED, EMPTY = 0.35, 0.20, 0.15
DECISIONS = frozenset(
    unit_class(word) for word in lexicon.words("vote seat lawmaker signature job post worker employee branch")
)


def figures(grouped: Sequence[Sequence[Counted]], count: int) -> tuple[Figure[Claim], ...]:
    """At most `count` rows, those that matter most; rows of one measure stand together, in order of time."""
    rated: list[tuple[float, list[Figure[Claim]]]] = []
    for index, group in enumerate(grouped):
        rows = [row for row in (_row(same) for same in _equal(group)) if row is not None]
        if rows:
            name = f"G{index + 1}" if len(rows) > 1 else None
            rated.append((_worth(group), [replace(row, group=name) for row in rows]))
    rated.sort(key=lambda pair: (-pair[0], pair[1][0].statement.text, pair[1][0].text))
    return _renamed(list(_once(row for _, rows in rated for row in rows))[:count])


def _equal(group: Sequence[Counted]) -> list[list[Counted]]:
    """The numbers of a group by value, in order of time."""
    values: dict[float, list[Counted]] = {}
    for number in group:
        values.setdefault(number.quantity.number, []).append(number)
    return list(values.values())


def _once(rows: Iterator[Figure[Claim]]) -> Iterator[Figure[Claim]]:
    """The rows less those that give a number and a sentence again: "a 15 percent tariff … or a 15 percent tariff"."""
    seen: set[tuple[float, str, str]] = set()
    for row in rows:
        key = (row.number, row.unit, row.statement.text)
        if key not in seen:
            seen.add(key)
            yield row


def _row(same: Sequence[Counted]) -> Figure[Claim] | None:
    """One row for equal numbers: the wording that stands alone best, the spans of all."""
    options = [(number, claim) for number in same if (claim := stand_alone(number.passage)) is not None]
    options = options or [(number, claim) for number in same if (claim := in_context(number.passage)) is not None]
    if not options:
        return None
    best, claim = min(
        options,
        key=lambda o: (o[1].kind != "verbatim", -min(len(o[0].quantity.what.split()), LABEL), o[0].passage.order),
    )
    spans = tuple(dict.fromkeys((*claim.spans, *(number.passage.span for number in same))))
    q = best.quantity
    return Figure(
        number=q.number,
        text=best.passage.article.text[q.start : q.end],
        qualifier=q.qualifier,
        unit=q.unit,
        what=q.what,
        as_of=max((n.as_of for n in same if n.as_of and n.stated), default=None)
        or max((n.as_of for n in same if n.as_of), default=None),
        group=None,
        statement=Claim(claim.text, spans, claim.kind),
    )


LABEL = 8  # words from which on a longer label tells no more


def _renamed(rows: Sequence[Figure[Claim]]) -> tuple[Figure[Claim], ...]:
    """Groups numbered in the order in which they are printed; a group of which one row is left is none."""
    sizes = {name: sum(row.group == name for row in rows) for name in {row.group for row in rows}}
    order = [name for name in dict.fromkeys(row.group for row in rows) if name and sizes[name] > 1]
    return tuple(replace(row, group=f"G{order.index(row.group) + 1}" if row.group in order else None) for row in rows)


def _worth(group: Sequence[Counted]) -> float:
    """Importance of a measure: its best sentence, and over how many origins and articles it is told."""
    origins = len({number.passage.article.origin for number in group})
    articles = len({number.passage.article.id for number in group})
    best = max(number.passage.salience + _weight(number) for number in group)
    return round(best + ORIGIN * min(origins - 1, 2) + REPEATED * min(articles - 1, 3), 4)


def _weight(number: Counted) -> float:
    """What the kind of a number adds to its sentence: harm, people, money and votes count, trivia does not."""
    quantity = number.quantity
    grave = quantity.outcome in GRAVE and quantity.unit_class in PEOPLE
    worth = HARM * grave + BOUNDED * (quantity.qualifier is not None)
    worth += HEADLINE * (quantity.number in _headline(number.passage.article.title))
    if not quantity.is_counted:
        return worth + AMOUNT
    if quantity.unit_class in DECISIONS:
        worth += DECIDED
    elif quantity.unit_class in PEOPLE:
        worth += PERSONS
    unit = quantity.unit.lower()
    if quantity.unit_class == "size" or unit.removesuffix("s") in MEASURES or unit in MEASURES:
        worth -= MEASURED
    worth -= SMALL * (quantity.number <= FEW and not grave)
    return worth - EMPTY * (len(quantity.what.split()) == 1)


@lru_cache(maxsize=1024)
def _headline(title: str) -> frozenset[float]:
    """The numbers in a title; "3bn" and "$3 billion" are one."""
    words = re.findall(r"[^\W_]+(?:[.,]\d+)*[a-z]*", title)
    found = set()
    for index, word in enumerate(words):
        following = words[index + 1].lower() if index + 1 < len(words) else ""
        number = numerals.value([word, following]) if following in numerals.SCALES else numerals.value([word])
        if number is not None and word.lower() not in numerals.SCALES:
            found.add(number)
    return frozenset(found)
