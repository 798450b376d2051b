"""Whether a name is a person's, a body's or a place's: what all articles together say of it.

The entity model reads one sentence at a time and labels one name now as a person, now as an organisation (F1 of
organisations .55). The articles of one topic repeat their names, so each mention votes, and grammar votes louder
than the label: "Mr X", "X, who", a role before the name; "the X", "X, which", "the oil firm X", a noun of bodies in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.language import lexicon, names, syntax
from briefing.merge.passages import Passage, remembered
from briefing.merge.roles import POST_NOMINALS, is_role
from briefing.records import Token

Sort = Literal["person", "organisation", "place"]
Words = tuple[str, ...]

LABEL, GRAMMAR, NOUN = 1, 3, 5  # votes: a label is right in about two of three cases, a noun of bodies nearly always
PERSONAL = lexicon.words("mr mrs ms miss mr. mrs. ms. dr dr. sir dame lord lady prof prof.")
# Short forms in capitals that name nobody: times, offices, money and measures, titles.
NO_NAMES = lexicon.words(
    "GMT BST EST EDT PST UTC CET CEO CFO MPS MEP GDP CCTV DNA AIDS HIV IPO VAT USD EUR GBP III RIP SUV PHD GPS COVID"
)


@dataclass(frozen=True)
class Kinds:
    """What each name of a corpus is, by its words."""

    sorts: Mapping[Words, Sort]
    surnames: Mapping[str, Sort]
    """Words of the full names of people: what a text calls them after that."""

    def of(self, name: str) -> Sort | None:
        """What a name is, None for one that was never labelled.

        A single word that ends the full name of a person is that person.
        """
        words = names.words(name)
        if len(words) == 1 and words[0] in self.surnames and self.sorts.get(words) != "place":
            return self.surnames[words[0]]
        return self.sorts.get(words)

    def of_words(self, words: Words) -> Sort | None:
        """What exactly these words name, None where they were never labelled."""
        return self.sorts.get(words)


class Consulted:
    """Kinds that note what they are asked: whoever asks comes to the same while the answers are the same."""

    def __init__(self, kinds: Kinds) -> None:
        """Nothing was asked yet."""
        self._kinds = kinds
        self._of: dict[str, Sort | None] = {}
        self._of_words: dict[Words, Sort | None] = {}

    def of(self, name: str) -> Sort | None:
        """As the kinds."""
        self._of[name] = answer = self._kinds.of(name)
        return answer

    def of_words(self, words: Words) -> Sort | None:
        """As the kinds."""
        self._of_words[words] = answer = self._kinds.of_words(words)
        return answer

    def would_hear(self, kinds: Kinds) -> bool:
        """Whether others would have given the same answers."""
        return all(kinds.of(name) == answer for name, answer in self._of.items()) and all(
            kinds.of_words(words) == answer for words, answer in self._of_words.items()
        )


def learn(passages: Iterable[Passage]) -> Kinds:
    """Count the votes of all passages."""
    votes: dict[Words, Counter[Sort]] = {}
    for passage in passages:
        for words, cast in _cast(passage):
            votes.setdefault(words, Counter()).update(cast)
    sorts = {words: sort for words, count in votes.items() if (sort := _decided(count)) is not None}
    surnames: dict[str, Counter[Sort]] = {}
    for words, sort in sorts.items():
        for word in words if sort == "person" and len(words) > 1 else ():  # first names, and the first of two surnames
            surnames.setdefault(word, Counter())["person"] += votes[words]["person"]
    for word, count in surnames.items():
        count["person"] += votes.get((word,), Counter())["person"]
        count["organisation"] += votes.get((word,), Counter())["organisation"]
    people: dict[str, Sort] = {w: "person" for w, count in surnames.items() if count["person"] >= count["organisation"]}
    return Kinds(sorts, people)


@remembered
def _cast(passage: Passage) -> tuple[tuple[Words, Mapping[Sort, int]], ...]:
    """The votes of a sentence, by the words of each name in it."""
    found = ((names.words(passage.words(first, last)), first, last, label) for first, last, label in spans(passage))
    return tuple((words, dict(_votes(passage, first, last, label))) for words, first, last, label in found if words)


@remembered
def spans(passage: Passage) -> tuple[tuple[int, int, str], ...]:
    """First and last word and label of each name: the model's, then runs of capitalised names that it passed over."""
    return tuple(_spans(passage))


def _spans(passage: Passage) -> Iterator[tuple[int, int, str]]:
    tokens = passage.tokens
    taken: set[int] = set()
    for entity in passage.sentence.entities:
        if entity.label in NAMING:
            taken.update(range(entity.first, entity.last))
            yield entity.first, entity.last, entity.label
        elif entity.label in COUNTING:
            taken.update(range(entity.first, entity.last))
    index = 0
    while index < len(tokens):
        end = index
        while end < len(tokens) and end not in taken and _is_capital(tokens[end]):
            end += 1
        if end > index and not (index and tokens[index - 1].tag == "POS"):  # "Lord's Field" is not "Field"
            yield index, end, ""
        index = max(end, index + 1)


NAMING = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
COUNTING = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})


