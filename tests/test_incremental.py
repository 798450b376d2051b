"""Whatever happened to a folder, its brief is the one that is made of it from nothing, but for what changed.

One side keeps its cache and its shared folder from step to step, as somebody does who drops in articles; the other
starts with nothing at each step. `make test` takes some thirty steps, `make fuzz` six
hundred, and prints what they met.
"""

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mixed
import pytest
from fakes import CountingCondenser
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from briefing import pipeline
from briefing.condense import Condenser, choosing
from briefing.config import Formats, Settings
from briefing.errors import NothingUsableError
from briefing.memory import Memory
from briefing.pipeline import Regenerated
from briefing.records import Article, Brief, Digest
from briefing.render import render

FORMATS: Formats = ("md", "html", "json")
NAMES = ("a.txt", "b.html", "c.json", "d.html", "e.md", "Z.txt", "below/a.txt", "below/b.html", "below/deeper/é.json")
SEEDS = st.integers(0, 5)
LINES = (
    "Engineers found 12 cracks in the bridge at Ayr on March 2, 2023.",
    "Divers found 17 cracks in the bridge at Ayr on March 2, 2023.",
    "Talks on the toll of Ayr stalled on March 3, 2023, and nobody knows when they resume.",
    "Councillors postponed the vote on the ferry of Ayr until May 2023.",
    "Ada Reed denied that engineers found cracks in the bridge at Ayr.",
    "It is unclear whether the ferry to Ayr will sail again in April 2023.",
    "At least 40 people crossed the river on Friday, said Ada Reed, the mayor of Ayr.",
)
CHOICES: tuple[Mapping[str, object], ...] = (
    {},
    {"points": 2},
    {"developments": 2},
    {"title": "The bridge"},
    {"as_of": date(2023, 3, 4)},
    {"topic": "Ferry"},
)
SIDECARS = ('title = "Said by hand"\npublished = 2023-03-07\n', 'publisher = "River Post"\n', "title = Bridge")

tally: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _report() -> Iterator[None]:
    """Say what was among the steps, in a long run."""
    yield
    if settings.get_current_profile_name() == "fuzz":
        print("\n| what | how often |\n|:--|--:|")  # noqa: T201
        for what, count in sorted(tally.items()):
            print(f"| {what} | {count} |")  # noqa: T201


# --- articles ---------------------------------------------------------------------------------------


def story(seed: int) -> tuple[str, ...]:
    """Sentences of an article; those of two seeds may tell of one thing, and may disagree."""
    return (LINES[seed % len(LINES)], *mixed.report(seed, 4), LINES[(3 * seed + 1) % len(LINES)])


def written(name: str, seed: int) -> bytes:
    """An article in the form that its name says."""
    title, day = f"Ayr bridge report {seed}", date(2023, 3, 1 + seed)
    match Path(name).suffix:
        case ".html":
            return page(title, day, story(seed), f"https://river.example/{seed}").encode()
        case ".json":
            return json.dumps({"title": title, "text": "\n\n".join(story(seed)), "date": f"{day}"}).encode()
        case _:
            return "\n\n".join([title, f"{day:%B} {day.day}, {day.year}", *story(seed)]).encode()


