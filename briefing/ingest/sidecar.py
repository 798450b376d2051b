"""`NAME.meta.toml`: what a person knows of an article and its file does not say. It is believed before all else."""

import tomllib
from collections.abc import Mapping
from hashlib import sha256

from briefing.ingest.decoding import NOT_TEXT, decode
from briefing.ingest.files import Found, being_written, read_bytes
from briefing.ingest.formats.fields import metadata_of
from briefing.ingest.pages import Metadata
from briefing.records import Rejected

VIA = "sidecar"
_LONGEST = 64_000
_NAMES = "title, publisher, author, published, modified, url, language"


def read_sidecar(found: Found, content: str | None = None) -> Metadata | str:
    """What a sidecar says, or the reason why it says nothing.

    Args:
        found: The file.
        content: SHA-256 of what it is to hold, if that is known; with other content it is being written.
    """
    data = read_bytes(found, _LONGEST)
    if not isinstance(data, Rejected) and content and sha256(data).hexdigest() != content:
        data = being_written(found)
    if isinstance(data, Rejected):
        return data.reason
    fields = fields_of(data)
    if isinstance(fields, str):
        return fields
    known = metadata_of(fields, VIA)
    return known if known.via else f"says nothing that is known of articles; use {_NAMES}"


def fields_of(data: bytes) -> Mapping[str, object] | str:
    """The fields of a sidecar, or what is wrong with it.

    >>> fields_of(b'title = "Bridge falls"'), fields_of(b"title = Bridge")[:25]
    ({'title': 'Bridge falls'}, 'not TOML: Invalid value (')
    """
    text = decode(data)
    if text is None:
        return NOT_TEXT
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return f"not TOML: {' '.join(str(error).split())[:120]}"
