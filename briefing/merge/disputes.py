"""Where the sources disagree: sides that cannot both be true, each in its own words.

Of the contradiction types of de Marneffe, Rafferty and Manning (2008) these are looked for: number (the same
measure at one time, or two counts that two parties give side by side), a claim and its denial (`merge.denials`),
two accounts of who did it, negation, antonym, and the quantifier kind of the lexical type (all against some). A
number that changed over time is no dispute, and neither is a figure that another one contains ("at least 29"
and "30").
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

import numpy as np

from briefing.language import lexicon, syntax
from briefing.language.quantities import Quantity
from briefing.merge import counts, denials
from briefing.merge.denials import Denied
from briefing.merge.figures import Counted
from briefing.merge.measures import BROAD, GRAVE
from briefing.merge.passages import Passage, remembered
from briefing.merge.similarity import ANTONYMS, cosine, matrix
from briefing.merge.standalone import in_context, stand_alone, stand_beside, together
from briefing.records import Claim, Dispute, DisputeKind, Span

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
    """At most `count` disputes, those that carry most weight first; no sentence is a side of two."""
    found = [
        *_over_figures(grouped),
        *_rival_counts(passages),
        *_over_counts(grouped),
        *_denied(passages),
        *_over_claims(passages),
    ]
    found.sort(key=lambda row: (-row.weight, row.sides[0].order))
    rows: list[Dispute[Claim]] = []
    taken: set[Span] = set()
    for row in found:
        spans = {passage.span for passage in row.sides}
        if taken.isdisjoint(spans) and len(rows) < count:
            taken |= spans
            rows.append(Dispute(row.about, row.kind, row.claims))
    return tuple(rows)


@dataclass(frozen=True)
class _Row:
    """A dispute before it is chosen."""

    about: str
    kind: DisputeKind
    sides: tuple[Passage, ...]
    claims: tuple[Claim, ...]

    @property
    def weight(self) -> float:
        """How much it matters: how salient its sides are, and whether they are of independent origins."""
        origins = len({passage.article.origin for passage in self.sides})
        return round(sum(p.salience for p in self.sides) / len(self.sides) + ACROSS * (origins > 1), 4)


ACROSS = 0.5  # two articles that differ are a dispute of sources; in one article it is one of its parties


# --- figures --------------------------------------------------------------------------------------


def _over_figures(grouped: Sequence[Sequence[Counted]]) -> Iterator[_Row]:
    for group in grouped:
        sides: list[Counted] = []
        for number in group:
            if all(_conflict(number, other) for other in sides) and stand_alone(number.passage) is not None:
                sides.append(number)
        if len(sides) > 1:
            yield from _figure_row(sides)


def _figure_row(sides: Sequence[Counted]) -> Iterator[_Row]:
    about = max((side.quantity.what for side in sides), key=lambda what: (len(what.split()) <= MAX_ABOUT, len(what)))
    printed = [
        (side.passage, claim)
        for side, before in zip(sides, (None, *sides), strict=False)
        if (claim := _beside(before, side) or _printed(side.passage)) is not None
    ]
    claims = {claim.text: (passage, claim) for passage, claim in printed}
    if len(claims) > 1:
        shown, worded = zip(*claims.values(), strict=True)
        yield _Row(about, "figure", shown, worded)


def _beside(before: Counted | None, number: Counted) -> Claim | None:
    """A count as the sentence after another one gives it: what "it" is in "put it at 31 percent", the other tells."""
    passage = number.passage
    if before is None or before.passage.article.id != passage.article.id or passage.index != before.passage.index + 1:
        return None
    return stand_beside(passage, frozenset(range(len(passage.tokens))))


def _printed(passage: Passage) -> Claim | None:
    return stand_alone(passage) or in_context(passage)


MAX_ABOUT = 8  # words of a measure that can stand over a dispute


def _over_counts(grouped: Sequence[Sequence[Counted]]) -> Iterator[_Row]:
    """Two counts that one article gives side by side as those of two parties: "the union put it at 82 percent"."""
    by_article: dict[str, list[Counted]] = {}
    for number in (number for group in grouped for number in group):
        by_article.setdefault(number.passage.article.id, []).append(number)
    for numbers in by_article.values():
        numbers.sort(key=lambda number: (number.passage.index, number.quantity.start))
        for place, a in enumerate(numbers):
            for b in numbers[place + 1 :]:
                if b.passage.index - a.passage.index > SIDE_BY_SIDE:
                    break
                if _counts_differ(a, b):
                    yield from _figure_row([a, b])


def _rival_counts(passages: Sequence[Passage]) -> Iterator[_Row]:
    """A count and the one that leans on it: what the second counts stands in the other side."""
    for first, second in counts.rivals(passages):
        claims = _printed(first), stand_beside(second, frozenset(range(len(second.tokens))))
        if claims[0] is not None and claims[1] is not None:
            yield _Row(_claimed(first), "figure", (first, second), (claims[0], claims[1]))


SIDE_BY_SIDE = 5  # sentences from one party's count to the other's


def _counts_differ(a: Counted, b: Counted) -> bool:
    one_time = a.as_of == b.as_of or _same_time(a.as_of, b.as_of)
    if a.passage.index == b.passage.index or not one_time or _is_guess(a) or _is_guess(b):
        return False
    first, second = denials.sayers(a.passage), denials.sayers(b.passage)
    if not first or not second or first & second or not _is_same_sort(a, b):
        return False
    (low_a, high_a), (low_b, high_b) = _interval(a.quantity), _interval(b.quantity)
    return high_a < low_b or high_b < low_a


def _is_guess(number: Counted) -> bool:
    """Whether a number is only what may come: "could rise to 100,000"."""
    return number.quantity.token in _guesses(number.passage)


@remembered
def _guesses(passage: Passage) -> frozenset[int]:
    """The words that a sentence's guessed numbers begin with."""
    tokens = passage.tokens
    verbs = {quantity.token: syntax.governing_verb(tokens, quantity.token) for quantity in passage.quantities}
    return frozenset(
        token
        for token, verb in verbs.items()
        if verb is not None and any(tokens[i].tag == "MD" for i in syntax.children(tokens, verb))
    )


