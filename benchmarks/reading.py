"""Times and peak memory of reading a folder, from nothing to a `Reading`, by its number of articles.

    .venv/bin/python benchmarks/reading.py [ARTICLES …]

The articles, of 300 words each, are words drawn from those of `benchmarks/topics`, as often as they stand there.
"""

import random
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

from briefing.ingest import read

TOPICS = Path(__file__).parent / "topics"
WORDS, SENTENCE = 300, 20
DEFAULT = (10, 100, 1_000, 10_000)


def main(counts: list[int]) -> None:
    """Print a row for each number of articles."""
    words = [
        word
        for file in sorted(TOPICS.glob("*/articles/*.txt"))
        for word in re.findall(r"[A-Za-z’'-]+", file.read_text("utf-8"))
    ]
    print("| articles | seconds | ms an article | peak MB |\n|--:|--:|--:|--:|")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            for number in range(count):
                (Path(folder) / f"{number:05}.txt").write_text(article(number, words), "utf-8")
            began = time.perf_counter()
            reading = read(Path(folder), max_file_bytes=1_000_000)
            took = time.perf_counter() - began
        if len(reading.articles) != count:
            sys.exit(f"{count - len(reading.articles)} of {count} articles were not read: {reading.rejected[0].reason}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"| {count:,} | {took:.1f} | {1000 * took / count:.1f} | {peak} |", flush=True)


def article(number: int, words: list[str]) -> str:
    """An article of its own words, the same ones each time."""
    chance = random.Random(number)  # noqa: S311 - the same each time, no secret
    drawn = [chance.choice(words).lower() for _ in range(WORDS)]
    lines = (" ".join(drawn[at : at + SENTENCE]).capitalize() + "." for at in range(0, WORDS, SENTENCE))
    return f"Report number {number}\n\n" + "\n\n".join(lines)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or list(DEFAULT))
