"""How much of what people put into a summary stands in the first words of a brief.

    .venv/bin/python benchmarks/summary.py ARTICLES REFERENCES.json [ARTICLES REFERENCES.json ...]

REFERENCES.json is a list of summaries of the folder, by people. Compared at an equal number of words: the first
sentences of the articles in turn, the sentences by salience alone, and what a brief prints (bottom line, then
developments). ROUGE-1 and ROUGE-2 (Lin 2004), F1 without stemming, mean over the references.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
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
    print("| articles | what | ROUGE-1 | ROUGE-2 |")
    print("|:--|:--|--:|--:|")
    for folder, references in pairs:
        summaries = json.loads(Path(references).read_text(encoding="utf-8"))
        for name, text in _candidates(Path(folder)):
            scores = [sum(_rouge(text, summary, n) for summary in summaries) / len(summaries) for n in (1, 2)]
            print(f"| {Path(folder).name} | {name} | {100 * scores[0]:.1f} | {100 * scores[1]:.1f} |")


def _candidates(folder: Path) -> Iterator[tuple[str, str]]:
    settings = Settings()
    articles = pipeline.read(folder, settings).articles
    brief = pipeline.build(folder, settings).brief
    yield "first sentences", _cut(_leads(articles))
    yield "brief", _cut(_printed(brief))


def _leads(articles: Iterable[Article]) -> Iterator[str]:
    """The first sentence of each article, then the second of each, and so on, newest article first."""
    newest = sorted(articles, key=lambda a: (str(a.published or ""), a.id), reverse=True)
    for index in range(max(len(article.sentences) for article in newest)):
        for article in newest:
            if index < len(article.sentences):
                span = article.sentences[index]
                yield article.text[span.start : span.end]


def _printed(brief: Brief) -> Iterator[str]:
    yield from (statement.text for statement in (*brief.bottom_line, *brief.developments))


def _cut(sentences: Iterable[str]) -> str:
    return " ".join(" ".join(sentences).split()[:WORDS])


def _rouge(candidate: str, reference: str, n: int) -> float:
    """F1 of the n-grams that both have."""
    first, second = _grams(candidate, n), _grams(reference, n)
    shared = sum((first & second).values())
    return 2 * shared / (sum(first.values()) + sum(second.values())) if shared else 0.0


def _grams(text: str, n: int) -> Counter[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.lower())
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


if __name__ == "__main__":
    main()
