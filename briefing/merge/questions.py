"""What is still open: questions that the sources leave unresolved, with where each stands.

Sentences of one topic make one question (`merge.cues` finds them); the newest decides its status.
"""

from collections.abc import Mapping, Sequence

from briefing.merge.cues import TOPICS, Cue, cues
from briefing.merge.passages import Passage
from briefing.merge.similarity import cosine
from briefing.merge.standalone import in_context
from briefing.merge.timing import Timed
from briefing.records import Claim, Question, Status

SAME_TOPIC_HERE = 0.25  # within one article "the talks" are nearly always the ones named before
SAME_TOPIC = 0.42  # cosine: sentences on one matter, told with one word, lay above; "talks" of others below


def questions(
    passages: Sequence[Passage], times: Mapping[tuple[str, int], Sequence[Timed]], count: int
) -> tuple[Question[Claim], ...]:
    """At most `count` questions, those that most sources raise first."""
    groups = _groups([cue for p in passages for cue in cues(p)])
    groups.sort(key=lambda g: (-_worth(g), g[0].passage.order))
    rows = [row for group in groups if (row := _row(group, times)) is not None]
    return tuple({row.text: row for row in reversed(rows)}.values())[::-1][:count]


def _groups(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cues of one matter together, in order of time."""
    groups: list[list[Cue]] = []
    for cue in sorted(cues, key=lambda c: c.passage.order):
        home = next(
            (g for g in groups if g[0].topic == cue.topic and any(_same_matter(cue, other) for other in g)), None
        )
        if home is None:
            groups.append([cue])
        else:
            home.append(cue)
    return groups


def _same_matter(a: Cue, b: Cue) -> bool:
    if a.passage.article.id == b.passage.article.id:
        return cosine(a.passage, b.passage) >= SAME_TOPIC_HERE
    shared = a.passage.who_and_where & b.passage.who_and_where
    return cosine(a.passage, b.passage) >= (SAME_TOPIC if shared else SAME_TOPIC + 0.1)


def _status(group: Sequence[Cue]) -> Status:
    """The newest article decides; in it, what happened counts more than what is expected or asked for."""
    newest = group[-1].passage.article.id
    last = [cue.status for cue in group if cue.passage.article.id == newest]
    for status in ("resumed", "paused", "stalled", "answered"):
        if status in last:
            return status
    return last[-1]


def _is_answer(cue: Cue, group: Sequence[Cue], times: Mapping[tuple[str, int], Sequence[Timed]]) -> bool:
    """Whether a decision comes after the matter was open; that a resolution was passed years ago is no answer."""
    opened = min((c.passage.order[0] for c in group if c.status != "answered" and c.passage.order[0]), default="")
    when = _since(cue.passage, times)
    return bool(opened and when and when > opened)


def _row(group: Sequence[Cue], times: Mapping[tuple[str, int], Sequence[Timed]]) -> Question[Claim] | None:
    """The question with its statements in order of time, None where nothing in it can be printed or asked."""
    relevant = [cue for cue in group if cue.status != "answered" or _is_answer(cue, group, times)]
    printable = [(cue, claim) for cue in relevant if (claim := in_context(cue.passage)) is not None]
    asked = [cue for cue, _ in printable if cue.text]
    if not asked or not any(_is_worth_asking(cue) for cue in asked):
        return None
    status = _status([cue for cue, _ in printable])
    deciding = [cue for cue, _ in printable if cue.status == status]
    # Paused and resumed have their own wording; the other statuses may be asked in the fullest words of the group.
    wording = [cue for cue in deciding if cue.text] if status in {"paused", "resumed"} else asked
    best = max(wording or asked, key=lambda cue: (cue.quality, cue.passage.salience, cue.text))
    claims = tuple({claim.text: claim for _, claim in printable}.values())
    return Question(best.text[:1].upper() + best.text[1:], status, _since(deciding[0].passage, times), claims)


def _is_worth_asking(cue: Cue) -> bool:
    """A matter of a kind that news follows, one whose state is told, or one that a source itself calls unclear."""
    return cue.topic in TOPICS.values() or cue.status in FIRM or cue.text.startswith("Is it known")


FIRM = frozenset({"paused", "resumed", "stalled"})


def _since(passage: Passage, times: Mapping[tuple[str, int], Sequence[Timed]]) -> str | None:
    """The first date that the sentence gives for it, else the day its article appeared."""
    here = [t for t in times.get((passage.article.id, passage.index), ()) if not t.when.approximate]
    if here:
        return here[0].when.date
    return passage.published.isoformat() if passage.published else None


def _worth(group: Sequence[Cue]) -> float:
    origins = len({cue.passage.article.origin for cue in group})
    return round(
        max(cue.passage.salience for cue in group)
        + 0.3 * min(origins - 1, 3)
        + 0.3 * (group[0].topic in TOPICS.values()),
        4,
    )
