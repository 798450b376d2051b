"""The timeline: what happened on which day, month or year, and what is announced for one.

A sentence enters under the date that its text gives, never under the day it was printed. Sentences of one date
that tell the same become one entry; what was announced for a day and then happened on it is one entry, told by
the later sentence; a vaguer date that tells the same joins the finer one. Dates are kept by how much is told of
them (Gholipour Ghalandari and Ifrim 2020: date-wise selection beats choosing sentences over the whole).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefing.language import lexicon, syntax
from briefing.merge.events import SUBORDINATE, dated_noun, events, is_main
from briefing.merge.passages import Passage
from briefing.merge.similarity import cannot_link, cosine, deny_each_other, overlap, same_claim
from briefing.merge.standalone import in_context, stand_alone
from briefing.merge.timing import Timed
from briefing.records import Claim, Event, Precision

# Under one date the same story is told in other words, so less agreement is asked for than of findings: in a
# reading of the pairs that share a date in four topics, pairs that told one event lay above .55 or shared a verb
# at .45 and more.
SAME_EVENT, SAME_EVENT_WITH_VERB, SHARED_WORDS = 0.65, 0.45, 0.18
# What only names an event, or announces it, tells less of it: here the words of its clause must be the other's.
RELATED, SHARED_IN_CLAUSE, SHARED_AT_LEAST = 0.30, 0.4, 2
AWAITED = 0.40
PER_DATE = 4  # sentences printed of one date
FINENESS = {"day": 3, "month": 2, "year": 1}


@dataclass(frozen=True, eq=False)
class Telling:
    """A sentence under one of its dates."""

    timed: Timed

    @property
    def passage(self) -> Passage:
        """The sentence."""
        return self.timed.passage

    @property
    def date(self) -> str:
        """Under which it stands."""
        return self.timed.when.date

    @cached_property
    def is_main(self) -> bool:
        """Whether the sentence is about what happened then, and does not only mention it."""
        return is_main(self.timed)

    @cached_property
    def names(self) -> bool:
        """Whether the date only tells which thing is meant: "the flood of 3 May"."""
        return dated_noun(self.timed) is not None

    @cached_property
    def mentions(self) -> bool:
        """Whether what happened then is told beside the point: "who fled on 3 May", "after the flood of 3 May"."""
        return self.names or self.passage.tokens[self.timed.verb or 0].dep in SUBORDINATE

    @cached_property
    def says(self) -> bool:
        """Whether what happened then is that somebody spoke."""
        return self.passage.tokens[self.timed.verb or 0].lemma.lower() in lexicon.SAYING

    @cached_property
    def words(self) -> frozenset[str]:
        """Content words of what is dated: the noun phrase or the clause, with the noun that the clause is about."""
        tokens, verb = self.passage.tokens, self.timed.verb or 0
        head = dated_noun(self.timed)
        while head is None and tokens[verb].dep == "xcomp" and tokens[verb].head != verb:
            verb = tokens[verb].head  # "the board is to meet"
        chosen = set(syntax.subtree(tokens, verb if head is None else head))
        if head is None and tokens[verb].dep in {"relcl", "acl"}:
            chosen.add(tokens[verb].head)
        elif head is None and tokens[verb].dep == "conj":
            chosen.update(i for subject in syntax.subjects(tokens, verb) for i in syntax.noun_phrase(tokens, subject))
        return frozenset(
            tokens[i].lemma.lower()
            for i in chosen
            if tokens[i].pos in {"NOUN", "VERB", "PROPN"}
            and not self.timed.start <= tokens[i].start < self.timed.end
            and tokens[i].lemma.lower() not in lexicon.SAYING
        )


@dataclass
class Entry:
    """One event with all that is said of it."""

    date: str
    precision: Precision
    told: list[Telling]

    def worth(self, heart: NDArray[np.float32]) -> float:
        """How much it matters: the sentence, its sources, how exactly it is dated, how close to the topic's heart."""
        origins = len({t.passage.article.origin for t in self.told})
        return round(
            max(t.passage.salience for t in self.told)
            + 0.2 * min(origins - 1, 2)
            + 0.1 * FINENESS[self.precision]
            + 0.3 * any(t.is_main for t in self.told)
            + 0.3 * max(round(float(t.passage.vector @ heart), 3) for t in self.told)
            - 0.3 * all(t.mentions and not t.timed.ahead for t in self.told)
            - 0.15 * all(t.says for t in self.told),
            4,
        )