def _is_same_sort(a: Counted, b: Counted) -> bool:
    """Whether both count one sort of thing with one outcome, or the second names its number as the other's count."""
    closeness = cosine(a.passage, b.passage)
    if a.quantity.unit_class == b.quantity.unit_class:
        return _puts_number(b) or (a.quantity.outcome == b.quantity.outcome and closeness >= SAME_COUNT)
    next_to = b.passage.index - a.passage.index == 1 and closeness >= SAME_COUNT_NEXT
    return next_to and _puts_number(b) and not {a.quantity.unit_class, b.quantity.unit_class} & BROAD


def _puts_number(number: Counted) -> bool:
    """`puts the number at 130`, `gave a figure of 31 per cent`, `speaks of 20 dead`."""
    tokens = number.passage.tokens
    given = (t for t in tokens if t.dep == "dobj" and tokens[t.head].lemma.lower() in {"put", "give"})
    return any(token.lemma.lower() in counts.COUNTS for token in given) or number.quantity.predicate in {"speak", "put"}


# Neighbouring sentences of one article: much of what they speak of need not be said again.
SAME_COUNT, SAME_COUNT_NEXT = 0.35, 0.20


def _conflict(a: Counted, b: Counted) -> bool:
    """Whether two numbers of one measure cannot both be right."""
    if a.passage.article.id == b.passage.article.id or not _same_time(a.as_of, b.as_of):
        return False
    if _is_guess(a) or _is_guess(b) or _is_update(a, b):
        return False
    (low_a, high_a), (low_b, high_b) = _interval(a.quantity), _interval(b.quantity)
    return high_a < low_b or high_b < low_a


def _is_update(a: Counted, b: Counted) -> bool:
    """Whether one number is a later state of the other's count: days later, or the day after and said to be running."""
    if a.passage.published is None or b.passage.published is None:
        return False
    days = abs((a.passage.published - b.passage.published).days)
    later = max(a, b, key=lambda number: number.passage.order)
    if later.stated and later.quantity.outcome not in GRAVE:
        return False  # it says when its number was so; only the victims of a day are counted for weeks
    runs = any(token.lemma.lower() in RUNNING for token in later.passage.tokens)
    return days > SAME_TIME_DAYS or (days > 0 and runs)


RUNNING = lexicon.words("still remain now rise climb reach increase stand grow far update pass")


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


