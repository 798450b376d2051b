"""Finds the writer that a setting names: one that is known, the user's own files, or one got from the hub before."""

import hashlib
import json
import re
from pathlib import Path
from typing import NamedTuple

from briefing.errors import ModelError
from briefing.models import hub, stamps, store
from briefing.models.catalogue import WRITERS, known

PICKLED = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib"})
"""Formats of weights that may run code when they are read."""
SAFE = ".safetensors"
_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


class Found(NamedTuple):
    """A writer's files, of which nothing was read but to hash them."""

    folder: Path
    gguf: str | None
    """The file in the folder that holds everything; without it the folder is as `save_pretrained` writes it."""
    name: str
    """For people; says nothing of where the files lie."""
    revision: str
    """Names the very weights, for what is remembered of work done with them."""


def find(name: str, model_dir: Path) -> Found:
    """The files of a writer, in a form that runs no code when it is read.

    A known model is found by its name, and only if its files are the pinned ones. What is a path is the user's own and
    taken as it is. Anything else is a name on the hub, and looked for where the hub's own programs keep what they got;
    the network is never asked.

    Args:
        name: A name of the catalogue, a path of a folder or a .gguf file, or OWNER/NAME on the hub.
        model_dir: Where models are kept.

    Raises:
        ModelError: It is not there, or pickled, or does not say which weights are meant.
    """
    model = known(name)
    if model is not None:
        if model.use != "writer":
            raise ModelError(f"model {name}: is a {model.title} and cannot write; use {_choices()}")
        return Found(store.locate(model, model_dir), model.gguf, model.name, model.revision)
    try:
        return _by_path(Path(name).expanduser(), model_dir) or _by_hub_name(name)
    except OSError as error:
        raise ModelError(f"model {name}: cannot be read: {error.strerror}; name another one") from error


def _by_path(path: Path, model_dir: Path) -> Found | None:
    if not path.exists():
        return None
    folder, gguf = _own(path)
    return Found(folder, gguf, path.resolve().name, _revision(folder, gguf, model_dir))


def _by_hub_name(name: str) -> Found:
    if not _HUB_NAME.fullmatch(name):
        raise ModelError(
            f"model {name}: is neither known nor there; use {_choices()}, the path of a folder or a .gguf file, or "
            "OWNER/NAME of a model that you have from the hub"
        )
    folder, gguf = _own(hub.in_cache(name))
    return Found(folder, gguf, name, f"{name}@{folder.name}")  # The hub names the folder after the commit.


def _choices() -> str:
    return ", ".join(model.name for model in WRITERS)


def _own(path: Path) -> tuple[Path, str | None]:
    """The folder, and the file in it if it is GGUF."""
    if path.is_dir():
        return path, _weights_in(path)
    if path.suffix in PICKLED:
        raise ModelError(f"model {path}: is in a format that can run code when it is read; convert it to safetensors")
    if path.suffix != ".gguf":
        raise ModelError(f"model {path}: is no .gguf file; name one, or the folder of a model in safetensors")
    _make_sure_that_gguf(path)
    return path.parent, path.name


def _weights_in(folder: Path) -> str | None:
    """The GGUF file in the folder, or nothing if it holds safetensors."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    if "adapter_config.json" in names:
        raise ModelError(f"model {folder}: is an adapter of another model; merge it into that one and save the whole")
    if any(name.endswith(SAFE) for name in names):
        _make_sure_of_shards(folder / f"model{SAFE}.index.json")
        return None
    ggufs = [name for name in names if name.endswith(".gguf")]
    if len(ggufs) == 1:
        _make_sure_that_gguf(folder / ggufs[0])
        return ggufs[0]
    if ggufs:
        raise ModelError(f"model {folder}: holds several models: {', '.join(ggufs)}; name the path of one")
    pickled = [name for name in names if Path(name).suffix in PICKLED]
    if pickled:
        raise ModelError(
            f"model {folder}: {pickled[0]}: is in a format that can run code when it is read; convert it to safetensors"
        )
    raise ModelError(f"model {folder}: holds no weights; it needs a file in safetensors or GGUF")


def _make_sure_of_shards(index: Path) -> None:
    """The list of a model's shards must not lead to other formats, nor out of the folder."""
    try:
        table = json.loads(index.read_text(encoding="utf-8"))["weight_map"]
        shards = sorted({str(shard) for shard in table.values()})
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"model {index}: is no list of shards; get the model anew") from error
    for shard in shards:
        if not shard.endswith(SAFE) or Path(shard).name != shard:
            raise ModelError(f"model {index}: {shard}: is no file in safetensors beside it; convert the model")


def _make_sure_that_gguf(path: Path) -> None:
    """What the file is, its first bytes say, not its name."""
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise ModelError(f"model {path}: is no GGUF file, whatever its name says; get it anew")


def _revision(folder: Path, gguf: str | None, model_dir: Path) -> str:
    """SHA-256, shortened, over all files that make the model what it is; remembered until one of them changes."""
    paths = [folder / gguf] if gguf else sorted(path for path in folder.iterdir() if path.is_file())
    place = hashlib.sha256(str(paths).encode()).hexdigest()[:16]
    stamp = model_dir / f"own-{place}.hashed.json"
    stood = stamps.stand(paths)
    revision = stamps.recall(stamp, stood)
    if revision is None:
        total = hashlib.sha256()
        for path in paths:
            with path.open("rb") as file:
                total.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
        revision = total.hexdigest()[:16]
        stamps.remember(stamp, stood, revision)
    return revision
