"""Kills the program at random moments, over and over, while somebody reads the shared folder.

    .venv/bin/python tests/crash.py [--kills N] [--seed N]

The program is the real one in a process of its own, but for the condenser, which needs no model: it builds, watches or
publishes, and dies by SIGKILL. Between and, where it watches, during the runs, articles come, change, get other names
and go. A reader looks at the shared folder all the time and keeps what it saw; whether that was whole is judged by
rendering its `brief.json` again, which has to give the same bytes. After every few kills a run is let through: its
brief has to be the one that is made from nothing, and every digest that is remembered the one that its article gives.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import Final

from fakes import CountingCondenser

from briefing import cache, config, pipeline, watch
from briefing import publish as shelf
from briefing.cache import Cache
from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.publish import NAMES
from briefing.records import Brief
from briefing.render import json as brief_json
from briefing.render import listing, render

KINDS: Final = ("build, at any moment", "build, while it publishes", "watch, at any moment", "publish, again and again")
FORMATS: Final = (("md", "html", "json"), ("md", "json"), ("md", "html", "json"), ("md", "html", "json", "pdf"))
"""One after the other, so that names come and go."""
KEEP: Final = 12
"""Sets in the history, so that old ones are removed all the time."""
CHECK: Final = 8
"""Kills after which a run is let through."""
PACE: Final = 0.004
"""Seconds between two looks of the reader."""
ENDS: Final = 10.0
"""Seconds in which a process whose parent died has to be gone."""
_MARK: Final = "CRASH_PLACE"
_TOPIC: Final = "Bridge of Ayr"
_SLUG: Final = "bridge-of-ayr"


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one story."""

    root: Path

    @property
    def corpus(self) -> Path:
        """Where the articles are."""
        return self.root / "articles"

    @property
    def out(self) -> Path:
        """The shared folder."""
        return self.root / "out"

    @property
    def folder(self) -> Path:
        """The brief's own folder."""
        return self.out / _SLUG

    @property
    def memory(self) -> Path:
        """The cache."""
        return self.root / "cache"

    @property
    def pool(self) -> Path:
        """Briefs to publish."""
        return self.root / "pool"

    def settings(self, formats: tuple[str, ...]) -> Settings:
        """What the user chose. The title says which files a set has, so that one that is missing is missed."""
        return Settings(
            topic=_TOPIC,
            title=title(formats),
            formats=formats,  # type: ignore[arg-type]
            history=KEEP,
            cache_dir=self.memory,
            cache_mb=1,  # so that articles are forgotten now and then
            settle_seconds=0,
        )


def title(formats: tuple[str, ...]) -> str:
    """What a brief in these formats is called."""
    return f"Ayr in {' '.join(formats)}"


# --- what is killed -------------------------------------------------------------------------------


def act(mode: str, place: Place, formats: tuple[str, ...]) -> int:
    """Be the program: `build`, `watch` or `publish`; each stage is one line of output."""
    settings = place.settings(formats)

    def report(stage: str, done: int, total: int) -> None:
        say("merge" if stage == "condense" and done == total else stage)

    try:
        say("ready")
        match mode:
            case "build":
                condenser = CountingCondenser()
                done = pipeline.regenerate(place.corpus, place.out, settings, report=report, condenser=condenser)
                say(f"{done.condensed} condensed, {'written' if done.published.changed else 'unchanged'}")
            case "watch":
                watch.watch(place.corpus, place.out, settings, condenser=CountingCondenser(), say=say)
            case _:
                _publish_for_ever(place)
    except BriefingError as error:
        sys.stderr.write(f"briefing: {' '.join(str(error).split())}\n")
        return error.exit_code
    return 0


