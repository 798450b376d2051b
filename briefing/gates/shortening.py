"""A sentence with words left out: what a writer may do with it that no gate can see through otherwise."""

from briefing.gates.known import Read, content, stem
from briefing.records import Token


def is_shortened(sentence: Read, source: Read) -> bool:
    """Whether a sentence is one of the article with words left out: its words of meaning stand there in the same order.

    Inflections may differ, and the words that only hold a sentence together. Of sentences that a small model wrote and
    that passed all other gates, most of those that were not shortened ones were false (docs/benchmarks.md,
    "Condensers").
    """
    words = iter(source.tokens)
    return all(any(_are_one(wanted, word) for word in words) for wanted in content(sentence.tokens))


def _are_one(a: Token, b: Token) -> bool:
    return not {stem(a.text), stem(a.lemma)}.isdisjoint((stem(b.text), stem(b.lemma)))
