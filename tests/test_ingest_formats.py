"""One article in any format is the same article: what is read of a PDF or a mail is what is read of plain text."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import papers
import pytest
from conftest import ROOT

from briefing.ingest.formats import readers
from briefing.ingest.singles import Single, single

ARTICLES = sorted((ROOT / "benchmarks" / "topics").glob("*/articles/*.txt"))


def _json(paragraphs: list[str]) -> bytes:
    return json.dumps({"text": "\n\n".join(paragraphs)}).encode()


def _mail(paragraphs: list[str]) -> bytes:
    return papers.eml("\n\n".join(paragraphs), From="", Subject="")


def _pdf(paragraphs: list[str], style: str) -> bytes:
    return papers.pdf(tuple(paragraphs[1:]), headline=paragraphs[0], style=style)


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "a.docx": lambda paragraphs: papers.docx([f"# {paragraphs[0]}", *paragraphs[1:]]),
    "a.odt": lambda paragraphs: papers.odt([f"# {paragraphs[0]}", *paragraphs[1:]]),
    "a.rtf": papers.rtf,
    "a.eml": _mail,
    "a.json": _json,
    "a.pdf": partial(_pdf, style=papers.ONE_COLUMN),
    "columns.pdf": partial(_pdf, style=papers.TWO_COLUMNS),
}
# Sentences that only the one or the other has, as a share of all. Measured: .016 and .013 of PDF, .008 of documents,
# .003 of mails. Documents say which line is a heading, where text has to guess; lines of a PDF say even less.
MOST_DIFFERENT = {"a.pdf": 0.02, "columns.pdf": 0.02}


def sentences(name: str, data: bytes) -> list[str]:
    """The sentences of a file that holds one article."""
    [row] = [single(piece) for piece in readers.pieces(name, data, 10_000_000)]
    assert isinstance(row, Single), row
    return list(row.body.sentences)


@pytest.mark.parametrize("name", FORMATS)
def test_same_sentences(name: str) -> None:
    """Nearly all sentences are the same, whatever the format."""
    everything = different = 0
    for file in ARTICLES:
        text = Path(file).read_text("utf-8")
        paragraphs = [line for line in text.split("\n") if line.strip()]
        plain, other = sentences("a.txt", text.encode()), sentences(name, FORMATS[name](paragraphs))
        everything += len(plain)
        different += len(set(plain) ^ set(other))

    assert different <= MOST_DIFFERENT.get(name, 0.01) * everything
