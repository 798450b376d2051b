"""What is different in a brief from the one before it. Pure: two briefs in, changes out.

What a brief printed in several sections, or in both briefs, is joined into *facts*: statements that rest on the same
quotation, or that say the same in nearly the same words (`language.wording`). A fact of the new brief only is new; one
of the earlier only is withdrawn, but only if nothing stands any more that it rested on. What came in from an article
that was there before, or dropped out, because other things are more important now, is no change.

Source ids are numbered anew in each brief, so articles are known by path and hash. What is quoted from the earlier
brief names, as its source, the article's id in the new one, or its path where the article is gone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.language.wording import moved_on, overlap, same_facts, wording
from briefing.records import Brief, Changed, Changes, Figure, Question, Source, Statement

_SOURCE_ID = re.compile(r"S\d+")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class _Fact:
    """Statements that say the same, of both briefs; their order does not matter."""

    before: tuple[Statement, ...]
    after: tuple[Statement, ...]

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def is_gone(self) -> bool:
        return not self.after


def compare(before: Brief, after: Brief) -> Changes:
    """What the new brief says otherwise than the earlier one.

    Args:
        before: the earlier brief.
        after: the new one; each statement of it counts once, in however many sections it is printed.
    """
    desk = _Desk(before, after)
    answered, states = desk.questions()
    taken = desk.facts_of([*answered, *(row.after for row in states)])
    moved = desk.moved(taken | desk.facts_of(row.before for row in states))
    changed = [*states, *moved]
    taken |= desk.facts_of(row.after for row in moved)
    replaced = desk.facts_of(row.before for row in changed)
    facts = desk.facts
    return Changes(
        since=before.as_of,
        added=_in_order(_best(f.after) for n, f in enumerate(facts) if f.is_new and n not in taken and desk.is_news(f)),
        changed=tuple(
            Changed(desk.earlier(row.before), row.after)
            for row in sorted(changed, key=lambda row: (_place(row.after), _place(row.before)))
        ),
        withdrawn=tuple(
            desk.earlier(row)
            for row in _in_order(
                _best(f.before) for n, f in enumerate(facts) if f.is_gone and n not in replaced and desk.is_lost(f)
            )
        ),
        confirmed=_in_order(_best(f.after) for n, f in enumerate(facts) if n not in taken and _is_confirmed(f)),
        answered=_in_order(answered),
    )


def is_empty(changes: Changes) -> bool:
    """Whether nothing changed.

    >>> is_empty(Changes(None, (), (), (), (), ()))
    True
    """
    rows = (changes.added, changes.changed, changes.withdrawn, changes.confirmed, changes.answered)
    return not any(rows)


class _Desk:
    """Both briefs, with what each statement of them says joined into facts."""

    def __init__(self, before: Brief, after: Brief) -> None:
        self._before, self._after = before, after
        self._sources = {
            **{(True, source.id): source for source in before.sources},
            **{(False, source.id): source for source in after.sources},
        }
        self.facts = _facts(_distinct(before), _distinct(after))
        self._fact = {
            (is_before, _key(row)): number
            for number, fact in enumerate(self.facts)
            for is_before, rows in ((True, fact.before), (False, fact.after))
            for row in rows
        }
        self._articles = {source.path: source for source in after.sources}
        self._hashes = {source.sha256 for source in after.sources}
        self._known = {source.sha256 for source in before.sources}
        self._old = {row.path for row in after.inputs if row.is_superseded}
        self._withheld = {_folded(row.text) for row in after.withheld}

    # --- what says the same -----------------------------------------------------------------------

    def _of(self, statement: Statement, *, is_before: bool) -> int:
        return self._fact[is_before, _key(statement)]

    def facts_of(self, statements: Iterable[Statement]) -> frozenset[int]:
        """The facts that some statements of either brief tell."""
        keys = [_key(statement) for statement in statements]
        return frozenset(self._fact[side, key] for key in keys for side in (True, False) if (side, key) in self._fact)

    # --- questions --------------------------------------------------------------------------------

    def questions(self) -> tuple[list[Statement], list[Changed]]:
        """The statements that answer what was open, and those that show that a matter stands elsewhere now."""
        answered, states = [], []
        for row in self._after.questions:
            earlier = self._earlier_question(row)
            if earlier is None or earlier.status == row.status:
                continue
            old, new = earlier.statements[-1], row.statements[-1]
            if row.status == "answered":
                answered.append(new)
            elif self._of(old, is_before=True) != self._of(new, is_before=False):
                states.append(Changed(old, new))
        return answered, states

    def _earlier_question(self, row: Question[Statement]) -> Question[Statement] | None:
        """The question of the earlier brief that is the same: asked so, else with most of its statements in common."""
        told = {self._of(statement, is_before=False) for statement in row.statements}
        found = [
            (row.text == other.text, len(told & {self._of(s, is_before=True) for s in other.statements}), other.text)
            for other in self._before.questions
        ]
        best = max(found, default=(False, 0, ""))
        if not best[0] and not best[1]:
            return None
        return next(other for other in self._before.questions if other.text == best[2])

    # --- facts that moved on ----------------------------------------------------------------------

    def moved(self, taken: frozenset[int]) -> list[Changed]:
        """New facts beside the earlier ones whose place they take: each once, the closest pairs first."""
        pairs = sorted((*self._figures(taken), *self._wordings(taken)), key=lambda pair: pair[:2])
        used: set[tuple[bool, int]] = set()
        rows = []
        for _, _, old, new in pairs:
            ends = {(True, self._of(old, is_before=True)), (False, self._of(new, is_before=False))}
            if not ends & used:
                used |= ends
                rows.append(Changed(old, new))
        return rows

    def _new(self, taken: frozenset[int]) -> Iterator[tuple[int, _Fact]]:
        return ((n, fact) for n, fact in enumerate(self.facts) if fact.is_new and n not in taken)

    def _figures(self, taken: frozenset[int]) -> Iterator[tuple[float, tuple[str, ...], Statement, Statement]]:
        """Figures of one measure with another value than before, the newest value of each measure.

        The measure is that of the new brief: its group, which holds a figure that was printed before.
        """
        groups: dict[str, list[Figure[Statement]]] = {}
        for figure in self._after.figures:
            if figure.group:
                groups.setdefault(figure.group, []).append(figure)
        for group in groups.values():
            known = [figure for figure in group if not self.facts[self._of(figure.statement, is_before=False)].is_new]
            fresh = [figure for figure in group if figure not in known]
            if not known or not fresh or self._is_disputed([figure.statement for figure in group]):
                continue
            old = max(known, key=lambda figure: (figure.as_of or "", figure.number, figure.text))
            new = max(fresh, key=lambda figure: (figure.as_of or "", figure.number, figure.text))
            number = self._of(new.statement, is_before=False)
            if new.number != old.number and (new.as_of or "") >= (old.as_of or "") and number not in taken:
                was = _best(self.facts[self._of(old.statement, is_before=False)].before)
                yield 0.0, (_text(was), _text(new.statement)), was, new.statement

    def _wordings(self, taken: frozenset[int]) -> Iterator[tuple[float, tuple[str, ...], Statement, Statement]]:
        """Sentences that are alike but for a number, a date, a turn of events or a negation."""
        for _, fact in self._new(taken):
            new = _best(fact.after)
            for number, other in enumerate(self.facts):
                if not other.before or number in taken:
                    continue
                old = _best(other.before)
                if moved_on(old.text, new.text) and self._may_follow(old, new, other):
                    score = overlap(wording(old.text), wording(new.text))
                    yield 1 - score, (_text(old), _text(new)), old, new

    def _may_follow(self, old: Statement, new: Statement, fact: _Fact) -> bool:
        """Whether one takes the place of the other: in an edited article, or in a later one if the two are no dispute.

        Two sentences of one day, both printed, stand beside each other.
        """
        if self._edited(old) & {self._source(e.source, is_before=False).path for e in new.evidence}:
            return True
        earlier, later = self._day(old, is_before=True), self._day(new, is_before=False)
        return bool(earlier) and later > earlier and not self._is_disputed([*fact.after, new])

    def _is_disputed(self, statements: Sequence[Statement]) -> bool:
        mine = {self._of(statement, is_before=False) for statement in statements}
        sides = ({self._of(side, is_before=False) for side in row.sides} for row in self._after.disputes)
        return any(len(mine & told) > 1 for told in sides)

    # --- where words stood ------------------------------------------------------------------------

    def _source(self, name: str, *, is_before: bool) -> Source:
        return self._sources[is_before, name]

    def _day(self, statement: Statement, *, is_before: bool) -> str:
        days = (self._source(e.source, is_before=is_before).published for e in statement.evidence)
        return max((day for day in days if day), default="")

    def _edited(self, statement: Statement) -> set[str]:
        """Paths of the articles it rested on that have other words now."""
        old = (self._source(e.source, is_before=True) for e in statement.evidence)
        return {s.path for s in old if s.path in self._articles and s.sha256 not in self._hashes}

    def is_news(self, fact: _Fact) -> bool:
        """Whether an article tells it that the earlier brief did not have in these words."""
        sources = (self._source(e.source, is_before=False) for row in fact.after for e in row.evidence)
        return any(source.sha256 not in self._known for source in sources)

    def is_lost(self, fact: _Fact) -> bool:
        """Whether nothing stands any more that the fact rested on, or the gates withhold it now."""
        if any(_folded(row.text) in self._withheld for row in fact.before):
            return True
        return not any(
            source.sha256 in self._hashes and source.path not in self._old
            for row in fact.before
            for source in (self._source(e.source, is_before=True) for e in row.evidence)
        )

    def earlier(self, statement: Statement) -> Statement:
        """A statement of the earlier brief as the new one can quote it."""
        return replace(
            statement, evidence=tuple(replace(e, source=self._known_as(e.source)) for e in statement.evidence)
        )

    def _known_as(self, name: str) -> str:
        """The article's id in the new brief, its path where it is gone."""
        source = self._source(name, is_before=True)
        if source.path in self._articles:
            return self._articles[source.path].id
        moved = [other.id for other in self._after.sources if other.sha256 == source.sha256]
        path = f"./{source.path}" if _SOURCE_ID.fullmatch(source.path) else source.path  # a file may be called S1
        return moved[0] if moved else path


