"""`briefing.resources` finds templates and prompts: the user's, the checkout's, the wheel's."""

from pathlib import Path

import pytest

from briefing import resources
from briefing.errors import ConfigError

CHECKOUT = Path(__file__).parent.parent


def test_the_users_own_file_wins(tmp_path: Path) -> None:
    """A file in the user's folder is taken before the program's."""
    (tmp_path / "brief.md.j2").write_text("mine")

    assert resources.find("templates", "brief.md.j2", tmp_path) == tmp_path / "brief.md.j2"


def test_what_the_user_lacks_comes_from_the_checkout(tmp_path: Path) -> None:
    """A user's folder may hold some files only."""
    assert resources.find("templates", "brief.md.j2", tmp_path) == CHECKOUT / "templates" / "brief.md.j2"


def test_an_installed_package_finds_its_own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a checkout the files come from `_share`, and never from a neighbour in site-packages."""
    package = tmp_path / "site-packages" / "briefing"
    share = package / "_share" / "templates"
    neighbour = tmp_path / "site-packages" / "templates"
    for folder in (share, neighbour):
        folder.mkdir(parents=True)
        (folder / "brief.md.j2").touch()
    monkeypatch.setattr(resources, "_PACKAGE", package)

    assert resources.find("templates", "brief.md.j2", None) == share / "brief.md.j2"


@pytest.mark.parametrize("name", ["", ".", "..", "../pyproject.toml", "/etc/hostname", "a/../../b"])
def test_a_name_cannot_lead_out_of_the_folder(name: str, tmp_path: Path) -> None:
    """Names are relative and have no `..`."""
    with pytest.raises(ConfigError, match="inside the folder"):
        resources.find("templates", name, tmp_path)


def test_a_missing_file_is_named_with_the_places_searched(tmp_path: Path) -> None:
    """The message is one line and says where it was looked for."""
    with pytest.raises(ConfigError) as caught:
        resources.find("prompts", "nowhere.jinja", tmp_path)

    message = str(caught.value)
    assert "nowhere.jinja" in message
    assert str(tmp_path) in message
    assert "\n" not in message