def timeline(times: Mapping[tuple[str, int], Sequence[Timed]], count: int) -> tuple[Event[Claim], ...]:
    """At most `count` entries in order of time."""
    told = [Telling(timed) for row in times.values() for timed in events(row)]
    entries = _joined(told)
    heart = _heart(told)
    rows: dict[str, list[tuple[Entry, Event[Claim]]]] = {}
    printed = 0
    for entry in sorted(entries, key=lambda e: (-e.worth(heart), e.date, e.told[0].passage.order)):
        if printed == count:
            break
        of_date = rows.setdefault(entry.date, [])
        event = _event(entry) if len(of_date) < PER_DATE else None
        if event is not None and not any(_repeats(entry, event, *other) for other in of_date):
            of_date.append((entry, event))
            printed += 1
    return tuple(event for date in sorted(rows) for _, event in rows[date])


def _heart(told: Iterable[Telling]) -> NDArray[np.float32]:
    """The direction in which all that is told lies. Shape: (384,), of unit length."""
    rows = sorted({t.passage.order: t.passage for t in told}.items())
    if not rows:
        return np.zeros(1, dtype=np.float32)
    mean = np.mean([passage.vector * (0.1 + passage.salience) for _, passage in rows], axis=0)
    return np.asarray(mean / (np.linalg.norm(mean) or 1.0), dtype=np.float32)


def _repeats(entry: Entry, event: Event[Claim], other: Entry, printed: Event[Claim]) -> bool:
    """Whether an event of the same date reads like one that is printed; that they count differently is no news here."""
    is_named = event.precision == "day" and all(t.names for t in entry.told)
    if event.statement.text == printed.statement.text or is_named:
        return True  # what is only named is printed where nothing is told of its day
    one, two = entry.told[0], other.told[0]
    if (one.mentions or two.mentions or one.timed.ahead) and _share_words(one, two):
        return True
    first, second = one.passage, two.passage
    return (
        cosine(first, second) >= SAME_EVENT and bool(first.verbs & second.verbs) and not deny_each_other(first, second)
    )


# --- joining --------------------------------------------------------------------------------------


class _Shelf:
    """The entries of a date and of the finer dates in it, with what finds those that may tell the same."""

    def __init__(self) -> None:
        """Empty."""
        self._homes: list[Entry] = []
        self._vectors = np.zeros((0, 1), dtype=np.float32)

    def near(self, telling: Telling) -> list[Entry]:
        """Those entries of which a sentence is close enough to this one to be looked at; of finer dates first."""
        if not self._homes:
            return []
        scores = self._vectors[: len(self._homes)] @ telling.passage.vector
        found = [self._homes[row] for row in np.flatnonzero(scores >= RELATED - ROUNDING)]
        return list({id(entry): entry for entry in found}.values())

    def put(self, telling: Telling, entry: Entry) -> None:
        """A sentence that tells an entry's event."""
        self._homes.append(entry)
        vector = telling.passage.vector
        if len(self._homes) > len(self._vectors):  # twice the room each time, so that filling it stays linear
            more = np.zeros((len(self._homes), len(vector)), dtype=np.float32)
            self._vectors = np.concatenate([self._vectors, more]) if len(self._vectors) else more
        self._vectors[len(self._homes) - 1] = vector


ROUNDING = 0.001  # cosines are compared by three digits


def _joined(told: Iterable[Telling]) -> list[Entry]:
    """Sentences joined into events: finest dates first, so that vaguer ones find their home.

    Each date has its shelf, and only what lies there is compared.
    """
    entries: list[Entry] = []
    shelves: dict[str, _Shelf] = {}
    for telling in sorted(told, key=_order):
        shelf = shelves.setdefault(telling.date, _Shelf())
        home = next((entry for entry in shelf.near(telling) if _belongs(telling, entry)), None)
        if home is None:
            home = Entry(telling.date, telling.timed.when.precision, [])
            entries.append(home)
        if all(other.passage is not telling.passage for other in home.told):
            home.told.append(telling)
            for date in {home.date, home.date[:7], home.date[:4]}:
                shelves.setdefault(date, _Shelf()).put(telling, home)
    return entries


def _belongs(telling: Telling, entry: Entry) -> bool:
    """Whether a sentence tells an entry's event, under the same date or under a vaguer one that contains it."""
    return _tells(telling, entry) if telling.date == entry.date else _tells_finer(telling, entry)


