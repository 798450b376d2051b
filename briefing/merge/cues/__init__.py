"""Sentences that leave a matter open, and the question that each leaves.

Each pattern reads one word with its grammar. All patterns are tried on every word and the wordings ranked
later: overgenerate and rank (Heilman and Smith 2010).
"""

from collections.abc import Callable, Iterator
from typing import Final

from briefing.merge.cues import ahead, claims, courts, states, underway, unknown, waiting
from briefing.merge.cues.matter import TOPICS, Cue, content, is_bare, is_cut, is_question
from briefing.merge.cues.states import ask
from briefing.merge.passages import Passage, remembered

__all__ = ["TOPICS", "Cue", "ask", "content", "cues", "is_bare", "under_way"]

Pattern = Callable[[Passage, int], Iterator[Cue]]
PATTERNS: Final[tuple[Pattern, ...]] = (
    states.state,
    states.not_carried_out,
    states.yet_to,
    states.closed,
    states.unable_to,
    states.decided,
    states.goes_on,
    states.finished,
    states.lifted,
    ahead.asked_for,
    ahead.should,
    ahead.expected,
    ahead.is_to,
    ahead.announced,
    ahead.pushed_back,
    ahead.intended,
    ahead.still_to_approve,
    courts.charged,
    courts.sued,
    courts.verdict,
    claims.filed,
    claims.allowed_to_appeal,
    claims.appealed,
    claims.lies_with_a_court,
    claims.fights_on,
    claims.will_argue,
    claims.still_can,
    claims.asked_to_undo,
    claims.ruled_on,
    waiting.awaits,
    waiting.no_date,
    waiting.under_review,
    waiting.being_looked_at,
    waiting.in_force,
    waiting.had_to_leave,
    waiting.resigned,
    waiting.prosecuted,
    waiting.may_be_charged,
    waiting.records,
    unknown.toll,
    unknown.no_toll,
    unknown.missing,
    unknown.nobody_claimed,
    unknown.looked_into,
    unknown.called_unclear,
)


@remembered
def cues(passage: Passage) -> tuple[Cue, ...]:
    """Everything in a sentence that leaves a matter open, asked as a question is asked."""
    return tuple(cue for cue in _tried(passage) if not cue.text or (is_question(cue.text) and not is_cut(cue.text)))


def _tried(passage: Passage) -> Iterator[Cue]:
    if passage.text.rstrip(" \"”’').").endswith("?"):
        return
    for index, token in enumerate(passage.tokens):
        if token.pos in {"VERB", "AUX", "ADJ"} or token.text.lower() in {"missing", "unaccounted"}:
            for pattern in PATTERNS:
                yield from pattern(passage, index)
        elif token.pos == "NOUN":
            yield from unknown.called_unclear(passage, index)
            yield from unknown.question_of(passage, index)
        if token.text.lower() in unknown.ASKED_AFTER:
            yield from unknown.indirect(passage, index)


@remembered
def under_way(passage: Passage) -> tuple[Cue, ...]:
    """Every process that a sentence names, whatever it says of it."""
    if passage.text.rstrip(" \"”’').").endswith("?"):
        return ()
    nouns = (index for index, token in enumerate(passage.tokens) if token.pos in {"NOUN", "PROPN"})
    return tuple(cue for index in nouns for cue in underway.under_way(passage, index))
