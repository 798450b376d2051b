"""How well the gates tell sentences that a document supports from those that it does not.

    .venv/bin/python benchmarks/consistency.py FILE

FILE holds one JSON a line: document, sentence, label (1 = supported), origin, errors (a list of names, or nothing).
Printed are Markdown tables: balanced accuracy, unsupported stopped and supported kept, for all gates as a written
sentence meets them, for those on parses and those on words, for accepting all and for the overlap of words; the same by
half, by kind of error and for each gate alone.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from briefing import config, gates, models
from briefing.config import Settings
from briefing.errors import BriefingError
from briefing.gates.arguments import is_arranged, misplaced
from briefing.gates.known import content, known
from briefing.gates.roles import turned
from briefing.gates.support import Support, weigh
from briefing.language import parser, segmentation
from briefing.language.encoder import Encoder
from briefing.records import Claim, Span, Token

BATCH = 64
OVERLAP = 0.75
"""For the baseline, the share of content words that must stand in the document: best on the first half, 80 % kept."""

# How tokenised news was written: brackets as names, quotation marks as two strokes, blanks before stops.
MARKS = {"``": '"', "''": '"', "-lrb-": "(", "-rrb-": ")", "-LRB-": "(", "-RRB-": ")"}
TOKENISED = re.compile(r"\s[.,](?:\s|$)|-lrb-|``", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled sentence."""

    document: str
    sentence: str
    supported: bool
    origin: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the models read it."""

    text: str
    tokens: tuple[Token, ...]
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what each way of judging says of it: whether it keeps the sentence."""

    row: Row
    kept: Mapping[str, bool]


def main() -> int:
    """Print the tables; 1 where there is nothing to measure."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - one argument
        print("consistency: no data: name a file of labelled sentences: make eval DATA=FILE", file=sys.stderr)
        return 1
    try:
        rows = read(Path(sys.argv[1]))
        judged = list(judge(rows))
    except (ValueError, BriefingError) as error:
        print(f"consistency: {error}", file=sys.stderr)
        return 1
    report(judged)
    return 0


def read(path: Path) -> list[Row]:
    """The labelled sentences of a file.

    Raises:
        ValueError: there is no such file, or a line of it is none of that form.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: cannot be read: {error}; name another with DATA=FILE") from error
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise ValueError(f"{path}: holds no line; name another with DATA=FILE")
    return rows


def _row(path: Path, number: int, line: str) -> Row:
    try:
        raw = json.loads(line)
        if raw["label"] not in (0, 1) or not isinstance(raw["document"], str) or not isinstance(raw["sentence"], str):
            raise ValueError("label is not 0 or 1, or a text is none")  # noqa: TRY301 - one place says what is wrong
        errors = tuple(str(name) for name in raw.get("errors") or ())
        return Row(raw["document"], raw["sentence"], bool(raw["label"]), str(raw.get("origin") or "all"), errors)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"{path}: line {number}: {type(error).__name__}: {error}; needed are document, sentence and label (0 or 1)"
        ) from error


def plain(text: str) -> str:
    r"""A tokenised text as it is printed; any other as it is.

    >>> plain("the council met . it ( again ) said `` no '' .")
    'the council met.\nit (again) said " no ".'
    """
    if not TOKENISED.search(text):
        return text
    for mark, printed in MARKS.items():
        text = text.replace(mark, printed)
    text = re.sub(r"\s+([.,;:!?%)]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)", r"\1", text)
    text = re.sub(r"([$£€(])\s+", r"\1", text)
    return re.sub(r"(?<=[a-z0-9\")][.!?])\s+(?=[a-z\"(0-9])", "\n", text) if text == text.lower() else text


def _sentences(texts: Sequence[str]) -> dict[str, list[Sentence]]:
    """Each text as sentences, read by the models in batches of like length."""
    folder = config.model_folder(Settings())
    models.locate(models.PARSER, folder)
    encoder = Encoder(models.locate(models.ENCODER, folder), 2)
    nlp = parser.load()
    pieces = []
    for text in texts:
        printed = plain(text)
        pieces += [(text, printed[start:end]) for start, end in segmentation.sentence_spans(printed)]
    pieces.sort(key=lambda piece: len(piece[1]))
    read_so_far: dict[str, list[Sentence]] = {text: [] for text in texts}
    for start in range(0, len(pieces), BATCH):
        batch = pieces[start : start + BATCH]
        vectors = encoder.encode([piece for _, piece in batch])
        ends = list(accumulate(len(piece) for _, piece in batch))
        spans = [Span("", end - len(piece), end) for end, (_, piece) in zip(ends, batch, strict=True)]
        parses = parser.parse("".join(piece for _, piece in batch), spans, nlp)
        for (text, piece), vector, parsed in zip(batch, vectors, parses, strict=True):
            read_so_far[text].append(Sentence(piece, parsed.tokens, vector))
        if start // BATCH % 20 == 0:
            print(f"read {start:,} of {len(pieces):,} sentences", file=sys.stderr)
    return read_so_far


ALONE: dict[str, Callable[[Support], bool]] = {
    "names": lambda found: not found.names,
    "numbers": lambda found: not found.numbers,
    "what numbers count": lambda found: not found.counts,
    "names joined": lambda found: not found.joined,
    "acts and is acted on": lambda found: not found.both,
    "other words, three or more": lambda found: len(found.words) < 3,  # noqa: PLR2004
    "closeness below .45": lambda found: found.closest >= 0.45,  # noqa: PLR2004
    "all of these, weighed": lambda found: found.margin >= 0,
}


