"""What each condenser makes of folders of articles: coverage, sentences that pass, time and memory.

    .venv/bin/python benchmarks/condensers.py [FOLDER ...] [--corpora DIR] [--model NAME ...]
        [--gold FILE --scorer FILE] [--references DIR] [--briefs DIR]
    .venv/bin/python benchmarks/condensers.py [FOLDER ...] [--corpora DIR] [--model NAME ...] --batching [--articles N]

Each condenser is a process of its own, so that its peak of memory is its own, and remembers nothing of another run.

`--corpora` takes every folder in DIR. `--scorer` is a program that is given a brief, the folder and what a reader found
in it, and answers `{"actors_must": "12/14", ...}` with `--json`; FILE of `--gold` is about the folder of its name.
`--references` holds NAME.json for a folder NAME, as `summary.py` reads it. `--briefs` is where the briefs and what the
models wrote are put, for people to read.

`--batching` answers the first N articles one at a time (batches of one row), together as it is done, and each alone as
it is done; then says how much faster the second is than the first, and how many answers are the same as in the third.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import summary

from briefing import config, models, pipeline
from briefing.condense import Condenser, GenerativeCondenser, Messages, Prompt, Reader, Writer
from briefing.condense.answers import written_sentences
from briefing.condense.choosing import WITHOUT_WRITER, extractive
from briefing.condense.generative import room
from briefing.condense.local import ROWS, LocalWriter
from briefing.config import Settings
from briefing.records import Article, Brief, Digest, Span
from briefing.render import json as brief_json
from briefing.render import render

ROOT = Path(__file__).parent.parent
FOUND = ("found", "asked")
MODELS = (*WITHOUT_WRITER, "SmolLM2-135M-Instruct", "Qwen2.5-Coder-0.5B-Instruct")


def main() -> None:
    """Measure and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--model", action="append")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--references", type=Path)
    parser.add_argument("--briefs", type=Path)
    parser.add_argument("--batching", action="store_true")
    parser.add_argument("--articles", type=int, default=16)
    parser.add_argument("--tried", type=int, default=4)
    parser.add_argument("--alone", help=argparse.SUPPRESS)  # the condenser that this process is for
    chosen = parser.parse_args()
    within = sorted(path for path in chosen.corpora.iterdir() if path.is_dir()) if chosen.corpora else []
    folders = [*chosen.folders, *within] or [ROOT / "corpus"]
    names = chosen.model or MODELS
    if chosen.alone:
        with tempfile.TemporaryDirectory() as cache:
            settings = _settings(chosen.alone, cache)
            measure = batching if chosen.batching else measured
            print(json.dumps(measure(settings, folders, chosen)))
    elif chosen.batching:
        _print_batching([(name, _in_a_process(name)) for name in names if name not in WITHOUT_WRITER])
    else:
        _print_compared(folders, [(name, _in_a_process(name)) for name in names])


