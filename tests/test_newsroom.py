"""The newsroom itself: what it makes of plain texts can be relied on by the tests that use it."""

import math
from datetime import date

import pytest
from newsroom import DAY, POINTS, article, articles, digest, draft, passage, passages, quotes, reading, sentence

from briefing.config import Settings
from briefing.merge.similarity import cosine
from briefing.records import Claim, Span


@pytest.mark.parametrize(
    ("text", "published", "body"),
    [
        ("2024-02-29: Snow fell.", date(2024, 2, 29), "Snow fell."),
        ("undated: Snow fell.", None, "Snow fell."),
        ("Snow fell.", DAY, "Snow fell."),
        ("Weather: Snow fell.", DAY, "Weather: Snow fell."),
    ],
)
def test_the_day_before_a_text_is_its_publication_date(text: str, published: date | None, body: str) -> None:
    """A day before the text dates the article; any other opening is part of the text."""
    made = article("a", text)

    assert (made.published, made.text) == (published, body)


def test_sentences_are_spans_of_the_text() -> None:
    """Each sentence of an article is cut from its text, in order."""
    made = article("a", "Snow fell in the valley. The road was closed.\nTwo buses stopped.")

    assert [made.text[span.start : span.end] for span in made.sentences] == [
        "Snow fell in the valley.",
        "The road was closed.",
        "Two buses stopped.",
    ]


def test_tokens_and_entities_count_from_the_start_of_the_article() -> None:
    """The offsets of words hold in the whole text, also in a later sentence."""
    made, text = sentence("Snow fell in the valley. Elena Marsh opened the bridge.")

    assert [text[token.start : token.end] for token in made.tokens] == [token.text for token in made.tokens]
    assert [(made.tokens[e.first].text, made.tokens[e.last - 1].text, e.label) for e in made.entities] == [
        ("Elena", "Marsh", "PERSON")
    ]


def test_vectors_are_of_unit_length_and_compare_words() -> None:
    """Sentences of the same words are close, sentences of other words are not, however they are inflected."""
    same, inflected, other = passages(
        a="The council rejected the plan for a new harbour.",
        b="The councils reject plans for new harbours.",
        c="Snow fell in the valley.",
    )

    assert all(math.isclose(math.hypot(*p.sentence.vector), 1.0, abs_tol=1e-3) for p in (same, inflected, other))
    assert cosine(same, inflected) > 0.95
    assert cosine(same, other) < 0.1


def test_an_article_gives_the_same_digest_each_time() -> None:
    """Nothing of a digest hangs on the order in which articles were read."""
    one, two = articles(a="Snow fell in the valley.", b="The council rejected the plan.")
    first = digest(one)
    digest(two)

    assert digest(one) == first


def test_an_article_keeps_so_many_points() -> None:
    """The condenser's choice is the real one, with the number of points asked for."""
    text = " ".join(f"The council of district number {n} rejected the new plan." for n in range(12))

    assert len(digest(article("a", text)).points) == POINTS
    assert len(digest(article("a", text), points=2).points) == 2


def test_passage_is_the_last_sentence_with_those_before() -> None:
    """A passage knows the sentence before it."""
    last = passage("Snow fell. The road was closed.")

    assert last.text == "The road was closed."
    assert last.previous is not None
    assert last.previous.text == "Snow fell."


def test_draft_comes_from_the_real_merger() -> None:
    """A draft of texts is what the merger makes of their digests, with the settings given."""
    text = "The council of the city rejected the plan. Farmers blocked the northern road on Monday."
    more = "A storm sank twelve boats in the harbour. Wolves killed many sheep in the hills."

    assert len(draft(a=text).bottom_line) == 2
    assert len(draft(Settings(developments=1), a=text, b=more).developments) == 1


def test_reading_and_quotes_fit_together() -> None:
    """A claim's quotes are the words at its spans."""
    made = article("a", "Snow fell. The road was closed.")

    assert quotes(Claim("Snow fell.", (Span("a", 0, 10),)), reading(made).articles) == ["Snow fell."]
