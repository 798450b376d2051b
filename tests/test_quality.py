"""What of the nuggets of three written topics a brief holds: floors below which no change may take it."""

from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from nuggets import Score, score_topic

pytestmark = pytest.mark.model

TOPICS = ("outbreak", "port-strike", "spy-trial")
# A little under what was measured when they were set (`benchmarks/nuggets.py`, rows that a brief must have), so that a
# change elsewhere may cost one row of a section. Whoever lowers one says why in the changelog.
FLOORS = {"actors": 0.85, "roles": 0.75, "aliases": 0.80, "figures": 0.60, "timeline": 0.65, "questions": 0.20}


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory, model_dir: Path) -> Score:
    """The score of the three topics together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("BRIEFING_MODEL_DIR", str(model_dir))
        total: Score = Counter()
        for topic in TOPICS:
            total.update(score_topic(ROOT / "benchmarks" / "topics" / topic)[0])
        return total


@pytest.mark.parametrize("section", FLOORS)
def test_recall(score: Score, section: str) -> None:
    """A brief holds what no reader would leave out, section by section."""
    assert score[section, "must"] >= FLOORS[section] * score[section, "must of"]


def test_no_two_people_are_one(score: Score) -> None:
    """No row goes by the names of two people."""
    assert score["actors", "merged"] == 0


def test_little_noise(score: Score) -> None:
    """By-lines, credits, outlets and places are hardly ever listed as actors."""
    assert score["actors", "noise"] <= 2
