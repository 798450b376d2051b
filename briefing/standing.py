"""Whether a published brief still stands: nothing that it was made of is different, and nothing of it was touched.

Then nothing has to be read, condensed, merged or written. What it was made of is the content of the folder, the
settings, the program itself (its own files and libraries, so that a mended one makes its briefs anew) and templates.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from briefing import config, program, resources
from briefing.config import Settings
from briefing.records import Input

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Made:
    """What a brief came to, as it is remembered beside the cache."""

    files: tuple[tuple[str, str], ...]
    """Name and SHA-256 of each file of the set."""
    articles: int
    """How many were condensed or remembered."""
    rejected: tuple[Input, ...]
    """What could not be read."""


def stamp(inventory: Sequence[tuple[str, str]], corpus: Path, folder: Path, condenser: str, settings: Settings) -> str:
    """What a brief is made of, as SHA-256 in hexadecimal.

    Args:
        inventory: What the corpus holds.
        corpus: The folder of articles, after which the brief is called if nothing else is said.
        folder: Where the brief is published.
        condenser: Name and revision of what condenses.
        settings: What the user chose.
    """
    parts = [
        _VERSION,
        inventory,
        corpus.resolve().name,
        str(folder.resolve()),
        condenser,
        config.fingerprint(settings),
        settings.formats,
        program.fingerprint(),
        program.hash_of_files(sorted(_supplied_templates().glob("*"))),
        program.hash_of_files(sorted(settings.templates_dir.rglob("*"))) if settings.templates_dir else "",
    ]
    return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _supplied_templates() -> Path:
    return resources.find("templates", "brief.md.j2", None).parent


def made(folder: Path, names: Iterable[str], articles: int, rejected: tuple[Input, ...]) -> Made:
    """What a published brief came to."""
    return Made(tuple((name, _hash(folder / name)) for name in sorted(names)), articles, rejected)


def dumps(what: Made) -> str:
    """As it is noted."""
    return json.dumps(asdict(what))


def loads(text: str) -> Made | None:
    """As it was noted; None if another version wrote it."""
    try:
        data = json.loads(text)
        files = tuple((str(name), str(hash_)) for name, hash_ in data["files"])
        return Made(files, int(data["articles"]), tuple(Input(**row) for row in data["rejected"]))
    except (ValueError, TypeError, KeyError):
        return None


def stands(what: Made, folder: Path) -> bool:
    """Whether the set in a folder is the one that was published, byte for byte."""
    return all(_hash(folder / name) == hash_ for name, hash_ in what.files)


def _hash(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
