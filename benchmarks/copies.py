"""How well copies and texts of one hand are told from the rest, on labelled pairs of articles.

    .venv/bin/python benchmarks/copies.py [--wrong] [--speed ARTICLES]

`benchmarks/copies/` has two halves: on `thresholds` the thresholds were set, `held-out` is only measured. A folder is a
story, a file what is to be said of it against `wire.txt`, by the first word of its name: a `copy`, a `heavy` edit, an
`update`, the report of an `other` hand, another week of a `routine` text. Copies, light edits, added paragraphs and
changed figures are made here of the wire's text, the same ones in each run. The articles of `benchmarks/topics/` are
one topic in many hands.

Printed are, as Markdown tables, the measures by label, what is decided, what other measures would decide at their best
threshold, and what would be a version of the same article. `--wrong` names the pairs that are decided wrongly;
`--speed` compares so many made articles instead.
"""

import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np

from briefing import ingest
from briefing.ingest.comparing import duplicates
from briefing.ingest.comparing.duplicates import Text
from briefing.ingest.comparing.versions import Candidate, superseded

HERE = Path(__file__).parent
HALVES = ("thresholds", "held-out")
FATES = ("copy", "one hand", "apart")
WANTED = {
    "copy": {"copy"},
    "light edit": {"copy"},
    "heavy edit": {"one hand"},
    "update": {"one hand"},
    "cut and added": {"one hand"},
    "other figure": {"one hand"},
    "routine": {"one hand", "apart"},
    "other hand": {"apart"},
    "same topic": {"apart"},
    "unrelated": {"apart"},
}
"""What is to become of a pair, by label."""
FILES = {"copy": "copy", "heavy": "heavy edit", "update": "update", "other": "other hand", "routine": "routine"}
REPRINTS = {
    (
        "karasu-mine/01-explosion-at-kazakh-coal-mine.html",
        "karasu-mine/02-at-least-11-dead-in-mine-blast.html",
    ): "light edit"
}
"""Pairs of articles on one topic that are more than that."""


class Pair(NamedTuple):
    """Two articles and how they are related."""

    half: str
    label: str
    one: Text
    other: Text


# --- texts that are made ----------------------------------------------------------------------------

LOCAL = (
    """In our town a collection has been started at the chemist's in Mill Lane. The organisers, a retired couple, hope
    that neighbours will give blankets and tinned food as well, which a haulier from Upper Ness takes for free.""",
    """Readers who want to know more can come to a lecture in the library tonight. Dr Solveig Amundsen, who taught
    history at the grammar school for 28 years, speaks about how such things were reported in her grandmother's day.""",
    """The member for our constituency, Bertil Graff, told this newspaper that nobody had informed him beforehand. He
    will put a written question and expects a reply within 14 days; his last one, on hedgehogs, was never answered.""",
)
BRITISH = {
    "percent": "per cent", "neighbor": "neighbour", "organize": "organise", "realize": "realise", "center": "centre",
    "harbor": "harbour", "color": "colour", "labor": "labour", "meters": "metres", "liter": "litre",
}  # fmt: skip
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - reads better
SYNONYMS = {
    r"\bsaid that\b": "stated that", r"\bmore than\b": "over", r"\bkilled\b": "left dead", r"\bbecause\b": "since",
    r"\bis to\b": "will", r"\babout\b": "around", r"\bbegan\b": "started", r"\balthough\b": "even though",
    r"\bbig\b": "large", r"\bpeople\b": "persons", r"\bfirst\b": "initial", r"\bhowever\b": "though",
    r"\bexpects?\b": "foresees", r"\bpolice said\b": "according to police", r"\bthe company\b": "the firm",
    r"\bagain\b": "once more", r"\bsome\b": "roughly", r"\bwhich\b": "that", r"\bwhile\b": "whereas",
    r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b": "yesterday", r"\bwho\b": "that", r"\bhas to\b": "must",
    r"\bbut\b": "yet", r"\bnot\b": "n't", r"\bonly\b": "just", r"\bthe government\b": "the cabinet",
    r"\breported\b": "announced", r"\bwas to\b": "should", r"\bbring\b": "take", r"\bleft\b": "departed",
}  # fmt: skip

