"""Time and peak memory of a build: from nothing, unchanged, and with one article more.

    .venv/bin/python benchmarks/run.py [FOLDER] [--runs N]

Each build is a process of its own, with a cache of its own; the three kinds run in turn, N rounds. Printed are the
medians, and the ratios to the build from nothing in the same round, which hold where the machine's speed drifts.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Cost(NamedTuple):
    """What one process took."""

    seconds: float
    """Wall clock."""
    cpu: float
    """Seconds of processor time, all threads."""
    megabytes: float
    """Peak of resident memory."""


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    rounds = [_round(chosen.folder) for _ in range(chosen.runs)]
    print(f"{chosen.folder.name}, {chosen.runs} rounds, {os.cpu_count()} processors\n")
    print("| build | seconds | of the first | processor seconds | peak MB |")
    print("|:--|--:|--:|--:|--:|")
    for index, name in enumerate(("from nothing", "unchanged", "one article more")):
        costs = [costs[index] for costs in rounds]
        ratio = statistics.median(row[index].seconds / row[0].seconds for row in rounds)
        seconds, cpu, megabytes = (statistics.median(column) for column in zip(*costs, strict=True))
        print(f"| {name} | {seconds:.1f} | {ratio:.2f} | {cpu:.1f} | {megabytes:.0f} |")


def _round(folder: Path) -> list[Cost]:
    """The three builds, one after the other, on a copy of the folder; the last file is the article that comes later."""
    with tempfile.TemporaryDirectory() as scratch:
        corpus, out = Path(scratch) / "articles", Path(scratch) / "out"
        shutil.copytree(folder, corpus)
        later = max(path for path in corpus.rglob("*") if path.is_file() and path.stat().st_size > 0)
        held_back = Path(scratch) / later.name
        costs = [_build(corpus, out, Path(scratch) / "cache"), _build(corpus, out, Path(scratch) / "cache")]
        shutil.move(later, held_back)
        _build(corpus, out, Path(scratch) / "second cache")
        shutil.move(held_back, later)
        return [*costs, _build(corpus, out, Path(scratch) / "second cache")]


def _build(corpus: Path, out: Path, cache: Path) -> Cost:
    """One `briefing build`; exit code 3 says that a file was rejected, which a demonstration corpus has."""
    program = (
        "import resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
    )
    command = [sys.executable, "-m", "briefing", "build", str(corpus), "--output", str(out)]
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - the project's own command
        [sys.executable, "-c", program, *command],
        env={**os.environ, "BRIEFING_CACHE_DIR": str(cache)},
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - start
    code, cpu, megabytes = done.stdout.split()
    if code not in {"0", "3"}:
        raise SystemExit(f"{corpus}: the build failed with exit code {code}")
    return Cost(seconds, float(cpu), float(megabytes))


if __name__ == "__main__":
    main()
