"""A newsroom for tests: plain texts become articles, digests and passages, by the real parser and no encoder."""

import math
import zlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.condense import salience
from briefing.config import Settings
from briefing.language import parser
from briefing.language.parser import Parsed
from briefing.language.segmentation import sentence_spans
from briefing.merge import merge
from briefing.merge.passages import Passage
from briefing.merge.passages import passages as passages_of
from briefing.records import Article, Claim, Digest, Draft, Reading, Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language

DAY = date(2024, 3, 5)
"""A Tuesday, on which articles appear that say nothing else."""
SIZE = 384
POINTS = 8
SILENT = frozenset({"PUNCT", "SPACE", "DET", "ADP", "AUX", "PRON", "PART", "CCONJ", "SCONJ", "SYM"})


@cache
def language_model() -> "Language":
    """The real parser, loaded once a session."""
    return parser.load()


VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *("the", "a", "council", "mayor", "farmer", "bridge", "road", "snow", "plan", "law", "new", "old", "open", "close"),
    *("reject", "pass", "block", "fell", "met", "on", "in", "##s", "##ed", "##ing", ".", ","),
]


def save_encoder(target: Path) -> None:
    """Save a BERT of two layers, 31 words and random weights, in the hub's format."""
    import torch  # noqa: PLC0415 - takes seconds, which the tests of other files need not wait for
    from transformers import BertConfig, BertModel, BertTokenizer  # noqa: PLC0415

    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=256,
    )
    BertModel(config).save_pretrained(target)
    (target / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    BertTokenizer(str(target / "vocab.txt")).save_pretrained(target)


def article(key: str, text: str, *, origin: str = "", title: str = "News") -> Article:
    """An article of a text that may begin with its day: `2024-03-06: The council met.`, or `undated: …`.

    Args:
        key: the article's id; its path is the same.
        text: the body, perhaps with the day before it.
        origin: who first wrote it; the article itself, if not given.
        title: the headline.
    """
    published, text = _dated(text)
    return Article(
        id=key,
        path=key,
        sha256=f"{zlib.crc32(text.encode()):064x}",
        title=title,
        publisher=None,
        author=None,
        published=published,
        dated_by="stated" if published else "unknown",
        url=None,
        language="en",
        text=text,
        sentences=tuple(Span(key, start, end) for start, end in sentence_spans(text)),
        origin=origin or key,
    )


def _dated(text: str) -> tuple[date | None, str]:
    head, _, body = text.partition(": ")
    if head == "undated":
        return None, body
    try:
        return date.fromisoformat(head), body
    except ValueError:
        return DAY, text


def articles(**texts: str) -> tuple[Article, ...]:
    """One article a text, under the name it is given by."""
    return tuple(article(key, text) for key, text in texts.items())


def digest(article: Article, points: int = POINTS) -> Digest:
    """The article as the salience condenser would condense it, with the vectors of this room."""
    parsed = _parsed(article.text, tuple((span.start, span.end) for span in article.sentences))
    chosen, sentences = salience.condense(article, parsed, [vector(part) for part in parsed], points)
    return Digest(article.id, "newsroom", article.sha256, chosen, sentences)


@cache
def _parsed(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Parsed, ...]:
    return tuple(parser.parse(text, [Span("", start, end) for start, end in spans], language_model()))


def vector(parsed: Parsed) -> tuple[float, ...]:
    """A bag of lemmas hashed into a vector of unit length: shared words bring sentences close, nothing else does."""
    counts = [0.0] * SIZE
    for token in parsed.tokens:
        if token.pos not in SILENT:
            counts[zlib.crc32(token.lemma.lower().encode()) % SIZE] += 1.0
    length = math.sqrt(sum(count * count for count in counts)) or 1.0
    return tuple(round(count / length, 4) for count in counts)


def passages(**texts: str) -> tuple[Passage, ...]:
    """The sentences of some texts as the merger sees them; each text is an article of its own origin."""
    return passages_from(articles(**texts))


def passages_from(several: tuple[Article, ...], points: int = POINTS) -> tuple[Passage, ...]:
    """The sentences of some articles as the merger sees them."""
    return passages_of(several, {one.id: digest(one, points) for one in several})


def passage(text: str) -> Passage:
    """The last sentence of a text, with those before it."""
    return passages(a=text)[-1]


def sentence(text: str) -> tuple[Sentence, str]:
    """The last sentence of a text, and the text."""
    last = passage(text)
    return last.sentence, last.article.text


def draft(settings: Settings | None = None, /, **texts: str) -> Draft:
    """What the merger makes of some texts."""
    several = articles(**texts)
    return merge(several, {one.id: digest(one) for one in several}, settings or Settings())


def reading(*several: Article) -> Reading:
    """A folder that holds some articles and nothing else."""
    return Reading(tuple(sorted(several, key=lambda one: one.id)), ())


def quotes(claim: Claim, several: tuple[Article, ...]) -> list[str]:
    """The words that a claim rests on."""
    texts = {one.id: one.text for one in several}
    return [texts[span.article][span.start : span.end] for span in claim.spans]
