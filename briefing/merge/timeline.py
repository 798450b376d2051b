"""The timeline: what happened on which day, month or year, and what is announced for one.

A sentence enters under the date that its text gives, never under the day it was printed. Sentences of one date
that tell the same become one entry; what was announced for a day and then happened on it is one entry, told by
the later sentence; a vaguer date that tells the same joins the finer one. Dates are kept by how much is told of
them (Gholipour Ghalandari and Ifrim 2020: date-wise selection beats choosing sentences over the whole).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.language import syntax
from briefing.merge.passages import Passage
from briefing.merge.similarity import cannot_link, cosine, overlap, same_claim
from briefing.merge.standalone import stand_alone
from briefing.merge.timing import Timed
from briefing.records import Claim, Event, Precision

# Under one date the same story is told in other words, so less agreement is asked for than of findings: in a
# reading of the pairs that share a date in four topics, pairs that told one event lay above .55 or shared a verb
# at .45 and more.
SAME_EVENT, SAME_EVENT_WITH_VERB, SHARED_WORDS = 0.65, 0.45, 0.18
PER_DATE = 3  # sentences printed of one date
FINENESS = {"day": 3, "month": 2, "year": 1}


@dataclass
class Entry:
    """One event with all that is said of it."""

    date: str
    precision: Precision
    told: list[Timed]

    @property
    def worth(self) -> float:
        """How much it matters: the sentence, its sources, how exactly it is dated."""
        origins = len({t.passage.article.origin for t in self.told})
        told_mainly = any(_hangs_on_main_verb(t) for t in self.told)
        only_named = all(_dates_a_noun(t) for t in self.told)
        return round(
            max(t.passage.salience for t in self.told)
            + 0.2 * min(origins - 1, 2)
            + 0.1 * FINENESS[self.precision]
            + 0.3 * told_mainly
            - 0.3 * only_named,
            4,
        )


def timeline(times: Mapping[tuple[str, int], Sequence[Timed]], count: int) -> tuple[Event[Claim], ...]:
    """At most `count` entries in order of time."""
    entries = _entries([t for row in times.values() for t in row if _is_event(t)])
    rows: dict[str, list[Event[Claim]]] = {}
    printed = 0
    for entry in sorted(entries, key=lambda e: (-e.worth, e.date, e.told[0].passage.order)):
        if printed == count:
            break
        of_date = rows.setdefault(entry.date, [])
        event = _event(entry) if len(of_date) < PER_DATE else None
        if event is not None and all(event.statement.text != other.statement.text for other in of_date):
            of_date.append(event)
            printed += 1
    return tuple(event for date in sorted(rows) for event in rows[date])


def _is_event(timed: Timed) -> bool:
    """Whether the date says when something happened: it hangs on a verb, and is no approximation of one."""
    if timed.verb is None or timed.passage.text.rstrip().endswith("?") or _is_conditional(timed):
        return False
    if timed.when.approximate and timed.when.precision == "day":
        return False
    if timed.when.precision == "year":  # "a resolution of 2020" names a thing; "in 2020, they voted" tells of the year
        return _hangs_on_main_verb(timed)
    if _is_state(timed):
        return False
    if _dates_a_noun(timed) and timed.ahead:
        return False  # "will meet to remember the flood of 3 May"
    return not _names_a_thing(timed)


def _dates_a_noun(timed: Timed) -> bool:
    """Whether the date belongs to a noun ("the flood of 3 May"), not to a verb."""
    tokens = timed.passage.tokens
    index = _first_token(timed)
    for above in syntax.ancestors(tokens, index):
        if tokens[above].pos in {"VERB", "AUX"}:
            return False
        if tokens[above].pos in {"NOUN", "PROPN"} and not timed.start <= tokens[above].start < timed.end:
            return True
    return False


def _is_conditional(timed: Timed) -> bool:
    """Whether the date stands in an if-clause: nothing is said to have happened."""
    tokens = timed.passage.tokens
    verbs_above = (timed.verb or 0, *syntax.ancestors(tokens, timed.verb or 0))
    below = (tokens[i].text.lower() for verb in verbs_above for i in syntax.children(tokens, verb))
    return not {"if", "whether", "unless"}.isdisjoint(below)


def _first_token(timed: Timed) -> int:
    tokens = timed.passage.tokens
    return next((i for i, token in enumerate(tokens) if token.end > timed.start), 0)


def _hangs_on_main_verb(timed: Timed) -> bool:
    """Whether the date is the sentence's own, not that of a clause or a noun in it."""
    tokens = timed.passage.tokens
    index = _first_token(timed)
    while (
        tokens[index].dep in {"pobj", "prep", "nummod", "compound", "npadvmod", "advmod", "pcomp", "amod", "appos"}
        and tokens[index].head != index
    ):
        index = tokens[index].head
        if tokens[index].pos in {"VERB", "AUX"}:
            return index == syntax.root(tokens) or tokens[index].dep in {"ccomp", "conj"}
    return False


