"""The benchmark of the gates: its data, and what it says where they are none."""

import json
from pathlib import Path

import consistency
import pytest

ROW = {"document": "The council met.", "sentence": "It met.", "label": 1, "origin": "mine", "errors": None}


def test_rows(tmp_path: Path) -> None:
    """One row a line; errors may be missing."""
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n" + json.dumps({**ROW, "label": 0, "errors": ["other"]}), "utf-8")

    assert consistency.read(path) == [
        consistency.Row("The council met.", "It met.", supported=True, origin="mine", errors=()),
        consistency.Row("The council met.", "It met.", supported=False, origin="mine", errors=("other",)),
    ]


@pytest.mark.parametrize("line", ["", "no JSON", "[]", "{}", json.dumps({**ROW, "label": 2})])
def test_malformed(tmp_path: Path, line: str) -> None:
    """A file that is none of that form is named, with the line."""
    path = tmp_path / "rows.jsonl"
    path.write_text(line, "utf-8")

    with pytest.raises(ValueError, match=r"rows\.jsonl: "):
        consistency.read(path)


def test_missing(tmp_path: Path) -> None:
    """So is one that is not there."""
    with pytest.raises(ValueError, match="cannot be read"):
        consistency.read(tmp_path / "none.jsonl")


def test_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """Balanced accuracy is the mean of supported kept and unsupported stopped."""
    ways = ("whole chain", "gates", "in words, all", "word overlap", "accept all", "names")
    rows = [
        consistency.Row(str(number), "", supported=number < 2, origin="mine", errors=() if number < 2 else ("other",))
        for number in range(4)
    ]

    consistency.report([consistency.Judged(row, dict.fromkeys(ways, row is not rows[2])) for row in rows])

    printed = capsys.readouterr().out
    assert "| all | gates | 2 | 2 | 75.0 | 50.0 | 100.0 |" in printed
    assert "| all | whole chain | 2 | 2 | 75.0 | 50.0 | 100.0 |" in printed
    assert "| other | 2 | 50.0 | 50.0 | 50.0 |" in printed
    assert "| names | 1 | 0 | 100.0 |" in printed
