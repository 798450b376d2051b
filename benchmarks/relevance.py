"""How often an article is left out that belongs, and how many of those are found that do not.

    .venv/bin/python benchmarks/relevance.py FOLDER … [--listed] [--halves] [--time]

Each folder holds the articles of one topic (with `articles/` below it, these are taken). Into each folder articles of
the others are put, or of `benchmarks/intruders/`: other stories of the same country and kind. Printed is a Markdown
table, for each kind of case: on-topic articles wrongly reported, and intruders found, without a topic, with one, and
with a mere label. `--listed` names the wrong ones, `--halves` sets the thresholds on half of the folders and measures
on the other, `--time` multiplies the articles to 10,000.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

from briefing import ingest
from briefing.ingest.comparing import relevance
from briefing.ingest.comparing.relevance import Candidate, Distance, off_topic

INTRUDERS = Path(__file__).parent / "intruders"
# What a reader would call them; of other folders, the name says it.
TOPICS = {
    "bank-merger": "Cantábrica's bid for Bamel",
    "election-recount": "Araguay election",
    "flood": "Pakistan dam collapse",
    "karasu-mine": "Kazakhstan mine explosion",
    "outbreak": "Marburg outbreak",
    "peace-talks": "Lomanga peace talks",
    "port-strike": "South Korean port strike",
    "spy-trial": "Montenegro spy case",
}
LABEL = "Daily brief 12"
# Stories of a kind: war, disaster, court, money. Their articles share more words than others.
KINDS = (
    {"flood", "karasu-mine", "outbreak"},
    {"spy-trial", "election-recount", "peace-talks"},
    {"bank-merger", "port-strike"},
)

_STRANGERS = 3  # of different topics at once; fewer where they would be as many as the articles that belong

Folders = Mapping[str, Sequence[Candidate]]


class Case(NamedTuple):
    """A folder with articles that do not belong."""

    kind: str
    topic: str
    articles: tuple[Candidate, ...]
    intruders: frozenset[str]


def main() -> None:
    """Print the table."""
    folders = dict(_read(Path(word)) for word in sys.argv[1:] if not word.startswith("-"))
    if len(folders) <= _STRANGERS:
        raise SystemExit(__doc__)
    if "--time" in sys.argv:
        return _print_time(folders)
    if "--halves" in sys.argv:
        return _print_halves(folders)
    return _print_table(list(cases(folders)))


def _read(folder: Path) -> tuple[str, Sequence[Candidate]]:
    inner = folder if not (folder / "articles").is_dir() else folder / "articles"
    name = folder.parent.name if folder.name == "articles" else folder.name
    reading = ingest.read(inner, max_file_bytes=10_000_000)
    return name, [
        Candidate(f"{name}/{a.id}", a.title, tuple(a.text[s.start : s.end] for s in a.sentences))
        for a in reading.articles
    ]


# --- cases ----------------------------------------------------------------------------------------


def cases(folders: Folders) -> Iterator[Case]:
    """All cases of all kinds; where there are too many, the same few hundred each time."""
    chance = random.Random(7)  # noqa: S311  # the same choice each time, no secret
    hard = {row.id.partition("/")[2].removesuffix(".txt"): row for row in _read(INTRUDERS)[1]}
    for topic, own in folders.items():
        others = {name: rows for name, rows in folders.items() if name != topic}
        everyone = [row for rows in others.values() for row in rows]
        yield _case("no intruder", topic, own, ())
        yield from (_case("one of another topic", topic, own, (row,)) for row in everyone)
        alike = [name for kind in KINDS if topic in kind for name in kind if name in others]
        yield from (_case("one of the same kind", topic, own, (row,)) for name in alike for row in others[name])
        yield from (_case("one of the same country", topic, own, (hard[topic],)) for _ in range(topic in hard))
        for rows in others.values():
            for count in (2, 3):
                if len(own) > count:
                    yield _case(f"{count} of one other topic", topic, own, tuple(chance.sample(list(rows), count)))
        for _ in range(20):
            strangers = chance.sample(sorted(others), min(_STRANGERS, len(own) - 1))
            yield _case("several topics", topic, own, tuple(chance.choice(others[name]) for name in strangers))
        for count in (3, 4, 5):
            yield from _cut_down(count, topic, own, everyone, chance)


def _cut_down(
    count: int, topic: str, own: Sequence[Candidate], everyone: Sequence[Candidate], chance: random.Random
) -> Iterator[Case]:
    """Few articles of a folder and an intruder, and the same few without one."""
    some = list(combinations(own, count))
    for few in chance.sample(some, min(len(some), 40)):
        yield _case(f"{count} articles, no intruder", topic, few, ())
        yield _case(f"{count} articles and one", topic, few, (chance.choice(everyone),))


def _case(kind: str, topic: str, own: Sequence[Candidate], intruders: Sequence[Candidate]) -> Case:
    return Case(kind, topic, (*own, *intruders), frozenset(row.id for row in intruders))


# --- what comes of them ---------------------------------------------------------------------------


class Score(NamedTuple):
    """Of some cases: articles that belong, those wrongly reported, intruders, those found."""

    own: int
    wrong: int
    intruders: int
    found: int

    def __str__(self) -> str:
        """As two cells of the table."""
        found = f"{self.found}/{self.intruders}" if self.intruders else ""
        return f"{self.wrong}/{self.own} | {found}"


def score(some: Iterable[Case], *, by: str = "") -> Score:
    """Counts over some cases; `by` is "topic", "label" or nothing."""
    total: Counter[str] = Counter()
    for case in some:
        topic = {"topic": TOPICS.get(case.topic, case.topic.replace("-", " ")), "label": LABEL}.get(by)
        reported = set(off_topic(case.articles, topic))
        total["own"] += len(case.articles) - len(case.intruders)
        total["wrong"] += len(reported - case.intruders)
        total["intruders"] += len(case.intruders)
        total["found"] += len(reported & case.intruders)
        if "--listed" in sys.argv and (reported - case.intruders or "country" in case.kind):
            print(case.kind, case.topic, by, sorted(case.intruders), "reported:", sorted(reported))
    return Score(total["own"], total["wrong"], total["intruders"], total["found"])


def _print_table(all_cases: Sequence[Case]) -> None:
    print("| case | cases | wrong | found | wrong, topic given | found | wrong, label given | found |")
    print("|:--|" + "--:|" * 7)
    for kind in dict.fromkeys(case.kind for case in all_cases):
        some = [case for case in all_cases if case.kind == kind]
        cells = " | ".join(str(score(some, by=by)) for by in ("", "topic", "label"))
        print(f"| {kind} | {len(some)} | {cells} |", flush=True)


OFF = (0.06, 0.08, 0.09, 0.10, 0.11, 0.12, 0.13, 0.14)
LOOSE = (0.25, 0.3, 0.35, 0.4, 0.5, 9.0)
FAMILIAR = (0.15, 0.2, 0.25, 0.3, 9.0)
Values = tuple[float, float, float]
Stranger = tuple[bool, Distance]
"""An article outside the heart: whether it is an intruder, and how it stands to the heart."""


def _print_halves(folders: Folders) -> None:
    """Choose OFF, LOOSE and FAMILIAR on every second folder, measure on the rest, and the other way round."""
    names = sorted(folders)
    for chosen in (names[::2], names[1::2]):
        rest = [name for name in names if name not in chosen]
        set_on, measured = (_strangers({name: folders[name] for name in some}) for some in (chosen, rest))
        best = min(product(OFF, LOOSE, FAMILIAR), key=lambda values: _cost(values, set_on))
        for what, some, rows in (("set on", chosen, set_on), ("measured on", rest, measured)):
            wrong, found = _judged(best, rows)
            intruders = sum(intruder for intruder, _ in rows)
            print(f"{what} {', '.join(some)}: {best}: {wrong} wrong, {found} of {intruders} found", flush=True)
        mine = relevance.OFF, relevance.LOOSE, relevance.FAMILIAR
        print(f"as they stand: {mine}: {_judged(mine, set_on)}, {_judged(mine, measured)}", flush=True)


def _strangers(folders: Folders) -> list[Stranger]:
    return [row for case in cases(folders) for row in _outside(case)]


def _outside(case: Case) -> Iterator[Stranger]:
    folder = relevance.Folder(sorted(case.articles))
    heart = relevance.heart_of(folder, frozenset())
    if heart:
        core = relevance.Core(folder, heart.articles)
        yield from ((folder.articles[at].id in case.intruders, core.distance(at)) for at in core.outside())


def _judged(values: Values, rows: Iterable[Stranger]) -> tuple[int, int]:
    """Wrongly reported, and found."""
    off, loose, familiar = values
    reported = [
        intruder
        for intruder, (closeness, cohesion, known) in rows
        if closeness < min(off, loose * cohesion) and known < familiar
    ]
    return len(reported) - sum(reported), sum(reported)


def _cost(values: Values, rows: Iterable[Stranger]) -> tuple[float, ...]:
    wrong, found = _judged(values, rows)
    return (wrong, -found, *values)


def _print_time(folders: Folders) -> None:
    """Articles of 300 words, made of sentences of one folder each, a tenth of them of other folders."""
    chance = random.Random(7)  # noqa: S311  # the same choice each time, no secret
    for count in (100, 1_000, 10_000):
        rows = []
        for index in range(count):
            name = max(folders, key=lambda name: len(folders[name])) if index % 10 else chance.choice(sorted(folders))
            sentences = [sentence for row in folders[name] for sentence in row.sentences]
            rows.append(Candidate(f"{index:06}", "", tuple(chance.sample(sentences, 14))))
        started = time.perf_counter()
        found = off_topic(rows)
        words = sum(len(sentence.split()) for row in rows for sentence in row.sentences) // count
        print(f"| {count} | {words} | {time.perf_counter() - started:.1f} | {len(found)} |", flush=True)


if __name__ == "__main__":
    main()
