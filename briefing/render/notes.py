"""Footnotes: one for each distinct span of evidence, numbered as a template first uses them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from briefing.errors import RenderError
from briefing.records import Brief, Evidence, Source, Statement


class Call(NamedTuple):
    """One place in the text that points to a note."""

    number: int
    """Of the note, from 1."""
    anchor: str
    """Unique within the page."""


@dataclass(slots=True)
class Note:
    """What a footnote shows, and the places that point to it."""

    number: int
    evidence: Evidence
    source: Source | None
    """None where the words stood in an earlier brief and their article is gone: `evidence.source` is its path."""
    calls: list[Call]
    earlier: bool = False
    """Whether an earlier brief quoted the words: the source may have others now."""

    @property
    def anchor(self) -> str:
        """Unique within the page."""
        return f"note-{self.number}"


class Notes:
    """The notes of one page, filled while its template runs; iterating gives them in order.

    Numbering follows the template, not the record, so that the notes of a rearranged template still count upwards.
    """

    def __init__(self, brief: Brief) -> None:
        self._sources = {source.id: source for source in brief.sources}
        self._notes: dict[tuple[bool, str, int, int], Note] = {}

    def cite(self, statement: Statement, *, earlier: bool = False) -> list[Call]:
        """A call for each span that the statement rests on.

        Args:
            statement: What is printed.
            earlier: It comes from an earlier brief, and its article may be gone.

        Raises:
            RenderError: The statement names a source that the brief does not list.
        """
        return [self._call(evidence, earlier=earlier) for evidence in statement.evidence]

    def _call(self, evidence: Evidence, *, earlier: bool) -> Call:
        key = (earlier, evidence.source, evidence.start, evidence.end)
        if key not in self._notes:
            source = self._sources.get(evidence.source) if earlier else self._source(evidence)
            self._notes[key] = Note(len(self._notes) + 1, evidence, source, [], earlier)
        note = self._notes[key]
        call = Call(note.number, f"call-{note.number}-{len(note.calls) + 1}")
        note.calls.append(call)
        return call

    def _source(self, evidence: Evidence) -> Source:
        try:
            return self._sources[evidence.source]
        except KeyError:
            known = ", ".join(self._sources) or "none"
            raise RenderError(
                f"brief: evidence names source {evidence.source}: it lists {known}; build the brief again"
            ) from None

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)