def _is_capital(token: Token) -> bool:
    if is_acronym(token):
        return True
    return token.pos == "PROPN" and token.text[:1].isupper() and not is_role(token) and token.text not in POST_NOMINALS


def is_acronym(token: Token) -> bool:
    """Whether a word is the short name of something: `CNT`, `FROB`; no unit, time zone or title.

    >>> is_acronym(Token(0, 3, "CNT", "CNT", "PROPN", "NNP", "nsubj", 1))
    True
    """
    word = token.text
    letters = word.replace("-", "")
    return (
        2 < len(word) <= MAX_ACRONYM  # noqa: PLR2004 - two letters are mostly something else: "UK", "PM"
        and letters.isalpha()
        and word.isupper()
        and token.pos in {"PROPN", "NOUN"}
        and word not in NO_NAMES
    )


MAX_ACRONYM = 8


def _decided(count: Counter[Sort]) -> Sort | None:
    """The sort with most votes; with as many for both a body, which is what the model misses most."""
    if not count or not max(count.values()):
        return None
    order: tuple[Sort, ...] = ("organisation", "person", "place")
    return max(order, key=lambda sort: (count[sort], -order.index(sort)))


def _votes(passage: Passage, first: int, last: int, label: str) -> Iterator[tuple[Sort, int]]:
    tokens = passage.tokens
    score: Counter[Sort] = Counter()
    match label:
        case "PERSON":
            score["person"] += LABEL
        case "ORG":
            score["organisation"] += LABEL
        case "GPE" | "LOC" | "FAC" | "NORP":
            score["place"] += LABEL
        case _:
            pass
    head = syntax.top(tokens, first, last)
    score["organisation"] += _tells_of_body(tokens, first, last, head)
    if label in {"PERSON", "ORG"} and any(tokens[i].text.lower() == "the" for i in syntax.children(tokens, head)):
        score["organisation"] += GRAMMAR  # "the Northern Bloc"; "the elusive Mr X" has more votes for a person
    score["person"] += _tells_of_person(tokens, first, head)
    score["place"] += _tells_of_place(tokens, head)
    yield from score.items()


def _tells_of_body(tokens: Sequence[Token], first: int, last: int, head: int) -> int:
    votes = 0
    words = [token.lemma.lower().rstrip(".") for token in tokens[first:last]]
    if words[-1] in lexicon.ORGANISATIONS or (last - first > 1 and words[-1] in lexicon.COMPANIES):
        votes += NOUN
    if last == first + 1 and is_acronym(tokens[first]):
        votes += LABEL + 1
    if (
        first
        and tokens[first - 1].lemma.lower() in lexicon.ORGANISATIONS | COMPANY_NOUNS
        and not is_role(tokens[first - 1])
    ):
        votes += GRAMMAR  # "the oil firm X"
    bodies = lexicon.ORGANISATIONS | COMPANY_NOUNS
    if any(tokens[i].dep == "appos" and tokens[i].lemma.lower() in bodies for i in syntax.children(tokens, head)):
        votes += GRAMMAR  # "X, the Lisbon firm"
    return votes + GRAMMAR * _has_clause(tokens, head, "which")


COMPANY_NOUNS = lexicon.words("firm giant lender miner insurer carrier retailer maker airline broker subsidiary unit")


def _tells_of_person(tokens: Sequence[Token], first: int, head: int) -> int:
    votes = 0
    before = tokens[first - 1] if first else None
    if (before is not None and before.text.lower() in PERSONAL) or tokens[first].text.lower() in PERSONAL:
        votes += NOUN
    elif before is not None and is_role(before) and before.tag in {"NN", "NNP"} and before.dep in {"compound", "nmod"}:
        votes += GRAMMAR
    if any(tokens[i].dep == "appos" and is_role(tokens[i]) for i in syntax.children(tokens, head)):
        votes += GRAMMAR
    return votes + GRAMMAR * _has_clause(tokens, head, "who")


def _tells_of_place(tokens: Sequence[Token], head: int) -> int:
    """`Northam station`, `the republic of Norvia`, `Norvia's capital`, `in Northam`.

    What is only "at" or "to" something may be a body: it has as many votes by its label.
    """
    above = tokens[tokens[head].head]
    if tokens[head].dep in {"compound", "nmod", "poss"} and above.lemma.lower() in lexicon.PLACES | OF_LANDS:
        return GRAMMAR
    if tokens[head].dep != "pobj":
        return 0
    preposition = above.text.lower()
    if preposition == "of" and tokens[above.head].lemma.lower() in lexicon.PLACES | OF_LANDS:
        return GRAMMAR
    return LABEL * (2 * (preposition in INSIDE) + (preposition in {"at", "to", "from"}))


INSIDE = frozenset({"in", "near", "into", "outside", "inside", "around", "across", "throughout"})
# What a country or a region has and no body.
OF_LANDS = lexicon.words("republic kingdom capital territory population independence east west north south")


def _has_clause(tokens: Sequence[Token], head: int, pronoun: str) -> bool:
    """Whether a relative clause with the pronoun follows the name."""
    return any(
        tokens[i].text.lower() == pronoun
        for verb in syntax.children(tokens, head)
        if tokens[verb].dep == "relcl"
        for i in syntax.children(tokens, verb)
    )
