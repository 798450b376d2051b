"""Verify: the gates decide what of a draft is printed. Only this room makes a `Brief`. Pure: no model, no file."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from briefing import gates
from briefing.gates import NAME_OF_GATES
from briefing.records import (
    Actor,
    Article,
    Brief,
    Claim,
    Dispute,
    Draft,
    Event,
    Evidence,
    Figure,
    MadeBy,
    Question,
    Reading,
    Span,
    Statement,
    Verdict,
    Withheld,
)
from briefing.verify import sources

R = TypeVar("R")
P = TypeVar("P")

__all__ = ["NAME_OF_GATES", "Heading", "verify"]


@dataclass(frozen=True, slots=True)
class Heading:
    """What a brief says of itself."""

    title: str
    topic: str | None
    language: str
    as_of: date | None
    made_by: MadeBy


def verify(draft: Draft, reading: Reading, heading: Heading) -> Brief:
    """Judge every claim of a draft and make the brief of those that pass.

    Args:
        draft: what the merger wants printed.
        reading: the articles, to which all spans refer, and the rejected files.
        heading: title, date and maker.

    Returns:
        A brief in which each statement is supported; the rest is in `withheld`, sentence by sentence.
    """
    articles = [article for article in reading.articles if article.left_out is None]
    desk = _Desk({article.id: article for article in articles}, sources.numbered(articles))
    bottom_line = desk.statements("B", draft.bottom_line)
    developments = desk.statements("D", draft.developments)
    actors = _kept("A", draft.actors, desk.actor)
    figures = _kept("F", draft.figures, desk.figure)
    timeline = _kept("T", draft.timeline, desk.event)
    disputes = _kept("X", draft.disputes, desk.dispute)
    questions = _kept("Q", draft.questions, desk.question)
    period = sources.period(articles)
    return Brief(
        title=heading.title,
        topic=heading.topic,
        language=heading.language,
        as_of=heading.as_of.isoformat() if heading.as_of else period.last,
        period=period,
        bottom_line=bottom_line,
        developments=developments,
        actors=actors,
        figures=figures,
        timeline=timeline,
        disputes=disputes,
        questions=questions,
        changes=None,
        withheld=tuple(dict.fromkeys(desk.withheld)),
        sources=sources.listed(articles, desk.ids),
        inputs=sources.fates(reading, desk.ids, frozenset(desk.cited)),
        made_by=heading.made_by,
    )


def _kept(prefix: str, rows: Iterable[R], judge: Callable[[str, R], P | None]) -> tuple[P, ...]:
    """The rows that pass, numbered as they stood in the draft."""
    judged = (judge(f"{prefix}{number}", row) for number, row in enumerate(rows, start=1))
    return tuple(row for row in judged if row is not None)


@dataclass
class _Desk:
    """Turns claims into statements, and keeps count of what was withheld and which articles were cited."""

    articles: Mapping[str, Article]
    ids: Mapping[str, str]
    withheld: list[Withheld] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)

    def statement(self, name: str, claim: Claim) -> Statement | None:
        """The claim as a verified statement, else the claim that takes its place; None where a gate objects to both."""
        try:
            quotes = [self._quote(span) for span in claim.spans]
            verdict = gates.judge(claim, quotes)
        except ValueError as error:
            quotes, verdict = [], gates.failed("span", str(error))
        if not verdict.supported:
            self._withhold(claim.text, verdict, claim.spans)
            return self.statement(name, claim.otherwise) if claim.otherwise else None
        evidence = tuple(
            Evidence(self.ids[span.article], span.start, span.end, quote)
            for span, quote in zip(claim.spans, quotes, strict=True)
        )
        self.cited.update(span.article for span in claim.spans)
        origins = len({self.articles[span.article].origin for span in claim.spans})
        return Statement(name, claim.text, claim.kind, evidence, round(verdict.score, 2), origins)

    def statements(self, prefix: str, claims: Sequence[Claim], separator: str = "") -> tuple[Statement, ...]:
        """Those of the claims that pass, numbered."""
        found = (self.statement(f"{prefix}{separator}{n}", claim) for n, claim in enumerate(claims, 1))
        return tuple(statement for statement in found if statement is not None)

    def actor(self, name: str, row: Actor[Claim]) -> Actor[Statement] | None:
        """The actor with the statements that pass; a role that none of them shows is left out."""
        kept = self.statements(name, row.statements, ".")
        if not kept:
            return None
        shown = " ".join(evidence.quote for statement in kept for evidence in statement.evidence)
        role = row.role if row.role and row.role in shown else None
        if row.role and role is None:
            self._withhold(f"{row.name}: {row.role}", gates.failed("role", "no printed statement shows this role"), ())
        return Actor(row.name, row.kind, row.aliases, role, self._sources(row.sources), row.mentions, kept)

    def figure(self, name: str, row: Figure[Claim]) -> Figure[Statement] | None:
        """The figure, where its statement passes and its number stands in the quote."""
        kept = self.statement(name, row.statement)
        if kept is None:
            return None
        whole = re.compile(rf"(?<!\w){re.escape(row.text)}(?!\w|[.,]\d)")
        if not any(whole.search(evidence.quote) for evidence in kept.evidence):
            self._withhold(
                f"{row.text} {row.unit}",
                gates.failed("figure", "the number does not stand in its quotation"),
                row.statement.spans,
            )
            return None
        return Figure(row.number, row.text, row.qualifier, row.unit, row.what, row.as_of, row.group, kept)

    def event(self, name: str, row: Event[Claim]) -> Event[Statement] | None:
        """The event, where its statement passes."""
        kept = self.statement(name, row.statement)
        return Event(row.date, row.precision, kept) if kept else None

    def dispute(self, name: str, row: Dispute[Claim]) -> Dispute[Statement] | None:
        """The dispute, where two sides at least pass."""
        kept = self.statements(name, row.sides, ".")
        return Dispute(row.about, row.kind, kept) if len(kept) > 1 else None

    def question(self, name: str, row: Question[Claim]) -> Question[Statement] | None:
        """The question, where its names and numbers stand in the statements that raise it."""
        kept = self.statements(name, row.statements, ".")
        if not kept:
            return None
        quotes = [evidence.quote for statement in kept for evidence in statement.evidence]
        asked = Claim(row.text, (), "merged")
        verdict = gates.judge(asked, quotes, (gates.numbers_stand, gates.names_stand))
        if not verdict.supported:
            self._withhold(row.text, verdict, ())
            return None
        return Question(row.text, row.status, row.since, kept)

    def _quote(self, span: Span) -> str:
        """The words of a span.

        Raises:
            ValueError: there is no such article, or the offsets do not lie in it.
        """
        article = self.articles.get(span.article)
        if article is None:
            raise ValueError(f"its article is not among the sources: {span.article}")
        if not 0 <= span.start < span.end <= len(article.text):
            raise ValueError("its quotation lies outside the article")
        return article.text[span.start : span.end]

    def _sources(self, articles: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted((self.ids[a] for a in articles if a in self.ids), key=lambda source: int(source[1:])))

    def _withhold(self, text: str, verdict: Verdict, spans: Sequence[Span]) -> None:
        source = next((self.ids[span.article] for span in spans if span.article in self.ids), "")
        self.withheld.append(Withheld(text, f"{verdict.gate}: {verdict.reason}", source))