def page(title: str, day: date, sentences: Sequence[str], address: str) -> str:
    """A web page that says where it stood and when it was changed last."""
    body = "".join(f"<p>{escape(line)}</p>" for line in sentences)
    return (
        f'<!DOCTYPE html><html><head><title>{title}</title><link rel="canonical" href="{address}">'
        f'<meta property="article:published_time" content="{day}">'
        f'<meta property="article:modified_time" content="{day}"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


# --- the two sides ----------------------------------------------------------------------------------


class Recording:
    """A condenser that notes for what it was asked."""

    def __init__(self, condenser: Condenser, keys: list[str]) -> None:
        self.name, self.revision, self.prompt = condenser.name, condenser.revision, condenser.prompt
        self._condenser, self._keys = condenser, keys

    def prepare(self) -> None:
        """Load what the condenser loads."""
        self._condenser.prepare()

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Condense articles."""
        self._keys += [key for _, key in jobs]
        return self._condenser(jobs)


@dataclass
class Side:
    """Somebody who makes the brief of a folder, with a cache and a shared folder of his own."""

    place: Path
    make: Callable[[Settings], Condenser]
    kept: Mapping[str, Any] = field(default_factory=dict)
    """What else `regenerate` is given each time."""
    keys: list[str] = field(default_factory=list)
    """Of all digests that were made."""
    told: list[str] = field(default_factory=list)
    """Stages that reported progress, the last time."""

    def regenerate(self, corpus: Path, chosen: Settings) -> Regenerated | str:
        """Make the brief; the message where nothing is usable."""
        self.told.clear()
        try:
            return pipeline.regenerate(
                corpus,
                self.place / "out",
                replace(chosen, cache_dir=self.place / "cache"),
                condenser=Recording(self.make(chosen), self.keys),
                report=lambda stage, *_: self.told.append(stage),
                **self.kept,
            )
        except NothingUsableError as error:
            return str(error)

    def is_idle(self, corpus: Path, chosen: Settings, before: Regenerated) -> bool:
        """Whether making the brief once more does nothing and says what it said."""
        condensed = before.condensed + before.cached
        idle = replace(before, published=replace(before.published, changed=False), condensed=0, cached=condensed)
        return self.regenerate(corpus, chosen) == idle and not self.told


def shown(done: Regenerated) -> dict[str, bytes]:
    """The files of a brief, as a reader finds them."""
    return {name: (done.published.folder / name).read_bytes() for name in done.published.names}


def loaded(done: Regenerated) -> Brief:
    """The brief, read back."""
    return pipeline.load(done.published.folder / "brief.json")


# --- what happens to a folder -----------------------------------------------------------------------

Files = dict[str, bytes]


class Desk(RuleBasedStateMachine):
    """A folder to which all happens that happens to folders; after each step the sides are compared."""

    def __init__(self) -> None:
        super().__init__()
        self._rooms = TemporaryDirectory(prefix="desk")
        self.root = Path(self._rooms.name)
        self.corpus = self.root / "ayr"
        self.corpus.mkdir()
        self.sides = [Side(self.root / "kept", self.make), Side(self.root / "running", self.make, {"memory": Memory()})]
        self.chosen = Settings(formats=FORMATS, history=2)
        self.states: list[Files] = [{}]
        self.last: tuple[Files, Settings] | None = None
        tally["examples"] += 1

    def make(self, chosen: Settings) -> Condenser:
        """What condenses on all sides."""
        return CountingCondenser(points=chosen.points)

    def teardown(self) -> None:
        """Leave nothing behind."""
        self._rooms.cleanup()

    def files(self, ending: str = "") -> list[str]:
        """What the folder holds, sorted."""
        found = (path for path in self.corpus.rglob(f"*{ending}") if path.is_file())
        return sorted(path.relative_to(self.corpus).as_posix() for path in found)

    def content(self) -> Files:
        """The same with what is in it."""
        return {name: (self.corpus / name).read_bytes() for name in self.files()}

    def put(self, name: str, data: bytes) -> None:
        """Save a file."""
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    @staticmethod
    def one(ending: str = "") -> st.SearchStrategy[str]:
        """A file of the folder."""
        return st.runner().flatmap(lambda desk: st.sampled_from(desk.files(ending)))

    @initialize(seeds=st.lists(SEEDS, min_size=2, max_size=4, unique=True))
    def start(self, seeds: list[int]) -> None:
        """Begin with a few articles."""
        for name, seed in zip(NAMES, seeds, strict=False):
            self.put(name, written(name, seed))

    @rule(name=st.sampled_from(NAMES), seed=SEEDS)
    def save(self, name: str, seed: int) -> None:
        """Add an article, or put it in the place of another."""
        self.put(name, written(name, seed))

    @precondition(lambda self: self.files())
    @rule(name=one(), old=st.sampled_from(["Ayr", "12", "March", "the ferry"]), new=st.sampled_from(["Pell", "14"]))
    def edit(self, name: str, old: str, new: str) -> None:
        """Change words of a file, whatever it is."""
        path = self.corpus / name
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))

    @precondition(lambda self: self.files())
    @rule(name=one(), new=st.sampled_from(NAMES))
    def rename(self, name: str, new: str) -> None:
        """Rename or move a file, perhaps over another."""
        (self.corpus / new).parent.mkdir(parents=True, exist_ok=True)
        (self.corpus / name).replace(self.corpus / new)

    @precondition(lambda self: self.files())
    @rule(name=one())
    def delete(self, name: str) -> None:
        """Remove a file."""
        (self.corpus / name).unlink()

    @precondition(lambda self: self.files())
    @rule(name=one(), when=st.integers(1, 10**9))
    def touch(self, name: str, when: int) -> None:
        """Give a file another date and nothing else."""
        os.utime(self.corpus / name, (when, when))

    @precondition(lambda self: self.files())
    @rule(name=one(), new=st.sampled_from(NAMES))
    def copy(self, name: str, new: str) -> None:
        """Save a file a second time."""
        self.put(new, (self.corpus / name).read_bytes())

    @precondition(lambda self: self.files(".html"))
    @rule(name=one(".html"), new=st.sampled_from(NAMES), day=st.integers(8, 12), line=st.sampled_from(LINES))
    def revise(self, name: str, new: str, day: int, line: str) -> None:
        """Save a page again that was changed since, its address the same."""
        data = (self.corpus / name).read_bytes()
        changed = re.sub(rb'(modified_time" content=)"[^"]*', rb'\1"2023-03-%02d' % day, data)
        self.put(new, changed.replace(b"</article>", f"<p>{line}</p></article>".encode()))

    @rule(name=st.sampled_from([*NAMES, "half.pdf"]), data=st.sampled_from([b"", b"\0" * 200, b"%PDF-1.7", b"PK\3\4"]))
    def spoil(self, name: str, data: bytes) -> None:
        """Save something that cannot be read."""
        self.put(name, data)

    @precondition(lambda self: self.files())
    @rule(name=one(), text=st.sampled_from(SIDECARS))
    def describe(self, name: str, text: str) -> None:
        """Add a sidecar, or write another; `delete` removes it."""
        self.put(Path(name).with_suffix(".meta.toml").as_posix(), text.encode())

    @rule(seeds=st.lists(SEEDS, min_size=2, max_size=2))
    def pack(self, seeds: list[int]) -> None:
        """Save an archive of two articles."""
        self.put("two.zip", mixed.packed({f"{at}.txt": written("x.txt", seed) for at, seed in enumerate(seeds)}))

    @rule(choice=st.sampled_from(CHOICES))
    def choose(self, choice: Mapping[str, object]) -> None:
        """Change the settings, or change them back."""
        self.chosen = replace(Settings(formats=FORMATS, history=2), **choice)  # type: ignore[arg-type]

    @rule(choice=st.sampled_from(CHOICES[1:]))
    def try_out(self, choice: Mapping[str, object]) -> None:
        """Change the settings and look at the brief before they are changed back."""
        before = self.chosen
        self.choose(choice)
        self.incremental_is_batch()
        self.chosen = before

    @rule(back=st.integers(2, 4))
    def restore(self, back: int) -> None:
        """Make the folder what it was some steps ago."""
        earlier = self.states[-min(back, len(self.states))]
        shutil.rmtree(self.corpus)
        self.corpus.mkdir()
        for name, data in earlier.items():
            self.put(name, data)

    @invariant()
    def incremental_is_batch(self) -> None:
        """Each side that remembers has the brief of one that starts with nothing, and has nothing more to do."""
        fresh = Side(self.root / "fresh", self.make)
        shutil.rmtree(fresh.place, ignore_errors=True)
        expected = fresh.regenerate(self.corpus, self.chosen)
        state = self.content(), self.chosen
        for side in self.sides:
            done = side.regenerate(self.corpus, self.chosen)
            assert len(set(side.keys)) == len(side.keys)
            if isinstance(done, str) or isinstance(expected, str):
                assert done == expected
                continue
            if state == self.last:
                assert not side.told
            self.compare(done, expected)
            assert side.is_idle(self.corpus, self.chosen, done)
        self.last = state
        self.states.append(state[0])
        self.count(expected)

    def compare(self, done: Regenerated, expected: Regenerated) -> None:
        """Hold what one side made against what it should be."""
        brief = loaded(done)
        assert render(brief, FORMATS) == shown(done)
        assert render(replace(brief, changes=None), FORMATS) == shown(expected)
        assert done.rejected == expected.rejected == brief.rejected
        assert done.condensed + done.cached == expected.condensed

    def count(self, done: Regenerated | str) -> None:
        """Note what there was to compare."""
        tally["steps"] += 1
        if isinstance(done, str):
            tally["nothing usable"] += 1
            return
        brief = loaded(done)
        found = {
            "with a superseded version": any(row.is_superseded for row in brief.inputs),
            "with a copy": any(row.fate == "duplicate" and not row.is_superseded for row in brief.inputs),
            "with a rejected file": brief.incomplete,
            "with a timeline": brief.timeline,
            "with figures": brief.figures,
            "with actors": brief.actors,
            "with disputes": brief.disputes,
            "with questions": brief.questions,
        }
        tally.update(what for what, there in found.items() if there)


def steps(examples: int, each: int, **more: Any) -> settings:  # noqa: ANN401 - any setting of hypothesis
    """How much is tried; a step makes two briefs at least, which takes about a second."""
    return settings(max_examples=examples, stateful_step_count=each, deadline=None, **more)


def test_incremental_is_batch() -> None:
    """After any steps the brief is the one that is made from nothing; rules condense in place of models."""
    fuzz = settings.get_current_profile_name() == "fuzz"
    run_state_machine_as_test(Desk, settings=steps(40, 15) if fuzz else steps(4, 7))


@pytest.mark.model
def test_incremental_is_batch_with_models(model_dir: Path) -> None:
    """The same with the real models, a handful of steps."""

    @cache
    def loaded_once(points: int) -> Condenser:
        return choosing.chosen_condenser(Settings(points=points, model_dir=model_dir))

    class DeskWithModels(Desk):
        """A desk where the models condense."""

        def make(self, chosen: Settings) -> Condenser:
            """What the settings name, loaded once."""
            return loaded_once(chosen.points)

    run_state_machine_as_test(DeskWithModels, settings=steps(2, 4, phases=[Phase.generate]))