def _denied(passages: Sequence[Passage]) -> Iterator[_Row]:
    """A claim and its denial: what the denial calls "that" stands in the other side."""
    for pair in denials.denied(passages):
        claim = _printed(pair.claim)
        given = pair.given | _told_by(pair.claim, pair.denial)
        denial = _with_reason(pair, given) or stand_beside(pair.denial, given) or in_context(pair.denial)
        if claim is not None and denial is not None and claim.text != denial.text:
            yield _Row(_claimed(pair.claim), "claim", (pair.claim, pair.denial), (claim, denial))


def _told_by(claim: Passage, denial: Passage) -> frozenset[int]:
    """The subjects of a denial that the claim has told of: "a meeting with the owner", "The owner said"."""
    told = {token.lemma.lower() for token in claim.tokens if token.pos == "NOUN"}
    return frozenset(
        index
        for index, token in enumerate(denial.tokens)
        if token.dep in {"nsubj", "nsubjpass"} and token.lemma.lower() in told
    )


def _with_reason(pair: Denied, given: AbstractSet[int]) -> Claim | None:
    """A denial of few words ("The director rejected this.") with the quotation that follows it in the same words."""
    denial, article = pair.denial, pair.denial.article
    if len(denial.tokens) > BARE or denial.index + 1 >= len(denial.digest.sentences):
        return None
    following = Passage(article, denial.digest, denial.index + 1, denial)
    gap = article.text[denial.span.end : following.span.start]
    if following.text[:1] not in {"“", '"'} or gap.strip(" \n") or stand_beside(denial, given) is None:
        return None
    if stand_beside(following, frozenset(range(len(following.tokens)))) is None:
        return None  # who "he said" is, the denial tells
    return together(denial, following)


BARE = 8  # words


def _over_claims(passages: Sequence[Passage]) -> Iterator[_Row]:
    """Pairs of passages of different articles that contradict each other; each passage in one dispute at most."""
    taken: set[Span] = set()
    for a, b in _close_pairs(passages):
        if a.span in taken or b.span in taken or not _contradict(a, b):
            continue
        sides = [claim for p in (a, b) if (claim := in_context(p)) is not None]
        if len(sides) == 2:  # noqa: PLR2004 - both sides or none
            taken.update((a.span, b.span))
            yield _Row(_about(b if _unanimous(b) else a), "claim", (a, b), tuple(sides))


