"""Where a model's files are, that they are the pinned ones, and how they get there."""

import errno
import hashlib
import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeAlias

from filelock import FileLock

from briefing.errors import ModelError
from briefing.models import hub, stamps, wheels
from briefing.models.catalogue import Model

Report: TypeAlias = Callable[[str, int, int], None]
"""Told how far a fetch is: what is fetched, and how many of how many pieces of it are there."""

State: TypeAlias = Literal["installed", "absent", "broken"]


def folder_of(model: Model, model_dir: Path) -> Path:
    """Where the model's files have to be, whether or not they are there.

    Raises:
        ModelError: It comes with a package, and the package is not installed.
    """
    if not model.package:
        return model_dir / model.name
    package, _, below = model.package.partition("/")
    spec = importlib.util.find_spec(package)  # Finds the package without running it.
    if spec is None or spec.origin is None:
        raise ModelError(f"model {model.name}: package {model.wheels[0].requirement} is not installed; {model.remedy}")
    return Path(spec.origin).parent / below


def locate(model: Model, model_dir: Path) -> Path:
    """The model's folder, once its files are known to be the pinned ones.

    Hashing 90 MB takes 0.1 to 0.5 s, too long for a warm start, so a stamp beside the models remembers files that were
    hashed before. `verify` believes no stamp.

    Raises:
        ModelError: A file is missing or is not the pinned one.
    """
    folder = folder_of(model, model_dir)
    stamp = model_dir / f"{model.name}.verified.json"
    try:
        stood = stamps.stand([*(folder / name for name, _ in model.files), *_strangers(model, folder)])
    except OSError as error:
        raise _missing(model, str(error.filename)) from error
    if stamps.recall(stamp, stood) != model.revision:
        verify(model, folder)
        stamps.remember(stamp, stood, model.revision)
    return folder


def verify(model: Model, folder: Path) -> None:
    """Hash every file of the model, whatever a stamp says.

    Raises:
        ModelError: A file is missing or is not the pinned one.
    """
    for name, pinned in model.files:
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _missing(model, str(folder / name)) from error
        if found != pinned:
            raise ModelError(
                f"model {model.name}: {folder / name}: has SHA-256 {found[:12]}…, not {pinned[:12]}… as released; "
                f"{model.remedy}",
            )
    for stranger in _strangers(model, folder):
        raise ModelError(f"model {model.name}: {stranger}: is no file of the model, but might be read; remove it")


def _strangers(model: Model, folder: Path) -> list[Path]:
    """Files beside the model's own; a package may have some that nobody reads."""
    own = {folder / name for name, _ in model.files}
    return [] if model.package else sorted(path for path in folder.rglob("*") if path.is_file() and path not in own)


def state(model: Model, model_dir: Path) -> State:
    """Whether the model is there, and whole."""
    try:
        locate(model, model_dir)
    except ModelError:
        return "broken" if _is_something_there(model, model_dir) else "absent"
    return "installed"


def _is_something_there(model: Model, model_dir: Path) -> bool:
    try:
        return folder_of(model, model_dir).exists()
    except ModelError:
        return False


def fetch(model: Model, model_dir: Path, *, from_hub: bool = False, report: Report = lambda *_: None) -> Path:
    """Get the model, unless it is there already, and return its folder.

    Each file is checked against its pin before the model appears in `model_dir`, whole: a fetch that is cut short
    leaves nothing behind that `locate` would take.

    Args:
        model: The model.
        model_dir: Where models are kept; made if need be.
        from_hub: Take it from the model hub instead of the package index.
        report: Told of each piece.

    Raises:
        ModelError: The model cannot be downloaded, or is another one, or there is no room for it.
    """
    if model.package or state(model, model_dir) == "installed":
        return locate(model, model_dir)
    try:
        model_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(model_dir / f"{model.name}.lock"):
            if state(model, model_dir) != "installed":  # Another process may have fetched it while this one waited.
                _install(model, model_dir, from_hub=from_hub, report=report)
    except OSError as error:
        raise ModelError(
            f"model {model.name}: {model_dir}: cannot be written: {error.strerror}; {_room(error)}set model_dir to "
            "another folder",
        ) from error
    return locate(model, model_dir)


def _install(model: Model, model_dir: Path, *, from_hub: bool, report: Report) -> None:
    """Download, check, and only then move into place; what stands there is broken and goes."""
    prefix = f".fetch-{model.name}-"
    for left in model_dir.glob(f"{prefix}*"):  # By a process that was killed: nobody else works here, the lock is ours.
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=model_dir, prefix=prefix) as folder:
        scratch, target = Path(folder), model_dir / model.name
        fresh = scratch / "fresh"
        _make_sure_of_room(model, model_dir)
        if from_hub:
            hub.download(model, fresh, scratch, report)
        else:
            wheels.download(model, fresh, scratch, report)
        verify(model, fresh)
        if target.exists():
            target.rename(scratch / "broken")
        fresh.rename(target)


def _make_sure_of_room(model: Model, model_dir: Path) -> None:
    """Fail before the download where the disk is too small for the model and two copies of one of its wheels."""
    needed = model.size + 2 * model.size // max(1, len(model.wheels))
    free = shutil.disk_usage(model_dir).free
    if free < needed:
        raise ModelError(
            f"model {model.name}: {model_dir}: has {free // 1_000_000} MB free, {needed // 1_000_000} MB are needed; "
            "make room, or set model_dir to another folder"
        )


def _room(error: OSError) -> str:
    return "make room, or " if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} else ""


def _missing(model: Model, path: str) -> ModelError:
    return ModelError(f"model {model.name}: {path}: is missing; {model.remedy}")