def _is_state(timed: Timed) -> bool:
    """Whether the sentence tells how things stand "today", which is no event."""
    verb = timed.passage.tokens[timed.verb or 0]
    return verb.lemma.lower() in {"be", "have", "remain", "stand"} and verb.tag in {"VBZ", "VBP"}


RECENT_DAYS = 60


def _names_a_thing(timed: Timed) -> bool:
    """Whether a date without a year only names something known ("the July 7 bombers") long after."""
    tokens = timed.passage.tokens
    words = timed.passage.article.text[timed.start : timed.end]
    published = timed.passage.published
    if re.search(r"\d{4}", words) or published is None or abs((published - timed.when.first).days) <= RECENT_DAYS:
        return False
    last = max((i for i, token in enumerate(tokens) if token.start < timed.end), default=0)
    index = last
    while (
        tokens[index].head != index
        and tokens[tokens[index].head].start < timed.end
        and tokens[tokens[index].head].start >= timed.start
    ):
        index = tokens[index].head
    head = tokens[tokens[index].head]
    return tokens[index].dep in {"compound", "nummod", "nmod", "amod"} and head.pos in {"NOUN", "PROPN"}


def _entries(told: Sequence[Timed]) -> list[Entry]:
    """Sentences joined into events: finest dates first, so that vaguer ones find their home."""
    entries: list[Entry] = []
    for timed in sorted(told, key=lambda t: (-FINENESS[t.when.precision], t.when.date, t.passage.order, t.start)):
        home = next((entry for entry in entries if _belongs(timed, entry)), None)
        if home is None:
            entries.append(Entry(timed.when.date, timed.when.precision, [timed]))
        elif all(o.passage is not timed.passage for o in home.told):
            home.told.append(timed)
    return entries


def _belongs(timed: Timed, entry: Entry) -> bool:
    """Whether a sentence tells an entry's event: under the same date, or under a vaguer one that contains it."""
    if entry.date == timed.when.date:
        return all(_same_event(other.passage, timed.passage) for other in entry.told)
    # A month holds many events: here the sentences must say the same, not only speak of the same.
    contains = entry.date.startswith(f"{timed.when.date}-")
    return contains and any(same_claim(other.passage, timed.passage) for other in entry.told)


def _same_event(a: Passage, b: Passage) -> bool:
    if a.span == b.span:
        return True
    if cannot_link(a, b):
        return False
    score = cosine(a, b)
    return score >= SAME_EVENT or (
        score >= SAME_EVENT_WITH_VERB and bool(a.verbs & b.verbs) and overlap(a, b) >= SHARED_WORDS
    )


def _event(entry: Entry) -> Event[Claim] | None:
    """The entry as printed: told by what happened rather than what was announced, then by the most salient."""
    options = [(t, claim) for t in entry.told if (claim := stand_alone(t.passage)) is not None]
    if not options:
        return None
    best, claim = min(
        options,
        key=lambda o: (
            o[0].ahead,
            o[0].when.date != entry.date,
            not _hangs_on_main_verb(o[0]),
            o[1].kind != "verbatim",
            -o[0].passage.salience,
            o[0].passage.order,
        ),
    )
    spans = tuple(dict.fromkeys((*claim.spans, *(t.passage.span for t in entry.told))))
    return Event(
        best.when.date if FINENESS[best.when.precision] > FINENESS[entry.precision] else entry.date,
        entry.precision,
        Claim(claim.text, spans, claim.kind),
    )
