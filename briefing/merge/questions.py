"""What is still open: questions that the sources leave unresolved, with where each stands.

Sentences on one matter make one question (`merge.cues` finds them); the newest decides its status.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from briefing.merge.cues import TOPICS, Cue, ask, content, cues, is_bare, under_way
from briefing.merge.cues.underway import COMES_TO, KINDS, TO_COME
from briefing.merge.passages import Passage
from briefing.merge.similarity import matrix
from briefing.merge.standalone import in_context
from briefing.merge.timing import Timed
from briefing.records import Claim, Question, Status

Times = Mapping[tuple[str, int], Sequence[Timed]]

SAME_TOPIC_HERE = 0.25  # within one article "the talks" are nearly always the ones named before
SAME_TOPIC = 0.42  # cosine: sentences on one matter, told with one word, lay above; "talks" of others below
SAME_TOPIC_UNNAMED = SAME_TOPIC + 0.1
SAME_QUESTION = 0.5  # share of content words: "the US exit", "the exit of US and other foreign forces"
OLD = timedelta(days=365)  # what only happened longer ago than that is background


def questions(passages: Sequence[Passage], times: Times, count: int) -> tuple[Question[Claim], ...]:
    """At most `count` questions, those of most weight first."""
    newest = max((p.published for p in passages if p.published), default=None)
    current = [cue for p in passages for cue in cues(p) if not _is_over(cue, times, newest)]
    groups = _groups(current)
    centre = _centre(passages)
    groups.sort(key=lambda g: (-_worth(g, centre, newest), g[0].passage.order))
    kept: list[Question[Claim]] = []
    for group in groups:
        if len(kept) == count:
            break
        if not _is_weighty(group, _worth(group, centre, newest), first=len(kept) < FEW):
            continue
        row = _row(group, times)
        if row is not None and not any(_is_same(row, other) or _is_on_process(row, other) for other in kept):
            kept.append(row)
    kept.extend(_under_way(passages, times, centre, newest, kept)[: max(min(count, ENOUGH) - len(kept), 0)])
    return tuple(kept)


def _under_way(
    passages: Sequence[Passage],
    times: Times,
    centre: NDArray[np.float32],
    newest: date | None,
    asked: Sequence[Question[Claim]],
) -> list[Question[Claim]]:
    """Processes that are named and not concluded, those of most weight first, without what was asked already."""
    groups = _processes([cue for p in passages for cue in under_way(p) if not _is_long_past(cue, times, newest)])
    groups.sort(key=lambda g: (-_worth(g, centre, newest), g[0].passage.order))
    rows: list[Question[Claim]] = []
    for group in groups:
        if not _is_salient(group, centre):
            continue
        row = _row(group, times)
        if row is not None and not any(_is_one_process(row, other) for other in (*asked, *rows)):
            rows.append(row)
    return rows


def _processes(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cues on one process together, in order of time: "the warrant" is the one that was told of in full."""
    by_kind: dict[str, list[Cue]] = {}
    for cue in sorted(cues, key=lambda c: c.passage.order):
        by_kind.setdefault(cue.topic, []).append(cue)
    groups: list[list[Cue]] = []
    for several in by_kind.values():
        scores = matrix([cue.passage for cue in several])
        homes: list[list[Cue]] = []
        for index, cue in enumerate(several):
            close = (scores[:index] @ scores[index]).round(3)
            near = (homes[i] for i in range(index) if _is_one(cue, several[i], float(close[i])))
            home = next(near, [])
            if not home:
                groups.append(home)
            home.append(cue)
            homes.append(home)
    return groups


def _is_one(cue: Cue, other: Cue, score: float) -> bool:
    """Whether two sentences name one process: in the same words, or one of them by its bare noun and near the other."""
    mine, theirs = _own_words(cue.text), _own_words(other.text)
    if mine and theirs:
        return bool(mine & theirs) or (score >= SAME_TOPIC and _is_same_matter(cue, other, score))
    return score >= (SAME_TOPIC_HERE if cue.passage.article.id == other.passage.article.id else SAME_TOPIC)


ENOUGH = 8  # questions; processes that are only named fill up to this


