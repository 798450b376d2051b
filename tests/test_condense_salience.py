"""The salience condenser: which sentences carry an article."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article, digest, passages, save_encoder, vector

from briefing.condense import SalienceCondenser, salience
from briefing.condense.salience import choose, cosine
from briefing.errors import ModelError
from briefing.language.parser import Parsed
from briefing.records import Article, Point

STORY = (
    "The council of Port Ellis rejected the plan for a new harbour on Monday. "
    "The council rejected the plan for a new harbour of Port Ellis. "
    "Snow. "
    "Is the old harbour of Port Ellis safe enough? "
    "The harbour master Elena Marsh told the council that 40 boats had sunk near Port Ellis in March. "
    "Many people in the city are fond of walking along the water in the evening."
)


def points(text: str, count: int = 8) -> tuple[Point, ...]:
    """The points of a text."""
    return digest(article("a", text), count).points


class TestPoints:
    """What is kept of an article."""

    def test_points_are_sentences_word_for_word(self) -> None:
        """A point's text stands in the article where its span says."""
        for point in points(STORY):
            [span] = point.spans
            assert STORY[span.start : span.end] == point.text
            assert span.article == "a"

    def test_most_salient_first_but_no_repetition(self) -> None:
        """The second sentence says the same as the first, so another one is taken before it."""
        chosen = [point.text for point in points(STORY, 2)]

        assert chosen[0].startswith("The council of Port Ellis rejected the plan")
        assert chosen[1].startswith("The harbour master Elena Marsh")

    def test_questions_and_fragments_are_no_points(self) -> None:
        """A question, and a line of one word, carry nothing."""
        kept = " ".join(point.text for point in points(STORY))

        assert "safe enough?" not in kept
        assert "Snow." not in kept

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("The council rejected the old plan.", 1),
            ("The council rejected plans.", 0),
            ("No news from the council of the city this week.", 0),
            (f"The council rejected {'one plan and ' * 20}the last one.", 0),
        ],
        ids=["six words", "four words", "no verb", "over sixty words"],
    )
    def test_what_may_be_a_point(self, text: str, kept: int) -> None:
        """A point has a verb, six words at least and sixty at most."""
        assert len(points(text)) == kept

    def test_no_more_than_asked_for(self) -> None:
        """At most so many points are kept."""
        assert len(points(STORY, 1)) == 1

    def test_no_sentences(self) -> None:
        """An article without sentences has neither points nor sentences."""
        empty = digest(article("a", ""))

        assert (empty.points, empty.sentences) == ((), ())

    def test_names_and_numbers_raise_a_sentence(self) -> None:
        """Of two sentences at the same place, the one that names people and figures is worth more."""
        plain, rich = passages(
            a="The man told the people that some boats had sunk near the harbour in spring.",
            b="Elena Marsh told the council of Port Ellis that 40 boats had sunk near Paris in March.",
        )

        assert rich.salience > plain.salience

    def test_early_sentences_are_worth_more(self) -> None:
        """The same sentence is worth less, the later it stands."""
        one = passages(a="The council rejected the plan. " * 4)
        scores = [passage.salience for passage in one]

        assert scores == sorted(scores, reverse=True)
        assert len(set(scores)) == 4

    def test_all_sentences_are_kept_with_their_scores(self) -> None:
        """The digest has every sentence in order, each with an importance between 0 and 1."""
        sentences = digest(article("a", STORY)).sentences

        assert [sentence.span for sentence in sentences] == list(article("a", STORY).sentences)
        assert all(0 <= sentence.salience <= 1 for sentence in sentences)


VECTORS = st.sampled_from([(1.0, 0.0), (0.0, 1.0), (0.6, 0.8), (-1.0, 0.0)])
ROWS = st.lists(st.tuples(st.floats(0, 1), VECTORS, st.booleans()), max_size=8)


