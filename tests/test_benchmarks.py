"""The benchmarks that count: their counts are those that a hand gives."""

import json
from pathlib import Path

import pytest
from condensers import Overheard, Timed, compared
from fakes import Scripted
from newsroom import article, save_encoder
from summary import rouge_of
from test_condense_local import made, said

from briefing.condense import GenerativeCondenser, Prompt, Reader
from briefing.condense.local import ROWS, LocalWriter
from briefing.config import Settings
from briefing.models import Found

STORY = (
    "The council of Port Ellis rejected the plan for a new harbour on Monday. "
    "The harbour master Elena Marsh told the council that 40 boats had sunk near Port Ellis in March."
)
COPIED = "The council of Port Ellis rejected the plan for a new harbour on Monday."
REWRITTEN = "The council of Port Ellis rejected the plan for a harbour on Monday."
FALSE = "The harbour master Elena Marsh told the council that 50 boats had sunk near Port Ellis in March."


def test_rouge(tmp_path: Path) -> None:
    """Words, pairs and order in common, as F1 and as the mean over the summaries."""
    references = tmp_path / "summaries.json"
    references.write_text(json.dumps(["On Monday the bridge fell.", "The bridge fell on Monday."]), "utf-8")

    # The first has all five words, two of four pairs (the bridge, bridge fell; on Monday makes three), three in order.
    assert rouge_of("the bridge fell, on monday", references) == pytest.approx((1, (3 / 4 + 1) / 2, (3 / 5 + 1) / 2))
    assert rouge_of("rain", references) == (0, 0, 0)


def test_what_was_written_is_counted(tmp_path: Path) -> None:
    """A sentence is copied, passed or refused, and each refusal has its gate."""
    save_encoder(tmp_path)
    writer = Overheard(Scripted([f"{COPIED}\n{REWRITTEN}\n{FALSE}\nDragons fly over zebra forests tonight."]))
    condenser = Timed(GenerativeCondenser(Reader(lambda: tmp_path, threads=1), writer, Prompt(None), points=2), writer)
    condenser.load()
    [digest] = condenser([(article("a", STORY), "key")])

    counts, reasons = condenser.judged()
    assert counts == {"written": 4, "copied": 1, "passed": 1, "refused": 2}
    assert reasons == {"numbers": 1, "alignment": 1}
    assert next(refused.text for refused in digest.refused) == FALSE
    assert condenser.loading > 0
    assert condenser.seconds > 0


def test_ways_to_batch_are_compared(tmp_path: Path) -> None:
    """Every prompt that fits is answered in every way, and alone in the shape of a batch it gets the same answer."""
    writer = made("chat", tmp_path)
    prompts = [said(f"the bridge fell {'rain ' * n}") for n in range(ROWS + 1)]
    row = compared(Found(tmp_path, None, "tiny", "r"), [*prompts, said("rain " * 600)], Settings(points=1), tried=3)

    assert isinstance(writer, LocalWriter)
    assert (row["articles"], row["tried"], row["same"]) == (ROWS + 1, 3, 3)
    assert 0 <= row["same_single"] <= ROWS + 1
    assert min(row["single"], row["together"], row["alone"]) > 0
