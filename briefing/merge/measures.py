"""Numbers of one measure: the same kind of thing, under the same verb, in the same place.

Equal numbers of a measure become one figure with all its sources; unequal ones at one time are for
`merge.disputes`, at different times they are a change.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefing.language import lexicon, money, syntax
from briefing.language.quantities import SAME_OUTCOME, Quantity, outcome
from briefing.merge.passages import Passage
from briefing.merge.similarity import ANTONYMS, cosine, deny_each_other, matrix
from briefing.merge.timing import Timed

# Cosine of two sentences from which on their numbers may measure the same thing. With these bounds the figures of five
# topics (34 articles) formed 20 groups of two and more; read one by one, 17 of them were one measure.
SAME_MEASURE = 0.50
# Dollars and percents are of anything: the sentences must be near the same.
BROAD, SAME_BROAD = frozenset({"%"}) | money.CODES, 0.70
# Equal numbers of one unit are one measure from a lower cosine on, the lower the less they can be equal by chance.
EQUAL = 0.55
NAMED = 0.15  # less where outcome and names agree: one name for a number of two digits, two for a smaller one
TOLD = 0.15  # or where a number from ten on comes of one telling outcome: 100 members signed, 100 deputies backed
LABELLED = 0.10  # less for each of two words that both labels have
SPECIFIC = 0.20  # less from three digits on that are no zeros: hardly any two things of a story are both 329
ELSEWHERE = 0.15  # more where the places differ
ROUND = 0.15  # more for a round number of another outcome: 100,000 fled and 100,000 live in the camp
LEAST = 0.20
TELLING, SPECIFIC_DIGITS = 10, 3
MOST = 0.6  # all would be too many: of six wordings of one toll, one is mostly told too differently

GRAVE = frozenset(outcome(verb) for verb in ("kill", "injure", "displace", "arrest", "evacuate"))
# Two raids may each kill 13; two petitions that each 100 deputies sign are rarer.
TELLING_OUTCOMES = frozenset(min(group) for group in SAME_OUTCOME) - GRAVE - {outcome("be")}


@dataclass(frozen=True)
class Counted:
    """A number where it stands."""

    passage: Passage
    quantity: Quantity
    as_of: str | None
    """ISO date of what is counted: a date in the sentence, else the day the article appeared."""
    stated: bool
    """Whether the sentence itself gives that date."""

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of the label that tell what is measured, in the singular; not the unit."""
        own = {self.quantity.unit.lower().removesuffix("s"), *lexicon.SAYING}
        words = re.findall(r"[^\W\d_]{3,}|[A-Z]{2}", self.quantity.what)
        found = {word.lower() if word.isupper() else word.lower().removesuffix("s") for word in words}
        return frozenset(lexicon.country_key(word) for word in found - own - COMMON)


COMMON = lexicon.words(
    "the and for from with was were are has have had been will would that which who its their his her more other than "
    "million billion trillion hundred thousand percent dollar euro pound some about people person"
)


def counted(passages: Sequence[Passage], times: Mapping[tuple[str, int], tuple[Timed, ...]]) -> list[Counted]:
    """All numbers of all sentences, dated."""
    return [
        Counted(passage, quantity, *_as_of(passage, quantity, times.get((passage.article.id, passage.index), ())))
        for passage in passages
        for quantity in passage.quantities
        if not quantity.converts and not _is_trivial(passage, quantity)
    ]


TRIVIAL, FEW = 2, 9


def _is_trivial(passage: Passage, quantity: Quantity) -> bool:
    """Whether nobody would ask for the number: "both sides", "two photographs", "nine-page", "three witnesses said"."""
    if not quantity.is_counted or quantity.outcome in GRAVE:
        return False
    if quantity.number <= FEW and (quantity.unit_class == "size" or _are_sources(passage, quantity)):
        return True
    vague = quantity.qualifier not in {None, "only", "just"}
    return quantity.number <= TRIVIAL and quantity.number == int(quantity.number) and not vague


def _are_sources(passage: Passage, quantity: Quantity) -> bool:
    """Whether those who were counted are the ones who say so: "two diplomats said", "according to three officials"."""
    tokens = passage.tokens
    noun = tokens[tokens[quantity.token].head]
    above = tokens[noun.head]
    if noun.dep == "nsubj":
        return above.lemma.lower() in lexicon.SAYING
    return noun.dep == "pobj" and tokens[above.head].lemma.lower() == "accord"


def _as_of(passage: Passage, quantity: Quantity, times: Sequence[Timed]) -> tuple[str | None, bool]:
    """The date that governs the number: that of its own verb, else the only one of the sentence, else publication."""
    verb = syntax.governing_verb(passage.tokens, quantity.token)
    own = [t for t in times if t.verb is not None and t.verb == verb]
    chosen = own or (list(times) if len(times) == 1 else [])
    if chosen:
        return chosen[0].when.date, True
    return (passage.published.isoformat() if passage.published else None), False


def groups(numbers: Sequence[Counted]) -> list[list[Counted]]:
    """Numbers of one measure together, each group in order of time."""
    by_unit: dict[str, list[Counted]] = {}
    for number in numbers:
        by_unit.setdefault(number.quantity.unit_class, []).append(number)
    return [
        sorted(group, key=lambda n: (n.as_of or "", n.passage.order, n.quantity.start))
        for same_unit in by_unit.values()
        for group in _grouped(same_unit)
    ]


