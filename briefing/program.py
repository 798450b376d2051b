"""Which program this is: what one program worked out and remembered, another one does not believe."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path


@cache
def fingerprint() -> str:
    """SHA-256, in hexadecimal, over the program's own files and the versions of the libraries that it names.

    A mended program, or another version of a library that reads files, gives another one.
    """
    files = hash_of_files(sorted(Path(__file__).parent.rglob("*.py")))
    return hashlib.sha256("\n".join([files, *_libraries()]).encode()).hexdigest()


def hash_of_files(files: Iterable[Path]) -> str:
    """SHA-256, in hexadecimal, over names and contents; what is no file is passed over."""
    whole = hashlib.sha256()
    for file in files:
        if file.is_file():
            whole.update(f"{file.name}\0".encode("utf-8", "surrogatepass"))
            whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _libraries() -> list[str]:
    """Name and version of each; nothing where the program runs without having been installed."""
    try:
        named = metadata.requires("briefing") or []
    except metadata.PackageNotFoundError:
        return []
    found = {match.group() for line in named if "extra ==" not in line and (match := re.match(r"[\w.-]+", line))}
    return [f"{name} {_version(name)}" for name in sorted(found)]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