UNITS = {
    "kilomet": "miles",
    "millimet": "inches",
    "met": "feet",
    "tonnes": "tons",
    "crowns": "dollars",
    "francs": "euros",
}
UNITS |= {"degrees": "F"}

Edit = Callable[[str, random.Random], str]


def sentences(text: str) -> list[str]:
    """Its sentences, roughly."""
    return re.split(r"(?<=[.!?])\s+|(?<=[.!?][\"”])\s+", text.strip())


def curly(text: str, _: random.Random) -> str:
    """Other quotation marks and dashes, and two paragraphs in one."""
    paragraphs = re.sub(r'(?<!\w)"(?=\w)', "“", text).replace('"', "”").replace("'", "’").replace(" - ", " — ")
    lines = paragraphs.strip().split("\n")
    return "\n".join(" ".join(lines[i : i + 2]) for i in range(0, len(lines), 2))


def cut(text: str, _: random.Random) -> str:
    """The first six tenths of the paragraphs."""
    lines = text.strip().split("\n")
    return "\n".join(lines[: round(0.6 * len(lines))])


def brief(text: str, _: random.Random) -> str:
    """The first two paragraphs."""
    return "\n".join(text.strip().split("\n")[:2])


def dropped(text: str, chance: random.Random) -> str:
    """Three sentences in ten left out."""
    all_of_it = sentences(text)
    gone = set(chance.sample(range(len(all_of_it)), round(0.3 * len(all_of_it))))
    return " ".join(sentence for i, sentence in enumerate(all_of_it) if i not in gone)


def house(text: str, _: random.Random) -> str:
    """Another paper's house style: no dateline, other spelling, numbers to twelve in digits, "Mr" before who speaks."""
    text = re.sub(r"^[^\n]{0,80}\) - ", "", text)
    british = "per cent" in text
    for american, other in BRITISH.items():
        text = text.replace(*((other, american) if british else (american, other)))
    for number, word in list(enumerate(NUMBERS))[2:]:
        text = re.sub(rf"\b{word}\b", str(number), text)
    return re.sub(r"(?<=[,”\"] )([A-Z][a-z]+) (?=said\b|told\b)", r"Mr \1 ", text)


def light(text: str, chance: random.Random) -> str:
    """A word or two changed in every other sentence."""
    return " ".join(_reworded(sentence, chance) if i % 2 else sentence for i, sentence in enumerate(sentences(text)))


def _reworded(sentence: str, chance: random.Random) -> str:
    fitting = [(form, word) for form, word in SYNONYMS.items() if re.search(form, sentence)]
    for form, word in chance.sample(fitting, min(2, len(fitting))):
        sentence = re.sub(form, word, sentence, count=1)
    return sentence


def local(text: str, chance: random.Random) -> str:
    """A paragraph of the paper's own at the end."""
    return f"{text.strip()}\n{chance.choice(LOCAL)}"


def converted(text: str, _: random.Random) -> str:
    """What was measured given in other units as well."""
    return re.sub(
        r"\b(\d[\d,]*) (kilomet|millimet|met|tonnes|crowns|francs|degrees)(\w*)",
        lambda match: f"{match.group()} ({round(int(match[1].replace(',', '')) * 0.62)} {UNITS[match[2]]})",
        text,
    )


def dated(text: str, _: random.Random) -> str:
    """Another dateline, and a line of the paper's own at the foot."""
    return f"PORT NORD, 17 April 2019 - {text.strip()}\nAda Reed, Port Nord, April 18, 2019."


