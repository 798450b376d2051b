"""The generative condenser: a model writes what an article says, and every sentence of it has to pass.

The article is read as for salience. Its sentences go to a writer, in as many pieces as the writer needs; what comes
back is taken apart into sentences, each is aligned with the sentences that it rests on and judged by all gates: those
on words, which verify asks again, and those on parse and embedding, for which only a condenser has what they need. A
sentence that passes is printed in the writer's words, on the evidence of its source; one that fails gives its place to
the source sentence, and its words are kept with the reason.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from briefing import gates
from briefing.condense.answers import written_sentences
from briefing.condense.prompting import Prompt, framed
from briefing.condense.reading import Reader, Written
from briefing.condense.writer import Messages, Writer
from briefing.language import lexicon
from briefing.records import Article, Claim, Digest, Point, Refused, Sentence, Span, Verdict

REVISION: Final = "3"
"""Raised when the same answer of a writer would come to give another digest."""
TOKENS_A_POINT: Final = 40
"""Room of an answer, for each point that is asked for. Of 29 real articles SmolLM2-135M-Instruct made sentences of 22
words on average, some 30 tokens, and of 35 at the 90th percentile; 3 answers were cut off."""
FEWEST_TOKENS: Final = 64
"""Room of an answer at least; chosen, not measured."""
_OF_THE_TEXT = re.compile(r"(?:The|This) (?:news )?(article|text|passage)\b")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some sentences of an article that one prompt holds."""

    job: int
    sentences: range
    prompt: Messages


@dataclass(slots=True)
class _Read:
    """An article on its way: what the models say of it, and how many pieces of it are not yet answered."""

    article: Article
    key: str
    salient: tuple[Point, ...]
    sentences: tuple[Sentence, ...]
    left_out: str
    waiting: int
    answers: dict[int, tuple[range, str]] = field(default_factory=dict)


class GenerativeCondenser:
    """Condenses with a writer. Models are loaded at the first article."""

    name: str
    revision: str
    prompt: str

    def __init__(self, reader: Reader, writer: Writer, prompt: Prompt, *, points: int) -> None:
        """Put the parts together; nothing is loaded yet.

        Args:
            reader: parser and encoder.
            writer: the model that writes.
            prompt: what it is asked.
            points: sentences kept of an article, at least 1.
        """
        self.name = writer.name
        # The gates decide what becomes a point, so a digest depends on them too.
        self.revision = f"{REVISION}+{writer.revision}+{gates.NAME_OF_GATES}+{reader.revision}"
        self.prompt = prompt.text
        self._reader = reader
        self._writer = writer
        self._prompt = prompt
        self._points = points
        self._tokens = room(points)

    def prepare(self) -> None:
        """Nothing: a writer is large, and the article that comes may be a copy."""

    def __call__(self, jobs: Sequence[tuple[Article, str]]) -> Iterator[Digest]:
        """Condense the articles; each digest comes as soon as all of its pieces are answered."""
        pieces: list[_Piece] = []
        read: list[_Read] = []
        for number, (article, key) in enumerate(jobs):
            salient, sentences = self._reader.read(article, self._points)
            found, left_out = self._pieces(number, article)
            read.append(_Read(article, key, salient, sentences, left_out, len(found)))
            pieces += found
        yield from (self._digest(one) for one in read if not one.waiting)
        for index, text in self._writer.write([piece.prompt for piece in pieces], self._tokens):
            piece = pieces[index]
            one = read[piece.job]
            one.answers[index] = (piece.sentences, text)
            one.waiting -= 1
            if not one.waiting:
                yield self._digest(one)

    def _pieces(self, job: int, article: Article) -> tuple[list[_Piece], str]:
        """The article in as few pieces as fit, each of whole sentences, and what fits in none."""
        pieces: list[_Piece] = []
        first, left_out = 0, []
        last = first
        while first < len(article.sentences):
            prompt: Messages | None = None
            while last < len(article.sentences):
                longer = self._asked(article, range(first, last + 1))
                if not self._writer.fits(longer, self._tokens):
                    break
                prompt, last = longer, last + 1
            if prompt is None:  # Not even this one sentence fits.
                left_out.append(first)
                first = last = first + 1
                continue
            pieces.append(_Piece(job, range(first, last), prompt))
            first = last
        said = f"{len(left_out)} of {len(article.sentences)} sentences are too long for {self.name} and were not shown"
        return pieces, f"{said} to it" if left_out else ""

    def _asked(self, article: Article, sentences: range) -> Messages:
        """The prompt for some sentences of an article: paragraphs stay paragraphs."""
        text = article.text
        words = ""
        for index in sentences:
            span = article.sentences[index]
            if words:
                between = text[article.sentences[index - 1].end : span.start]
                words += "\n" if "\n" in between else " "
            words += text[span.start : span.end]
        if self._writer.instructed:
            return self._prompt.messages(words, self._points)
        return ({"role": "user", "content": framed(words)},)

    def _digest(self, one: _Read) -> Digest:
        written = [
            (text, shown) for _, (shown, answer) in sorted(one.answers.items()) for text in written_sentences(answer)
        ]
        sentences = self._reader.sentences([text for text, _ in written])
        points: dict[Span, Point] = {}
        refused: list[Refused] = []
        for (_, shown), sentence in zip(written, sentences, strict=True):
            point, objection = _point(one, sentence, shown)
            if objection:
                refused.append(objection)
            if point and point.spans[0] not in points:
                points[point.spans[0]] = point
        kept = sorted(points.values(), key=lambda point: (-point.salience, point.spans))[: self._points]
        told = {span for point in kept for span in point.spans}
        # A writer that says little leaves room: what matters of the rest is kept word for word.
        rest = [point for point in one.salient if point.spans[0] not in told]
        kept += rest[: self._points - len(kept)]
        kept.sort(key=lambda point: (-point.salience, point.spans))
        return Digest(one.article.id, self.name, one.key, tuple(kept), one.sentences, tuple(refused), one.left_out)


