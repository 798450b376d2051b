"""The lead condenser: the first sentences, as they stand."""

from pathlib import Path

import pytest
from newsroom import article, save_encoder

from briefing.condense import LeadCondenser, SalienceCondenser
from briefing.records import Digest

STORY = (
    "Snow fell. "
    "The council of Port Ellis rejected the plan for a new harbour on Monday. "
    "Who will pay for the old one? "
    "The harbour master Elena Marsh told the council that 40 boats had sunk near Port Ellis in March."
)


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """A tiny encoder; the parser is the real one."""
    save_encoder(tmp_path)
    return tmp_path


def condensed(encoder: Path, text: str, points: int) -> Digest:
    """The digest of a text."""
    [digest] = LeadCondenser(lambda: encoder, points=points, threads=1)([(article("a", text), "key")])
    return digest


@pytest.mark.parametrize("points", [1, 3, 9])
def test_the_first_sentences(points: int, encoder: Path) -> None:
    """Fragment or question, what stands first is kept, word for word, and the first is worth most."""
    digest = condensed(encoder, STORY, points)

    whole = [STORY[sentence.span.start : sentence.span.end] for sentence in digest.sentences]
    assert [point.text for point in digest.points] == whole[:points]
    assert all(point.text == STORY[span.start : span.end] for point in digest.points for span in point.spans)
    worth = [point.salience for point in digest.points]
    assert worth == sorted(worth, reverse=True)
    assert 0 < worth[-1] <= worth[0] == 1
    assert (digest.condenser, digest.key, digest.refused) == ("lead", "key", ())


def test_nothing(encoder: Path) -> None:
    """An article without sentences gives none."""
    assert condensed(encoder, "", 3).points == ()


def test_a_name_of_its_own(encoder: Path) -> None:
    """Its digests are never taken for those of salience, which reads with the same models."""
    lead, salience = (kind(lambda: encoder, points=1, threads=1) for kind in (LeadCondenser, SalienceCondenser))

    assert lead.name != salience.name
    assert lead.revision != salience.revision
    assert lead.revision.endswith(salience.revision)
