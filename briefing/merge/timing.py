"""When the things happened that a sentence tells of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.language import dates, syntax
from briefing.language.dates import Direction, Mention, Resolved
from briefing.merge.passages import Passage, by_article


@dataclass(frozen=True)
class Timed:
    """A date that a sentence names."""

    passage: Passage
    when: Resolved
    start: int
    """Where the expression stands in the article."""
    end: int
    verb: int | None
    """Index of the verb that it dates."""
    ahead: bool
    """Whether the sentence speaks of it as something to come."""


def timed(passages: Sequence[Passage]) -> Mapping[tuple[str, int], tuple[Timed, ...]]:
    """All dates of all sentences, by article and index; those that cannot be resolved are left out."""
    found: dict[tuple[str, int], tuple[Timed, ...]] = {}
    for article, group in by_article(passages).items():
        previous: Resolved | None = None
        for passage in group:
            here = []
            for mention in dates.find(passage.text):
                verb = _verb(passage, mention.start)
                ahead = dates.direction(passage.text, mention) == "future"
                direction = _direction(passage, verb, mention, ahead=ahead)
                when = dates.resolve(
                    mention,
                    reference=passage.published,
                    previous=previous,
                    direction=direction,
                )
                if when is not None:
                    offset = passage.span.start
                    ahead = ahead or direction == "future"
                    here.append(Timed(passage, when, offset + mention.start, offset + mention.end, verb, ahead))
                    previous = when
            found[article, passage.index] = tuple(here)
    return found


def _verb(passage: Passage, start: int) -> int | None:
    """The verb nearest above the word at `start` in the sentence."""
    at = passage.span.start + start
    index = next((i for i, token in enumerate(passage.tokens) if token.start <= at < token.end), None)
    return None if index is None else syntax.governing_verb(passage.tokens, index)


SOON, LONG_AGO = 60, 180  # days; "15 December" in a text of late November is next month, not eleven months ago


def _direction(passage: Passage, verb: int | None, mention: Mention, *, ahead: bool) -> Direction:
    """On which side of the article's day a date lies that does not say so itself."""
    if ahead:
        return "future"
    told = verb is not None and passage.tokens[verb].tag == "VBD"
    if told or mention.kind != "date" or mention.parts.year is not None or passage.published is None:
        return "past"
    past, future = (dates.resolve(mention, reference=passage.published, direction=d) for d in ("past", "future"))
    if past is None or future is None:
        return "past"
    is_near = (future.first - passage.published).days <= SOON and (passage.published - past.last).days > LONG_AGO
    return "future" if is_near else "past"
