"""Every record that crosses a stage border. All are frozen; all collections are tuples.

    files --ingest--> Article --condense--> Digest --merge--> Draft --verify--> Brief --render--> bytes

Offsets are half-open and count characters (Unicode code points) of `Article.text`.
This module imports nothing of the package.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, Literal, NamedTuple, TypeVar

Precision = Literal["day", "month", "year"]
DatedBy = Literal["metadata", "stated", "url", "inferred", "unknown"]
ActorKind = Literal["person", "organisation", "place"]
DisputeKind = Literal["figure", "claim", "status"]
Status = Literal["open", "stalled", "paused", "resumed", "pending", "answered"]
Fate = Literal["used", "duplicate", "rejected", "unused"]
StatementKind = Literal["verbatim", "condensed", "merged"]

PUBLISH_LOCK: Final = ".publish.lock"
"""Lies in every folder that a brief or the list of briefs was put into, and tells it from a folder of articles.

Not `.lock`, a name that OneDrive and SharePoint refuse.
"""
PUBLISHED_NAMES: Final = frozenset(
    {"brief.html", "brief.json", "brief.md", "brief.pdf", "feed.xml", "history", "index.html"}
)
"""What `publish` writes into such a folder; all else there is somebody's own."""


class Span(NamedTuple):
    """Some characters of one article: `text[start:end]`, with 0 <= start < end <= len(text)."""

    article: str
    start: int
    end: int


# --- ingest ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read, furniture removed."""

    id: str
    """Identity: the path below the corpus folder, with forward slashes."""
    path: str
    """Where it stands, below the corpus; an entry of a file that holds several has its name behind that of the file."""
    sha256: str
    """Version: the hash of its bytes, in hexadecimal."""
    title: str
    publisher: str | None
    author: str | None
    published: date | None
    dated_by: DatedBy
    url: str | None
    language: str
    """ISO 639-1 code, `und` where it cannot be told."""
    text: str
    """The body, one paragraph a line; headings stand in it but not in `sentences`."""
    sentences: tuple[Span, ...]
    """Ordered and disjoint."""
    origin: str
    """Who first wrote it: an agency, else the publisher, else the path. Copies share one origin."""
    duplicate_of: str | None = None
    """The id of the fuller article that this one copies, or of the newer one that it is an earlier version of."""
    superseded: bool = False
    """Whether it is an earlier version of `duplicate_of`, and no copy."""
    left_out: str | None = None
    """Why nothing of it can be used though it was read: its language, or that it has nothing to do with the others."""
    modified: date | None = None
    """The day of the last change, if it is stated."""
    known_by: tuple[tuple[str, str], ...] = ()
    """For title, publisher, author, url, language and the dates, where they stand: `JSON-LD`, `mail header`, `text`."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that cannot be read as an article though it might be one, and why, in words for a person."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that goes with another one and is no article: a sidecar, the pictures of a saved page, a covering note."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a corpus folder holds. Articles are ordered by id, the others by path."""

    articles: tuple[Article, ...]
    rejected: tuple[Rejected, ...]
    aside: tuple[Aside, ...] = ()
    holders: tuple[str, ...] = ()
    """Paths of the files that hold several articles."""
    content: tuple[tuple[str, str], ...] = ()
    """What was read: by path the SHA-256 of each file, or why there is none."""

    @property
    def usable(self) -> tuple[Article, ...]:
        """The articles that a brief is made of."""
        return tuple(a for a in self.articles if a.duplicate_of is None and a.left_out is None and a.sentences)


# --- condense -------------------------------------------------------------------------------------


class Token(NamedTuple):
    """A word as the parser sees it (Universal POS tags, ClearNLP dependency labels)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    """Index of the governing token within the sentence; its own index for the root."""


class Entity(NamedTuple):
    """A named entity: tokens[first:last] of its sentence, with an OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article with all that the models say of it, so that merging needs no model."""

    span: Span
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    vector: tuple[float, ...]
    """Sentence embedding of unit length, rounded to 4 decimals."""
    salience: float
    """Importance within its article, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a condensed article says, and the words it rests on."""

    text: str
    spans: tuple[Span, ...]
    """The sentences that it rests on, that which says most of it first."""
    salience: float
    """In [0, 1]."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A sentence that a writer wrote and that is not used, and why."""

    text: str
    reason: str
    spans: tuple[Span, ...]
    """The sentences that it stood for, which are used in its place; empty where no sentence says it."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A condensed article. The same key always gives the same digest."""

    article: str
    condenser: str
    key: str
    points: tuple[Point, ...]
    """Most salient first."""
    sentences: tuple[Sentence, ...]
    """All sentences of the article, in order."""
    refused: tuple[Refused, ...] = ()
    """What a writer wrote that the gates refuse."""
    left_out: str = ""
    """What of the article did not fit the writer, in words for a person; empty where all did."""


# --- merge: rows that stand in a Draft with claims, in a Brief with statements ---------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that somebody wants printed, not yet verified."""

    text: str
    spans: tuple[Span, ...]
    kind: StatementKind = "verbatim"
    otherwise: "Claim | None" = None
    """What is printed in its place if a gate refuses it: the source's own words."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words of a source."""

    source: str
    """A `Source.id`; of words from an earlier brief whose article is gone, the path where it stood."""
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A verified sentence: what a brief prints."""

    id: str
    text: str
    kind: StatementKind
    evidence: tuple[Evidence, ...]
    support: float
    """Lowest score over the gates, in [0, 1]."""
    origins: int
    """How many independent origins say it, at least 1."""


S = TypeVar("S", Claim, Statement)


@dataclass(frozen=True, slots=True)
class Actor(Generic[S]):
    """A person or organisation."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    role: str | None
    sources: tuple[str, ...]
    """Article ids in a Draft, source ids in a Brief."""
    mentions: int
    statements: tuple[S, ...]
    """The first one shows the role, where there is one."""


