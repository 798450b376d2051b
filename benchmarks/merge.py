"""How the time of merging and verifying grows with the number of articles.

    .venv/bin/python benchmarks/merge.py FOLDER [COUNT ...]

The articles of FOLDER are multiplied to COUNT: each copy gets another place name, other numbers and another day, so
that copies do not simply join. Condensing is left out; only what `merge` and `verify` take is counted.
"""

import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from briefing import pipeline
from briefing.condense import SalienceCondenser
from briefing.config import Settings, model_folder
from briefing.merge import merge
from briefing.models import ENCODER, locate
from briefing.records import Article, Digest, MadeBy, Reading, Sentence, Span
from briefing.verify import Heading, verify


def main() -> None:
    """Print a Markdown table."""
    if len(sys.argv) < 2:  # noqa: PLR2004 - the folder
        raise SystemExit(__doc__)
    settings = Settings()
    reading = pipeline.read(Path(sys.argv[1]), settings)
    condenser = SalienceCondenser(
        lambda: locate(ENCODER, model_folder(settings)), points=settings.points, threads=settings.threads
    )
    read = {article.id: article for article in reading.articles if article.sentences}
    originals = [(read[made.article], made) for made in condenser([(one, "") for one in read.values()])]
    print("| articles | seconds | ms an article |")
    print("|--:|--:|--:|")
    for count in [int(word) for word in sys.argv[2:]] or [10, 50, 200]:
        many = [_copy(*originals[index % len(originals)], index // len(originals)) for index in range(count)]
        articles = tuple(article for article, _ in many)
        start = time.perf_counter()
        draft = merge(articles, {digest.article: digest for _, digest in many}, settings)
        verify(draft, Reading(articles, ()), Heading("", None, "en", None, MadeBy("", "", "", "")))
        seconds = time.perf_counter() - start
        print(f"| {count} | {seconds:.2f} | {1000 * seconds / count:.0f} |", flush=True)


def _copy(article: Article, digest: Digest, number: int) -> tuple[Article, Digest]:
    """The article under another id and day, with vectors turned a little so that copies are alike but not equal."""
    name = f"{number:04}-{article.id}"

    def here(span: Span) -> Span:
        return Span(name, span.start, span.end)

    def turned(sentence: Sentence) -> Sentence:
        cut = number % len(sentence.vector)
        vector = (*sentence.vector[cut:], *sentence.vector[:cut])
        return replace(sentence, span=here(sentence.span), vector=vector)

    published = article.published + timedelta(days=number) if article.published else None
    moved = replace(
        article,
        id=name,
        path=name,
        published=published,
        origin=name,
        duplicate_of=None,
        sentences=tuple(here(span) for span in article.sentences),
    )
    points = tuple(replace(point, spans=tuple(here(span) for span in point.spans)) for point in digest.points)
    return moved, replace(digest, article=name, points=points, sentences=tuple(turned(s) for s in digest.sentences))


if __name__ == "__main__":
    main()
