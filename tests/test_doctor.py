"""`briefing doctor`: what is looked at, and what is said where something is wrong."""

from pathlib import Path

import pytest

from briefing import doctor
from briefing.config import Settings
from briefing.doctor import Check, examine


def checks(settings: Settings, out: Path) -> dict[str, Check]:
    """All checks by name."""
    return {check.name: check for check in examine(settings, out)}


def test_without_models(tmp_path: Path) -> None:
    """On a machine without the encoder, that check fails and says what to do; the others are done all the same."""
    found = checks(Settings(model_dir=tmp_path / "models", cache_dir=tmp_path / "cache"), tmp_path / "out")

    assert [name for name, check in found.items() if not check.good] == ["model all-MiniLM-L6-v2"]
    assert found["model all-MiniLM-L6-v2"].detail.endswith("is missing; run `briefing fetch`")
    assert found["torch"].detail.startswith("2.13.0")


def test_nothing_is_left(tmp_path: Path) -> None:
    """Looking makes no folders."""
    checks(Settings(model_dir=tmp_path / "models", cache_dir=tmp_path / "cache"), tmp_path / "out")

    assert list(tmp_path.iterdir()) == []


def test_broken_writer(tmp_path: Path) -> None:
    """A writer is looked at where there is one; where there is none, nothing is missed."""
    (tmp_path / "models" / "SmolLM2-135M-Instruct").mkdir(parents=True)
    found = checks(Settings(model_dir=tmp_path / "models", cache_dir=tmp_path / "cache"), tmp_path / "out")

    assert found["model SmolLM2-135M-Instruct"].detail.endswith("run `briefing models pull SmolLM2-135M-Instruct`")
    assert "model Qwen2.5-Coder-0.5B-Instruct" not in found


@pytest.mark.model
def test_with_models(tmp_path: Path, model_dir: Path) -> None:
    """Where everything is there, every check is good."""
    found = checks(Settings(model_dir=model_dir, cache_dir=tmp_path), tmp_path)

    assert [check for check in found.values() if not check.good] == []


def test_no_place(tmp_path: Path) -> None:
    """A folder that cannot be written, here because a file is in the way, is named."""
    (tmp_path / "file").write_text("in the way")
    check = checks(Settings(model_dir=tmp_path, cache_dir=tmp_path / "file" / "cache"), tmp_path)["cache folder"]

    assert not check.good
    assert check.detail.endswith("name another folder")


def test_missing_package() -> None:
    """A package that is not installed is named."""
    assert doctor._installed("no-such-package-at-all") == Check(  # noqa: SLF001
        "no-such-package-at-all", good=False, detail="is not installed; install briefing again"
    )
    assert not doctor._font("no_such_font_package").good  # noqa: SLF001


def test_broken_pdf_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF library that cannot start gives its last line and what to install."""
    monkeypatch.setattr(doctor, "_PAGE", "raise OSError('cannot load library libpango')")
    check = doctor._pdf()  # noqa: SLF001

    assert not check.good
    assert "cannot load library libpango; install libpango-1.0-0" in check.detail