def _is_salient(group: Sequence[Cue], centre: NDArray[np.float32]) -> bool:
    """Whether a process is told of near the topic, at the head of an article or more than once."""
    asked = [cue for cue in group if cue.text]
    if max((float(cue.passage.vector @ centre) for cue in asked), default=0.0) < CLOSE:
        return False
    is_told_often = len({(cue.passage.article.id, cue.passage.index) for cue in group}) > 1
    return is_told_often or max(cue.passage.salience + cue.weight for cue in asked) >= SALIENT


CLOSE = 0.3
SALIENT = 0.45


def _is_long_past(cue: Cue, times: Times, newest: date | None) -> bool:
    """Whether a process is named only in old articles, or in a sentence about years ago."""
    published = cue.passage.published
    if published is None or newest is None:
        return False
    here = times.get((cue.passage.article.id, cue.passage.index), ())
    is_old = bool(here) and all(t.when.last < published - OLD for t in here)
    return is_old or published < newest - OLD


def _is_one_process(row: Question[Claim], other: Question[Claim]) -> bool:
    """Whether two questions name processes of one kind: in one topic "the truce" is nearly always the ceasefire."""
    return _is_same(row, other) or bool(_kinds(row.text) & _kinds(other.text))


def _is_on_process(row: Question[Claim], other: Question[Claim]) -> bool:
    """Whether two questions name one process with a word of its own: "invoke", "go for emergency arbitration"."""
    shared = _own_words(row.text) & _own_words(other.text)
    return bool(shared) and bool(_kinds(row.text) & _kinds(other.text))


@lru_cache(maxsize=4096)  # asked of each pair of cues on one kind of process
def _own_words(text: str) -> frozenset[str]:
    """What tells one process from others of its kind: the content words beside the noun."""
    return frozenset(word for word in content(text) if not {word, word.removesuffix("s")} & PROCESSES)


def _kinds(text: str) -> frozenset[str]:
    """The processes that a question names."""
    words = {form for word in content(text) for form in (word, word.removesuffix("s"))}
    return frozenset(KINDS.get(word, word) for word in words & PROCESSES)


def _is_weighty(group: Sequence[Cue], worth: float, *, first: bool) -> bool:
    """Whether a question is worth a line; the first ones need less."""
    is_plain = max(cue.weight for cue in group) > PLAIN
    return worth >= (LEAST if is_plain or first else LEAST_WANTED)


# A worth is the sum of salience, plainness and closeness. Below these, rows of five topics were asides; what is only
# wanted or intended by somebody needs more weight than what is said to be open.
LEAST, LEAST_WANTED = 0.5, 1.1
PLAIN = 0.2
PLAINLY = 0.5  # a sentence about nothing else than where the matter stands
FEW = 3  # questions that a reader expects of any topic


# --- what is still a matter -----------------------------------------------------------------------


def _is_over(cue: Cue, times: Times, newest: date | None) -> bool:
    """Whether the sentence speaks of a day to come that has passed by now, or only of what happened long ago."""
    passage = cue.passage
    here = times.get((passage.article.id, passage.index), ())
    if not here or newest is None or passage.published is None or cue.status == "answered":
        return False
    ahead = [t.when for t in here if t.when.first > passage.published]
    if cue.status in {"pending", "open"} and any(when.last < newest for when in ahead):
        return True
    # What was asked for years ago and never carried out is still open.
    return cue.status in {"paused", "resumed"} and all(t.when.last < passage.published - OLD for t in here)


# --- groups ---------------------------------------------------------------------------------------