@dataclass(frozen=True, slots=True)
class Figure(Generic[S]):
    """A number that is counted or measured."""

    number: float
    """In full: 12 million is 12000000."""
    text: str
    qualifier: str | None
    unit: str
    """What one of them is: `troops`, `%`, `USD`."""
    what: str
    as_of: str | None
    """ISO date, month or year."""
    group: str | None
    """Figures of one group measure the same thing."""
    statement: S


@dataclass(frozen=True, slots=True)
class Event(Generic[S]):
    """Something that happened, or is to happen, at a known time."""

    date: str
    """`2024-01-27`, `2024-01` or `2024`, as `precision` says."""
    precision: Precision
    statement: S


@dataclass(frozen=True, slots=True)
class Dispute(Generic[S]):
    """Accounts that differ, two sides at least."""

    about: str
    kind: DisputeKind
    sides: tuple[S, ...]


@dataclass(frozen=True, slots=True)
class Question(Generic[S]):
    """What the sources leave unresolved."""

    text: str
    status: Status
    since: str | None
    statements: tuple[S, ...]
    """In order of time; the last one decides the status."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The merged brief before verification."""

    bottom_line: tuple[Claim, ...]
    developments: tuple[Claim, ...]
    actors: tuple[Actor[Claim], ...]
    figures: tuple[Figure[Claim], ...]
    timeline: tuple[Event[Claim], ...]
    disputes: tuple[Dispute[Claim], ...]
    questions: tuple[Question[Claim], ...]


# --- verify ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gates say of one claim."""

    supported: bool
    score: float
    """In [0, 1]."""
    gate: str
    """The gate that decided."""
    reason: str
    """Empty where supported."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A claim that is not printed."""

    text: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the brief lists it."""

    id: str
    """`S1`, `S2`, … in order of date, then path."""
    path: str
    sha256: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    dated_by: DatedBy
    url: str | None
    origin: str
    duplicate_of: str | None
    """A source id."""


EARLIER_VERSION = "an earlier version"
"""How the reason of a duplicate begins that a newer version replaces."""


@dataclass(frozen=True, slots=True)
class Input:
    """What became of one file of the corpus."""

    path: str
    fate: Fate
    reason: str | None

    @property
    def is_superseded(self) -> bool:
        """Whether it is an earlier version of another article; in a `brief.json`, only the reason says so."""
        return self.fate == "duplicate" and (self.reason or "").startswith(EARLIER_VERSION)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last publication date, ISO."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement that was and what it became."""

    before: Statement
    after: Statement


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from an earlier brief. `withdrawn` and what was `before` are statements of that one."""

    since: str | None
    added: tuple[Statement, ...]
    changed: tuple[Changed, ...]
    withdrawn: tuple[Statement, ...]
    confirmed: tuple[Statement, ...]
    answered: tuple[Statement, ...]


IN_PLACE_OF = " in place of "
"""What stands in `MadeBy.condenser` before the model that was asked for and could not be used."""


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made the brief: enough to make it again."""

    briefing: str
    condenser: str
    """What condensed the articles, name and revision, with ` in place of MODEL` where that could not be used."""
    verifier: str
    settings: str
    """SHA-256 over the settings that shape the content, in hexadecimal."""

    @property
    def instead_of(self) -> str | None:
        """The model that was asked for and could not be used."""
        return self.condenser.partition(IN_PLACE_OF)[2] or None


@dataclass(frozen=True, slots=True)
class Brief:
    """The finished brief: everything in it is verified. Only `briefing.verify` makes one."""

    title: str
    topic: str | None
    language: str
    as_of: str | None
    period: Period
    bottom_line: tuple[Statement, ...]
    developments: tuple[Statement, ...]
    actors: tuple[Actor[Statement], ...]
    figures: tuple[Figure[Statement], ...]
    timeline: tuple[Event[Statement], ...]
    disputes: tuple[Dispute[Statement], ...]
    questions: tuple[Question[Statement], ...]
    changes: Changes | None
    withheld: tuple[Withheld, ...]
    sources: tuple[Source, ...]
    inputs: tuple[Input, ...]
    made_by: MadeBy
    schema: Literal["briefing/1"] = "briefing/1"

    def statements(self) -> Iterator[Statement]:
        """Every printed statement, in the order of the sections."""
        yield from self.bottom_line
        yield from self.developments
        for actor in self.actors:
            yield from actor.statements
        yield from (figure.statement for figure in self.figures)
        yield from (event.statement for event in self.timeline)
        for dispute in self.disputes:
            yield from dispute.sides
        for question in self.questions:
            yield from question.statements

    @property
    def incomplete(self) -> bool:
        """Whether a file had to be rejected: the brief stands, but not on everything that was dropped in."""
        return bool(self.rejected)

    @property
    def rejected(self) -> tuple[Input, ...]:
        """What could not be read."""
        return tuple(row for row in self.inputs if row.fate == "rejected")


# --- watch ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plan:
    """What is different between two states of a folder: disjoint, sorted, and together every path of both."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    same: tuple[str, ...]
