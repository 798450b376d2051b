"""Looks whether everything that a brief needs is there and right, and says what to do where it is not."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from briefing import __version__, config, models
from briefing.config import Settings
from briefing.errors import ModelError

PACKAGES = ("torch", "transformers", "spacy", "weasyprint", "trafilatura")
"""Those whose version explains most differences between two machines."""
FONTS = ("fontpkg_ibm_plex_sans", "fontpkg_ibm_plex_sans_arabic")

# In a process of its own: it takes seconds, and a broken system library can end the whole process.
_PAGE = "import weasyprint; weasyprint.HTML(string='<p>x</p>').write_pdf()"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    good: bool
    detail: str
    """What was found; where it is not good, what to do."""


def examine(settings: Settings, out: Path) -> Iterator[Check]:
    """All checks, each as soon as it is done. Models are hashed anew; nothing is written that stays."""
    yield Check("briefing", good=True, detail=f"{__version__}, Python {sys.version.split()[0]}")
    for package in PACKAGES:
        yield _installed(package)
    for model in models.CATALOGUE:
        # Writers are looked at where they are; no brief needs one.
        if model in models.MODELS or models.folder_of(model, config.model_folder(settings)).exists():
            yield _model(model, config.model_folder(settings))
    yield _pdf()
    for font in FONTS:
        yield _font(font)
    yield _writable("cache folder", config.cache_folder(settings))
    yield _writable("model folder", config.model_folder(settings))
    yield _writable("output folder", out)


def _installed(package: str) -> Check:
    try:
        return Check(package, good=True, detail=version(package))
    except PackageNotFoundError:
        return Check(package, good=False, detail="is not installed; install briefing again")


def _model(model: models.Model, folder: Path) -> Check:
    name = f"model {model.name}"
    try:
        found = models.folder_of(model, folder)
        models.verify(model, found)
    except ModelError as error:
        return Check(name, good=False, detail=str(error))
    return Check(name, good=True, detail=f"{model.title}, as released, in {found}")


def _pdf() -> Check:
    done = subprocess.run([sys.executable, "-c", _PAGE], capture_output=True, text=True, check=False)  # noqa: S603 - no shell, our own words
    if done.returncode == 0:
        return Check("PDF", good=True, detail="WeasyPrint and Pango make a page")
    reason = (done.stderr.strip().splitlines() or [f"it ended with status {done.returncode}"])[-1]
    remedy = "install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0, or leave pdf out of the formats"
    return Check("PDF", good=False, detail=f"WeasyPrint cannot make a page: {reason}; {remedy}")


def _font(package: str) -> Check:
    spec = find_spec(package)
    folder = Path(spec.origin).parent / "files" if spec and spec.origin else None
    if folder is None or not any(folder.glob("*.ttf")):
        return Check(f"font {package}", good=False, detail="is not installed; install briefing again")
    return Check(f"font {package}", good=True, detail=str(folder))


def _writable(name: str, folder: Path) -> Check:
    """Whether a file can be made there, or in the nearest folder above that exists."""
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=nearest):
            return Check(name, good=True, detail=str(folder))
    except OSError as error:
        return Check(name, good=False, detail=f"{folder}: cannot be written: {error.strerror}; name another folder")
