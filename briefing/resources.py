"""Finds the files that come with the program: templates and prompts."""

from pathlib import Path, PurePosixPath
from typing import Literal

from briefing.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parent


def find(kind: Literal["templates", "prompts"], name: str, user_dir: Path | None) -> Path:
    """The file `name`: the user's own if there is one, else the checkout's, else the wheel's.

    Args:
        kind: The folder that the program keeps such files in.
        name: Relative to that folder, with forward slashes.
        user_dir: Where the user keeps edited copies; files that are not in it come from the program.

    Raises:
        ConfigError: There is no such file, or the name leads out of the folder.
    """
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts:
        raise ConfigError(f"{kind}: {name!r}: a name inside the folder is needed; leave out `/` in front and `..`")
    folders = [user_dir] if user_dir else []
    # The marker tells a checkout from `site-packages`, where a folder called `templates` may be anybody's.
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        folders.append(_PACKAGE.parent / kind)
    folders.append(_PACKAGE / "_share" / kind)
    for folder in folders:
        if (folder / path).is_file():
            return folder / path
    places = ", ".join(map(str, folders))
    raise ConfigError(f"{kind}: {name}: in none of {places}; reinstall the program, or copy the file there")
