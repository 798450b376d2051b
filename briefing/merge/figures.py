"""Key figures: what was counted, how many, as of when.

Numbers of one measure join in a group: the same kind of thing, under the same verb, in the same place. Equal
numbers of a group become one row with all its sources; unequal ones at one time are for `merge.disputes`, at
different times they are a change and stand in order of time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.language import syntax
from briefing.language.quantities import Quantity, outcome
from briefing.merge.passages import Passage
from briefing.merge.similarity import cosine, deny_each_other
from briefing.merge.standalone import stand_alone
from briefing.merge.timing import Timed
from briefing.records import Claim, Figure

# Cosine of two sentences from which on their numbers may measure the same thing. With these bounds the figures of five
# topics (34 articles) formed 20 groups of two and more; read one by one, 17 of them were one measure.
SAME_MEASURE = 0.50
# Equal numbers of one unit are one measure from a lower cosine on, where verb and names agree: one name for a number
# that two stories do not share by chance, two for a small one.
EQUAL, EQUAL_ALIKE, TELLING = 0.55, 0.40, 10
# Dollars and percents are of anything: the sentences must be near the same.
BROAD, SAME_BROAD = frozenset({"%", "usd", "eur", "gbp", "jpy", "cny"}), 0.70


# What makes a figure one that a reader asks for.
GRAVE = frozenset(outcome(verb) for verb in ("kill", "injure", "displace", "arrest", "evacuate"))
PEOPLE_AND_MONEY = frozenset({"civilian", "force", "congressman", "casualty", "extremist", "usd", "eur", "gbp", "%"})


@dataclass(frozen=True)
class Counted:
    """A number where it stands."""

    passage: Passage
    quantity: Quantity
    as_of: str | None
    """ISO date of what is counted: a date in the sentence, else the day the article appeared."""
    stated: bool
    """Whether the sentence itself gives that date."""


def counted(passages: Sequence[Passage], times: Mapping[tuple[str, int], tuple[Timed, ...]]) -> list[Counted]:
    """All numbers of all sentences, dated."""
    return [
        Counted(passage, quantity, *_as_of(passage, quantity, times.get((passage.article.id, passage.index), ())))
        for passage in passages
        for quantity in passage.quantities
        if not _is_trivial(quantity)
    ]


TRIVIAL = 2


def _is_trivial(quantity: Quantity) -> bool:
    """Whether nobody would ask for the number: "both sides", "two photographs"; two people killed are a figure."""
    return (
        quantity.number <= TRIVIAL and not quantity.qualifier and quantity.unit != "%" and quantity.outcome not in GRAVE
    )


def _as_of(passage: Passage, quantity: Quantity, times: Sequence[Timed]) -> tuple[str | None, bool]:
    """The date that governs the number: that of its own verb, else the only one of the sentence, else publication."""
    verb = syntax.governing_verb(passage.tokens, quantity.token)
    own = [t for t in times if t.verb is not None and t.verb == verb]
    chosen = own or (list(times) if len(times) == 1 else [])
    if chosen:
        return chosen[0].when.date, True
    return (passage.published.isoformat() if passage.published else None), False


def groups(numbers: Sequence[Counted]) -> list[list[Counted]]:
    """Numbers of one measure together, each group in order of time; complete linkage within a unit."""
    by_unit: dict[str, list[list[Counted]]] = {}
    for number in numbers:
        same_unit = by_unit.setdefault(number.quantity.unit_class, [])
        home = next((group for group in same_unit if _belongs(number, group)), None)
        if home is None:
            same_unit.append([number])
        else:
            home.append(number)
    return [
        sorted(g, key=lambda n: (n.as_of or "", n.passage.order, n.quantity.start)) for u in by_unit.values() for g in u
    ]


def _belongs(number: Counted, group: Sequence[Counted]) -> bool:
    """Whether a number measures what a group does: like one that is equal, or like most."""
    equal = (other for other in group if other.quantity.number == number.quantity.number)
    if any(same_measure(number, other) for other in equal):
        return True
    like = sum(same_measure(number, other) for other in group)
    return MOST * len(group) <= like


MOST = 0.6  # all would be too many: of six wordings of one toll, one is mostly told too differently


def same_measure(a: Counted, b: Counted) -> bool:
    """Whether two numbers count the same thing, be they equal or not."""
    equal = a.quantity.number == b.quantity.number
    if a.passage is b.passage or (a.passage.article.id == b.passage.article.id and not equal):
        return False
    return _same_number(a, b) if equal else _other_number(a, b)


def _same_number(a: Counted, b: Counted) -> bool:
    same_outcome = a.quantity.outcome == b.quantity.outcome
    if not same_outcome and {a.quantity.outcome, b.quantity.outcome} & GRAVE:
        return False  # 14 killed are not 14 wounded
    if deny_each_other(a.passage, b.passage):
        return False  # up by 3 percent is not down by 3 percent
    shared = len(a.passage.who_and_where & b.passage.who_and_where) if same_outcome else 0
    enough = 1 if a.quantity.number >= TELLING else 2
    return cosine(a.passage, b.passage) >= (EQUAL_ALIKE if shared >= enough else EQUAL)


def _other_number(a: Counted, b: Counted) -> bool:
    if a.quantity.outcome != b.quantity.outcome or not _same_place(a, b):
        return False
    score = cosine(a.passage, b.passage)
    if a.quantity.unit_class in BROAD:
        return score >= SAME_BROAD and a.quantity.predicate == b.quantity.predicate
    return score >= SAME_MEASURE


def _same_place(a: Counted, b: Counted) -> bool:
    first, second = a.passage.places, b.passage.places
    return not first or not second or bool(first & second)


def figures(grouped: Sequence[Sequence[Counted]], count: int) -> tuple[Figure[Claim], ...]:
    """At most `count` rows, those that matter most; rows of one measure stand together, in order of time."""
    rated: list[tuple[float, list[Figure[Claim]]]] = []
    for index, group in enumerate(grouped):
        rows = [row for row in (_row(same) for same in _equal(group)) if row is not None]
        if rows:
            name = f"G{index + 1}" if len(rows) > 1 else None
            rated.append((max(_worth(group, number) for number in group), [_grouped(row, name) for row in rows]))
    rated.sort(key=lambda pair: (-pair[0], pair[1][0].statement.text, pair[1][0].text))
    chosen = [row for _, rows in rated for row in rows][:count]
    return _renamed(chosen)


def _equal(group: Sequence[Counted]) -> list[list[Counted]]:
    """The numbers of a group by value, in order of time."""
    values: dict[float, list[Counted]] = {}
    for number in group:
        values.setdefault(number.quantity.number, []).append(number)
    return list(values.values())


def _row(same: Sequence[Counted]) -> Figure[Claim] | None:
    """One row for equal numbers: the wording that stands alone best, the spans of all."""
    options = [(number, claim) for number in same if (claim := stand_alone(number.passage)) is not None]
    if not options:
        return None
    best, claim = min(
        options, key=lambda o: (o[1].kind != "verbatim", -len(o[0].quantity.what.split()), o[0].passage.order)
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


def _grouped(row: Figure[Claim], name: str | None) -> Figure[Claim]:
    return Figure(row.number, row.text, row.qualifier, row.unit, row.what, row.as_of, name, row.statement)


def _renamed(rows: Sequence[Figure[Claim]]) -> tuple[Figure[Claim], ...]:
    """Groups numbered in the order in which they are printed; a group of which one row is left is none."""
    sizes = {name: sum(row.group == name for row in rows) for name in {row.group for row in rows}}
    order = [name for name in dict.fromkeys(row.group for row in rows) if name and sizes[name] > 1]
    return tuple(_grouped(row, f"G{order.index(row.group) + 1}" if row.group in order else None) for row in rows)


def _worth(group: Sequence[Counted], number: Counted) -> float:
    """Importance of a figure: its sentence, its sources, and whether it counts people harmed, people or money."""
    quantity = number.quantity
    sources = len({n.passage.article.origin for n in group})
    return round(
        number.passage.salience
        + 0.3 * min(sources - 1, 2)
        + 0.2 * (number.quantity.outcome in GRAVE)
        + 0.1 * (quantity.unit_class in PEOPLE_AND_MONEY)
        + 0.1 * (quantity.qualifier is not None),
        4,
    )
