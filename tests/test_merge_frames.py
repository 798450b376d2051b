"""Who did what to whom: the frames of a sentence, and when those of two differ or agree."""

import pytest
from newsroom import passage

from briefing.merge.frames import Frame, differ, frames, same


def framed(text: str) -> tuple[Frame, ...]:
    """The frames of the last sentence of a text."""
    return frames(passage(text).tokens)


class TestFrames:
    """Which verbs are told, and who takes part."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("The miners sued the owner.", id="active"),
            pytest.param("The owner was sued by the miners.", id="passive"),
            pytest.param("The union said that the miners had sued the owner.", id="reported"),
            pytest.param("The mayor said the union had said that the miners sued the owner.", id="reported twice"),
        ],
    )
    def test_one_deed(self, text: str) -> None:
        """Who acts and who is acted on is the same however the deed is told; who tells of it is no part of it."""
        [frame] = framed(text)

        assert frame.verb == "sue"
        assert frame.agents == {"miner"}
        assert frame.patients == {"owner"}

    @pytest.mark.parametrize(
        ("text", "verbs"),
        [
            ("The miners blocked the road and sued the owner.", ["block", "sue"]),
            ("The union said the miners blocked the road and the owner sued them.", ["block", "sue"]),
            ("The mayor said nothing.", ["say"]),
            ("Snow in the valley.", []),
        ],
    )
    def test_clauses(self, text: str, verbs: list[str]) -> None:
        """Clauses that are joined have a frame each, what is no clause has none, saying only where nothing is said."""
        assert [frame.verb for frame in framed(text)] == verbs

    def test_the_joined_clause_has_the_subject_of_the_first(self) -> None:
        """In "blocked the road and sued the owner" the same do both."""
        first, second = framed("The miners blocked the road and sued the owner.")

        assert first.agents == second.agents == {"miner"}

    def test_prepositions(self) -> None:
        """Where and for what it was done is told apart from to whom."""
        [frame] = framed("Sweden sued Norway in a court for damages.")

        assert "norway" in frame.patients
        assert "norway" not in frame.about
        assert "court" in frame.about

    @pytest.mark.parametrize(
        ("text", "named"),
        [("Tom Becker sued the state.", True), ("The miners sued the state.", False), ("He sued the state.", False)],
    )
    def test_named(self, text: str, named: bool) -> None:  # noqa: FBT001 - a column of the table
        """Those who act go by a proper name, or not."""
        [frame] = framed(text)

        assert frame.named is named

    def test_all_names_of_a_subject(self) -> None:
        """Each of several who act is one, a pronoun is nobody."""
        [several] = framed("Tom Becker and Elena Marsh sued the state.")
        [nobody] = framed("He sued the state.")

        assert {"becker", "marsh"} <= several.agents
        assert nobody.agents == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Oxley sued the state.", "The state sued Oxley.", id="reversed"),
        pytest.param("The miners sued the owner.", "The miners were sued by the owner.", id="reversed in the passive"),
        pytest.param("Tom Becker sued the state.", "Elena Marsh sued the state.", id="other name"),
        pytest.param("The miners sued the owner.", "The farmers sued the bank.", id="others in both places"),
    ],
)
def test_differ(one: str, other: str) -> None:
    """The same verb with other participants, or with these the other way round, is another deed."""
    assert differ(framed(one), framed(other))
    assert differ(framed(other), framed(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The miners sued the owner.", "The owner was sued by the miners.", id="passive"),
        pytest.param("The miners sued the owner.", "The workers sued the owner.", id="one party in other words"),
        pytest.param("The miners sued the owner.", "The farmers met the bank.", id="other verb"),
        pytest.param("The miners took the road.", "The farmers took the bank.", id="verb that tells little"),
        pytest.param("The miners sued.", "The farmers sued.", id="nobody acted on"),
        pytest.param("He sued the state.", "Elena Marsh sued the state.", id="pronoun"),
    ],
)
def test_do_not_differ(one: str, other: str) -> None:
    """Where the verb differs or tells little, or one place is filled alike, nothing speaks for another deed."""
    assert not differ(framed(one), framed(other))
    assert not differ(framed(other), framed(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The miners sued the owner.", "The owner was sued by the miners.", id="passive"),
        pytest.param("The miners protested in the harbour.", "The miners had protested at the harbour.", id="about"),
        pytest.param("The miners sued the owner.", "The union said the miners had sued the owner.", id="reported"),
    ],
)
def test_same(one: str, other: str) -> None:
    """The same who do the same to the same, or at the same, is one deed."""
    assert same(framed(one), framed(other))
    assert same(framed(other), framed(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The miners sued the owner.", "The miners met the owner.", id="other verb"),
        pytest.param("The miners sued the owner.", "The farmers sued the owner.", id="others act"),
        pytest.param("The miners sued the owner.", "The miners sued the bank.", id="others acted on"),
        pytest.param("The miners took the road.", "The miners took the road.", id="verb that tells little"),
    ],
)
def test_not_same(one: str, other: str) -> None:
    """One that differs is enough for another deed, and a verb that tells little for none."""
    assert not same(framed(one), framed(other))