def say(line: str) -> None:
    """A line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _publish_for_ever(place: Place) -> None:
    """The last stage alone: one brief after the other, made ready before, so that nearly every moment is in it."""
    ready = []
    for file in sorted(place.pool.iterdir()):
        brief = pipeline.load(file)
        files = render(brief, _formats(brief))
        ready.append((brief.as_of, files, _pages(brief)))
    say("publish")
    for as_of, files, pages in cycle(ready):
        shelf.publish(files, place.out, _SLUG, as_of=as_of, keep=KEEP)
        shelf.publish_listing(place.out, pages)


def _formats(brief: Brief) -> tuple[str, ...]:
    """Those that the set of this brief has."""
    return tuple(brief.title.split()[2:])


def _pages(brief: Brief) -> dict[str, bytes]:
    names = tuple(name for name in NAMES if name.partition(".")[2] in _formats(brief))
    entries = [listing.Entry(_SLUG, brief, names)]
    return {"index.html": listing.index(entries), "feed.xml": listing.feed(entries)}


def start(mode: str, place: Place, formats: tuple[str, ...], *, folder: Place | None = None) -> subprocess.Popen[str]:
    """The program in a process of its own.

    Args:
        mode: `build`, `watch` or `publish`.
        place: the folders that it works on.
        formats: what it writes.
        folder: whose articles it reads, if others.
    """
    words = [mode, str(place.root), ",".join(formats), str((folder or place).root)]
    tests = Path(__file__).parent
    paths = [str(tests.parent), str(tests), os.environ.get("PYTHONPATH", "")]
    return subprocess.Popen(
        [sys.executable, "-c", "import crash; crash.run()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), _MARK: str(place.root)},
    )


def run() -> None:
    """The program's own beginning."""
    mode, root, formats, articles = sys.argv[1:]
    place = Place(Path(root))
    if articles != root and not place.corpus.exists():
        place.corpus.symlink_to(Path(articles) / "articles")
    sys.exit(act(mode, place, tuple(formats.split(","))))


# --- the articles ---------------------------------------------------------------------------------


class Newsroom:
    """Changes the folder of articles, and keeps a copy of all that ever stood in it."""

    def __init__(self, place: Place, chance: random.Random) -> None:
        """Put six articles into the folder."""
        self._corpus = place.corpus
        self._copies = place.root / "versions"
        self._chance = chance
        self._written = 0
        self._corpus.mkdir(parents=True)
        self._copies.mkdir()
        for _ in range(6):
            self._add()
        self._before = self._texts()  # else to undo the first change would be to take all articles away

    def _texts(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self._corpus.iterdir()}

    def change(self) -> None:
        """Add, edit, rename or remove an article, or undo what was changed last."""
        before = self._texts()
        steps: list[Callable[[], object]] = [self._add, self._edit, self._rename, self._undo, self._undo]
        if len(before) > 4:
            steps.append(lambda: self._any().unlink())
        if len(before) > 9:
            steps = [lambda: self._any().unlink()]
        self._chance.choice(steps)()
        self._before = before

    def copies(self) -> Iterator[Path]:
        """Folders with all articles that were written since this was asked last."""
        filled = self._copies
        self._copies = filled.with_name(f"versions-{self._written}")
        self._copies.mkdir(exist_ok=True)
        if filled != self._copies and any(filled.iterdir()):
            yield filled

    def _any(self) -> Path:
        return self._chance.choice(sorted(self._corpus.iterdir()))

    def _add(self) -> None:
        self._write(self._corpus / f"report-{self._written}.txt")

    def _edit(self) -> None:
        self._write(self._any())

    def _rename(self) -> None:
        path = self._any()
        path.rename(path.with_name(f"renamed-{self._written}-{path.name[-12:]}"))

    def _undo(self) -> None:
        for path in self._corpus.iterdir():
            if path.name not in self._before:
                path.unlink()
        for name, data in self._before.items():
            if not (self._corpus / name).exists() or (self._corpus / name).read_bytes() != data:
                (self._corpus / name).write_bytes(data)

    def _write(self, path: Path) -> None:
        import mixed  # noqa: PLC0415 - takes a second, for which the program that is killed would have to wait

        seed = self._written
        lines = mixed.report(seed, 12)
        text = "\n\n".join([f"Ayr bridge report {seed}", f"March {seed % 28 + 1}, 2023", *lines])
        (self._copies / f"{seed}.txt").write_text(text, "utf-8")
        whole = path.with_name(f".{path.name}")  # as a careful program saves a file: whole or not at all
        whole.write_text(text, "utf-8")
        whole.replace(path)
        self._written += 1


