"""When the things happened that a sentence tells of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.language import dates, lexicon, syntax
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
    mention: Mention
    """The expression as the sentence has it."""

    @property
    def token(self) -> int:
        """Index of the word that the expression begins with."""
        return next((i for i, token in enumerate(self.passage.tokens) if token.end > self.start), 0)


def timed(passages: Sequence[Passage]) -> Mapping[tuple[str, int], tuple[Timed, ...]]:
    """All dates of all sentences, by article and index; those that cannot be resolved are left out."""
    found: dict[tuple[str, int], tuple[Timed, ...]] = {}
    for article, group in by_article(passages).items():
        previous: Resolved | None = None
        named_at = 0
        for passage in group:
            here: list[Timed] = []
            if passage.index - named_at > STORY:
                previous = None
            for mention in passage.dates:
                if _tells_another_clock(passage.text, mention):
                    continue
                verb = _verb(passage, mention.start)
                ahead = dates.direction(passage.text, mention) == "future" or _is_future(passage, verb)
                direction = _direction(passage, verb, mention, ahead=ahead)
                when = dates.resolve(
                    mention,
                    reference=passage.published,
                    previous=_told_before(mention, verb, here, previous),
                    direction=direction,
                )
                if when is not None:
                    offset = passage.span.start
                    ahead = ahead or direction == "future"
                    here.append(
                        Timed(passage, when, offset + mention.start, offset + mention.end, verb, ahead, mention)
                    )
                    previous, named_at = when, passage.index
            found[article, passage.index] = tuple(here)
    return found


STORY = 5  # sentences over which "the next day" still counts from a date


def _verb(passage: Passage, start: int) -> int | None:
    """The verb nearest above the word at `start` in the sentence."""
    index = _token_at(passage, start)
    return None if index is None else syntax.governing_verb(passage.tokens, index)


def _is_future(passage: Passage, verb: int | None) -> bool:
    """Whether the verb stands in the future tense; "will cut" has a form that may be of the past."""
    tokens = passage.tokens
    below = () if verb is None else syntax.children(tokens, verb)
    return any(tokens[i].dep == "aux" and tokens[i].lemma.lower() in {"will", "shall"} for i in below)


def _token_at(passage: Passage, start: int) -> int | None:
    at = passage.span.start + start
    return next((i for i, token in enumerate(passage.tokens) if token.start <= at < token.end), None)


# "at 2:40 a.m. (2040 GMT on Wednesday)" dates nothing anew: it tells the same hour by another clock.
_OTHER_CLOCK = re.compile(r"\([^()]*\b(?:GMT|UTC|EST|EDT|PST|PDT|CET|BST)\b[^()]*$")


def _tells_another_clock(text: str, mention: Mention) -> bool:
    return _OTHER_CLOCK.search(text, 0, mention.start) is not None


def _told_before(
    mention: Mention, verb: int | None, here: Sequence[Timed], previous: Resolved | None
) -> Resolved | None:
    """The date that "the following day" counts from: that of the verb it follows, else the one named last.

    "Founded in 1878, the bank opened in 2011 and failed the following year" counts from 2011: a clause about a noun is
    no part of the story that goes on. A year that only such a clause names is nothing to count from.
    """
    if mention.kind != "sequel" or not here or verb is None:
        return previous
    tokens = here[0].passage.tokens
    story = {verb, *syntax.ancestors(tokens, verb)}
    told = [one for one in here if one.verb in story]
    if told:
        return told[-1].when
    return previous if mention.parts.unit == "day" else None


SOON, LONG_AGO = 60, 180  # days; "15 December" in a text of late November is next month, not eleven months ago
SOON_MONTH = 120  # "the mandate ends in late August", in May


def _direction(passage: Passage, verb: int | None, mention: Mention, *, ahead: bool) -> Direction:
    """On which side of the article's day a date lies that does not say so itself."""
    if ahead or _is_set_aside(passage, mention):
        return "future"
    tag = passage.tokens[verb].tag if verb is not None else ""
    may_be_near = mention.kind == "date" or (mention.kind == "month" and tag in {"VBZ", "VBP"})
    if not may_be_near or mention.parts.year is not None or passage.published is None:
        return "past"
    past, future = (dates.resolve(mention, reference=passage.published, direction=d) for d in ("past", "future"))
    if past is None or future is None:
        return "past"
    soon = SOON if mention.kind == "date" else SOON_MONTH
    if (future.first - passage.published).days > soon or (passage.published - past.last).days <= LONG_AGO:
        return "past"
    if tag != "VBD" or _belongs_to_noun(passage, mention):
        return "future"  # "named a candidate for the June 26 election" says nothing of when that is held
    return "past"


def _belongs_to_noun(passage: Passage, mention: Mention) -> bool:
    """Whether a date stands before the noun it dates: "the 26 June election"."""
    index = _token_at(passage, mention.start)
    if index is None:
        return False
    tokens, end = passage.tokens, passage.span.start + mention.end
    while tokens[index].head != index and tokens[tokens[index].head].start < end:
        index = tokens[index].head
    head = tokens[tokens[index].head]
    return tokens[index].dep in {"compound", "nummod", "nmod", "amod", "poss"} and head.pos in {"NOUN", "PROPN"}


SETTING_ASIDE = lexicon.words("declare proclaim designate set name")


def _is_set_aside(passage: Passage, mention: Mention) -> bool:
    """Whether a day is what is decided on: "Sunday has been declared a day of mourning"."""
    index = _token_at(passage, mention.start)
    if index is None or mention.kind not in {"weekday", "date"}:
        return False
    token = passage.tokens[index]
    return token.dep == "nsubjpass" and passage.tokens[token.head].lemma.lower() in SETTING_ASIDE
