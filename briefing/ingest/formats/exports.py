"""JSON exports to articles: one record, a list of them, a line each, or the answer of a service that wraps them.

Known shapes: title, text, date, url, source under their usual names (`fields`), NewsAPI, the search of the Guardian
and the New York Times, JSON Feed, WordPress, Elasticsearch hits, schema.org, news crawlers. Nothing is looked up by
shape: a record is any table that has a text, wherever in the file it stands.
"""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from briefing.ingest.decoding import NOT_TEXT, decode
from briefing.ingest.formats.fields import metadata_of, text_of
from briefing.ingest.formats.plaintext import strip_tags, text_page
from briefing.ingest.pages import LONGEST_TEXT, TOO_LONG, Metadata, Page, Part, refused, slug

Record = Mapping[str, object]

_MOST_RECORDS = 2_000
_MOST_VISITED = 20_000  # tables and lists looked into for records
# The names that a text goes by, without blanks and marks; the fullest of them is taken.
_TEXT = (
    "text", "body", "content", "articlebody", "bodytext", "fulltext", "maintext", "articletext", "articlecontent",
    "contenttext", "contenthtml", "textcontent", "bodyhtml", "storybody", "story", "cleanedtext", "plaintext",
    "transcript", "paragraphs", "abstract", "leadparagraph", "summary", "description", "excerpt", "snippet",
)  # fmt: skip
# Where services put the facts of a record beside its own.
_WRAPPED = ("fields", "_source", "attributes", "article", "properties", "document", "doc", "data")
_TOO_MANY = f"more than {_MOST_RECORDS:,} records; split the file"
_NOT_JSON = "no JSON that can be read: {}; it may be damaged or only half copied"


def read_json(data: bytes) -> list[Part] | str:
    """The articles of a JSON file, or the reason why there are none."""
    text = decode(data)
    if text is None:
        return NOT_TEXT
    try:
        top = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = read_jsonl(data)  # many a `.json` has a record a line
        return lines if isinstance(lines, list) and len(lines) > 1 else _NOT_JSON.format(_why(error))
    records = _records(top)
    if len(records) == 1:
        return [_part(records[0], "")]
    return _TOO_MANY if len(records) > _MOST_RECORDS else [_part(record) for record in records] or _no_record(top)


def read_jsonl(data: bytes) -> list[Part] | str:
    """The articles of a file with a JSON record a line; a line that cannot be read is one part with the reason."""
    text = decode(data)
    if text is None:
        return NOT_TEXT
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if len(lines) > _MOST_RECORDS:
        return _TOO_MANY
    parts = [part for number, line in lines for part in _on_line(number, line)]
    read = any(part.data for part in parts)
    return parts if read else _NOT_JSON.format("no line is a record")


def _on_line(number: int, line: str) -> Iterator[Part]:
    try:
        records = _records(json.loads(line))
    except (ValueError, RecursionError) as error:
        yield refused(f"line {number}", _NOT_JSON.format(_why(error)))
        return
    if not records:
        yield refused(f"line {number}", "a record without a text")
    yield from map(_part, records)


def _why(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:80]


def _no_record(top: object) -> str:
    if top in ({}, []):
        return "an empty list: no article in it"
    return "JSON without any text of an article; export the full texts, not only titles and addresses"


# --- records --------------------------------------------------------------------------------------


def _records(top: object) -> list[Record]:
    """The tables with a text, at the least depth at which there is one; their neighbours without a text among them.

    >>> [record["title"] for record in _records({"ok": 1, "articles": [{"title": "A", "text": "x y"}, {"title": "B"}]})]
    ['A', 'B']
    """
    pending: deque[object] = deque([[top]])
    for _ in range(_MOST_VISITED):
        if not pending:
            break
        level = pending.popleft()
        tables = [_flat(entry) for entry in level if isinstance(entry, dict)] if isinstance(level, list) else []
        if any(_text(table) for table in tables):
            return [table for table in tables if _text(table) or "title" in table or "url" in table]
        pending.extend(_levels_below(level) if isinstance(level, list) else [])
    return []


def _levels_below(level: list[object]) -> Iterator[object]:
    """The lists in a list's tables, and the tables in each of them together."""
    for entry in level:
        if isinstance(entry, list):
            yield entry
        elif isinstance(entry, dict):
            yield from (value for value in entry.values() if isinstance(value, list))
            yield [value for value in entry.values() if isinstance(value, dict)]


def _flat(record: Record) -> Record:
    """A record with what services wrap beside it: the Guardian's `fields`, Elasticsearch's `_source`."""
    inner = [value for key in _WRAPPED if isinstance(value := record.get(key), dict)]
    return {key: value for table in (*inner, record) for key, value in table.items()}


def _text(record: Record) -> str:
    """The fullest text of a record."""
    known = {re.sub(r"[\W_]+", "", str(key).lower()): value for key, value in record.items()}
    texts = [_prose(known[key]) for key in _TEXT if key in known]
    return max(texts, key=len, default="")  # of equals the first: `text` comes before `summary`


def _prose(value: object) -> str:
    r"""A text as exports keep it: itself, its paragraphs in a list, or wrapped once more.

    >>> _prose([{"text": "It fell."}, "Ten left."]), _prose({"rendered": "<p>It fell.</p>"}), _prose(7)
    ('It fell.\n\nTen left.', '<p>It fell.</p>', '')
    """
    if isinstance(value, list):
        return "\n\n".join(filter(None, (_prose(entry) for entry in value if not isinstance(entry, list))))
    if isinstance(value, dict):
        wrapped = (value.get(key) for key in ("rendered", "text", "value", "content", "html"))
        return next((text for text in wrapped if isinstance(text, str)), "")
    return value if isinstance(value, str) else ""


def _part(record: Record, name: str | None = None) -> Part:
    known = _metadata(record)
    named = slug(known.title or text_of(record.get("id")) or known.url or "record") if name is None else name
    data = json.dumps(record, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    return Part(named, data, partial(_page, record))


# NewsAPI's free service gives the first 200 characters: "… spoke about the [+2314 chars]".
_CUT = re.compile(r"(?:^|(?<=[.!?”\"]))[^.!?]{0,400}\[\+\d+ chars\]\s*$")


def _page(record: Record) -> Page | str:
    text = _text(record)
    if not text.strip():
        return "a record without a text: only " + ", ".join(sorted(map(str, record)))[:120]
    return TOO_LONG if len(text) > LONGEST_TEXT else text_page(_CUT.sub("", text), _metadata(record))


def _metadata(record: Record) -> Metadata:
    known = metadata_of(record, "record")
    return replace(known, title=" ".join(strip_tags(known.title)[0].split()) or None) if known.title else known