# --- the reader -----------------------------------------------------------------------------------


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Reader(threading.Thread):
    """A colleague who opens the briefs again and again, and keeps each different thing that was found."""

    def __init__(self, place: Place) -> None:
        """Start looking with `start()`."""
        super().__init__(daemon=True)
        self._place = place
        self._ended = threading.Event()
        self._began = False
        self.looks = 0
        self.faults: list[str] = []
        self.sets: dict[tuple[tuple[str, str], ...], dict[str, bytes]] = {}
        """Whole sets by the hashes of their files."""
        self.singles: dict[tuple[str, str], bytes] = {}
        """Files that were opened by their plain names, by name and hash."""
        self._history: set[str] = set()

    def run(self) -> None:
        """Look until told to stop."""
        while not self._ended.wait(PACE):
            self._look()

    def stop(self) -> None:
        """Stop looking."""
        self._ended.set()
        self.join()

    def _look(self) -> None:
        folder = self._place.folder
        current = self._current()
        if current is None:
            if self._began:
                self.faults.append("no brief where there was one")
            return
        self._began = True
        self.looks += 1
        self._keep_set(folder / current, lambda: self._current() != current)
        for name in NAMES:
            self._open(folder / name, name, lambda name=name: self._is_in_set(name))  # type: ignore[misc]
        for name in ("index.html", "feed.xml"):
            self._open(self._place.out / name, name, lambda name=name: (name, "") in self._listed)  # type: ignore[misc]
        self._look_back(folder / "history")

    @property
    def _listed(self) -> set[tuple[str, str]]:
        """Listings that were there once, and have to stay."""
        return {(name, "") for name, _ in self.singles if name in ("index.html", "feed.xml")}

    def _current(self) -> Path | None:
        with suppress(OSError):
            return (self._place.folder / ".current").readlink()
        return None

    def _is_in_set(self, name: str) -> bool:
        """Whether the set that is shown has the file, though it is not found by its plain name."""
        current = self._current()
        held = current is not None and (self._place.folder / current / name).exists()
        return held and self._current() == current and not (self._place.folder / name).exists()

    def _open(self, path: Path, name: str, missed: Callable[[], bool]) -> None:
        try:
            data = path.read_bytes()
        except OSError:
            if missed():
                self.faults.append(f"{name}: not found, though its set is shown")
            return
        self.singles.setdefault((name, _sha(data)), data)

    def _keep_set(self, held: Path, is_gone: Callable[[], bool]) -> bool:
        try:
            found = {path.name: path.read_bytes() for path in sorted(held.iterdir())}
        except OSError as error:
            if not is_gone():
                self.faults.append(f"{held.name}: {error}")
            return False
        if is_gone() and not held.exists():
            return False  # removed, as the oldest, while it was read
        self.sets.setdefault(tuple((name, _sha(data)) for name, data in found.items()), found)
        return True

    def _look_back(self, history: Path) -> None:
        with suppress(OSError):
            for held in history.iterdir():
                if held.name.startswith(".") or held.name in self._history:
                    continue
                if self._keep_set(held, lambda held=held: not held.exists()):  # type: ignore[misc]
                    self._history.add(held.name)


class Judge:
    """Tells whole sets from others, by making them again."""

    def __init__(self) -> None:
        """Nothing is known to be whole yet."""
        self._whole: set[object] = set()
        self._files: set[tuple[str, str]] = set()

    def faults(self, reader: Reader) -> list[str]:
        """What a reader saw that was not whole, one line each."""
        found = [*reader.faults]
        reader.faults.clear()
        for key, files in list(reader.sets.items()):
            if key in self._whole:
                continue
            wrong = self._wrong(files)
            found += wrong
            if not wrong:
                self._whole.add(key)
                self._files.update(key)
        found += [f"{name}: of no set: {len(data)} bytes" for (name, sha), data in list(reader.singles.items())
                  if (name, sha) not in self._files]  # fmt: skip
        return found

    def _wrong(self, files: dict[str, bytes]) -> list[str]:
        try:
            brief = brief_json.loads(files["brief.json"])
        except (KeyError, BriefingError) as error:
            return [f"a set without a brief: {sorted(files)}: {error}"]
        again = render(brief, _formats(brief))
        self._files.update((name, _sha(data)) for name, data in _pages(brief).items())
        return [f"{name}: not of its set" for name in sorted(again.keys() | files.keys())
                if again.get(name) != files.get(name)]  # fmt: skip


