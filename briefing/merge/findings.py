"""Findings: what the articles say together. The bottom line and the developments come from here.

Points of different articles that say the same join in one finding, with the spans of all. Findings are
ordered by importance, corroboration and recency, and chosen by maximal marginal relevance (Carbonell and
Goldstein 1998), so that no two say the same.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from briefing.language import lexicon
from briefing.merge.measures import GRAVE
from briefing.merge.passages import Passage, by_article, remembered
from briefing.merge.similarity import COUNTED, REDUNDANT, cosine, matrix, same_claim
from briefing.merge.standalone import speaks_for_itself, stand_alone
from briefing.records import Claim

# Parts of a finding's worth, set on two public sets of ten Wikinews articles with three human summaries each:
# ROUGE-1/2 over 200 words 44.2/17.1 and 49.9/25.1, where the first sentences of all articles reach 43.4/16.2 and
# 51.2/26.0 (`benchmarks/summary.py`). Several neighbouring settings did as well.
SALIENCE, CENTRALITY, CORROBORATION, RECENCY = 0.45, 0.20, 0.20, 0.15
QUOTED = 0.10  # what somebody says of an event matters less than the event
OPINION = 0.15  # and what a commentator makes of it: of two sentences alike the reporter's is printed
ENOUGH_ORIGINS = 3  # a fourth independent origin does not make a finding more important
RELEVANCE = 0.9  # share of worth against novelty; at .75 the same sets gave 42.6/12.8 and 49.9/25.1
SAME_ARTICLE = 0.1  # off for each finding already taken from the article: a brief covers all of them
BOTTOM_LINE = 3


@dataclass(frozen=True)
class Finding:
    """One thing that is said, by one article or several."""

    claim: Claim
    head: Passage
    """The passage whose wording is printed."""
    support: tuple[Passage, ...]
    """All passages that say it, the head among them."""
    worth: float
    """In [0, 1]."""
    recency: float = 0.5
    """1 for the newest articles, 0 for the oldest."""
    is_opinion: bool = False
    """Whether its words are a commentator's."""

    @property
    def is_dated(self) -> bool:
        """Whether it is known when somebody said it."""
        return any(passage.published for passage in self.support)

    @property
    def origins(self) -> int:
        """How many independent origins say it."""
        return len({passage.article.origin for passage in self.support})


def findings(passages: Sequence[Passage]) -> tuple[Finding, ...]:
    """All findings, most valuable first."""
    points = [passage for passage in passages if passage.is_point]
    vectors = matrix(points)
    centrality = _centrality(vectors)
    recency = _recency(points)
    opinions = {name for name, group in by_article(passages).items() if _is_opinion(group)}
    found = []
    for group in clusters(points):
        best = _wording([points[index] for index in group])
        if best is None:
            continue
        head, claim = best
        support = tuple(points[index] for index in group)
        origins = len({passage.article.origin for passage in support})
        worth = (
            -QUOTED * head.text.startswith(("“", '"'))
            - OPINION * (head.article.id in opinions)
            + SALIENCE * max(points[index].salience for index in group)
            + CENTRALITY * max(centrality[index] for index in group)
            + CORROBORATION * min(origins - 1, ENOUGH_ORIGINS) / ENOUGH_ORIGINS
            + RECENCY * max(recency[index] for index in group)
        )
        spans = tuple(dict.fromkeys((*claim.spans, *(p.span for p in support))))
        newest = max(recency[index] for index in group)
        found.append(
            Finding(
                _reworded(head, Claim(claim.text, spans, claim.kind)),
                head,
                support,
                round(worth, 4),
                newest,
                head.article.id in opinions,
            )
        )
    return tuple(sorted(found, key=lambda f: (-f.worth, f.head.order)))


def clusters(passages: Sequence[Passage]) -> list[list[int]]:
    """Groups of passages that say the same: complete linkage, so that each pair of a group must agree."""
    vectors = matrix(passages)
    pairs = _similar_pairs(vectors)
    group_of = list(range(len(passages)))
    members = {index: [index] for index in range(len(passages))}
    agreed: dict[tuple[int, int], bool] = {}

    def agree(a: int, b: int) -> bool:
        key = (min(a, b), max(a, b))
        if key not in agreed:
            agreed[key] = passages[a].article.id != passages[b].article.id and same_claim(passages[a], passages[b])
        return agreed[key]

    for a, b in pairs:
        first, second = group_of[a], group_of[b]
        if first != second and all(agree(x, y) for x in members[first] for y in members[second]):
            keep, gone = min(first, second), max(first, second)
            for index in members.pop(gone):
                group_of[index] = keep
                members[keep].append(index)
    return [sorted(group) for _, group in sorted(members.items())]