class TestChoose:
    """Maximal marginal relevance."""

    @given(ROWS, st.integers(0, 10))
    def test_never_repeats(self, rows: list[tuple[float, tuple[float, float], bool]], count: int) -> None:
        """Each index is taken once at most, only allowed ones, and as many as there are or are asked for."""
        scores, vectors, allowed = [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
        chosen = choose(scores, vectors, count, allowed)

        assert len(chosen) == len(set(chosen)) == min(count, sum(allowed))
        assert all(allowed[index] for index in chosen)

    @given(ROWS.filter(lambda rows: any(row[2] for row in rows)))
    def test_the_best_comes_first(self, rows: list[tuple[float, tuple[float, float], bool]]) -> None:
        """The first one taken is the best of those allowed."""
        scores, vectors, allowed = [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]

        [first] = choose(scores, vectors, 1, allowed)

        assert scores[first] == max(score for score, is_allowed in zip(scores, allowed, strict=True) if is_allowed)

    def test_what_repeats_comes_late(self) -> None:
        """A good sentence that repeats a better one comes after a weaker one that is new."""
        assert choose([0.9, 0.8, 0.5], [(1.0, 0.0), (1.0, 0.0), (0.0, 1.0)], 3, [True] * 3) == [0, 2, 1]

    def test_equals_in_order(self) -> None:
        """Of sentences that are worth the same, the earlier one is taken first."""
        assert choose([0.5, 0.5, 0.5], [(1.0, 0.0)] * 3, 2, [True] * 3) == [0, 1]

    def test_fewer_than_asked_for(self) -> None:
        """Where all is taken, no more is invented."""
        assert choose([0.5], [(1.0,)], 5, [True]) == [0]
        assert choose([], [], 5, []) == []


@pytest.mark.parametrize(
    ("a", "b", "expected"), [((1.0, 0.0), (1.0, 0.0), 1), ((1.0, 0.0), (0.0, 1.0), 0), ((1.0, 0.0), (-1.0, 0.0), -1)]
)
def test_cosine(a: tuple[float, ...], b: tuple[float, ...], expected: float) -> None:
    """Vectors of one direction have cosine 1, of right angles 0, of opposite directions -1."""
    assert math.isclose(cosine(a, b), expected)


def test_scores_stay_between_0_and_1() -> None:
    """A sentence that has everything is worth 1 at most, and one that has nothing is worth 0 at least."""
    one = article("a", "Elena Marsh met Tom Becker of the World Bank in Paris on Monday.")
    [whole] = digest(one).sentences
    opposite = [vector(Parsed(whole.tokens, ())), tuple(-x for x in whole.vector)]
    _, sentences = salience.condense(
        article("a", f"{one.text} {one.text}"), [Parsed(whole.tokens, whole.entities)] * 2, opposite, 2
    )

    assert all(0 <= sentence.salience <= 1 for sentence in sentences)


class TestCondenser:
    """The condenser as the pipeline uses it."""

    def test_nothing_is_loaded_before_the_first_article(self) -> None:
        """A condenser of models that are missing can be made, and says so when it is asked for an article."""

        def missing() -> Path:
            raise ModelError("sentence encoder: it is not there; run `briefing fetch`")

        condenser = SalienceCondenser(missing, points=8, threads=1)

        with pytest.raises(ModelError, match="it is not there"):
            list(condenser([(article("a", STORY), "key")]))

    def test_revision_names_all_that_a_digest_depends_on(self) -> None:
        """The rules, the encoder and the parser are in the revision, which goes into the cache key."""
        condenser = SalienceCondenser(Path, points=8, threads=1)

        assert condenser.name == "salience"
        assert all(part in condenser.revision for part in (salience.REVISION, "MiniLM", "en_core_web_md"))

    def test_digest(self, tmp_path: Path) -> None:
        """An article becomes a digest under the key given: its points, and each sentence with words and vector."""
        save_encoder(tmp_path)
        condenser = SalienceCondenser(lambda: tmp_path, points=2, threads=1)
        one: Article = article("a", STORY)

        [made] = condenser([(one, "key")])

        assert (made.article, made.condenser, made.key, len(made.points)) == ("a", "salience", "key", 2)
        assert [sentence.span for sentence in made.sentences] == list(one.sentences)
        assert all(sentence.tokens and len(sentence.vector) == 32 for sentence in made.sentences)
        assert list(condenser([(one, "key")])) == [made]
