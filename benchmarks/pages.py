"""How much of an article is read off a web page, and how much beside it: ours against the bare library.

    .venv/bin/python benchmarks/pages.py FOLDER [--show]

FOLDER holds pages (NAME.html) and what is to be read of each (NAME.txt: a paragraph a line, as the page has it; a
line that begins with `# ` is a headline, deck or heading, which may be read or not). `--show` adds, page by page, the
longest stretches that we lost and those that we read though they are none of the article.

A word counts as found where it stands in a run of four that the other text has as well: single words would be found by
chance, and whole paragraphs would all be lost that a reader divides elsewhere. A sentence is found whole or not at all.
"""

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import trafilatura

from briefing.ingest.cleaning.body import body_of
from briefing.ingest.decoding import decode, visible
from briefing.ingest.formats.readers import read_file
from briefing.ingest.pages import Page
from briefing.language.segmentation import sentence_spans

_RUN = 4  # words
_SHOWN = 4  # stretches a page
_ROUNDS = 2  # the faster one counts: the machine is shared


class Text(NamedTuple):
    """Words line by line, and all that is needed to look a run of them up."""

    lines: list[list[str]]
    runs: frozenset[tuple[str, ...]]
    joined: str

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Text":
        """The text that these lines are."""
        words = [found for line in lines if (found := re.findall(r"\w+", visible(line).casefold()))]
        flat = [word for line in words for word in line]
        return cls(words, frozenset(zip(*(flat[n:] for n in range(_RUN)), strict=False)), f" {' '.join(flat)} ")

    def has(self, line: list[str]) -> list[bool]:
        """For each word of a line whether it stands in a run that this text has; a shorter line as a whole."""
        if len(line) < _RUN:
            return [f" {' '.join(line)} " in self.joined] * len(line)
        found = [False] * len(line)
        for start in range(len(line) - _RUN + 1):
            if tuple(line[start : start + _RUN]) in self.runs:
                found[start : start + _RUN] = [True] * _RUN
        return found


class Score(NamedTuple):
    """One page as one reader read it."""

    right: int
    read: int
    found: int
    wanted: int
    whole: int
    sentences: int
    seconds: float
    lost: list[str]
    extra: list[str]


def main() -> None:
    """Print a Markdown table, then the stretches if they are asked for."""
    folders = [word for word in sys.argv[1:] if word != "--show"]
    if len(folders) != 1:
        raise SystemExit(__doc__)
    pages = sorted(path for path in Path(folders[0]).glob("*.html") if path.with_suffix(".txt").exists())
    readers = {"ours": _ours, "trafilatura": _bare(), "trafilatura, favor_precision": _bare(favor_precision=True)}
    _ours("a.html", b"<p>Loads what is loaded once.</p>")
    scores = {reader: [_score(page, read) for page in pages] for reader, read in readers.items()}
    print(f"{len(pages)} pages; of all words (of the mean page)\n")
    print("| reader | precision | recall | F1 | whole sentences | ms a page (median) |")
    print("|:--|--:|--:|--:|--:|--:|")
    for reader, rows in scores.items():
        print(f"| {reader} | {' | '.join(_cells(rows))} |")
    if "--show" in sys.argv:
        for page, score in zip(pages, scores["ours"], strict=True):
            _show(page.stem, score)


def _ours(path: str, data: bytes) -> list[str]:
    page = read_file(path, data)
    lines = body_of(page).lines if isinstance(page, Page) else ()
    return [" ".join(line.text[start:end] for start, end in line.sentences) for line in lines]


def _bare(**options: bool) -> Callable[[str, bytes], list[str]]:
    def read(_: str, data: bytes) -> list[str]:
        text = trafilatura.extract(decode(data) or "", include_comments=False, **options)  # type: ignore[arg-type]
        return (text or "").splitlines()

    return read


def _score(page: Path, read: Callable[[str, bytes], list[str]]) -> Score:
    data = page.read_bytes()
    wanted = page.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    times: list[float] = []
    lines: list[str] = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        lines = read("a.html", data)
        times.append(time.perf_counter() - start)
    paragraphs = [line for line in wanted if not line.startswith("# ")]
    body, whole, ours = Text.of(paragraphs), Text.of(line.removeprefix("# ") for line in wanted), Text.of(lines)
    right = [body.has(line) for line in ours.lines]
    neutral = [whole.has(line) for line in ours.lines]
    found = [ours.has(line) for line in body.lines]
    sentences = [Text.of([line[start:end]]).joined for line in paragraphs for start, end in sentence_spans(line)]
    return Score(
        right=sum(map(sum, right)),
        read=sum(a or not b for r, n in zip(right, neutral, strict=True) for a, b in zip(r, n, strict=True)),
        found=sum(map(sum, found)),
        wanted=sum(map(len, found)),
        whole=sum(sentence in ours.joined for sentence in sentences),
        sentences=len(sentences),
        seconds=min(times),
        lost=list(_stretches(body.lines, found)),
        extra=list(_stretches(ours.lines, neutral)),
    )


def _stretches(lines: list[list[str]], found: list[list[bool]]) -> Iterator[str]:
    for line, marks in zip(lines, found, strict=True):
        for mark, run in groupby(zip(marks, line, strict=True), key=lambda pair: pair[0]):
            if not mark:
                yield " ".join(word for _, word in run)


def _cells(rows: list[Score]) -> Iterator[str]:
    pairs = [[(row.right, row.read) for row in rows], [(row.found, row.wanted) for row in rows]]
    micro = [_share(sum(part for part, _ in column), sum(all_ for _, all_ in column)) for column in pairs]
    macro = [statistics.mean(_share(*pair) for pair in column) for column in pairs]
    each = statistics.mean(_f1(_share(row.right, row.read), _share(row.found, row.wanted)) for row in rows)
    for a, b in ((micro[0], macro[0]), (micro[1], macro[1]), (_f1(*micro), each)):
        yield f"{a:.3f} ({b:.3f})"
    mean = statistics.mean(_share(row.whole, row.sentences) for row in rows)
    yield f"{_share(sum(row.whole for row in rows), sum(row.sentences for row in rows)):.3f} ({mean:.3f})"
    times = [1000 * row.seconds for row in rows]
    yield f"{statistics.mean(times):.0f} ({statistics.median(times):.0f})"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _show(name: str, score: Score) -> None:
    print(f"\n{name}: precision {_share(score.right, score.read):.3f}, recall {_share(score.found, score.wanted):.3f}")
    for label, stretches in (("lost", score.lost), ("extra", score.extra)):
        for stretch in sorted(stretches, key=len, reverse=True)[:_SHOWN]:
            print(f"  {label} ({len(stretch.split())} words): {stretch[:200]}")


if __name__ == "__main__":
    main()
