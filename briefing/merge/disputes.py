"""Where the sources disagree: sides that cannot both be true, each in its own words.

Of the contradiction types of de Marneffe, Rafferty and Manning (2008) these are looked for: number (the same
measure at one time), negation, antonym, and the quantifier kind of the lexical type (all against some). A
number that changed over time is no dispute, and neither is a figure that another one contains ("at least 29"
and "30").
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from briefing.language import lexicon, syntax
from briefing.language.quantities import Quantity
from briefing.merge.figures import Counted
from briefing.merge.passages import Passage
from briefing.merge.similarity import ANTONYMS, cosine, matrix
from briefing.merge.standalone import in_context, stand_alone
from briefing.records import Claim, Dispute, Span

SAME_TIME_DAYS = 2  # tolls are reported for a day or two under one date; later ones are a change
ABOUT = 0.10  # half-width of "about", "nearly", "some"; news rounds to one digit
OPEN_END = 1.5  # how far "at least" and "over" are taken to reach: nobody says "at least 29" of 75
# Cosine, of the sentences or of one with the sentence before the other, from which on both speak of one thing.
SAME_MATTER = 0.62
SAME_MATTER_NEGATED = 0.72  # a negation alone needs more: most negated neighbours deny something else
UNANIMOUS = lexicon.words("unanimously unanimous unanimity")
DISSENT = lexicon.words("oppose reject abstain boycott dissent disagree refuse")
ASSENT = lexicon.words("support back endorse approve favour favor agree vote")


def disputes(
    passages: Sequence[Passage], grouped: Sequence[Sequence[Counted]], count: int
) -> tuple[Dispute[Claim], ...]:
    """At most `count` disputes, those over figures first."""
    found = [*_over_figures(grouped), *_over_claims(passages)]
    return tuple(found[:count])


# --- figures --------------------------------------------------------------------------------------


def _over_figures(grouped: Sequence[Sequence[Counted]]) -> Iterator[Dispute[Claim]]:
    for group in grouped:
        sides: list[Counted] = []
        for number in group:
            if all(_conflict(number, other) for other in sides) and stand_alone(number.passage) is not None:
                sides.append(number)
        if len(sides) > 1:
            about = max((side.quantity.what for side in sides), key=lambda what: (len(what.split()) <= 8, len(what)))  # noqa: PLR2004
            claims = [claim for side in sides if (claim := stand_alone(side.passage))]
            yield Dispute(about, "figure", tuple(claims))


def _conflict(a: Counted, b: Counted) -> bool:
    """Whether two numbers of one measure cannot both be right."""
    if a.passage.article.id == b.passage.article.id or not _same_time(a.as_of, b.as_of):
        return False
    (low_a, high_a), (low_b, high_b) = _interval(a.quantity), _interval(b.quantity)
    return high_a < low_b or high_b < low_a


def _interval(quantity: Quantity) -> tuple[float, float]:
    """What a number with its qualifier may mean.

    "about 100" is 90 to 110, "at least 29" is 29 to 43.5, "up to 50" is 0 to 50.
    """
    low, high = quantity.number, quantity.upper or quantity.number
    match quantity.qualifier:
        case (
            "more than"
            | "over"
            | "at least"
            | "above"
            | "exceeding"
            | "no fewer than"
            | "no less than"
            | "as many as"
            | "as much as"
        ):
            return low, high * OPEN_END
        case "up to" | "less than" | "fewer than" | "under" | "below" | "at most" | "no more than" | "not more than":
            return 0.0, high
        case None | "only" | "just":
            return low, high
        case _:
            return low * (1 - ABOUT), high * (1 + ABOUT)


def _same_time(a: str | None, b: str | None) -> bool:
    """Whether two ISO dates may be one time; coarser ones match what they contain."""
    if a is None or b is None:
        return False
    if len(a) == len(b) == len("2024-01-27"):
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days) <= SAME_TIME_DAYS
    return a.startswith(b) or b.startswith(a)


# --- claims ---------------------------------------------------------------------------------------


def _over_claims(passages: Sequence[Passage]) -> Iterator[Dispute[Claim]]:
    """Pairs of passages of different articles that contradict each other; each passage in one dispute at most."""
    taken: set[Span] = set()
    for a, b in _close_pairs(passages):
        if a.span in taken or b.span in taken or not (_contradict(a, b) or _contradict(b, a)):
            continue
        sides = [claim for p in (a, b) if (claim := in_context(p)) is not None]
        if len(sides) == 2:  # noqa: PLR2004 - both sides or none
            taken.update((a.span, b.span))
            yield Dispute(_about(b if _unanimous(b) else a), "claim", tuple(sides))


def _close_pairs(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Passages of different articles, the earlier one first, that speak of one matter and one of which contradicts.

    One matrix product a passage instead of a comparison a pair: 200 articles have ten million pairs.
    """
    vectors = matrix(passages)
    before = np.stack([p.previous.vector if p.previous else p.vector for p in passages]) if passages else vectors
    suspect = np.array([_triggers(p) for p in passages], dtype=bool)
    for row, a in enumerate(passages):
        rest = slice(row + 1, None)
        close = np.maximum.reduce([vectors[rest] @ a.vector, before[rest] @ a.vector, vectors[rest] @ before[row]])
        for offset in np.flatnonzero((close >= SAME_MATTER - MARGIN) & (suspect[rest] | suspect[row])):
            b = passages[row + 1 + int(offset)]
            if a.article.id != b.article.id:
                yield a, b


