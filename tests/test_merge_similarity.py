"""When two sentences say the same thing, and what speaks against it."""

import pytest
from newsroom import passages

from briefing.merge import similarity
from briefing.merge.passages import Passage


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not told apart as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


def pair(one: str, other: str) -> tuple[Passage, Passage]:
    """Two sentences of two articles."""
    first, second = passages(a=one, b=other)
    return first, second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "The council of Port Ellis rejected the plan for a new harbour.",
            "On Monday, the council of Port Ellis rejected the plan for a new harbour.",
            id="close",
        ),
        pytest.param(
            "The council of Port Ellis rejected the plan for a new harbour.",
            "The plan for a harbour was rejected by the council.",
            id="alike, with the verb",
        ),
        pytest.param(
            "The flood killed 30 people in the valley.",
            "The flood in the northern valley of Norvia killed 30 villagers.",
            id="alike, with the number",
        ),
        pytest.param(
            "Elena Marsh opened the new bridge in Port Ellis.",
            "Ms Marsh opened the new bridge in Port Ellis.",
            id="surname",
        ),
        pytest.param(
            "Elena Marsh opened the new bridge in Port Ellis.",
            "The mayor opened the new bridge in Port Ellis.",
            id="named once",
        ),
    ],
)
def test_same_claim(one: str, other: str) -> None:
    """The same happening in other words is one claim, whichever sentence comes first."""
    a, b = pair(one, other)

    assert similarity.same_claim(a, b)
    assert similarity.same_claim(b, a)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "The council of Port Ellis rejected the plan for a new harbour.",
            "Snow fell in the northern valleys on Monday.",
            id="nothing in common",
        ),
        pytest.param(
            "The council of Port Ellis rejected the plan for a new harbour.",
            "The plan for a new harbour of Port Ellis would cost 40 million euros.",
            id="one topic, other verb",
        ),
        pytest.param(
            "The flood killed 30 people in the valley.", "The flood killed 75 people in the valley.", id="number"
        ),
        pytest.param(
            "The flood killed 75 people, 30 of them children.", "The flood killed 30 people.", id="leading number"
        ),
        pytest.param(
            "The party won 45 percent of the votes in Norvia.",
            "The party won 54 percent of the votes in Norvia.",
            id="percent",
        ),
        pytest.param(
            "Elena Marsh opened the new bridge in Port Ellis.",
            "Tom Becker opened the new bridge in Port Ellis.",
            id="person",
        ),
        pytest.param(
            "The unions supported the plan for a new harbour.",
            "The unions did not support the plan for a new harbour.",
            id="not",
        ),
        pytest.param(
            "The unions supported the plan for a new harbour.",
            "The unions never supported the plan for a new harbour.",
            id="never",
        ),
        pytest.param(
            "The unions support the plan for a new harbour.",
            "The unions no longer support the plan for a new harbour.",
            id="no longer",
        ),
        pytest.param(
            "The unions said they supported the plan for a new harbour.",
            "The unions said they did not support the plan for a new harbour.",
            id="not, in what is said",
        ),
        pytest.param(
            "The plan was accepted by the council of Port Ellis.",
            "The plan was rejected by the council of Port Ellis.",
            id="opposite",
        ),
        pytest.param(
            "The storm killed one man in the harbour of Port Ellis.",
            "The storm killed two men in the harbour of Port Ellis.",
            id="one and two",
            marks=wrong("one is no number"),
        ),
    ],
)
def test_other_claim(one: str, other: str) -> None:
    """Other numbers, other people, a negation or the opposite make another claim of the same words."""
    a, b = pair(one, other)

    assert not similarity.same_claim(a, b)
    assert not similarity.same_claim(b, a)


def test_cosine_and_overlap_are_between_0_and_1() -> None:
    """A sentence is wholly like itself, and not at all like one of other words."""
    a, b = pair("The council rejected the plan.", "Snow fell in the valley.")

    assert (similarity.cosine(a, a), similarity.overlap(a, a)) == (1.0, 1.0)
    assert (similarity.cosine(a, b), similarity.overlap(a, b)) == (0.0, 0.0)


def test_verbs_of_saying_tell_nothing() -> None:
    """What happened is in the other verbs."""
    a, _ = pair("The mayor said that snow had closed the road.", "Snow fell.")

    assert a.verbs == {"close"}


def test_matrix() -> None:
    """Embeddings stand in rows, also where there are none."""
    assert similarity.matrix(passages(a="Snow fell. The road was closed.")).shape == (2, 384)
    assert similarity.matrix(()).shape[0] == 0
