"""The border between what articles say and what a page shows: nothing in a text may act.

Whitespace becomes one space, and characters that steer (control, bidirectional, invisible) are dropped.
What a format gives a meaning to is escaped in `environment`.
"""

import dataclasses
import re
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

T = TypeVar("T")

# A joiner shapes letters in Persian, Indic scripts and emoji; beside a Latin letter it only hides a word from a search.
_OTHER_SCRIPT = r"[^\x00-\u024f\u200b-\u200f]"
_JOINER = re.compile(rf"(?<!{_OTHER_SCRIPT})[\u200c\u200d]|[\u200c\u200d](?!{_OTHER_SCRIPT})")
# Spaces of all widths but the no-break ones, which hold "12 000" together.
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
# Not "printable" to Python, but wanted: no-break spaces, the joiners that are left, number signs of Arabic and Syriac.
_KEPT = frozenset("\u00a0\u202f\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")


def clean(text: str) -> str:
    r"""The text on one line, without characters that steer instead of being read.

    >>> clean("paid \u202e000,5\u202c\x00 dinars\n\nin  cash")
    'paid 000,5 dinars in cash'
    """
    if text.isprintable() and "  " not in text:  # as nearly all are: a tenth of the time
        return text.strip()
    seen = "".join(filter(_is_seen, _SPACE.sub(" ", _JOINER.sub("", text))))
    return _SPACE.sub(" ", seen).strip()


def _is_seen(character: str) -> bool:
    return character.isprintable() or character in _KEPT


def cleaned(record: T) -> T:
    """The record with every text in it cleaned, whatever its depth."""
    result: Any = record
    if isinstance(record, str):
        result = clean(record)
    elif isinstance(record, tuple):
        result = tuple(map(cleaned, record))
    elif dataclasses.is_dataclass(record) and not isinstance(record, type):
        values = {field.name: cleaned(getattr(record, field.name)) for field in dataclasses.fields(record)}
        result = dataclasses.replace(record, **values)
    return result  # type: ignore[no-any-return]


def web_address(url: str | None) -> str:
    """The URL if a reader can follow it (http or https), with everything else percent-encoded; else nothing.

    >>> web_address("https://example.org/a b?q=[x](y)|z")
    'https://example.org/a%20b?q=%5Bx%5D%28y%29%7Cz'
    >>> web_address("javascript:alert(1)")
    ''
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:  # an unclosed [ in the host
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return quote(parts.geturl(), safe="%/:?#@!$&'+,;=~")
