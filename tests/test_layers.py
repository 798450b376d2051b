"""What import-linter cannot see of the house rules. The layers themselves are checked by `make lint`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "briefing"
STAGES = ("ingest", "gates", "language", "condense", "merge", "verify", "render")
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime"}
EXITS = {"exit", "_exit", "abort"}


def calls(file: Path) -> Iterator[tuple[str, str]]:
    """Each call in a module: what it is called on (empty for a plain name), and its name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(value=ast.Name(id=owner), attr=name):
                    yield owner, name
                case ast.Attribute(attr=name):
                    yield "…", name
                case ast.Name(id=name):
                    yield "", name
                case _:  # Calls of what a call returned have no name.
                    pass


def modules(*folders: str) -> list[Path]:
    """All modules in those folders of the package."""
    return sorted(file for folder in folders for file in (PACKAGE / folder).rglob("*.py"))


def name_of(file: Path) -> str:
    """How a test names a module."""
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", modules("."), ids=name_of)
def test_only_verify_makes_a_brief(file: Path) -> None:
    """Nobody but the verifier puts a brief together, so what was not verified cannot be printed."""
    makes_one = any(name == "Brief" for _, name in calls(file))

    assert not makes_one or file.is_relative_to(PACKAGE / "verify")


@pytest.mark.parametrize("file", modules(*STAGES), ids=name_of)
def test_no_clock_in_a_stage(file: Path) -> None:
    """No stage asks what time it is: the same articles give the same brief on any day."""
    assert [
        f"{owner}.{name}" for owner, name in calls(file) if owner in {"datetime", "date", "time"} and name in CLOCKS
    ] == []


@pytest.mark.parametrize(
    "file", [file for file in modules(".") if file.name not in {"cli.py", "__main__.py"}], ids=name_of
)
def test_only_the_command_line_leaves(file: Path) -> None:
    """Nothing below the command line ends the program."""
    assert [name for owner, name in calls(file) if owner in {"sys", "os"} and name in EXITS] == []


@pytest.mark.parametrize("file", modules("gates", "merge", "verify"), ids=name_of)
def test_pure(file: Path) -> None:
    """Merging and verifying read and write no file."""
    reads = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"}

    assert [name for _, name in calls(file) if name in reads] == []
