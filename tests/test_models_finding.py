"""Writers: known ones, the user's own, and those got from the hub; in no form that runs code."""

import json
from pathlib import Path

import huggingface_hub.constants
import pytest

from briefing.errors import ModelError
from briefing.models import ENCODER, find

GGUF = b"GGUF\x03\x00\x00\x00"


def folder(place: Path, **files: bytes | str) -> Path:
    """A folder with those files; `__` in a name stands for a full stop."""
    place.mkdir(parents=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (place / name.replace("__", ".")).write_bytes(data)
    return place


def failure(name: str | Path, model_dir: Path) -> str:
    """What is wrong with it, on one line, after the name."""
    with pytest.raises(ModelError, match=r"^model [^\n]+$") as caught:
        find(str(name), model_dir)
    return str(caught.value).removeprefix(f"model {name}: ")


class TestOwn:
    """The user's own files."""

    def test_safetensors(self, tmp_path: Path) -> None:
        """A folder with safetensors is taken as it is, whatever else lies in it."""
        own = folder(tmp_path / "own", model__safetensors=b"x", config__json="{}", training_args__bin=b"x")
        found = find(str(own), tmp_path / "models")

        assert found[:3] == (own, None, "own")

    def test_gguf(self, tmp_path: Path) -> None:
        """A GGUF file is taken by its path, or by that of the folder in which it is the only one."""
        own = folder(tmp_path / "own", a__gguf=GGUF)
        by_file, by_folder = find(str(own / "a.gguf"), tmp_path), find(str(own), tmp_path)

        assert by_file[:3] == (own, "a.gguf", "a.gguf")
        assert by_folder[:3] == (own, "a.gguf", "own")
        assert by_file.revision == by_folder.revision

    def test_revision(self, tmp_path: Path) -> None:
        """The revision follows the content, not the place, and is remembered without being hashed again."""
        here, there = (folder(tmp_path / name, model__safetensors=b"x", config__json="{}") for name in ("a", "b"))
        first, second = find(str(here), tmp_path / "models"), find(str(there), tmp_path / "models")
        (here / "config.json").write_text('{"a": 1}')

        assert first.revision == second.revision == find(str(there), tmp_path / "models").revision
        assert find(str(here), tmp_path / "models").revision != first.revision
        assert len(list((tmp_path / "models").glob("own-*.hashed.json"))) == 2

    def test_several(self, tmp_path: Path) -> None:
        """Of several GGUF files, one has to be named."""
        own = folder(tmp_path / "own", a__gguf=GGUF, b__gguf=GGUF)

        assert failure(own, tmp_path) == "holds several models: a.gguf, b.gguf; name the path of one"

    @pytest.mark.parametrize("name", ["pytorch_model__bin", "model__pt", "model__pkl", "model__ckpt"])
    def test_pickled(self, tmp_path: Path, name: str) -> None:
        """Weights that may run code are refused, in a folder and by their path."""
        own = folder(tmp_path / "own", config__json="{}", **{name: b"x"})
        file = name.replace("__", ".")

        assert failure(own, tmp_path).startswith(f"{file}: is in a format that can run code when it is read; convert")
        assert failure(own / file, tmp_path).startswith("is in a format that can run code when it is read; convert")

    def test_pickle_in_disguise(self, tmp_path: Path) -> None:
        """A file that is only called GGUF is refused."""
        own = folder(tmp_path / "own", a__gguf=b"\x80\x04pickle")

        assert failure(own / "a.gguf", tmp_path) == "is no GGUF file, whatever its name says; get it anew"

    @pytest.mark.parametrize("shard", ["weights.bin", "../weights.safetensors"])
    def test_shards(self, tmp_path: Path, shard: str) -> None:
        """A list of shards that leads to a pickle or out of the folder is refused."""
        index = json.dumps({"weight_map": {"a": "model-1.safetensors", "b": shard}})
        own = folder(tmp_path / "own", model__safetensors=b"x", model__safetensors__index__json=index)

        assert f"{shard}: is no file in safetensors beside it" in failure(own, tmp_path)

    def test_broken_shards(self, tmp_path: Path) -> None:
        """A list of shards that is none is refused."""
        own = folder(tmp_path / "own", model__safetensors=b"x", model__safetensors__index__json="[]")

        assert "is no list of shards" in failure(own, tmp_path)

    def test_adapter(self, tmp_path: Path) -> None:
        """An adapter is no model; what it adds to another could be pickled."""
        own = folder(tmp_path / "own", adapter_config__json="{}", adapter_model__safetensors=b"x")

        assert failure(own, tmp_path).startswith("is an adapter of another model")

    def test_nothing(self, tmp_path: Path) -> None:
        """A folder without weights, and a file that is something else."""
        own = folder(tmp_path / "own", readme__txt="x")

        assert failure(own, tmp_path) == "holds no weights; it needs a file in safetensors or GGUF"
        assert failure(own / "readme.txt", tmp_path).startswith("is no .gguf file")


class TestKnown:
    """Models of the catalogue."""

    def test_absent(self, tmp_path: Path) -> None:
        """One that is not installed says how to get it."""
        assert failure("SmolLM2-135M-Instruct", tmp_path).endswith("run `briefing models pull SmolLM2-135M-Instruct`")

    def test_no_writer(self, tmp_path: Path) -> None:
        """One that cannot write says which can."""
        assert failure(ENCODER.name, tmp_path).startswith("is a sentence encoder and cannot write; use SmolLM2-")

    @pytest.mark.model
    def test_there(self, model_dir: Path) -> None:
        """One that is installed is found, in capitals or not."""
        found = find("smollm2-135m-instruct", model_dir)

        assert found[:2] == (model_dir / "SmolLM2-135M-Instruct", "SmolLM2-135M-Instruct.Q4_1.gguf")

    def test_unknown(self, tmp_path: Path) -> None:
        """A name that is nothing says what it could be."""
        assert failure("gpt", tmp_path).startswith("is neither known nor there; use SmolLM2-135M-Instruct, ")


class TestHub:
    """What the user has got from the hub before."""

    @pytest.fixture
    def cache(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The hub's folder on this machine, as its own programs lay it out."""
        monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
        return tmp_path / "hub"

    def test_there(self, cache: Path, tmp_path: Path) -> None:
        """It is found by its name, and the commit is its revision."""
        commit = "a" * 40
        own = folder(cache / "models--owner--tiny" / "snapshots" / commit, model__safetensors=b"x", config__json="{}")
        folder(cache / "models--owner--tiny" / "refs", main=commit)

        assert find("owner/tiny", tmp_path) == (own, None, "owner/tiny", f"owner/tiny@{commit}")

    def test_absent(self, cache: Path, tmp_path: Path) -> None:
        """One that is not there is not downloaded; the line says how to get it."""
        assert failure("owner/tiny", tmp_path).startswith(
            "is not among the models that you have from the hub; run `hf download owner/tiny`"
        )
        assert not cache.exists()