BLOCK = 2048  # rows compared at a time: 2,000 articles stay under 200 MB


def _similar_pairs(vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> list[tuple[int, int]]:
    """Pairs worth a closer look, most similar first."""
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(vectors), BLOCK):
        scores = vectors[start : start + BLOCK] @ vectors.T
        for row, column in zip(*np.nonzero(scores >= COUNTED), strict=True):
            if start + row < column:
                found.append((-round(float(scores[row, column]), 3), start + int(row), int(column)))
    return [(a, b) for _, a, b in sorted(found)]


def _centrality(vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> list[float]:
    """Closeness of each point to what all articles speak of, in [0, 1]."""
    if not len(vectors):
        return []
    mean = vectors.mean(axis=0)
    mean /= np.linalg.norm(mean) or 1.0
    return [max(0.0, round(float(x), 3)) for x in vectors @ mean]


def _recency(passages: Sequence[Passage]) -> list[float]:
    """1 for the newest articles, 0 for the oldest, by rank of the date; undated ones stand in the middle."""
    dates = sorted({p.published for p in passages if p.published})
    if len(dates) < 2:  # noqa: PLR2004 - one date says nothing of newer and older
        return [0.5] * len(passages)
    rank = {day: index / (len(dates) - 1) for index, day in enumerate(dates)}
    return [rank[p.published] if p.published else 0.5 for p in passages]


WORDS_PREFERRED = 28  # mean length of the sentences that people chose in the two public sets


def _wording(group: Sequence[Passage]) -> tuple[Passage, Claim] | None:
    """The wording that stands best alone: untouched before edited, named before unnamed, newest before older."""
    options = [(passage, claim) for passage in group if (claim := stand_alone(passage)) is not None]
    if not options:
        return None

    def quality(option: tuple[Passage, Claim]) -> tuple[float, tuple[str, str, int]]:
        passage, claim = option
        length = abs(len(passage.tokens) - WORDS_PREFERRED) / WORDS_PREFERRED
        return (0.3 * (claim.kind != "verbatim") + 0.3 * length - passage.salience, passage.order)

    return min(options, key=quality)


def _reworded(head: Passage, claim: Claim) -> Claim:
    """The finding in a writer's words where there are some, with its sentence's own words in case a gate refuses them.

    It rests on the sentences that these words came from and no others: a corroborating sentence may be put so that the
    gates, which compare with all, would take its modality or negation for lost.
    """
    point = head.point
    if point is None or point.text == head.text:
        return claim
    return Claim(point.text, point.spans, "merged", otherwise=claim)


def choose(found: Sequence[Finding], count: int, taken: Sequence[Finding] = ()) -> list[Finding]:
    """At most `count` findings, none of which repeats another or one that is `taken`."""
    printed = list(taken)
    # Each with its likeness to what is printed, which only what is printed next can raise.
    left = [(f, max((cosine(f.head, other.head) for other in printed), default=None)) for f in found]
    while len(printed) < len(taken) + count:
        left = [(f, likeness) for f, likeness in left if likeness is None or likeness < REDUNDANT]
        if not left:
            break
        best, _ = left.pop(int(np.argmax([_value(f, likeness or 0.0, printed) for f, likeness in left])))
        printed.append(best)
        news = ((f, likeness, cosine(f.head, best.head)) for f, likeness in left)
        left = [(f, new if likeness is None else max(likeness, new)) for f, likeness, new in news]
    return printed[len(taken) :]


def _value(finding: Finding, likeness: float, printed: Sequence[Finding]) -> float:
    """Marginal relevance: worth against likeness to what is printed, less for an article that had its say."""
    told = sum(other.head.article.id == finding.head.article.id for other in printed)
    return round(RELEVANCE * finding.worth - (1 - RELEVANCE) * likeness - SAME_ARTICLE * told, 4)


def bottom_line(found: Sequence[Finding], passages: Sequence[Passage]) -> list[Finding]:
    """What would do if nothing else were read: the newest state first, then what matters most besides."""
    if not found:
        return []
    news = [passage for passage in passages if _harm(passage) or any(passage.verbs & turned for _, turned in TURNS)]
    reports = _considered([finding for finding in found if not finding.is_opinion] or found)
    lasting = [f for f in reports if not any(_supersedes(newer, f.head) for newer in news)] or reports
    main = _of_main_thread(lasting)
    # By whose words are printed: what the newest article only repeats is not the newest state.
    newest = max((f.head.published for f in main if f.head.published), default=None)
    latest = [f for f in main if f.head.published == newest] or main
    chosen = [max(latest, key=lambda f: (_leads(f), -reports.index(f)))]
    of_main = {id(finding) for finding in main}
    aside = [f for f in lasting if id(f) not in of_main]
    for _ in range(BOTTOM_LINE - 1):  # not all from one article, and of the main thread, while there are others
        told = Counter(finding.head.article.id for finding in chosen)
        others = [f for f in main if told[f.head.article.id] < BOTTOM_LINE - 1]
        for pool in (others, main, aside):
            if next_ := choose([_newer(f) for f in pool], 1, taken=chosen):
                chosen += next_
                break
    return chosen


def _considered(found: Sequence[Finding]) -> list[Finding]:
    """The most valuable and the newest findings, in order of value: of thousands, no other can open a brief."""
    newest = sorted(range(len(found)), key=lambda index: (-found[index].recency, index))[:CONSIDERED]
    return [found[index] for index in sorted({*range(min(CONSIDERED, len(found))), *newest})]


CONSIDERED = 100


def _newer(finding: Finding) -> Finding:
    """The finding as the bottom line rates it: the newer, the better."""
    return replace(finding, worth=round(finding.worth + NEWNESS * finding.recency * finding.is_dated, 4))


NEWNESS = 0.3  # a bottom line is about how things stand; what happened stands below it


def _of_main_thread(found: Sequence[Finding]) -> list[Finding]:
    """Findings of the articles that speak of what all speak of: a late side story does not open a brief.

    Over ten topics the articles of a main thread lie above three quarters of the median; of a topic of many aspects
    the last article, on another matter, lay at 0.57 of it.
    """
    said = [passage for finding in found for passage in finding.support]
    closeness: dict[str, list[float]] = {}
    for passage, score in zip(said, _centrality(matrix(said)), strict=True):
        closeness.setdefault(passage.article.id, []).append(score)
    means = {article: sum(scores) / len(scores) for article, scores in closeness.items()}
    least = MAIN_THREAD * sorted(means.values())[len(means) // 2]
    return [finding for finding in found if means[finding.head.article.id] >= least] or list(found)


MAIN_THREAD = 0.75


def _supersedes(newer: Passage, older: Passage) -> bool:
    """Whether a later article has another number of the same harm, or tells that what was paused goes on."""
    if newer.published is None or older.published is None or newer.published <= older.published:
        return False
    now, then = _harm(newer), _harm(older)
    moved_on = any(now[what] != then[what] for what in now.keys() & then.keys())
    turned = any(before & older.verbs and after & newer.verbs for before, after in TURNS)
    return (moved_on or turned) and cosine(newer, older) >= SAME_STORY


@remembered
def _harm(passage: Passage) -> dict[tuple[str, str], float]:
    """How many of what were harmed how."""
    return {(q.unit_class, q.outcome): q.number for q in passage.quantities if q.outcome in GRAVE}


SAME_STORY = 0.30  # cosine; numbers of one harm, or a turn, in sentences that are closer than that are of one story
TURNS = tuple(
    (lexicon.words(a), lexicon.words(b))
    for a, b in (("suspend pause halt freeze", "resume restart"), ("close shut", "reopen"), ("block", "lift"))
)


def _is_opinion(article: Sequence[Passage]) -> bool:
    """Whether the writer of an article speaks as "I" and "we", or asks the reader: a comment, no report.

    Over 68 articles three comments had 17, 28 and 39 of 100 such sentences, the reports 14 at most and mostly none.
    """
    if len(article) < FEWEST_SENTENCES:
        return False
    spoken = sum(speaks_for_itself(passage) or passage.text.rstrip().endswith("?") for passage in article)
    return spoken >= SPOKEN * len(article)


FEWEST_SENTENCES, SPOKEN = 15, 0.15


def _leads(finding: Finding) -> float:
    """How well a finding opens a brief: salient, no quotation, what its headline says (Edmundson 1969)."""
    headline = _words(finding.head.article.title)
    told = len(headline & _words(finding.head.text)) / max(1, len(headline))
    return finding.head.salience + HEADLINE * told - QUOTED * finding.head.text.startswith(("“", '"'))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > SHORT)


HEADLINE = 0.3  # a third of a headline's words outweighs the place of one sentence at the top
SHORT = 3  # letters; shorter words are in any sentence