def other_figure(text: str, chance: random.Random) -> str:
    """One of its figures changed, as in a correction."""
    # Not in the dateline, and not a hyphenated score.
    places = [
        match for match in re.finditer(r"(?<![\w.,-])\d[\d.,]*\d(?![\w-])", text) if match.start() > len("X" * 60)
    ]
    match = chance.choice(places)
    digits = "".join(str((int(c) + 3) % 9 + 1) if c.isdecimal() else c for c in match.group())
    return text[: match.start()] + digits + text[match.end() :]


def in_turn(*edits: Edit) -> Edit:
    """Edits one after the other."""

    def edit(text: str, chance: random.Random) -> str:
        for change in edits:
            text = change(text, chance)
        return text

    return edit


MADE: Mapping[str, tuple[str, Edit]] = {
    "curly": ("copy", curly),
    "cut": ("copy", cut),
    "brief": ("copy", brief),
    "dropped": ("copy", dropped),
    "house": ("copy", house),
    "house cut": ("copy", in_turn(house, curly, cut, dated)),
    "local": ("copy", local),
    "light": ("light edit", light),
    "light cut": ("light edit", in_turn(cut, light)),
    "light converted": ("light edit", in_turn(dropped, light, converted)),
    "light house": ("light edit", in_turn(light, house, dropped)),
    "cut and added": ("cut and added", in_turn(cut, local)),
    "other figure": ("other figure", other_figure),
}


# --- pairs ------------------------------------------------------------------------------------------


def pairs() -> list[Pair]:
    """All labelled pairs."""
    return [pair for half in HALVES for pair in (*_of_stories(half), *_of_topics(half))]


def _of_stories(half: str) -> Iterator[Pair]:
    folders = sorted((HERE / "copies" / half).iterdir())
    wires = [_text(folder / "wire.txt") for folder in folders]
    yield from (Pair(half, "unrelated", *two) for two in combinations(wires, 2))
    for folder, wire in zip(folders, wires, strict=True):
        made = {name: _made(wire.id, folder / "wire.txt", name) for name in MADE}
        written = defaultdict(list)
        for path in sorted(folder.glob("*.txt")):
            written[path.stem.partition("-")[0]].append(_text(path))
        yield from (Pair(half, MADE[name][0], wire, text) for name, text in made.items())
        yield from (Pair(half, FILES[kind], wire, text) for kind in FILES for text in written[kind])
        yield from _between(half, made, written)


def _between(half: str, made: Mapping[str, Text], written: Mapping[str, Sequence[Text]]) -> Iterator[Pair]:
    """Pairs of what was made of a text, as when the original is not in the folder."""
    yield Pair(half, "light edit", made["house"], made["light"])
    for heavy in written["heavy"]:
        yield Pair(half, "heavy edit", made["light"], heavy)
        yield from (Pair(half, "other hand", heavy, other) for other in written["other"])
    for update in written["update"]:
        yield Pair(half, "update", made["house"], update)
        yield from (Pair(half, "other hand", update, other) for other in written["other"])
    yield from (Pair(half, "routine", *two) for two in combinations(written["routine"], 2))


def _of_topics(half: str) -> Iterator[Pair]:
    for folder in sorted((HERE / "topics").glob("*/articles"))[HALVES.index(half) :: 2]:
        articles = ingest.read(folder, max_file_bytes=1_000_000).articles
        texts = [
            Text(f"{folder.parent.name}/{row.id}", "\n".join(row.text[a:b] for _, a, b in row.sentences))
            for row in articles
        ]
        for two in combinations(texts, 2):
            label = REPRINTS.get((two[0].id, two[1].id), "same topic")
            yield Pair(half, label, *two)


def _text(path: Path) -> Text:
    return Text(str(path.relative_to(HERE)), path.read_text("utf-8"))


def _made(id_: str, path: Path, name: str) -> Text:
    chance = random.Random(f"{id_} {name}")  # noqa: S311 - the same text each time, no secret
    return Text(f"{id_} ({name})", MADE[name][1](path.read_text("utf-8"), chance))