def _order(telling: Telling) -> tuple[int, str, bool, bool, bool, tuple[str, str, int], int]:
    """Finest dates first. Of one day what is told before what is named or announced: it is what the others tell of.

    Of one month what is named first: "a resolution of May" joins the day in May, and helps what is told join it too.
    """
    timed = telling.timed
    aside = telling.mentions == (timed.when.precision == "day")
    fineness = -FINENESS[timed.when.precision]
    return (fineness, telling.date, timed.ahead, aside, telling.says, timed.passage.order, timed.start)


def _tells(telling: Telling, entry: Entry) -> bool:
    """Whether a sentence tells the event of an entry of its date: what its first or half of all tell, against none."""
    same = [_same_event(telling, other) for other in entry.told]
    return None not in same and (bool(same[0]) or 2 * sum(map(bool, same)) >= len(same))


def _same_event(a: Telling, b: Telling) -> bool | None:
    """Whether two sentences of one date tell the same event; None where they speak against each other."""
    if a.passage is b.passage:
        return True
    aside, is_awaited = a.mentions or b.mentions, a.timed.ahead != b.timed.ahead
    # What a sentence counts or whom it names besides says nothing against an event that it only mentions or awaits.
    if (deny_each_other if aside or is_awaited else cannot_link)(a.passage, b.passage):
        return None
    score = cosine(a.passage, b.passage)
    shares_verb = score >= SAME_EVENT_WITH_VERB and bool(a.passage.verbs & b.passage.verbs)
    if score >= SAME_EVENT or (shares_verb and overlap(a.passage, b.passage) >= SHARED_WORDS):
        return True
    if is_awaited:
        return score >= AWAITED and bool(a.words & b.words)
    return score >= RELATED and ((aside and _share_words(a, b)) or (not (a.is_main or b.is_main) and _same_verb(a, b)))


def _share_words(a: Telling, b: Telling) -> bool:
    """Whether half of the words of the shorter clause stand in the other."""
    shared = len(a.words & b.words)
    return shared >= SHARED_AT_LEAST and shared >= SHARED_IN_CLAUSE * min(len(a.words), len(b.words))


def _tells_finer(telling: Telling, entry: Entry) -> bool:
    """Whether a sentence tells, under a month or year, what an entry tells under a day of it.

    A month holds many events: here the sentences must say the same, not only speak of the same.
    """
    return any(
        same_claim(other.passage, telling.passage)
        or (telling.mentions and _same_verb(telling, other) and _share_words(telling, other))
        for other in entry.told
    )


def _same_verb(a: Telling, b: Telling) -> bool:
    """Whether both dates belong to the same verb."""
    first, second = (t.passage.tokens[t.timed.verb or 0].lemma.lower() for t in (a, b))
    return first == second


# --- printing -------------------------------------------------------------------------------------


def _event(entry: Entry) -> Event[Claim] | None:
    """The entry as printed: told by what happened rather than what was announced, then by the most salient."""
    options = [(t, claim) for t in entry.told if (claim := stand_alone(t.passage)) is not None]
    if not options:
        options = [(t, claim) for t in entry.told if (claim := _with_the_one_before(t.passage)) is not None]
    if not options:
        return None
    _, claim = min(options, key=lambda option: _wording(*option))
    spans = tuple(dict.fromkeys((*claim.spans, *(t.passage.span for t in entry.told))))
    return Event(entry.date, entry.precision, Claim(claim.text, spans, claim.kind))


def _with_the_one_before(passage: Passage) -> Claim | None:
    """The sentence with the one before it; what an "It" at the head of a paragraph stands for is not just before."""
    before = passage.previous
    if before is None or (
        "\n" in passage.article.text[before.span.end : passage.span.start]
        and passage.tokens[0].text.lower() in lexicon.THIRD_PERSON
    ):
        return None
    return in_context(passage)


def _wording(telling: Telling, claim: Claim) -> tuple[bool, bool, bool, bool, bool, float, tuple[str, str, int]]:
    """What to print of an entry: the lowest first."""
    passage = telling.passage
    return (
        telling.timed.ahead,
        telling.timed.when.precision != "day",
        telling.mentions,
        not telling.is_main,
        claim.kind != "verbatim",
        -passage.salience,
        passage.order,
    )
