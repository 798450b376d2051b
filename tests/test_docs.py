"""The documentation names everything there is, and nothing that is not there."""

import re
from pathlib import Path

import pytest
from conftest import ROOT
from typer.main import get_command

from briefing import config
from briefing.cli import app

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "prompts").glob("*.md")])
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def text(name: str) -> str:
    """A page of the documentation."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str) -> None:
    """Each command has its section in the reference, and is shown in the readme."""
    assert f"\n## briefing {command}\n" in text("docs/cli.md")
    assert f"briefing {command} " in text("README.md")


@pytest.mark.parametrize("name", config.options())
def test_settings(name: str) -> None:
    """Each setting has its section in the reference, with all its names."""
    page = text("docs/configuration.md")
    option = config.options()[name]

    assert f"\n### `{name}`\n" in page
    assert f"`{option.variable}`" in page
    assert f"`{option.flag}`" in page


@pytest.mark.parametrize("name", config.options())
def test_options(name: str) -> None:
    """Each setting can be given to `briefing build`."""
    flag = config.options()[name].flag.replace("/", " / ")  # as help prints the two names of what is true or false
    assert f"  {flag} " in text("docs/cli.md").partition("## briefing build")[2]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links(page: Path) -> None:
    """Each link to a file of the project leads to one."""
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]

    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("file", sorted((ROOT / "corpus").iterdir()), ids=lambda file: file.name)
def test_demonstration_corpus(file: Path) -> None:
    """Each file of the demonstration corpus is explained."""
    assert f"| `{file.name}` |" in text("docs/demo-corpus.md")


@pytest.mark.parametrize("stage", ["ingest", "condense", "merge", "verify", "render", "publish"])
def test_stages(stage: str) -> None:
    """Each stage has its section, with its module."""
    page = text("docs/how-it-works.md")

    assert f"\n## {stage.title()}\n" in page
    assert f"`briefing.{stage}`" in page
