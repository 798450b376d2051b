"""Which articles are earlier versions of others: saved from one address, and edited in between.

An address alone does not show it, for some sites give all their pages the address of the front page; text or title have
to be alike as well. Which one is the newest is said by dates that stand in the files, never by a clock or the disk.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from briefing.ingest.addresses import same_page
from briefing.ingest.comparing.duplicates import Text, likeness, sharing_runs

# Share of the shorter text's 3-word runs that stand in the other, at one address. Updates of one report have 0.62 and
# more, desks' versions of it 0.23; reports of different hands on one topic 0.08 at most, real ones 0.18.
_ALIKE = 0.2
# The same where the titles are alike besides: a text that was written anew keeps some of the old sentences. Titles
# alone are not enough: "River Post - News" may stand over every page of a site.
_ALIKE_UNDER_ONE_TITLE = 0.05
_SHARED_OF_TITLE = 0.5
_FEWEST_WORDS = 4  # of a title that is one article's


class Candidate(NamedTuple):
    """An article, as far as versions go."""

    id: str
    url: str | None
    title: str
    text: Text
    published: date | None
    modified: date | None
    saved: date | None
    """When the file was saved, as the file itself says."""
    rank: tuple[object, ...]
    """What decides between two of one day and length; the smaller one is taken for the newest."""


def superseded(candidates: Iterable[Candidate]) -> Mapping[str, str]:
    """For each earlier version the id of the newest one, which is itself superseded by none.

    One text saved twice is no version but a copy, which `duplicates` finds: of the newest text both stay.
    """
    at_address: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.url:
            at_address.setdefault(same_page(candidate.url), []).append(candidate)
    earlier: dict[str, str] = {}
    for here in at_address.values():
        for group in _groups(sorted(here, key=lambda it: (-len(it.text.words), it.id))):
            newest = _newest(group)
            others = (version for version in group if version.text.words != newest.text.words)
            earlier |= {version.id: newest.id for version in others}
    return dict(sorted(earlier.items()))


def _groups(here: Sequence[Candidate]) -> list[list[Candidate]]:
    """The articles of one address, those together that are alike, directly or through others."""
    by_id = {candidate.id: candidate for candidate in here}
    group_of = {candidate.id: [candidate] for candidate in here}
    near = sharing_runs([candidate.text for candidate in here])
    # Not each with each: a site may give 10,000 pages one address.
    for one, other in ((by_id[id_], by_id[text.id]) for id_, texts in near.items() for text in texts):
        if group_of[one.id] is not group_of[other.id] and _are_versions(one, other):
            joined = group_of[one.id] + group_of[other.id]
            group_of |= {candidate.id: joined for candidate in joined}
    return list({id(group): group for group in group_of.values()}.values())


def _are_versions(one: Candidate, other: Candidate) -> bool:
    share = likeness(one.text, other.text).copied
    return share >= (_ALIKE_UNDER_ONE_TITLE if _titles_alike(one.title, other.title) else _ALIKE)


def _titles_alike(one: str, other: str) -> bool:
    """Whether two titles share most words.

    >>> _titles_alike("Ferry sinks off Ayr, ten missing", "Ferry sinks off Ayr: two dead, ten missing")
    True
    >>> _titles_alike("River Post", "River Post")
    False
    """
    words = [set(re.findall(r"\w+", title.casefold())) for title in (one, other)]
    fewest = min(len(words[0]), len(words[1]))
    return fewest >= _FEWEST_WORDS and len(words[0] & words[1]) >= _SHARED_OF_TITLE * len(words[0] | words[1])


def _newest(group: Sequence[Candidate]) -> Candidate:
    """The newest of some versions: by the first date that tells, else the fullest, else by rank."""
    left = list(group)
    for dates in (_changed, _saved, _published):
        days = dates(left)
        newest = max((day for day in days if day), default=None)
        if all(days):
            left = [version for version, day in zip(left, days, strict=True) if day == newest]
    return min(left, key=lambda version: (-len(version.text.words), version.rank, version.id))


def _changed(group: Sequence[Candidate]) -> list[date | None]:
    """The days of the last changes. Where any has one, those that have none were not changed since they appeared."""
    if not any(version.modified for version in group):
        return [None] * len(group)
    return [version.modified or version.published for version in group]


def _saved(group: Sequence[Candidate]) -> list[date | None]:
    return [version.saved for version in group]


def _published(group: Sequence[Candidate]) -> list[date | None]:
    return [version.published for version in group]
