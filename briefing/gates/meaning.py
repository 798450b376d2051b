"""Negation, modality and attribution of a rewritten claim, clause by clause.

A claim rests on up to three sentences and needs only some of their clauses, so that a "not" in another clause says
nothing of it. What is asked is whether the claim takes a clause over and leaves behind what was said of it, or says of
one what no clause says. docs/benchmarks.md has what that keeps and stops ("Gates on rewritten sentences").
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.gates.clauses import BE_TO, HEDGES, MODALS, PLANNED, SAID, WILL, WOULD, Clause, clauses
from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import words
from briefing.language import lexicon
from briefing.records import Claim, Verdict

TAKEN_OVER = 0.6
"""Share of a clause's words that a claim must have to be about it, in clauses of four and more; in shorter ones all
but one. On the first half of the labelled sentences .5 keeps 2 % fewer of the supported, .75 stops 1 % less."""
NEAR = 0.5
"""Share of a clause's words that another has where one may be told in the words of the other; .34 to .75 do the same
within half a percent."""
Says = Callable[[Clause], bool]
Under = Callable[[Clause], frozenset[str]]
ATTRIBUTES = SAID | lexicon.words(
    "say tell tells allege alleges insist insists insisted argue argues argued announce announces warn warns assert "
    "asserts asserted"
)
"""What a claim may attribute with: verbs that leave open whether it is true, in forms that are no nouns."""


def meaning_stands(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """A rewritten claim keeps the negations, the modality and the attribution of what it takes over."""
    if claim.kind != "merged":
        return passed("meaning")
    pair = _Pair(clauses(claim.text), tuple(clause for quote in quotes for clause in clauses(quote)))
    said = words(claim.text)
    sources = frozenset(word for quote in quotes for word in words(quote))
    attributed = _attributes(said)
    if any(not _keeps_negation(pair, clause) for clause in pair.mine):
        return failed("meaning", "the negation of its sources is not kept")
    hedges_of_its_own = not HEDGES.isdisjoint(said) and ATTRIBUTES.isdisjoint(sources)
    if hedges_of_its_own or any(not _keeps_modality(pair, clause, attributed=attributed) for clause in pair.mine):
        return failed("meaning", "the modality of its sources is not kept")
    if not attributed and any(_states_as_fact(pair, clause) for clause in pair.mine):
        return failed("meaning", "it is printed as a fact, but its sources attribute it")
    return passed("meaning")


def _attributes(said: Sequence[str]) -> bool:
    """Whether somebody says so: not what somebody is "to say", or what anybody "can tell"."""
    return any(word in ATTRIBUTES and before not in _NOT_YET for before, word in pairwise(["", *said]))


_NOT_YET = frozenset({"to", "not", "and", "can", *MODALS})


@dataclass(frozen=True, slots=True)
class _Pair:
    """The clauses of a claim and those of its quotes."""

    mine: tuple[Clause, ...]
    theirs: tuple[Clause, ...]

    def leaves(self, clause: Clause, says: Says, under: Under, keeps: Says) -> bool:
        """Whether a clause of the claim takes one over that says something, and leaves that behind.

        It does not if another clause of the quotes has the same words and does not say so, nor if another clause of
        the claim is as much of it and keeps it.
        """
        return any(
            says(other)
            and _takes_over(clause, other, under(other))
            and not any(clause.content & other.content <= one.content and not says(one) for one in self.theirs)
            and not any(_is_as_much(one, clause, other) and keeps(one) for one in self.mine)
            for other in self.theirs
        )

    def invents(self, clause: Clause, says: Says, under: Collection[str]) -> bool:
        """Whether no clause of the quotes that says so is near, or has the words that the claim says it of."""
        return not any(
            says(other) and (not other.content.isdisjoint(under) or _is_near(clause, other)) for other in self.theirs
        )


def _keeps_negation(pair: _Pair, clause: Clause) -> bool:
    if not clause.negated:
        return not pair.leaves(clause, _is_negated, _denied, _is_negated)
    return not pair.invents(clause, _is_negated, clause.denied) and not pair.leaves(
        clause, _is_affirmed, lambda _: clause.denied, _is_affirmed
    )


def _is_negated(clause: Clause) -> bool:
    return clause.negated


def _is_affirmed(clause: Clause) -> bool:
    return not clause.negated


def _denied(clause: Clause) -> frozenset[str]:
    return clause.denied


def _keeps_modality(pair: _Pair, clause: Clause, *, attributed: bool) -> bool:
    """Modality is neither lost nor added, but for what reported speech does: "will" becomes "would"."""
    theirs = frozenset(group for other in pair.theirs for group in other.modality)
    if any(_adds(pair, clause, group, attributed=attributed) for group in clause.modality - {BE_TO}):
        return False
    return not any(_loses(pair, clause, group, attributed=attributed) for group in theirs - {BE_TO})


def _adds(pair: _Pair, clause: Clause, group: str, *, attributed: bool) -> bool:
    from_will = group == PLANNED or (group == WOULD and attributed)
    given = {group, WILL} if from_will else {group}
    return pair.invents(clause, lambda other: not given.isdisjoint(other.modality), _hedged(clause, group))


def _loses(pair: _Pair, clause: Clause, group: str, *, attributed: bool) -> bool:
    kept_by = {group}
    if group == WILL:
        kept_by |= {PLANNED, BE_TO, *([WOULD] if attributed else [])}
    return kept_by.isdisjoint(clause.modality) and pair.leaves(
        clause,
        lambda other: group in other.modality,
        lambda other: _hedged(other, group),
        lambda one: not kept_by.isdisjoint(one.modality),
    )


def _hedged(clause: Clause, group: str) -> frozenset[str]:
    return frozenset(word for of, word in clause.hedged if of == group)


def _states_as_fact(pair: _Pair, clause: Clause) -> bool:
    """Whether a clause of the claim is most of what is told in one, and no clause says all of that as a fact."""
    return any(
        _is_most(len(clause.content & other.told), min(clause.content, other.content, key=len))
        and not any(
            clause.content & other.content <= one.content and clause.content.isdisjoint(one.told) for one in pair.theirs
        )
        for other in pair.theirs
        if clause.content & other.told
    )


def _takes_over(clause: Clause, other: Clause, under: Collection[str]) -> bool:
    """Whether a clause of the claim is about one of the quotes: it has most of it, or what the cue is said of."""
    shared = clause.content & other.content
    is_of_it = not shared.isdisjoint(under) and len(shared) >= NEAR * len(clause.content)
    return is_of_it or _is_most(len(shared), other.content)


def _is_most(shared: int, content: Collection[str]) -> bool:
    return shared >= min(TAKEN_OVER * len(content), max(len(content) - 1, 1))


def _is_as_much(one: Clause, clause: Clause, other: Clause) -> bool:
    return len(one.content & other.content) >= len(clause.content & other.content)


def _is_near(clause: Clause, other: Clause) -> bool:
    shared = len(clause.content & other.content)
    return shared > 0 and shared >= NEAR * min(len(clause.content), len(other.content))
