"""Source ids, the list of sources and what became of each input."""

from collections.abc import Mapping, Sequence

from briefing.records import EARLIER_VERSION, Article, Fate, Input, Period, Reading, Source


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


def fates(reading: Reading, ids: Mapping[str, str], cited: frozenset[str]) -> tuple[Input, ...]:
    """What became of each file and of each article in a file that holds several, by path.

    Args:
        reading: everything that the folder held.
        ids: article id to source id.
        cited: ids of the articles that a printed statement rests on.
    """
    rows = {
        **{row.path: Input(row.path, "unused", row.reason) for row in reading.aside},
        **{article.path: _fate(article, ids, cited) for article in reading.articles},
        **{row.path: Input(row.path, "rejected", row.reason) for row in reading.rejected},
    }
    rows |= {path: _of_holder(path, list(rows.values())) for path in reading.holders}
    return tuple(rows[path] for path in sorted(rows))


def _fate(article: Article, ids: Mapping[str, str], cited: frozenset[str]) -> Input:
    if article.duplicate_of is not None:
        of = " ".join(filter(None, (ids.get(article.duplicate_of), f"({article.duplicate_of})")))
        kind = EARLIER_VERSION if article.superseded else "copy"
        return Input(article.path, "duplicate", f"{kind} of {of}")
    if article.left_out is not None:
        return Input(article.path, "unused", article.left_out)
    if article.id in cited:
        return Input(article.path, "used", None)
    return Input(article.path, "unused", "nothing in it ranked among what is printed")


_BEST: tuple[Fate, ...] = ("used", "duplicate", "unused", "rejected")


def _of_holder(path: str, rows: Sequence[Input]) -> Input:
    """What became of a file that holds several articles: the best that became of one of them."""
    fates = [row.fate for row in rows if row.path == path or row.path.startswith(f"{path}/")]
    counts = ", ".join(f"{number} {fate}" for fate in _BEST if (number := fates.count(fate)))
    return Input(path, min(fates, key=_BEST.index), f"holds {len(fates)}: {counts}")


def period(articles: Sequence[Article]) -> Period:
    """First and last publication date of the articles."""
    days = sorted(article.published.isoformat() for article in articles if article.published)
    return Period(days[0], days[-1]) if days else Period(None, None)
