"""Two parties' counts of one thing, side by side in one article."""

import pytest
from newsroom import passages

from briefing.merge.counts import rivals


def found(text: str) -> list[tuple[str, str]]:
    """The rival counts of a text."""
    return [(first.text, second.text) for first, second in rivals(passages(a=text))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The court found 37 forged lists. The union says that it found 412.", id="no noun of its own"),
        pytest.param("The official number of dead stands at five. The charity Aidlink puts it at 11.", id="puts it at"),
        pytest.param(
            "The ministry said the pump stood still for four hours. The union said it was seven.", id="it was"
        ),
        pytest.param(
            "At least 14 people were killed, according to Aidlink. The government's figure is six.", id="figure"
        ),
        pytest.param("The ministry says that four people died. Aidlink spoke of nine dead.", id="spoke of"),
        pytest.param("The union said 6,200 members joined. The port put the turnout at about 3,900.", id="put turnout"),
    ],
)
def test_rivals(text: str) -> None:
    """A count that leans on the sentence before, by another party, is its rival."""
    [(first, second)] = found(text)

    assert f"{first} {second}" == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The court found 37 forged lists. The union says that it found 38.", id="nearly equal"),
        pytest.param("The court found 37 forged lists. The court says that it found 412.", id="one party"),
        pytest.param("The bridge cost 40 million. The charity Aidlink puts the dead at 11.", id="another size"),
        pytest.param("The bridge fell. The charity Aidlink puts the dead at 11.", id="nothing counted before"),
        pytest.param("The court found 37 forged lists. Farmers planted 412 trees.", id="a noun of its own"),
        pytest.param("Twenty men cut the fence. The ministry's toll is of four.", id="no harm before"),
    ],
)
def test_no_rivals(text: str) -> None:
    """Counts that agree, of one party, of other sizes or of other things are no dispute."""
    assert found(text) == []
