"""How much of what people put into a summary stands in the first words of a brief.

    .venv/bin/python benchmarks/summary.py ARTICLES REFERENCES.json [ARTICLES REFERENCES.json ...]

REFERENCES.json is a list of summaries of the folder, by people. Compared at an equal number of words: the first
sentences of the articles in turn, the sentences by salience alone, and what a brief prints (bottom line, then
developments). ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004; L over the whole text as one sequence), F1 without stemming, mean
over the references.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefing import pipeline
from briefing.config import Settings
from briefing.records import Article, Brief

WORDS = 200  # the length of the summaries that this was made for


def main() -> None:
    """Print a Markdown table."""
    pairs = list(zip(sys.argv[1::2], sys.argv[2::2], strict=True))
    if not pairs:
        raise SystemExit(__doc__)
    print("| articles | what | ROUGE-1 | ROUGE-2 | ROUGE-L |")
    print("|:--|:--|--:|--:|--:|")
    for folder, references in pairs:
        for name, text in _candidates(Path(folder)):
            scores = rouge_of(text, Path(references))
            print(f"| {Path(folder).name} | {name} | {' | '.join(f'{100 * score:.1f}' for score in scores)} |")


def _candidates(folder: Path) -> Iterator[tuple[str, str]]:
    settings = Settings()
    articles = pipeline.read(folder, settings).articles
    brief = pipeline.build(folder, settings).brief
    yield "first sentences", _cut(_leads(articles))
    yield "brief", opening(brief)


def _leads(articles: Iterable[Article]) -> Iterator[str]:
    """The first sentence of each article, then the second of each, and so on, newest article first."""
    newest = sorted(articles, key=lambda a: (str(a.published or ""), a.id), reverse=True)
    for index in range(max(len(article.sentences) for article in newest)):
        for article in newest:
            if index < len(article.sentences):
                span = article.sentences[index]
                yield article.text[span.start : span.end]


def opening(brief: Brief) -> str:
    """The first words of what a brief prints: bottom line, then developments."""
    return _cut(statement.text for statement in (*brief.bottom_line, *brief.developments))


def _cut(sentences: Iterable[str]) -> str:
    return " ".join(" ".join(sentences).split()[:WORDS])


def rouge_of(candidate: str, references: Path) -> tuple[float, float, float]:
    """ROUGE-1, ROUGE-2 and ROUGE-L of a text, each in [0, 1] and the mean over the summaries of a file."""
    summaries = json.loads(references.read_text(encoding="utf-8"))
    words = _words(candidate)
    scores = [
        (_rouge(words, other, 1), _rouge(words, other, 2), _rouge_l(words, other)) for other in map(_words, summaries)
    ]
    one, two, longest = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return one, two, longest


def _rouge(candidate: Sequence[str], reference: Sequence[str], n: int) -> float:
    """F1 of the n-grams that both have."""
    first, second = _grams(candidate, n), _grams(reference, n)
    return _f1(sum((first & second).values()), sum(first.values()), sum(second.values()))


def _rouge_l(candidate: Sequence[str], reference: Sequence[str]) -> float:
    """F1 of the longest common subsequence of words.

    >>> _rouge_l("the bridge fell on monday".split(), "on monday the bridge fell".split())
    0.6
    """
    row = [0] * (len(reference) + 1)
    for word in candidate:
        before = 0  # what stands above and to the left in the table of lengths
        for place, other in enumerate(reference, 1):
            above = row[place]
            row[place] = before + 1 if word == other else max(above, row[place - 1])
            before = above
    return _f1(row[-1], len(candidate), len(reference))


def _f1(shared: int, first: int, second: int) -> float:
    return 2 * shared / (first + second) if shared else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _grams(words: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


if __name__ == "__main__":
    main()
