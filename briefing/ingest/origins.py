"""Who first wrote an article: the agency that it credits as a whole, else its publisher, else nobody but itself.

"…, she told Reuters" shows where one sentence comes from, not the article: that is no credit. Articles of one hand
share one origin, so that what an agency wrote once counts once, however many print it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefing.ingest import agencies


class Claim(NamedTuple):
    """What one article says about where it comes from."""

    id: str
    credits: tuple[str, ...]
    """Dateline, by-line, signature."""
    author: str | None
    publisher: str | None
    rank: tuple[object, ...]
    """Among articles of one hand the smallest names the origin, if none credits an agency."""


def origins(claims: Iterable[Claim], of_one_hand: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The origin of each article, by id.

    >>> wire = Claim("a", ("--AFP",), None, "River Post", (1,))
    >>> copy = Claim("b", (), "Ada Field", "Hill Herald", (0,))
    >>> sorted(origins([wire, copy], []).items()), sorted(origins([wire, copy], [("a", "b")]).items())
    ([('a', 'AFP'), ('b', 'Hill Herald')], [('a', 'AFP'), ('b', 'AFP')])
    """
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, str] = {}
    for group in _groups(by_id, of_one_hand):
        members = sorted((by_id[id_] for id_ in group), key=lambda claim: (claim.rank, claim.id))
        credited = [agency for claim in members if (agency := _agency(claim))]
        first = members[0]
        shared = credited[0] if credited else first.publisher or first.id
        found |= dict.fromkeys(group, shared)
    return found


def _agency(claim: Claim) -> str | None:
    for credit in (*claim.credits, claim.author):
        if credit and (agency := agencies.named_in(credit)):
            return agency
    return None


def _groups(by_id: Mapping[str, Claim], pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Articles joined by the pairs, directly or through others.

    >>> sorted(map(sorted, _groups(dict.fromkeys("abcd"), [("a", "b"), ("b", "c")])))
    [['a', 'b', 'c'], ['d']]
    """
    group_of = {id_: {id_} for id_ in by_id}
    for one, other in pairs:
        joined = group_of[one] | group_of[other]
        for id_ in joined:
            group_of[id_] = joined
    return list({id(group): group for group in group_of.values()}.values())
