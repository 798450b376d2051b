"""`briefing init`: what is copied, and that nothing is lost."""

from pathlib import Path

import pytest
from conftest import ROOT

from briefing import config, starter
from briefing.errors import ConfigError


def test_everything(tmp_path: Path) -> None:
    """All templates and prompts are copied as they are, beside a settings file that uses them."""
    written = starter.create(tmp_path / "mine", force=False)
    settings = config.load(tmp_path / "mine" / "briefing.toml", {}, {})

    for folder in ("templates", "prompts"):
        for file in (file for file in (ROOT / folder).rglob("*") if file.is_file()):
            assert (tmp_path / "mine" / file.relative_to(ROOT)).read_bytes() == file.read_bytes()
    assert all(file.is_file() for file in written)
    assert settings == config.Settings(
        templates_dir=tmp_path / "mine" / "templates", prompts_dir=tmp_path / "mine" / "prompts"
    )


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Where a file is in the way, nothing at all is written."""
    (tmp_path / "briefing.toml").write_text("points = 3")

    with pytest.raises(ConfigError, match=r"briefing\.toml: is there already; .* --force$"):
        starter.create(tmp_path, force=False)

    assert [path.name for path in tmp_path.iterdir()] == ["briefing.toml"]
    assert (tmp_path / "briefing.toml").read_text() == "points = 3"


def test_force(tmp_path: Path) -> None:
    """On demand, what is there is replaced; files of one's own stay."""
    (tmp_path / "briefing.toml").write_text("points = 3")
    (tmp_path / "mine.txt").write_text("mine")
    starter.create(tmp_path, force=True)

    assert config.load(tmp_path / "briefing.toml", {}, {}).points == config.Settings().points
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_no_place(tmp_path: Path) -> None:
    """A folder that cannot be made is named."""
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(ConfigError, match=r"file/mine: cannot be written: .*; name another folder$"):
        starter.create(tmp_path / "file" / "mine", force=False)
