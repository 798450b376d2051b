"""What `briefing init` puts into a folder: templates and prompts to edit, and a settings file that uses them."""

import shutil
from pathlib import Path

from briefing import config, resources
from briefing.errors import ConfigError

EDITABLE = {"templates_dir": "templates", "prompts_dir": "prompts"}
"""The settings that name a folder of one's own, and the folder that each of them starts from."""


def create(folder: Path, *, force: bool) -> tuple[Path, ...]:
    """Write the starter files and return them; either all of them or, where something is in the way, none.

    Args:
        folder: Where to; made if it is missing.
        force: Replace files that are there.

    Raises:
        ConfigError: A file is there already, or the folder cannot be written.
    """
    supplied = resources.find("templates", "brief.md.j2", None).parent.parent
    copies = {
        folder / file.relative_to(supplied): file
        for name in EDITABLE.values()
        for file in sorted((supplied / name).rglob("*"))
        if file.is_file()
    }
    settings = folder / config.CONFIG_NAME
    written = (settings, *copies)
    there = [file for file in written if file.exists()]
    if there and not force:
        raise ConfigError(f"{there[0]}: is there already; name another folder, or replace it with --force")
    try:
        for target, source in copies.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        settings.write_text(config.starter(active={key: f'"{name}"' for key, name in EDITABLE.items()}), "utf-8")
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}; name another folder") from error
    return written
