"""Who first wrote an article: the agency that it credits as a whole, else its publisher, else nobody but itself.

"…, she told Reuters" shows where one sentence comes from, not the article: that is no credit. "With AFP" is one: how
much of the text is AFP's cannot be seen, and to count one origin too few is the smaller mistake. Articles of one hand
share one origin, so that what an agency wrote once counts once, however many print it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefing.ingest.cleaning import agencies
from briefing.ingest.comparing.duplicates import Shared


class Claim(NamedTuple):
    """What one article says about where it comes from."""

    id: str
    credits: tuple[str, ...]
    """Dateline, by-line, signature."""
    author: str | None
    publisher: str | None
    rank: tuple[object, ...]
    """Among articles of one hand the smallest names the origin, if none credits an agency."""


def origins(claims: Iterable[Claim], of_one_hand: Iterable[Shared]) -> Mapping[str, str]:
    """The origin of each article, by id. One publisher is one origin, however its name is written.

    Args:
        claims: What each article says of itself.
        of_one_hand: Pairs that share text, those that share most first.

    >>> wire = Claim("a", ("--AFP",), None, "River Post", (1,))
    >>> copy = Claim("b", (), "Ada Field", "Hill Herald", (0,))
    >>> sorted(origins([wire, copy], []).items())
    [('a', 'AFP'), ('b', 'Hill Herald')]
    >>> sorted(origins([wire, copy], [Shared("a", "b", mostly=True)]).items())
    [('a', 'AFP'), ('b', 'AFP')]
    """
    by_id = {claim.id: claim for claim in claims}
    ranked = sorted(by_id.values(), key=lambda claim: (claim.rank, claim.id))
    credited = {claim.id: agency for claim in ranked if (agency := _agency(claim))}
    publisher = _publishers(ranked)
    found: dict[str, str] = {}
    for group in _groups(by_id, of_one_hand, credited):
        members = [claim.id for claim in ranked if claim.id in group] if len(group) > 1 else list(group)
        agency = next((credited[id_] for id_ in members if id_ in credited), None)
        found |= dict.fromkeys(group, agency or publisher.get(members[0]) or members[0])
    return found


def _agency(claim: Claim) -> str | None:
    own = agencies.published_by(claim.publisher) if claim.publisher else None
    named = (agencies.named_in(credit) for credit in (*claim.credits, claim.author) if credit)
    agency = next((name for name in named if name), own)
    # An agency that nobody knew, on its own site: one origin by either name.
    at_home = agency is not None and agency == _initials(claim.publisher or "")
    return own or claim.publisher if at_home else agency


def _initials(name: str) -> str | None:
    """The initials of a name of several words.

    >>> _initials("Iberian Business Wire"), _initials("Reuters")
    ('IBW', None)
    """
    found = "".join(re.findall(r"\b[A-Z]", name))
    return found if len(found) > 1 else None


def _publishers(ranked: Iterable[Claim]) -> Mapping[str, str]:
    """By id the publisher's name, one name for all ways to write it: that of the first in rank which is no address."""
    written: dict[str, list[str]] = {}
    named = [(claim.id, claim.publisher) for claim in ranked if claim.publisher]
    for _, name in named:
        written.setdefault(_folded(name), []).append(name)
    return {
        id_: name if _are_several(alike := written[_folded(name)]) else min(alike, key=_is_address)
        for id_, name in named
    }


def _is_address(name: str) -> bool:
    return " " not in name and "." in name


def _are_several(names: Iterable[str]) -> bool:
    """Whether names that look alike are those of several publishers: two sites of one name, in two countries."""
    return len({name.casefold().removeprefix("www.") for name in names if _is_address(name)}) > 1


_LEAD_IN = re.compile(r"^(?:the\s+|(?:www\.)?the(?=\w{4,}\.)|www\.)")
_ENDING = re.compile(r"(?:\.(?:com|net|org|co|info|news|example|[a-z]{2}))+$|\s+(?:online|website|digital)$")


def _folded(publisher: str) -> str:
    """A publisher's name without what one and the same paper writes in several ways.

    >>> {_folded(name) for name in ("The River Post", "River Post Online", "riverpost.co.uk", "theriverpost.com")}
    {'riverpost'}
    """
    small = publisher.strip().casefold()
    return re.sub(r"\W+", "", _ENDING.sub("", _LEAD_IN.sub("", small))) or small


def _groups(ids: Iterable[str], pairs: Iterable[Shared], credited: Mapping[str, str]) -> list[set[str]]:
    """Articles joined by the pairs, directly or through others.

    An article that has some sentences of two agencies does not make these one: where only sentences are shared, groups
    that credit different agencies stay apart.

    >>> pairs = [Shared("a", "b", mostly=True), Shared("b", "c", mostly=False)]
    >>> sorted(map(sorted, _groups("abcd", pairs, {})))
    [['a', 'b', 'c'], ['d']]
    >>> sorted(map(sorted, _groups("abcd", pairs, {"a": "AFP", "c": "Reuters"})))
    [['a', 'b'], ['c'], ['d']]
    """
    group_of = {id_: {id_} for id_ in ids}
    for one, other, mostly in pairs:
        agencies_of = [{credited[id_] for id_ in group_of[side] if id_ in credited} for side in (one, other)]
        if mostly or not all(agencies_of) or agencies_of[0] & agencies_of[1]:
            joined = group_of[one] | group_of[other]
            group_of |= dict.fromkeys(joined, joined)
    return list({id(group): group for group in group_of.values()}.values())
