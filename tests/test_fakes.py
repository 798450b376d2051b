"""The fake condenser keeps what is asked of a real one."""

import math

import fakes
from hypothesis import given
from hypothesis import strategies as st

from briefing.records import Article, Span


def article(text: str) -> Article:
    """An article of one sentence a line."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span("a.txt", at, at + len(line)))
        at += len(line) + 1
    return Article(
        "a.txt", "a.txt", "0" * 64, "Title", None, None, None, "unknown", None, "en", text, tuple(spans), "a.txt"
    )


def test_counts() -> None:
    """Every call is counted under the article's id."""
    condense = fakes.CountingCondenser()
    list(condense([(article("Rain stopped the game."), "k")]))
    list(condense([(article("Rain stopped the game."), "k")]))

    assert condense.asked == ["a.txt", "a.txt"]


def test_repeats() -> None:
    """The same article and key give the same digest."""
    text = "Rain stopped the game.\nThe Norvia Council pays 12 million for Pell Bridge."

    first, second = (list(fakes.CountingCondenser()([(article(text), "k")])) for _ in range(2))

    assert first == second


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_any_text(text: str) -> None:
    """Tokens lie in their sentence, heads in the sentence, and vectors have unit length, whatever the text."""
    [digest] = fakes.CountingCondenser()([(article(text), "k")])

    for sentence in digest.sentences:
        assert all(sentence.span.start <= t.start < t.end <= sentence.span.end for t in sentence.tokens)
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        assert all(0 <= t.head < len(sentence.tokens) for t in sentence.tokens)
        assert not sentence.tokens or math.isclose(math.hypot(*sentence.vector), 1.0, abs_tol=0.01)