def _groups(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cues of one matter together, in order of time; only cues with one topic are compared."""
    by_topic: dict[str, list[Cue]] = {}
    for cue in sorted(cues, key=lambda c: c.passage.order):
        by_topic.setdefault(cue.topic, []).append(cue)
    groups: list[list[Cue]] = []
    for several in by_topic.values():
        asking = _of_one_matter([cue for cue in several if cue.text])
        _join_news(asking, [cue for cue in several if not cue.text])
        groups.extend(asking)
    return groups


def _join_news(groups: Sequence[list[Cue]], news: Sequence[Cue]) -> None:
    """Put what only tells how a matter went on with the matter it is nearest to, in order of time."""
    asking = [cue for group in groups for cue in group]
    homes = [number for number, group in enumerate(groups) for _ in group]
    if not asking or not news:
        return
    vectors = matrix([cue.passage for cue in asking])
    for cue, scores in zip(news, (matrix([cue.passage for cue in news]) @ vectors.T).round(3), strict=True):
        found = [
            (float(score), -home)
            for other, score, home in zip(asking, scores, homes, strict=True)
            if _is_near(cue, other, float(score))
        ]
        if found:
            groups[-max(found)[1]].append(cue)
    for group in groups:
        group.sort(key=lambda c: c.passage.order)


def _is_near(cue: Cue, other: Cue, score: float) -> bool:
    if cue.passage.article.id == other.passage.article.id:
        return score >= SAME_TOPIC_HERE
    return score >= SAME_TOPIC and _is_same_matter(cue, other, score)


def _of_one_matter(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cues with one topic, in order of time, each with the first group that has a cue on the same matter."""
    vectors = matrix([cue.passage for cue in cues])
    keys = {key: number for number, key in enumerate(dict.fromkeys(cue.passage.article.id for cue in cues))}
    articles = np.asarray([keys[cue.passage.article.id] for cue in cues])
    homes: list[int] = []
    groups: list[list[Cue]] = []
    for index, cue in enumerate(cues):
        scores = (vectors[:index] @ vectors[index]).round(3)
        here = (articles[:index] == articles[index]) & (scores >= SAME_TOPIC_HERE)
        near = np.flatnonzero(here | (scores >= SAME_TOPIC)).tolist()
        joined = (homes[i] for i in near if here[i] or _is_same_matter(cue, cues[i], float(scores[i])))
        home = next(joined, None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(cue)
        homes.append(home)
    return groups


def _is_same_matter(a: Cue, b: Cue, score: float) -> bool:
    """Whether sentences of two articles are close, or less close and about the same people and places."""
    return score >= SAME_TOPIC_UNNAMED or bool(a.passage.who_and_where & b.passage.who_and_where)


def _is_same(row: Question[Claim], other: Question[Claim]) -> bool:
    """Whether two questions are asked in much the same words, or rest on the same sentences."""
    mine, theirs = _folded(row.text), _folded(other.text)
    if len(mine & theirs) > 1 and len(mine & theirs) > SAME_QUESTION * min(len(mine), len(theirs)):
        return True
    is_told_there = {c.text for c in row.statements} <= {c.text for c in other.statements}
    return is_told_there and bool(content(row.text) & content(other.text))


def _folded(text: str) -> frozenset[str]:
    """The content words of a question; "$38m in assistance" and "$38 million in aid" are one sum of one thing."""
    plain = SUM.sub(lambda m: f" {SCALES[m[1].lower()]}", text)
    return frozenset(TOPICS.get(word, word.lstrip("$€£")) for word in content(plain))


PROCESSES = frozenset({*COMES_TO, *TO_COME, "immunity"})
SUM = re.compile(r"(?i)(?<=\d)(m|bn|k)\b")
SCALES = {"m": "million", "bn": "billion", "k": "thousand"}


# --- rows -----------------------------------------------------------------------------------------


def _status(group: Sequence[Cue]) -> Status:
    """The newest article decides; in it, what happened counts more than what is expected or asked for."""
    newest = group[-1].passage.article.id
    told = [cue for cue in group if cue.passage.article.id == newest]
    last = [cue.status for cue in told]
    later = told[last.index("answered") :] if "answered" in last else []
    if any(cue.status == "pending" and cue.weight >= PLAINLY for cue in later):
        return "pending"  # "leave was refused, but the judges can still hear the case"
    if {"resumed", "answered"} <= set(last):  # "the count, completed four days after it was allowed to resume"
        return "answered"
    for status in ("resumed", "paused", "stalled", "answered"):
        if status in last:
            return status
    return last[-1]


def _is_answer(cue: Cue, group: Sequence[Cue], times: Times) -> bool:
    """Whether a decision comes after the matter was open; that a resolution was passed years ago is no answer."""
    opened = min((c.passage.order[0] for c in group if c.status != "answered" and c.passage.order[0]), default="")
    when = _since(cue.passage, times)
    return bool(opened and when and when > opened)


def _row(group: Sequence[Cue], times: Times) -> Question[Claim] | None:
    """The question with its statements in order of time, None where nothing in it can be printed or asked."""
    relevant = [cue for cue in group if cue.status != "answered" or _is_answer(cue, group, times)]
    printable = [(cue, claim) for cue in relevant if (claim := in_context(cue.passage)) is not None]
    asked = [(cue, text) for cue, claim in printable if cue.text and (text := _completed(cue, claim))]
    if not asked and len({cue.passage.article.origin for cue, _ in printable if cue.thing}) > 1:
        # Several tell of "the talks": their words show which.
        asked = [(cue, cue.text) for cue, _ in printable if cue.thing]
    if not asked:
        return None
    status = _status([cue for cue, _ in printable])
    deciding = [cue for cue, _ in printable if cue.status == status]
    # Paused and resumed have their own wording; the other statuses may be asked in the fullest words of the group.
    wording = [(c, text) for c, text in asked if c.status == status] if status in {"paused", "resumed"} else asked
    chosen, best = max(wording or asked, key=lambda pair: (pair[0].quality, pair[0].passage.salience, pair[1]))
    if chosen.thing and (not wording or status == "answered"):
        # What is named only where it was paused, and has resumed.
        best = ask(status, chosen.topic, chosen.thing)
    shown = next(claim for cue, claim in printable if cue is chosen)
    claims = tuple({claim.text: claim for _, claim in printable}.values())
    return Question(best, status, _since(deciding[0].passage, times), _told(claims, shown))


def _told(claims: Sequence[Claim], shown: Claim) -> tuple[Claim, ...]:
    """At most `TOLD` statements of a question, in order of time: what shows its wording, the first, the newest."""
    kept = {shown.text, *(claim.text for claim in claims[:1])}
    for claim in reversed(claims):
        if len(kept) >= TOLD:
            break
        kept.add(claim.text)
    return tuple(claim for claim in claims if claim.text in kept)


# In a folder of 200 articles one matter had 64 statements, which nobody reads; no question of five real folders has
# more than six.
TOLD = 6


def _completed(cue: Cue, claim: Claim) -> str:
    """The question, a bare "the talks" completed as in its printed sentence; empty where that cannot be had."""
    if not is_bare(cue.text):
        return cue.text
    for noun in content(cue.text):
        if match := re.search(rf"(?i)\b{re.escape(noun)} \[([^\]]+)\]", claim.text):
            return re.sub(rf"(?i)\b({re.escape(noun)})\b", lambda m: f"{m[1]} {match[1]}", cue.text, count=1)
    return ""


def _since(passage: Passage, times: Times) -> str | None:
    """The first date that the sentence gives for it and that had come, else the day its article appeared."""
    for timed in times.get((passage.article.id, passage.index), ()):
        is_ahead = timed.ahead or (passage.published is not None and timed.when.first > passage.published)
        if not timed.when.approximate and not is_ahead:
            return timed.when.date
    return passage.published.isoformat() if passage.published else None


def _centre(passages: Sequence[Passage]) -> NDArray[np.float32]:
    """What all articles are about: the mean of their sentences, of unit length. Shape: (384,)."""
    mean = matrix(passages).mean(axis=0) if passages else np.zeros(1, dtype=np.float32)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _worth(group: Sequence[Cue], centre: NDArray[np.float32], newest: date | None) -> float:
    """How much a question matters: said plainly, in a sentence of weight, near the topic, by several, of late."""
    asked = [cue for cue in group if cue.text]
    if not asked:
        return 0.0
    origins = len({cue.passage.article.origin for cue in group})
    close = max(float(cue.passage.vector @ centre) for cue in asked)
    answered = group[-1].status == "answered"
    told = max((cue.passage.published for cue in asked if cue.passage.published), default=newest)
    age = (newest - told).days / OLD.days if newest and told else 0.0
    return round(
        max(cue.passage.salience for cue in asked)
        + max(cue.weight for cue in asked)
        + 0.5 * close
        + 0.3 * min(origins - 1, 3)
        - 0.3 * answered
        - 0.3 * min(age, 1.0),
        4,
    )
