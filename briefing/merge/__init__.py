"""Merge: the digests of all articles become one draft. Pure: no model, no file, no clock.

Every statement of the draft names the spans it rests on; none is verified yet.
"""

from collections.abc import Iterable, Mapping

from briefing.config import Settings
from briefing.merge import actors, disputes, figures, findings, passages, questions, timeline, timing
from briefing.merge.passages import Known
from briefing.records import Article, Digest, Draft

__all__ = ["Known", "merge"]


def merge(
    articles: Iterable[Article], digests: Mapping[str, Digest], settings: Settings, known: Known | None = None
) -> Draft:
    """Make the draft of a brief.

    Args:
        articles: the articles to merge; copies of another article are left out.
        digests: the digest of each, by article id.
        settings: how many rows of each section at most.
        known: what was found out about single articles before; it saves time and changes nothing.

    Returns:
        The same draft for any order of the articles.
    """
    all_passages = passages.passages(articles, digests, known)
    times = timing.timed(all_passages)
    measures = figures.groups(figures.counted(all_passages, times))
    found = findings.findings(all_passages)
    bottom_line = findings.bottom_line(found, all_passages)
    developments = findings.choose(found, settings.developments, taken=bottom_line)
    return Draft(
        bottom_line=tuple(finding.claim for finding in bottom_line),
        developments=tuple(finding.claim for finding in developments),
        actors=actors.actors(all_passages, settings.actors),
        figures=figures.figures(measures, settings.figures),
        timeline=timeline.timeline(times, settings.timeline),
        disputes=disputes.disputes(all_passages, measures, settings.disputes),
        questions=questions.questions(all_passages, times, settings.questions),
    )
