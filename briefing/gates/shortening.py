"""A sentence with words left out: what a writer may do with it that no gate can see through otherwise."""

from collections.abc import Sequence

from briefing.gates.known import Read, content, stem
from briefing.records import Token


def is_shortened(sentence: Read, sources: Sequence[Read]) -> bool:
    """Whether a sentence is one of these with words left out: its words of meaning stand there in the same order.

    Inflections may differ, and the words that only hold a sentence together. Of sentences that a small model wrote and
    that passed all other gates, most of those that were not shortened ones were false (docs/benchmarks.md,
    "Condensers").
    """
    wanted = content(sentence.tokens)
    return any(_in_order(wanted, source.tokens) for source in sources)


def _in_order(wanted: Sequence[Token], tokens: Sequence[Token]) -> bool:
    left = iter(tokens)  # each word is looked for behind the one before it
    return all(any(_are_one(word, other) for other in left) for word in wanted)


def _are_one(a: Token, b: Token) -> bool:
    return not {stem(a.text), stem(a.lemma)}.isdisjoint((stem(b.text), stem(b.lemma)))
