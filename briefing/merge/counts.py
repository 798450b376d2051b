"""Two parties' counts of one thing, side by side in one article.

"The court found 37 forged lists. The opposition says that it found 412.": the second count leans on the first. It puts
"it" at a number, or gives a number with no noun at all; what is counted is told by the sentence before. Over thirteen
topics six such pairs were found, all of them rival counts.
"""

from collections.abc import Iterator, Sequence

from briefing.language import lexicon, numerals, syntax
from briefing.merge import denials
from briefing.merge.passages import Passage, remembered
from briefing.records import Token

COUNTS = lexicon.words("number figure count toll total turnout estimate tally")
FINDING = lexicon.words("find count list document report claim record register identify")
PUTTING = lexicon.words("put place set")
BEFORE = 2  # sentences back to the other count
NEAR_EQUAL = 0.1  # share by which rounded numbers differ
SAME_SIZE = 30  # times; a larger gap is between two different things


def rivals(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """Pairs of a count and the one that leans on it, of different parties, that cannot both be right."""
    for passage in passages:
        rival = _leaning(passage)
        if rival is None:
            continue
        who = denials.sayers(passage) or _owner(passage.tokens)
        earlier = passage.previous
        for _ in range(BEFORE):
            if earlier is None:
                break
            counted = _numbers(earlier)
            if counted:
                others = denials.sayers(earlier) or _subject(earlier.tokens)
                if who and not who & others and _contradicts(rival, counted) and _is_of_same(passage, earlier):
                    yield earlier, passage
                break
            earlier = earlier.previous


def _is_of_same(passage: Passage, earlier: Passage) -> bool:
    """Whether a toll follows a sentence about harm; other counts do not say of what they are."""
    lemmas = {token.lemma.lower() for token in earlier.tokens}
    return all(token.lemma.lower() != "toll" for token in passage.tokens) or bool(lemmas & HARM)


HARM = lexicon.words("kill die dead death toll victim casualty claim fatality body")


def _contradicts(rival: float, counted: Sequence[float]) -> bool:
    """Whether a count is none of the numbers before it, and of the size of one of them."""
    sizes = [(min(rival, number), max(rival, number)) for number in counted]
    if any(high - low <= NEAR_EQUAL * high for low, high in sizes):
        return False
    return any(low > 0 and high <= SAME_SIZE * low for low, high in sizes)


def _numbers(passage: Passage) -> list[float]:
    """The numbers of a sentence that may count something: none of a date, a clock or an order."""
    left_out = {
        index
        for entity in passage.sentence.entities
        if entity.label in {"DATE", "ORDINAL"}
        for index in range(entity.first, entity.last)
    }
    runs = numerals.runs(passage.tokens)
    return [number for first, last, number, _ in runs if number > 1 and not left_out & set(range(first, last))]


@remembered
def _leaning(passage: Passage) -> float | None:
    """The number of a sentence that counts no noun of its own, None where there is none."""
    tokens = passage.tokens
    if not any(token.pos == "NUM" for token in tokens):
        return None
    for first, last, number, _ in numerals.runs(tokens):
        head = syntax.top(tokens, first, last)
        if number > 1 and (_is_put(tokens, head) or (not _has_noun(tokens, head, last) and _leans(tokens, head))):
            return number
    return None


def _has_noun(tokens: Sequence[Token], head: int, last: int) -> bool:
    follows = tokens[last] if last < len(tokens) else None
    return tokens[tokens[head].head].pos in {"NOUN", "PROPN"} or (
        follows is not None and (follows.pos in {"NOUN", "PROPN"} or follows.text in {"%", "of"})
    )


def _is_put(tokens: Sequence[Token], head: int) -> bool:
    """`puts it at 11`, `put the damage at 380 million`, `speaks of six dead`: an estimate, whatever is counted."""
    index = head
    while tokens[index].dep in {"nummod", "quantmod", "compound", "amod"} and tokens[index].head != index:
        index = tokens[index].head
    above = tokens[index].head
    verb = tokens[above].head
    if tokens[index].dep != "pobj" or tokens[verb].pos != "VERB":
        return False
    lemma, preposition = tokens[verb].lemma.lower(), tokens[above].text.lower()
    if lemma in PUTTING and preposition == "at":
        return any(tokens[i].dep == "dobj" for i in syntax.children(tokens, verb))
    return lemma in {"speak", "talk"} and preposition == "of"


def _leans(tokens: Sequence[Token], head: int) -> bool:
    """`said it was more than seven`, `claims it has found 412`, `the ministry's figure is six`."""
    verb = syntax.governing_verb(tokens, head)
    if verb is None:
        return False
    lemma = tokens[verb].lemma.lower()
    subjects = syntax.subjects(tokens, verb)
    if lemma == "be":
        owned = any(tokens[i].lemma.lower() in COUNTS for i in subjects) and bool(_owner(tokens))
        return owned or any(tokens[i].text.lower() == "it" for i in subjects)
    reported = any(tokens[i].lemma.lower() in lexicon.SAYING | denials.ACCUSING for i in syntax.ancestors(tokens, verb))
    return tokens[head].dep == "dobj" and lemma in FINDING and reported


def _owner(tokens: Sequence[Token]) -> frozenset[str]:
    """Whose count it is: `the government` of "the government's figure"."""
    return frozenset(
        token.lemma.lower() for token in tokens if token.dep == "poss" and tokens[token.head].lemma.lower() in COUNTS
    )


def _subject(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(tokens[i].lemma.lower() for i in syntax.subjects(tokens, syntax.root(tokens)))