IN_WORDS: tuple[gates.Gate, ...] = (
    gates.numbers_stand,
    gates.units_stand,
    gates.dates_stand,
    gates.names_stand,
    gates.matter_stands,
    gates.meaning_stands,
    gates.joining_stands,
    gates.quotations_stand,
)
"""What verify asks as well, of the sentences that the written one rests on."""


def judge(rows: Sequence[Row]) -> Iterator[Judged]:
    """Each row with what the gates and the baselines say."""
    read_texts = _sentences(sorted({row.document for row in rows} | {row.sentence for row in rows}))
    indexes = {row.document: known(read_texts[row.document]) for row in rows}
    for row in rows:
        source, index = read_texts[row.document], indexes[row.document]
        written = read_texts[row.sentence]
        found = [weigh(sentence, source, index) for sentence in written]
        words = [token for sentence in written for token in content(sentence.tokens)]
        held = sum(index.holds(token) for token in words) / len(words) if words else 0.0
        kept = {name: bool(found) and all(map(passes, found)) for name, passes in ALONE.items()}
        kept["deeds turned round"] = not any(turned(sentence, source) for sentence in written)
        aligned = [[source[at] for at in gates.align(sentence, source)] for sentence in written]
        kept["its words given to others"] = not any(
            is_arranged(sentence, rests_on) and misplaced(sentence, source)
            for sentence, rests_on in zip(written, aligned, strict=True)
        )
        quotes = [[sentence.text for sentence in rests_on] for rests_on in aligned]
        for gate in IN_WORDS:
            kept[f"in words: {gate.__name__}"] = all(
                gate(Claim(s.text, (), "merged"), rests_on).supported
                for s, rests_on in zip(written, quotes, strict=True)
            )
        kept["in words, all"] = all(kept[f"in words: {gate.__name__}"] for gate in IN_WORDS)
        kept["gates"] = bool(written) and all(gates.judge_rewritten(s, source).supported for s in written)
        kept["shortened"] = all(
            gates.is_shortened(sentence, rests_on) for sentence, rests_on in zip(written, aligned, strict=True)
        )
        kept["whole chain"] = bool(written) and all(
            _passes(sentence, source, rests_on) for sentence, rests_on in zip(written, aligned, strict=True)
        )
        kept["accept all"] = True
        kept["word overlap"] = held >= OVERLAP
        yield Judged(row, kept)


def _passes(sentence: Sentence, source: Sequence[Sentence], rests_on: Sequence[Sentence]) -> bool:
    """Whether a written sentence would be printed: it is its source's, or passes all that a condenser asks."""
    quotes = [other.text for other in rests_on]
    if quotes and " ".join(quotes[0].split()) == sentence.text:
        return True
    return (
        gates.judge(Claim(sentence.text, (), "merged"), quotes).supported
        and gates.judge_rewritten(sentence, source).supported
        and gates.is_shortened(sentence, rests_on)
    )


def report(judged: Sequence[Judged]) -> None:
    """Print the tables."""
    groups = {"all": list(judged)}
    for part, name in ((0, "first half"), (1, "second half")):
        groups[name] = [j for j in judged if half(j.row) == part]
    for origin in sorted({j.row.origin for j in judged}):
        groups[origin] = [j for j in judged if j.row.origin == origin]
    print("| sentences | judged by | supported | unsupported | balanced accuracy | unsupported stopped | kept |")
    print("|:--|:--|--:|--:|--:|--:|--:|")
    for name, group in groups.items():
        for way in ("whole chain", "gates", "in words, all", "word overlap", "accept all"):
            print(f"| {name} | {way} | {_cells(group, way)} |")
    print("\n| kind of error | sentences | stopped by the whole chain | by the gates | by word overlap |")
    print("|:--|--:|--:|--:|--:|")
    for error in sorted({error for j in judged for error in j.row.errors}):
        group = [j for j in judged if error in j.row.errors]
        cells = " | ".join(_percent(not j.kept[way] for j in group) for way in ("whole chain", "gates", "word overlap"))
        print(f"| {error} | {len(group)} | {cells} |")
    print("\n| one gate alone | unsupported stopped | supported lost | unsupported, % of what it stops |")
    print("|:--|--:|--:|--:|")
    for name in judged[0].kept:
        if name not in {"whole chain", "gates", "accept all", "word overlap"}:
            stopped = [not j.row.supported for j in judged if not j.kept[name]]
            print(f"| {name} | {stopped.count(True)} | {stopped.count(False)} | {_percent(stopped)} |")


def half(row: Row) -> int:
    """0 for the half on which weights were set, 1 for the other: by document, so that none is in both."""
    return int(hashlib.sha256(row.document.encode()).hexdigest(), 16) % 2


def _cells(group: Sequence[Judged], way: str) -> str:
    supported = [j.kept[way] for j in group if j.row.supported]
    stopped = [not j.kept[way] for j in group if not j.row.supported]
    shares = [sum(part) / len(part) if part else 0.0 for part in (supported, stopped)]
    balanced = f"{50 * sum(shares):.1f}" if supported and stopped else ""
    return f"{len(supported)} | {len(stopped)} | {balanced} | {_percent(stopped)} | {_percent(supported)}"


def _percent(marks: Iterator[bool] | Sequence[bool]) -> str:
    found = list(marks)
    return f"{100 * sum(found) / len(found):.1f}" if found else ""


if __name__ == "__main__":
    sys.exit(main())