# --- the story ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Tally:
    """What came of one way to be killed."""

    kills: int = 0
    half_done: int = 0
    """Kills that left something unfinished in the shared folder."""
    half_sets: int = 0
    looks: int = 0
    briefs: int = 0
    """Briefs that were held against one made from nothing."""
    wrong: int = 0
    repairs: int = 0
    """Runs that did not come through by themselves."""
    digests: int = 0
    wrong_digests: int = 0
    left: int = 0
    """Files and processes that outlived the next run."""
    stages: Counter[str] = field(default_factory=Counter)
    """The last that was heard before the kill."""

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


class Story:
    """One folder of articles through many kills."""

    def __init__(self, root: Path, seed: int) -> None:
        """Make the articles and the first brief."""
        self.place = Place(root)
        self.problems: list[str] = []
        self._chance = random.Random(seed)  # noqa: S311 - the same each time, no secret
        self._newsroom = Newsroom(self.place, self._chance)
        self._reader = Reader(self.place)
        self._judge = Judge()
        self._digests: dict[str, bytes] = {}
        self._checks = 0
        self._looks = 0
        self._took = 1.0
        self.place.pool.mkdir()

    def kill(self, kind: str, kills: int, tally: Tally, formats: tuple[str, ...]) -> None:
        """Kill the program some times."""
        while kills:
            if self._kill(kind, formats, tally):
                kills -= 1

    def check(self, tally: Tally, formats: tuple[str, ...]) -> None:
        """Let a run through, which has to put everything right by itself, and judge what there is."""
        came_through = self._comes_through(tally, formats)
        tally.looks += self._reader.looks - self._looks
        self._looks = self._reader.looks
        if not came_through:
            return
        self._checks += 1
        self._judge_brief(tally, formats)
        self._judge_memory(tally)
        self._judge_reader(tally)
        self._judge_leftovers(tally)
        shutil.copyfile(self.place.folder / "brief.json", self.place.pool / f"{self._checks % 4}.json")

    @contextmanager
    def read(self) -> Iterator[None]:
        """While somebody reads."""
        self._reader.start()
        try:
            yield
        finally:
            self._reader.stop()

    # what happens

    def _kill(self, kind: str, formats: tuple[str, ...], tally: Tally) -> bool:
        """One run that is killed; False where it had come to its end before."""
        if self._chance.random() < 0.7:
            self._newsroom.change()
        before = self._unfinished()
        process = start(kind.partition(",")[0], self.place, formats)
        heard = _line(process)
        assert heard == "ready\n", process.communicate()[1]
        try:
            if "while it publishes" in kind:
                self._wait_for_set(process, before)
                time.sleep(self._chance.uniform(0, 0.03))
            elif kind.startswith("watch"):
                self._live(self._chance.uniform(0, 4.0))
            elif kind.startswith("publish"):
                heard = _line(process)
                time.sleep(self._chance.uniform(0, 0.3))
            else:
                time.sleep(self._chance.uniform(0, self._took))
        finally:
            process.kill()
        said, error = process.communicate()
        if process.returncode != -signal.SIGKILL:
            if process.returncode:
                tally.repairs += 1
                self.problems.append(f"{kind}: {error}")
            return False
        tally.kills += 1
        tally.half_done += self._unfinished() not in ({}, before)
        tally.stages["watching" if kind.startswith("watch") else _stage(heard + said)] += 1
        return True

    def _wait_for_set(self, process: subprocess.Popen[str], before: dict[str, int]) -> None:
        """Wait until a set is being written, or what a dead writer left of one is being cleared."""
        name = ".unfinished"
        while process.poll() is None and self._unfinished().get(name) in (None, before.get(name)):
            time.sleep(0.001)

    def _live(self, seconds: float) -> None:
        """Some seconds in which articles may change."""
        end = time.monotonic() + seconds
        for _ in range(self._chance.randrange(3)):
            time.sleep(self._chance.uniform(0, max(0, end - time.monotonic())))
            self._newsroom.change()
        time.sleep(max(0, end - time.monotonic()))

    def _unfinished(self) -> dict[str, int]:
        """What a writer left that died, and when each was last touched."""
        folder, history = self.place.folder, self.place.folder / "history"
        paths = {path.name: path for path in (*self.place.out.glob(".*.new"), *folder.glob(".*.new"))}
        paths |= {path.name: path for path in history.glob(".*")}
        sets = sorted(history.glob("[0-9]*"), key=lambda path: path.name)
        shown = folder / ".current"
        if sets and (not shown.is_symlink() or shown.readlink().name != sets[-1].name):
            paths[f"{sets[-1].name}, not shown"] = sets[-1]
        touched = {}
        for name, path in paths.items():
            with suppress(FileNotFoundError):  # a writer that lives has gone on
                touched[name] = path.lstat().st_ctime_ns
        return touched

    def _comes_through(self, tally: Tally, formats: tuple[str, ...]) -> bool:
        for expected in ("", "0 condensed, unchanged"):
            process = start("build", self.place, formats)
            _line(process)
            began = time.monotonic()
            said, error = process.communicate(timeout=120)
            if not expected:
                self._took = time.monotonic() - began
            if process.returncode or error or not said.strip().endswith(expected):
                tally.repairs += 1
                self.problems.append(f"the next run: {said.splitlines()[-1:]} {error}")
                return False
        return True

    # what is judged

    def _judge_brief(self, tally: Tally, formats: tuple[str, ...]) -> None:
        """Hold the brief against one made from nothing, but for what it says of earlier ones."""
        fresh = Place(self.place.root / "fresh")
        shutil.rmtree(fresh.root, ignore_errors=True)
        fresh.root.mkdir()
        only_json = ("json",)
        process = start("build", fresh, only_json, folder=self.place)
        process.communicate(timeout=120)
        expected = pipeline.load(fresh.folder / "brief.json")
        found = pipeline.load(self.place.folder / "brief.json")
        settings = config.fingerprint(self.place.settings(formats))
        made_by = replace(expected.made_by, settings=settings)
        expected = replace(expected, title=title(formats), made_by=made_by, changes=found.changes)
        files = {path.name: path.read_bytes() for path in self.place.folder.glob("brief.*")}
        pages = {name: (self.place.out / name).read_bytes() for name in ("index.html", "feed.xml")}
        tally.briefs += 1
        if files != render(expected, formats) or pages != _pages(expected):
            tally.wrong += 1
            self.problems.append(f"a wrong brief or list of briefs: {sorted(files)}")

    def _judge_memory(self, tally: Tally) -> None:
        """Hold each digest against what its article gives."""
        for folder in self._newsroom.copies():
            self._condense(folder)
        with closing(sqlite3.connect(self.place.memory / cache.FILE_NAME)) as connection:
            rows = connection.execute("SELECT key, body FROM digest_2").fetchall()
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        wrong = [key for key, body in rows if self._digests.get(key) != body]
        tally.digests += len(rows)
        tally.wrong_digests += len(wrong) + (not sound)
        if wrong or not sound:
            self.problems.append(f"cache: {wrong or 'broken'}")

    def _condense(self, folder: Path) -> None:
        """Remember what the articles of a folder give, in a cache that no run has seen."""
        settings, condenser = self.place.settings(("json",)), CountingCondenser()
        shaping = config.fingerprint(settings, of="digest")
        with Cache(folder.with_name(f"{folder.name}-cache")) as known:
            for article in pipeline.read(folder, settings).articles:
                key = cache.key(article.text, condenser.name, condenser.revision, "", shaping)
                known.put(condenser.digest(article, key))
        with closing(sqlite3.connect(folder.with_name(f"{folder.name}-cache") / cache.FILE_NAME)) as connection:
            self._digests.update(connection.execute("SELECT key, body FROM digest_2").fetchall())

    def _judge_reader(self, tally: Tally) -> None:
        faults = self._judge.faults(self._reader)
        tally.half_sets += len(faults)
        self.problems += faults
        if not faults:
            self._reader.singles.clear()

    def _judge_leftovers(self, tally: Tally) -> None:
        """After a run that came through nothing is left of those that did not."""
        end = time.monotonic() + ENDS
        while (orphans := _processes(self.place)) and time.monotonic() < end:
            time.sleep(0.05)
        sets = [path.name for path in (self.place.folder / "history").iterdir()]
        left = [*orphans, *self._unfinished(), *sorted(sets)[KEEP:]]
        left += [path.name for path in self.place.memory.iterdir() if path.name != cache.FILE_NAME]
        tally.left += len(left)
        self.problems += [f"left behind: {name}" for name in left]