def room(points: int) -> int:
    """How many tokens an answer may have; a model that was trained to summarize knows itself where to stop."""
    return max(FEWEST_TOKENS, TOKENS_A_POINT * points)


def _point(one: _Read, written: Written, shown: range) -> tuple[Point | None, Refused | None]:
    """A written sentence as a point, or the source sentence in its place and why; `shown` is what the writer saw."""
    aligned = gates.align(written, one.sentences[shown.start : shown.stop])
    spans = tuple(one.sentences[shown[index]].span for index in aligned)
    if not spans:
        return None, Refused(written.text, "alignment: no sentence that the model was shown says any of it", ())
    quotes = [one.article.text[span.start : span.end] for span in spans]
    salience = one.sentences[shown[aligned[0]]].salience
    source = Point(quotes[0], spans[:1], salience)
    if " ".join(quotes[0].split()) == written.text:
        return source, None
    verdict = _judged(one, written, [one.sentences[shown[index]] for index in aligned])
    if not verdict.supported:
        return source, Refused(written.text, f"{verdict.gate}: {verdict.reason}", spans)
    return Point(written.text, spans, salience), None


def _judged(one: _Read, written: Written, sources: Sequence[Sentence]) -> Verdict:
    """What the gates say of a written sentence that rests on these of the article: the first objection."""
    spans = tuple(source.span for source in sources)
    quotes = [one.article.text[span.start : span.end] for span in spans]
    if _leans(written.text):
        return gates.failed("alone", "it begins with a word that stands for another")
    if (found := _OF_THE_TEXT.match(written.text)) and not any(found[1] in quote for quote in quotes):
        return gates.failed("alone", f"it speaks of the {found[1]}, not of what happened")
    verdict = gates.judge(Claim(written.text, spans, "merged"), quotes)
    if verdict.supported:
        verdict = gates.judge_rewritten(written, one.sentences)
    # The gates let pass two of five unsupported sentences that people labelled; a brief must not print one.
    if verdict.supported and not gates.is_shortened(written, sources):
        return gates.failed("shortening", "no one sentence of its sources says all of it, in this order")
    return verdict


def _leans(text: str) -> bool:
    """Whether a sentence opens with a word that only an earlier sentence explains."""
    first = re.split(r"\W", text.lstrip("“\"'‘"), maxsplit=1)[0].lower()
    return first in lexicon.THIRD_PERSON | lexicon.DEMONSTRATIVES | lexicon.FIRST_SECOND_PERSON