def _close_pairs(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Passages of different articles, the earlier one first, that speak of one matter and one of which contradicts.

    A sentence is compared only with those of its own days, which stand together, and with undated ones, which stand
    first; one that says "unanimous" with all. Matrix products over blocks keep that fast and small.
    """
    vectors = matrix(passages)
    before = np.stack([p.previous.vector if p.previous else p.vector for p in passages]) if passages else vectors
    days = np.array([p.published.toordinal() if p.published else 0 for p in passages], dtype=np.int64)
    undated = int(np.searchsorted(days, 1))
    suspects = [row for row, passage in enumerate(passages) if _triggers(passage)]
    is_suspect = np.zeros(len(passages), dtype=bool)
    is_suspect[suspects] = True
    articles = np.unique([passage.article.id for passage in passages], return_inverse=True)[1]
    for start in range(0, len(suspects), BLOCK):
        rows = suspects[start : start + BLOCK]
        first, last = days[rows[0]] - SAME_TIME_DAYS, days[rows[-1]] + SAME_TIME_DAYS
        columns = np.r_[0:undated, max(undated, np.searchsorted(days, first)) : np.searchsorted(days, last, "right")]
        if days[rows[0]] == 0 or any(_unanimous(passages[row]) for row in rows):
            columns = np.arange(len(passages))
        here, there = vectors[columns], before[columns]
        close = np.maximum.reduce([vectors[rows] @ here.T, vectors[rows] @ there.T, before[rows] @ here.T])
        at, column = np.nonzero(close >= SAME_MATTER - MARGIN)
        ones, others = np.array(rows)[at], columns[column]
        asked = (articles[ones] != articles[others]) & ((others > ones) | ~is_suspect[others])
        for row, other in zip(ones[asked].tolist(), others[asked].tolist(), strict=True):
            yield passages[min(row, other)], passages[max(row, other)]


BLOCK = 256  # sentences compared at a time
MARGIN = 0.01  # the exact test, on rounded numbers, follows


@remembered
def _triggers(passage: Passage) -> bool:
    """Whether a sentence has what a contradiction of the kinds looked for needs on one of its sides."""
    lemmas = {token.lemma.lower() for token in passage.tokens}
    return (
        bool(lemmas & UNANIMOUS)
        or passage.negated_verbs != frozenset()
        or any(lemmas & second for _, second in ANTONYMS)
    )


def _contradict(a: Passage, b: Passage) -> bool:
    """Whether one says that all agreed and the other that somebody did not, or one denies what the other tells."""
    both = ((a, b), (b, a))
    if (_unanimous(a) or _unanimous(b)) and any(
        _unanimous(x) and _dissent(y) and _matter(x, y) >= SAME_MATTER for x, y in both
    ):
        return True
    if not _same_actor(a, b) or not _may_be_one_time(a, b):
        return False
    return any(_opposed(x, y) for x, y in both) and cosine(a, b) >= SAME_MATTER_NEGATED


def _opposed(a: Passage, b: Passage) -> bool:
    """Whether the first negates the second's verb, or its own is the opposite of that one."""
    return bool(a.negated_verbs & _affirmed_verbs(b)) or any(
        second & _main_verb(a) and first & _main_verb(b) for first, second in ANTONYMS
    )


@remembered
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


@remembered
def _affirmed_verbs(passage: Passage) -> frozenset[str]:
    tokens = passage.tokens
    root = syntax.root(tokens)
    return frozenset({tokens[root].lemma.lower()} if not syntax.is_negated(tokens, root) else ())


@remembered
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


@remembered
def _subject(passage: Passage) -> frozenset[str]:
    """The words of the main clause's subject, countries and peoples folded into one form."""
    tokens = passage.tokens
    return frozenset(
        lexicon.country_key(tokens[i].lemma)
        for subject in syntax.subjects(tokens, syntax.root(tokens))
        for i in syntax.noun_phrase(tokens, subject)
        if tokens[i].pos in {"NOUN", "PROPN", "ADJ"}
    )


def _may_be_one_time(a: Passage, b: Passage) -> bool:
    """Whether the articles are close in time: what was denied last year and done now is a change."""
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= SAME_TIME_DAYS


def _claimed(passage: Passage) -> str:
    """What a sentence claims, without who claims it; subject, verb and object where that is too long."""
    tokens = passage.tokens
    quoted = QUOTED.match(passage.text)
    if quoted and len(quoted[1].split()) <= MAX_CLAIM:
        return quoted[1]
    for verb, token in enumerate(tokens):
        if token.lemma.lower() not in lexicon.SAYING | denials.ACCUSING:
            continue
        for clause in syntax.children(tokens, verb):
            if tokens[clause].dep != "ccomp" or not syntax.subjects(tokens, clause):
                continue
            words = [i for i in syntax.subtree(tokens, clause) if tokens[i].dep not in {"mark", "punct"}]
            if tokens[words[0]].pos != "PRON" and 2 < len(words) <= MAX_CLAIM:  # noqa: PLR2004 - more than a subject
                return _capitalised(syntax.join(tokens, words))
            return _about(passage, clause)
    return _about(passage)


QUOTED = re.compile(r"[“\"]([^“”\"]+?)[.,!”\"]")
MAX_CLAIM = 14  # words


def _about(passage: Passage, verb: int | None = None) -> str:
    """Subject, verb and object: what the dispute is about, in the words of a source."""
    tokens = passage.tokens
    verb = syntax.root(tokens) if verb is None else verb
    kept = {verb}
    for child in (*syntax.subjects(tokens, verb), *syntax.children(tokens, verb)):
        phrase = [i for i in syntax.noun_phrase(tokens, child) if tokens[i].pos != "PRON"]
        is_part = tokens[child].dep in {"nsubj", "nsubjpass", "dobj", "attr", "auxpass", "neg", "prt", "acomp"}
        is_short = tokens[child].dep == "prep" and child > verb and len(kept) + len(phrase) <= MAX_CLAIM
        if is_part or is_short:
            kept.update(phrase)
    return _capitalised(syntax.join(tokens, sorted(kept)))


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