# --- what is printed --------------------------------------------------------------------------------


def fate(pair: Pair) -> str:
    """What becomes of a pair."""
    kinship = duplicates.kinship(pair[2:], {text.id: (text.id,) for text in pair[2:]})
    return "copy" if kinship.copies else "one hand" if kinship.of_one_hand else "apart"


def by_length(pair: Pair) -> tuple[Text, Text]:
    """The shorter text first."""
    return (pair.one, pair.other) if len(pair.one.words) <= len(pair.other.words) else (pair.other, pair.one)


def _shared(pair: Pair, length: int, *, told: bool) -> float:
    one, other = (duplicates._runs(text._told if told else text.hashes, length) for text in pair[2:])  # noqa: SLF001
    return duplicates._share(np.unique(one), np.unique(other))  # noqa: SLF001


def _jaccard(pair: Pair, length: int) -> float:
    one, other = (set(duplicates._runs(text.hashes, length).tolist()) for text in pair[2:])  # noqa: SLF001
    return len(one & other) / max(1, len(one | other))


MEASURES: Mapping[str, Callable[[Pair], float]] = {
    "3-word runs": lambda pair: _shared(pair, 3, told=False),
    "8-word runs, no quotations": lambda pair: _shared(pair, 8, told=True),
    "new words": lambda pair: duplicates.new_words(*by_length(pair)),
}
ALTERNATIVES: Mapping[str, Callable[[Pair], float]] = {
    "Jaccard, 3": lambda pair: _jaccard(pair, 3),
    "Jaccard, 5": lambda pair: _jaccard(pair, 5),
    "containment, 3": lambda pair: _shared(pair, 3, told=False),
    "containment, 5": lambda pair: _shared(pair, 5, told=False),
    "containment, 8": lambda pair: _shared(pair, 8, told=False),
    "containment, 3, no quotations": lambda pair: _shared(pair, 3, told=True),
    "containment, 5, no quotations": lambda pair: _shared(pair, 5, told=True),
    "containment, 6, no quotations": lambda pair: _shared(pair, 6, told=True),
    "containment, 8, no quotations": lambda pair: _shared(pair, 8, told=True),
}


def main() -> None:
    """Print the tables."""
    if "--speed" in sys.argv:
        return speed(int(sys.argv[sys.argv.index("--speed") + 1]))
    found = pairs()
    print(f"{len(found)} pairs of {len({text.id for pair in found for text in pair[2:]})} texts.\n")
    measures(found)
    decided(found)
    for fates in (FATES[:1], FATES[:2]):
        alternatives(found, set(fates))
    taken_for_versions(found)
    return None


def measures(found: Sequence[Pair]) -> None:
    """Lowest, middle and highest value of each measure, by label."""
    print("| label | pairs | " + " | ".join(MEASURES) + " |\n|:--|--:|" + "--:|" * len(MEASURES))
    for label in WANTED:
        rows = [pair for pair in found if pair.label == label]
        cells = [_spread([measure(pair) for pair in rows]) for measure in MEASURES.values()]
        print(f"| {label} | {len(rows)} | " + " | ".join(cells) + " |")


def _spread(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.2f}".removesuffix(".00") for value in (min(values), median(values), max(values)))


def decided(found: Sequence[Pair]) -> None:
    """What becomes of the pairs of each label, and how many of them wrongly."""
    print("\n| label | half | " + " | ".join(FATES) + " | wrong |\n|:--|:--|" + "--:|" * 4)
    wrong = []
    for label, half in ((label, half) for label in WANTED for half in HALVES):
        fates = [(fate(pair), pair) for pair in found if (pair.label, pair.half) == (label, half)]
        counts = Counter(row[0] for row in fates)
        amiss = [row for row in fates if row[0] not in WANTED[label]]
        wrong += amiss
        cells = [*(str(counts[name] or "") for name in FATES), f"{len(amiss)} of {len(fates)}"]
        print(f"| {label} | {half} | " + " | ".join(cells) + " |")
    if "--wrong" in sys.argv:
        print(*(f"{row}: {pair.label}: {pair.one.id} - {pair.other.id}" for row, pair in wrong), sep="\n")