def _in_a_process(name: str) -> Any:  # noqa: ANN401 - what the process prints
    """The measurements of one condenser, asked for with this process's own arguments."""
    command = [sys.executable, __file__, *sys.argv[1:], "--alone", name]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)  # noqa: S603 - this script
    if done.returncode:
        raise SystemExit(f"{name}: its process ended with {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


# --- comparing -------------------------------------------------------------------------------------


def _print_compared(folders: Sequence[Path], rows: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    print(f"{len(folders)} folders, {rows[0][1]['articles']} articles\n")
    print("| condenser | loading, s | s an article | peak MB | coverage | written | word for word | passed | refused |")
    print("|:--|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name, row in rows:
        written = row["written"]
        shares = [f"{_percent(row[part], written)}" for part in ("copied", "passed", "refused")]
        print(
            f"| {name} | {row['loading']:.1f} | {row['seconds'] / row['articles']:.2f} | {row['megabytes']:.0f} "
            f"| {row['found']}/{row['asked']} | {written} | {' | '.join(shares)} |"
        )
    print("\n| condenser | folder | ROUGE-1 | ROUGE-2 | ROUGE-L |")
    print("|:--|:--|--:|--:|--:|")
    for name, row in rows:
        for folder, scores in row["rouge"].items():
            print(f"| {name} | {folder} | {' | '.join(f'{100 * score:.1f}' for score in scores)} |")
    for name, row in rows:
        reasons = ", ".join(f"{reason} {count}" for reason, count in row["reasons"].items())
        if row["written"]:
            print(f"\n{name}: refused for {reasons or 'nothing'}; withheld in the briefs: {row['withheld']}.")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def measured(settings: Settings, folders: Sequence[Path], asked: argparse.Namespace) -> dict[str, Any]:
    """What the condenser that the settings name does with the folders, in this process."""
    total = Counter(dict.fromkeys(("articles", "written", "copied", "passed", "refused", "withheld", *FOUND), 0))
    reasons: Counter[str] = Counter()
    rouge: dict[str, tuple[float, ...]] = {}
    condenser = made(settings)
    condenser.load()
    for folder in folders:
        brief = pipeline.build(folder, settings, condenser=condenser).brief
        found, why = condenser.judged()
        reasons.update(why)
        for counts in (found, _coverage(brief, folder, asked.gold, asked.scorer)):
            total.update(counts)
        total.update(articles=len(condenser.articles), withheld=len(brief.withheld))
        references = asked.references / f"{folder.name}.json" if asked.references else None
        if references and references.is_file():
            rouge[folder.name] = summary.rouge_of(summary.opening(brief), references)
        if asked.briefs:
            _put(asked.briefs / settings.model / folder.name, brief, condenser)
    return dict(total) | {
        "loading": condenser.loading,
        "seconds": condenser.seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rouge": rouge,
        "reasons": dict(reasons.most_common()),
    }


def _settings(name: str, cache: str) -> Settings:
    """Those of the environment, which says where the models are, for one condenser that remembers nothing."""
    return replace(config.load(None, os.environ, {}), model=name, fallback=False, cache_dir=Path(cache))


def _coverage(brief: Brief, folder: Path, gold: Path | None, scorer: Path | None) -> Counter[str]:
    """How many of the rows that a brief of the folder must have were asked for and found."""
    if not gold or not scorer or gold.stem != folder.name:
        return Counter()
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        file.write(brief_json.dumps(brief))
        file.flush()
        command = [sys.executable, str(scorer), file.name, str(folder), str(gold), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - the user's program
    shares = [value.split("/") for key, value in json.loads(done.stdout).items() if key.endswith("_must")]
    return Counter(found=sum(int(found) for found, _ in shares), asked=sum(int(asked) for _, asked in shares))


def _put(folder: Path, brief: Brief, condenser: "Timed") -> None:
    """What people read: the brief, what was written, and what the gates said of it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in render(brief, ("md",), None).items():
        (folder / name).write_bytes(data)
    answers = condenser.writer.answers if condenser.writer else ()
    (folder / "answers.txt").write_text("\n\n----\n\n".join(answers), encoding="utf-8")
    lines = [f"{refused.reason}\n    {refused.text}" for digest in condenser.digests for refused in digest.refused]
    (folder / "refused.txt").write_text("\n".join(lines), encoding="utf-8")


def _sentence(article: Article, span: Span) -> str:
    return " ".join(article.text[span.start : span.end].split())


def _nothing() -> Article:
    """An article without sentences: it is condensed as soon as the models are there."""
    return Article("", "", "", "", None, None, None, "unknown", None, "en", "", (), "")


def made(settings: Settings) -> "Timed":
    """The condenser that the settings name, its models not yet loaded.

    Raises:
        ModelError: the model is not there.
    """
    if settings.model in WITHOUT_WRITER:
        return Timed(extractive(settings))  # in this process, whose memory is measured
    folder = config.model_folder(settings)
    writer = Overheard(LocalWriter(models.find(settings.model, folder), threads=settings.threads))
    reader = Reader(lambda: models.locate(models.ENCODER, folder), threads=settings.threads)
    prompt = Prompt(settings.prompts_dir)
    return Timed(GenerativeCondenser(reader, writer, prompt, points=settings.points), writer)


class Timed:
    """A condenser that says how long it took and what its writer wrote."""

    def __init__(self, condenser: Condenser, writer: "Overheard | None" = None) -> None:
        """Listen to a condenser; `writer` is its writer, if it has one."""
        self.name, self.revision, self.prompt = condenser.name, condenser.revision, condenser.prompt
        self.writer = writer
        self.loading = 0.0
        """Seconds until all models were there."""
        self.seconds = 0.0
        """Spent condensing, at all calls."""
        self.articles: list[Article] = []
        """Those of the last call."""
        self.digests: list[Digest] = []
        """Those of the last call."""
        self._condenser = condenser

    def prepare(self) -> None:
        """The models are there already."""

    def load(self) -> None:
        """Load all models.

        Raises:
            ModelError: one of them is missing or broken.
        """
        start = time.perf_counter()
        list(self._condenser([(_nothing(), "")]))  # An article without sentences asks for nothing but the models.
        if self.writer:
            self.writer.instructed  # noqa: B018 - only the writer itself can tell
        self.loading = time.perf_counter() - start

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Condense."""
        start = time.perf_counter()
        made = list(self._condenser(jobs))
        self.seconds += time.perf_counter() - start
        self.articles, self.digests = [article for article, _ in jobs], made
        yield from made

    def judged(self) -> tuple[Counter[str], Counter[str]]:
        """Of the sentences written at the last call: how many were copied, passed, refused; and refused why."""
        if self.writer is None:
            return Counter(), Counter()
        written = [text for answer in self.writer.answers for text in written_sentences(answer)]
        refused = Counter(refused.text for digest in self.digests for refused in digest.refused)
        sources = {_sentence(article, span) for article in self.articles for span in article.sentences}
        copied = sum(text in sources and text not in refused for text in written)
        count = {"written": len(written), "copied": copied, "refused": refused.total()}
        count["passed"] = len(written) - copied - refused.total()
        reasons = (refused.reason.split(":")[0] for digest in self.digests for refused in digest.refused)
        return Counter(count), Counter(reasons)


class Overheard:
    """A writer whose answers are kept."""

    def __init__(self, writer: Writer) -> None:
        """Listen to a writer."""
        self.name, self.revision = writer.name, writer.revision
        self.answers: list[str] = []
        """Those of the last call."""
        self._writer = writer

    @property
    def instructed(self) -> bool:
        """As the writer."""
        return self._writer.instructed

    def fits(self, messages: Messages, max_tokens: int) -> bool:
        """As the writer."""
        return self._writer.fits(messages, max_tokens)

    def write(self, prompts: Sequence[Messages], max_tokens: int) -> Iterator[tuple[int, str]]:
        """As the writer."""
        self.answers = []
        for index, text in self._writer.write(prompts, max_tokens):
            self.answers.append(text)
            yield index, text


# --- batching --------------------------------------------------------------------------------------


def _print_batching(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    print(f"load {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors\n")
    print(
        "| model | articles | sentences | one at a time, s an article | together | times as fast | a new one alone, s ",
        end="",
    )
    print("| alone the same | one at a time the same |\n|:--|" + "--:|" * 8)
    for name, row in rows:
        count, tried = row["articles"], row["tried"]
        single, together = row["single"] / count, row["together"] / count
        print(
            f"| {name} | {count} | {row['sentences']} | {single:.1f} | {together:.1f} | {single / together:.1f} "
            f"| {row['alone'] / tried:.1f} | {row['same']}/{tried} | {row['same_single']}/{count} |",
            flush=True,
        )


def batching(settings: Settings, folders: Sequence[Path], asked: argparse.Namespace) -> dict[str, Any]:
    """The answers of one writer to the first articles of the folders, in this process."""
    prompt = Prompt(settings.prompts_dir)
    found = models.find(settings.model, config.model_folder(settings))
    articles = [article for folder in folders for article in pipeline.read(folder, settings).usable]
    prompts = [prompt.messages(article.text, settings.points) for article in articles]
    return compared(found, prompts[: asked.articles], settings, asked.tried)


def compared(found: models.Found, prompts: Sequence[Messages], settings: Settings, tried: int) -> dict[str, Any]:
    """Prompts answered one at a time, together, and some alone in the shape of a batch: seconds, and what is the same.

    Args:
        found: the model.
        prompts: what it is asked; those that do not fit are left out.
        settings: for the room of an answer and the threads.
        tried: how many are answered alone too, evenly spread.
    """
    tokens = room(settings.points)
    one, many = (LocalWriter(found, threads=settings.threads, rows=rows) for rows in (1, ROWS))
    fitting = [prompt for prompt in prompts if one.fits(prompt, tokens) and many.fits(prompt, tokens)]  # loads both
    seconds, single = _timed(one, fitting, tokens)
    seconds_together, together = _timed(many, fitting, tokens)
    places = range(0, len(fitting), max(1, len(fitting) // tried))
    answers = [_timed(many, [fitting[place]], tokens) for place in places]
    alone = {place: text[0] for place, (_, text) in zip(places, answers, strict=True)}
    return {
        "articles": len(fitting),
        "tried": len(alone),
        "single": seconds,
        "together": seconds_together,
        "alone": sum(spent for spent, _ in answers),
        "sentences": sum(len(written_sentences(answer)) for answer in together.values()),
        "same": sum(together[index] == answer for index, answer in alone.items()),
        "same_single": sum(together[index] == answer for index, answer in single.items()),
    }


def _timed(writer: Writer, prompts: Sequence[Messages], tokens: int) -> tuple[float, dict[int, str]]:
    start = time.perf_counter()
    answers = dict(writer.write(prompts, tokens))
    return time.perf_counter() - start, answers


if __name__ == "__main__":
    main()