def _grouped(numbers: Sequence[Counted]) -> list[list[Counted]]:
    """Numbers of one unit by measure: each joins a group that has an equal one like it, or most of which is like it."""
    values = np.array([number.quantity.number for number in numbers])
    home = np.zeros(len(numbers), dtype=np.intp)
    members: list[list[int]] = []
    for index, like in enumerate(_like(numbers, values)):
        equal = home[like[values[like] == values[index]]]
        if len(equal):
            group = int(equal.min())
        else:
            groups, votes = np.unique(home[like], return_counts=True)
            pairs = zip(groups.tolist(), votes.tolist(), strict=True)
            group = next((near for near, count in pairs if MOST * len(members[near]) <= count), len(members))
        if group == len(members):
            members.append([])
        members[group].append(index)
        home[index] = group
    return [[numbers[index] for index in group] for group in members]


BLOCK = 512
SLACK = 0.001  # `cosine` rounds; what it would let pass must not be lost here


def _like(numbers: Sequence[Counted], values: NDArray[np.float64]) -> Iterator[NDArray[np.intp]]:
    """For each number those before it that are of its measure, in order.

    Whole blocks are compared in a few matrix products; only equal numbers, and what is so close to the bound that
    rounding decides, are looked at one by one. A folder of 200 articles has a hundred thousand pairs.
    """
    is_broad = any(number.quantity.unit_class in BROAD for number in numbers)  # all are of one unit
    bound = SAME_BROAD if is_broad else SAME_MEASURE
    vectors = matrix([number.passage for number in numbers])
    articles = _codes([number.passage.article.id for number in numbers])
    kinds = _codes([(n.quantity.outcome, n.quantity.predicate if is_broad else "") for n in numbers])
    places = _one_hot([number.passage.places for number in numbers])
    nowhere = np.array([not number.passage.places for number in numbers])
    for start in range(0, len(numbers), BLOCK):
        stop = min(start + BLOCK, len(numbers))
        block, before = slice(start, stop), slice(0, stop)
        scores = vectors[block] @ vectors[before].T
        equal = np.equal(values[block, None], values[None, before])
        one_place = (places[block] @ places[before].T > 0) | nowhere[block, None] | nowhere[None, before]
        other_text = articles[block, None] != articles[None, before]
        other = ~equal & other_text & one_place & (kinds[block, None] == kinds[None, before])
        sure = other & (scores >= bound + SLACK)
        doubtful = (other & ~sure & (scores >= bound - SLACK)) | (equal & (scores >= LEAST - SLACK))
        for row, index in enumerate(range(start, stop)):
            for near in np.flatnonzero(doubtful[row, :index]):
                a, b = numbers[int(near)], numbers[index]
                sure[row, near] = _same_number(a, b) if equal[row, near] else cosine(a.passage, b.passage) >= bound
            yield np.flatnonzero(sure[row, :index])


def _codes(keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """A number for each key, the same for equal ones."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.intp)


def _one_hot(sets: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """A row for each set, 1 for what is in it. Shape: (sets, names that stand in two of them or more)."""
    count = Counter(name for names in sets for name in names)
    column = {name: place for place, name in enumerate(sorted(name for name in count if count[name] > 1))}
    rows = np.zeros((len(sets), len(column)), dtype=np.float32)
    for row, names in enumerate(sets):
        rows[row, [column[name] for name in names if name in column]] = 1
    return rows


def _same_number(a: Counted, b: Counted) -> bool:
    """Whether two equal numbers count the same thing."""
    if a.passage is b.passage:
        return False
    same_outcome = a.quantity.outcome == b.quantity.outcome
    if not same_outcome and {a.quantity.outcome, b.quantity.outcome} & GRAVE:
        return False  # 14 killed are not 14 wounded
    if _deny(a, b):
        return False  # up by 3 percent is not down by 3 percent
    tells = a.quantity.number >= TELLING
    named = a.passage.who_and_where & b.passage.who_and_where if same_outcome else frozenset[str]()
    labelled = a.words & b.words
    needed = EQUAL - SPECIFIC * (_digits(a.quantity.number) >= SPECIFIC_DIGITS)
    if len(named) >= (1 if tells else 2):
        needed -= NAMED
    elif tells and same_outcome and a.quantity.outcome in TELLING_OUTCOMES:
        needed -= TOLD
    needed -= LABELLED * min(2, len(labelled))
    needed += ROUND * (not same_outcome and not labelled and _digits(a.quantity.number) == 1)
    # Two accidents of one article may each have killed three.
    in_one_text = a.passage.article.id == b.passage.article.id and not tells
    # A name in both labels, "US troops" and "American soldiers", says more than other places of the sentences do.
    elsewhere = not _same_place(a, b) and not named & labelled
    needed += ELSEWHERE * (in_one_text or elsewhere)
    return cosine(a.passage, b.passage) >= round(max(LEAST, needed), 3)


def _deny(a: Counted, b: Counted) -> bool:
    """Whether one tells the opposite: of shares and money anywhere in the sentence, of things by the number's verb."""
    if not a.quantity.is_counted:
        return deny_each_other(a.passage, b.passage)
    verbs = (a.quantity.predicate, b.quantity.predicate)
    negated = (verb in number.passage.negated_verbs for verb, number in zip(verbs, (a, b), strict=True))
    opposite = any((verbs[0] in x and verbs[1] in y) or (verbs[0] in y and verbs[1] in x) for x, y in ANTONYMS)
    return opposite or len(set(negated)) > 1


def _digits(number: float) -> int:
    """How many digits of a number are no zeros at its ends: 3 of 329 and of 27.5 billion, 1 of 2000.

    >>> _digits(329), _digits(27.5e9), _digits(2000), _digits(0.25)
    (3, 3, 1, 2)
    """
    return len(f"{number:.6e}".split("e")[0].replace(".", "").strip("0"))


def _same_place(a: Counted, b: Counted) -> bool:
    first, second = a.passage.places, b.passage.places
    return not first or not second or bool(first & second)
