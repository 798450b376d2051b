"""The benchmark that forges sentences: what it makes of a true one, and what it says where there are none."""

import json
from pathlib import Path

import forgeries
import pytest

DOCUMENT = "The council did not approve the new road. The old bridge at Pell may close in spring, Marsh said."


def test_a_sentence_is_forged_in_the_ways_that_it_allows() -> None:
    """Each kind changes one thing; what a sentence does not have is not forged."""
    made = {kind: text for kind, text, _ in forgeries.forged("The bridge may close in 25 days, Marsh said.", "")}

    assert made == {
        "“may” left out": "The bridge close in 25 days, Marsh said.",
        "“will” for “may”": "The bridge will close in 25 days, Marsh said.",
        "“she said” behind left out": "The bridge may close in 25 days.",
        "another number": "The bridge may close in 35 days, Marsh said.",
    }


def test_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Forgeries of a document are counted by kind, and the gates stop these."""
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"document": DOCUMENT, "sentence": "It met.", "label": 1}), "utf-8")
    monkeypatch.setattr("sys.argv", ["forgeries.py", str(path)])

    assert forgeries.main() == 0
    printed = capsys.readouterr().out
    assert "| negation left out | 1 | 0 | 0 |" in printed
    assert "| “may” left out | 1 | 0 | 0 |" in printed
    assert "| joined with the next by “because” | 1 | 0 | 0 |" in printed


def test_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is one line."""
    monkeypatch.setattr("sys.argv", ["forgeries.py", str(tmp_path / "none.jsonl")])

    assert forgeries.main() == 1
    assert "cannot be read" in capsys.readouterr().err
