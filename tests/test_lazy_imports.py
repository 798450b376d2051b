"""`briefing --help` answers at once, because it loads nothing heavy."""

import resource
import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "spacy", "weasyprint", "trafilatura", "jinja2", "rich", "numpy")
LOADED = """
import sys
from typer.testing import CliRunner
from briefing.cli import app
assert CliRunner().invoke(app, sys.argv[1:]).exit_code == 0
print(*sys.modules)
"""


@pytest.mark.parametrize("words", [["--help"], ["build", "--help"], ["--version"]], ids=" ".join)
def test_nothing_heavy(words: list[str]) -> None:
    """Neither the models' libraries nor any other large one is imported for a help text."""
    done = subprocess.run([sys.executable, "-c", LOADED, *words], capture_output=True, text=True, check=True)

    assert not set(HEAVY) & {name.partition(".")[0] for name in done.stdout.split()}


def test_fast() -> None:
    """The help text takes well under half a second of the processor, however busy the machine is."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "briefing", "--help"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.4


@pytest.mark.parametrize("module", ["records", "errors", "config", "models", "resources", "cache"])
def test_light_modules(module: str) -> None:
    """The lower half of the house can be used without waiting for a model's library."""
    code = f"import sys, briefing.{module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"torch", "transformers", "spacy", "weasyprint"} & {
        name.partition(".")[0] for name in done.stdout.split()
    }
