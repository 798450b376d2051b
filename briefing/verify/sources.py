"""Source ids, the list of sources and what became of each input."""

from collections.abc import Mapping, Sequence

from briefing.records import Article, Input, Period, Reading, Source


def numbered(articles: Sequence[Article]) -> dict[str, str]:
    """Article id to source id: `S1`, `S2`, … by date, then path; undated ones last."""
    ordered = sorted(articles, key=lambda a: (a.published is None, str(a.published or ""), a.path, a.id))
    return {article.id: f"S{number}" for number, article in enumerate(ordered, start=1)}


def listed(articles: Sequence[Article], ids: Mapping[str, str]) -> tuple[Source, ...]:
    """The list of sources, in the order of their ids."""
    by_number = sorted(articles, key=lambda article: int(ids[article.id][1:]))
    return tuple(
        Source(
            id=ids[a.id],
            path=a.path,
            sha256=a.sha256,
            title=a.title,
            publisher=a.publisher,
            author=a.author,
            published=a.published.isoformat() if a.published else None,
            dated_by=a.dated_by,
            url=a.url,
            origin=a.origin,
            duplicate_of=ids.get(a.duplicate_of) if a.duplicate_of else None,
        )
        for a in by_number
    )


def fates(
    reading: Reading, ids: Mapping[str, str], cited: frozenset[str], left_out: Mapping[str, str]
) -> tuple[Input, ...]:
    """What became of each file, by path; a file of several articles is used if one of them is.

    Args:
        reading: everything that the folder held.
        ids: article id to source id.
        cited: ids of the articles that a printed statement rests on.
        left_out: articles that were read but not merged, with the reason.
    """
    rows: dict[str, Input] = {row.path: Input(row.path, "rejected", row.reason) for row in reading.rejected}
    for article in reading.articles:
        row = _fate(article, ids, cited, left_out)
        if article.path not in rows or row.fate == "used":
            rows[article.path] = row
    return tuple(rows[path] for path in sorted(rows))


def _fate(article: Article, ids: Mapping[str, str], cited: frozenset[str], left_out: Mapping[str, str]) -> Input:
    if article.duplicate_of is not None:
        return Input(
            article.path, "duplicate", f"copy of {ids.get(article.duplicate_of, '?')} ({article.duplicate_of})"
        )
    if article.id in left_out:
        return Input(article.path, "unused", left_out[article.id])
    if article.id in cited:
        return Input(article.path, "used", None)
    return Input(article.path, "unused", "nothing in it ranked among what is printed")


def period(articles: Sequence[Article]) -> Period:
    """First and last publication date of the articles."""
    days = sorted(article.published.isoformat() for article in articles if article.published)
    return Period(days[0], days[-1]) if days else Period(None, None)