def alternatives(found: Sequence[Pair], fates: set[str]) -> None:
    """For other measures the threshold with the fewest errors on the first half, and the errors on both."""
    print(f"\nAlone, to tell {' and '.join(sorted(fates))} from the rest:\n")
    print(
        "| measure | threshold | " + " | ".join(f"{half}: missed, false" for half in HALVES) + " |\n|:--|--:|--:|--:|"
    )
    told = [pair for pair in found if len(WANTED[pair.label]) == 1]
    sought = [WANTED[pair.label] <= fates for pair in told]
    for name, measure in ALTERNATIVES.items():
        rows = [(pair.half, is_sought, measure(pair)) for pair, is_sought in zip(told, sought, strict=True)]
        steps = [step / 100 for step in range(1, 100)]
        best = min(steps, key=lambda step: sum(_errors(rows, HALVES[0], step)))
        cells = [f"{missed}, {false}" for missed, false in (_errors(rows, half, best) for half in HALVES)]
        print(f"| {name} | {best:.2f} | " + " | ".join(cells) + " |")


def _errors(rows: Sequence[tuple[str, bool, float]], half: str, threshold: float) -> tuple[int, int]:
    missed = sum(sought and value < threshold for of_half, sought, value in rows if of_half == half)
    return missed, sum(not sought and value >= threshold for of_half, sought, value in rows if of_half == half)


TITLES = (("Ferry sinks off Hollo", "Wheat ruined by drought"), ("All the news from Hollo", "All the news from Hollo"))


def taken_for_versions(found: Sequence[Pair]) -> None:
    """How many pairs of each label would be versions of one article, if they had one address."""
    print("\nTaken for versions at one address:\n\n| label | under two titles | under one title |\n|:--|--:|--:|")
    for label in WANTED:
        rows = [pair for pair in found if pair.label == label and pair.one.words != pair.other.words]
        cells = [f"{sum(_is_version(pair, titles) for pair in rows)} of {len(rows)}" for titles in TITLES]
        print(f"| {label} | {' | '.join(cells)} |")


def _is_version(pair: Pair, titles: Sequence[str]) -> bool:
    rows = zip(pair[2:], titles, strict=True)
    candidates = [Candidate(text.id, "https://a.example/a", title, text, None, None, None, ()) for text, title in rows]
    return bool(superseded(candidates))


def speed(count: int) -> None:
    """Processor time and memory for so many articles of 300 words: one in ten a copy, and one notice under all."""
    chance = random.Random(1)  # noqa: S311 - the same texts each time, no secret
    words = [word for path in sorted(HERE.glob("copies/*/*/*.txt")) for word in path.read_text("utf-8").split()]
    notice = " ".join(chance.choices(words, k=25))
    texts: list[str] = []
    for number in range(count):
        copied = number % 10 == 9  # noqa: PLR2004
        texts.append(
            chance.choice(texts[-9:])[:1500] if copied else f"{' '.join(chance.choices(words, k=275))}. {notice}"
        )
    start = time.process_time()
    made = [Text(str(number), text) for number, text in enumerate(texts)]
    read = time.process_time()
    kinship = duplicates.kinship(made, {text.id: (text.id,) for text in made})
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print("| articles | folded, s | compared, s | copies | of one hand | peak MB |\n" + "|--:" * 6 + "|")
    cells = (count, f"{read - start:.1f}", f"{done - read:.1f}", len(kinship.copies), len(kinship.of_one_hand), peak)
    print(f"| {' | '.join(map(str, cells))} |")


if __name__ == "__main__":
    main()