def _line(process: subprocess.Popen[str]) -> str:
    """The next line of its output, and no letter more, so that `communicate` gets all the others."""
    assert process.stdout is not None
    line = b""
    while not line.endswith(b"\n") and (letter := os.read(process.stdout.fileno(), 1)):
        line += letter
    return line.decode()


def _stage(said: str) -> str:
    """The last stage that was heard of."""
    last = said.splitlines()[-1]
    return {"ready": "start"}.get(last, last if last in ("read", "condense", "merge") else "publish or later")


def _processes(place: Place) -> list[str]:
    """Processes that a run has started and that are still there, where the system tells."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if f"{_MARK}={place.root}".encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(f"{process.name} {b' '.join(words).decode(errors='replace')[:80]}")
    return found


# --- the table ------------------------------------------------------------------------------------


def play(root: Path, kills: int, seed: int) -> Iterator[tuple[dict[str, Tally], list[str]]]:
    """Kill the program so many times in all ways, one after the other, and let a run through after every few.

    Yields:
        After each run that was let through what came of each way, and a line for each thing that went wrong so far.
    """
    story = Story(root, seed)
    tallies = {kind: Tally() for kind in KINDS}
    story.check(tallies[KINDS[0]], FORMATS[0])
    with story.read():
        for number, done in enumerate(range(0, kills, CHECK)):
            kind = KINDS[number % len(KINDS)]
            some, chosen = min(CHECK, kills - done), FORMATS[number // len(KINDS) % len(FORMATS)]
            story.kill(kind, some, tallies[kind], chosen)
            story.check(tallies[kind], chosen)
            yield tallies, story.problems


def table(tallies: dict[str, Tally]) -> str:
    """The figures in Markdown."""
    seen = ("killed in", "kills", "that left something half done", "looks of the reader", "half sets seen")
    heads = (*seen, "briefs compared", "wrong", "repairs by hand", "cache entries compared", "wrong", "left behind")
    lines = [f"| {' | '.join(heads)} |", f"|:--|{'--:|' * (len(heads) - 1)}"]
    whole = sum(tallies.values(), Tally())
    for name, row in [*tallies.items(), ("all", whole)]:
        of_sets = (row.kills, row.half_done, row.looks, row.half_sets, row.briefs, row.wrong, row.repairs)
        of_cache = (row.digests, row.wrong_digests, row.left)
        lines.append(f"| {' | '.join([name, *(f'{count:,}' for count in of_sets + of_cache)])} |")
    said = ", ".join(f"{name} {count}" for name, count in whole.stages.most_common())
    return "\n".join([*lines, "", f"Last heard before the kill: {said}."])


def main() -> None:
    """Play the long run and print the table; exit code 1 where anything went wrong.

    The lines on standard error say how far it is; stopped by Ctrl-C, it prints what there is.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    tallies: dict[str, Tally] = {}
    problems: list[str] = []
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where it runs in the background
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="crash-", ignore_cleanup_errors=True) as root:
        for tallies, problems in play(Path(root), chosen.kills, chosen.seed):
            so_far = sum(tallies.values(), Tally())
            sys.stderr.write(f"{so_far.kills} kills, {time.monotonic() - began:.0f} s, {len(problems)} problems\n")
    kills = sum(tallies.values(), Tally()).kills
    say(f"{kills} kills, seed {chosen.seed}, {time.monotonic() - began:.0f} s\n\n{table(tallies)}")
    for line in problems:
        say(line)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
