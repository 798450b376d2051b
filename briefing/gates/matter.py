"""What a rewritten claim is about: names and numbers alone do not make it one of its sources."""

from collections.abc import Sequence

from briefing.gates.clauses import clauses
from briefing.gates.known import SHORTEST_PREFIX, stem
from briefing.gates.names import capitalised
from briefing.gates.verdicts import failed, passed
from briefing.records import Claim, Verdict

HELD = 0.2
"""Share of the words of meaning, without names and numbers, that must stand in the quotes. On the first half of the
labelled sentences .2 costs 0.5 % of the supported, .25 1 %, .5 5 %: summaries have words of their own."""


def matter_stands(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """A rewritten claim has some words of its quotes, in any inflection, besides names and numbers."""
    if claim.kind != "merged":
        return passed("matter")
    content = _content(claim.text)
    if not content:
        return failed("matter", "it has no word of meaning")
    matter = {word for word in content - {stem(name) for name in capitalised(claim.text)} if not word[0].isdigit()}
    known = frozenset(word for quote in quotes for word in _content(quote))
    held = sum(any(_meet(word, other) for other in known) for word in matter)
    if matter and held < HELD * len(matter):
        return failed("matter", "its sources speak of something else")
    return passed("matter")


def _content(text: str) -> frozenset[str]:
    return frozenset(word for clause in clauses(text) for word in clause.content)


def _meet(one: str, other: str) -> bool:
    """Whether two stems are of one word: "elect" is that of "election" too."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SHORTEST_PREFIX and long.startswith(short))