MARGIN = 0.01  # the exact test, on rounded numbers, follows


def _triggers(passage: Passage) -> bool:
    """Whether a sentence has what a contradiction of the kinds looked for needs on one of its sides."""
    lemmas = {token.lemma.lower() for token in passage.tokens}
    return (
        bool(lemmas & UNANIMOUS)
        or passage.negated_verbs != frozenset()
        or any(lemmas & second for _, second in ANTONYMS)
    )


def _contradict(a: Passage, b: Passage) -> bool:
    if _unanimous(a) and _dissent(b):
        return _matter(a, b) >= SAME_MATTER
    if not _same_actor(a, b) or not _may_be_one_time(a, b):
        return False
    negated = a.negated_verbs & _affirmed_verbs(b)
    opposed = any(second & _main_verb(a) and first & _main_verb(b) for first, second in ANTONYMS)
    return bool(negated or opposed) and cosine(a, b) >= SAME_MATTER_NEGATED


def _unanimous(passage: Passage) -> bool:
    return any(token.lemma.lower() in UNANIMOUS for token in passage.tokens)


def _dissent(passage: Passage) -> bool:
    """Whether somebody did not go along: "did not support", "voted against", "boycotted"."""
    lemmas = {token.lemma.lower() for token in passage.tokens}
    against = any(
        token.text.lower() == "against" and passage.tokens[token.head].lemma.lower() == "vote"
        for token in passage.tokens
    )
    return bool(passage.negated_verbs & ASSENT) or bool(lemmas & DISSENT & _main_verb(passage)) or against


def _affirmed_verbs(passage: Passage) -> frozenset[str]:
    tokens = passage.tokens
    root = syntax.root(tokens)
    return frozenset({tokens[root].lemma.lower()} if not syntax.is_negated(tokens, root) else ())


def _main_verb(passage: Passage) -> frozenset[str]:
    return frozenset({passage.tokens[syntax.root(passage.tokens)].lemma.lower()})


def _matter(a: Passage, b: Passage) -> float:
    """Closeness of what two sentences speak of, each with the sentence before it as context."""
    pairs = [(a, b)]
    if b.previous is not None:
        pairs.append((a, b.previous))
    if a.previous is not None:
        pairs.append((a.previous, b))
    return max(cosine(x, y) for x, y in pairs)


def _same_actor(a: Passage, b: Passage) -> bool:
    """Whether the subjects share a word or a country, so that both tell of one actor."""
    return bool(_subject(a) & _subject(b)) and bool(a.who_and_where & b.who_and_where)


def _subject(passage: Passage) -> set[str]:
    tokens = passage.tokens
    return {
        lexicon.country_key(tokens[i].lemma)
        for subject in syntax.subjects(tokens, syntax.root(tokens))
        for i in syntax.noun_phrase(tokens, subject)
        if tokens[i].pos in {"NOUN", "PROPN", "ADJ"}
    }


def _may_be_one_time(a: Passage, b: Passage) -> bool:
    """Whether the articles are close in time: what was denied last year and done now is a change."""
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= SAME_TIME_DAYS


def _about(passage: Passage) -> str:
    """Subject and verb of the first side: what the dispute is about, in the words of a source."""
    tokens = passage.tokens
    root = syntax.root(tokens)
    phrase = [i for subject in syntax.subjects(tokens, root) for i in syntax.noun_phrase(tokens, subject)]
    objects = [
        i
        for child in syntax.children(tokens, root)
        if tokens[child].dep == "dobj"
        for i in syntax.noun_phrase(tokens, child)
    ]
    words = syntax.join(tokens, sorted({*phrase, root, *objects}))
    return words[:1].upper() + words[1:]