# --- facts ----------------------------------------------------------------------------------------


def _facts(before: Sequence[Statement], after: Sequence[Statement]) -> tuple[_Fact, ...]:
    """All statements, those that say the same together: whatever is joined by a chain of pairs is one fact."""
    rows = [*before, *after]
    quotes = [_quotes(row) for row in rows]
    home = list(range(len(rows)))

    def root(index: int) -> int:
        while home[index] != index:
            index = home[index]
        return index

    for index, row in enumerate(rows):
        for other in range(index):
            if root(index) != root(other) and _is_same(row, rows[other], quotes[index], quotes[other]):
                home[max(root(index), root(other))] = min(root(index), root(other))
    groups: dict[int, list[int]] = {}
    for index in range(len(rows)):
        groups.setdefault(root(index), []).append(index)
    count = len(before)
    return tuple(
        _Fact(tuple(rows[i] for i in several if i < count), tuple(rows[i] for i in several if i >= count))
        for several in groups.values()
    )


def _is_same(one: Statement, other: Statement, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two statements rest on the same words, or have nearly the same ones and the same facts.

    A merged sentence is made of several quotations, and shares all of them or none that counts.

    Args:
        one: a statement.
        other: another one.
        mine: the quotations of the first, as `_quotes` gives them.
        theirs: those of the other.
    """
    is_merged = "merged" in {one.kind, other.kind}
    return (mine == theirs if is_merged else bool(mine & theirs)) or same_facts(one.text, other.text)


def _quotes(statement: Statement) -> frozenset[str]:
    """The quotations that say it, without those that only show what stands in brackets: many sentences share them."""
    quotes = frozenset(_folded(evidence.quote) for evidence in statement.evidence)
    inserted = [_folded(piece) for piece in _BRACKETED.findall(statement.text)]
    return frozenset(quote for quote in quotes if not any(quote in piece for piece in inserted)) or quotes


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_confirmed(fact: _Fact) -> bool:
    if fact.is_new or fact.is_gone:
        return False
    return max(row.origins for row in fact.after) > max(row.origins for row in fact.before)


# --- order ----------------------------------------------------------------------------------------


def _distinct(brief: Brief) -> list[Statement]:
    """The statements of a brief in an order that does not depend on the sections."""
    return [rows for _, rows in sorted(_by_key(brief.statements()).items())]


def _by_key(statements: Iterable[Statement]) -> Mapping[tuple[object, ...], Statement]:
    """Of statements with the same words on the same evidence the one that is printed first."""
    found: dict[tuple[object, ...], Statement] = {}
    for row in statements:
        known = found.setdefault(_key(row), row)
        if _place(row) < _place(known):
            found[_key(row)] = row
    return found


def _key(statement: Statement) -> tuple[object, ...]:
    places = tuple((row.source, row.start, row.end, row.quote) for row in statement.evidence)
    return statement.text, statement.kind, statement.origins, places


def _text(statement: Statement) -> str:
    return statement.text


# Sections in the order of the page: bottom line, developments, disputes, questions, figures, timeline, actors.
_SECTIONS = "BDXQFTA"


def _place(statement: Statement) -> tuple[object, ...]:
    """Where a statement stands, by its id (`D3`, `A2.1`): important sections first."""
    letter, numbers = statement.id[:1], tuple(map(int, re.findall(r"\d+", statement.id)))
    rank = _SECTIONS.index(letter) if letter and letter in _SECTIONS else len(_SECTIONS)
    return rank, numbers, statement.id, statement.text


def _best(statements: Iterable[Statement]) -> Statement:
    """The statement that stands for a fact: the one of most origins, then the one that is printed first."""
    return min(statements, key=lambda row: (-row.origins, _place(row)))


def _in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(dict.fromkeys(statements), key=_place))
