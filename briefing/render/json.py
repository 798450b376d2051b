"""The brief as `brief.json`: the public contract, which other programs and the next run read.

Its schema is `docs/brief.schema.json`.
"""

import dataclasses
import functools
import json
import re
from typing import Any

from pydantic import TypeAdapter, ValidationError

from briefing.errors import BriefingError, RenderError
from briefing.records import Brief, Changes

# Literal in a quote, but a raw one could turn around or hide what stands beside it in an editor.
_STEERING = re.compile("[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


@functools.cache
def _adapter() -> TypeAdapter[Brief]:
    return TypeAdapter(Brief)


def dumps(brief: Brief) -> bytes:
    """The brief as UTF-8 JSON, in the order of the contract; every text is literal.

    Raises:
        RenderError: A number in it is infinite or none at all.
    """
    fields = _plain(brief)
    try:
        return _written({"schema": fields.pop("schema"), **fields})
    except ValueError as error:
        raise RenderError(f"brief.json: {brief.title}: {error}; every number must be finite") from error


def changes(found: Changes) -> bytes:
    """What changed, as it stands under `changes` in a `brief.json`."""
    return _written(_plain(found))


def _written(fields: dict[str, Any]) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, indent=2, allow_nan=False)
    text = _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    # Half a surrogate pair comes only from a file name that is no UTF-8, and no reader of JSON takes it.
    return f"{text}\n".encode(errors="replace")


def _plain(value: Any) -> Any:  # noqa: ANN401 - as wide as JSON
    """Records as dictionaries, tuples as lists, whole floats as integers: 2500, not 2500.0."""
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return list(map(_plain, value))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def loads(data: bytes) -> Brief:
    """A brief that `verify` made and `dumps` wrote.

    Raises:
        BriefingError: It is no JSON, follows another schema, or breaks this one.
    """
    try:
        brief = _adapter().validate_json(data, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise BriefingError(f"brief.json: {where}: {first['msg']}; build the brief again") from error
    if "schema" not in json.loads(data):  # the record has a default for it; the contract has none
        raise BriefingError("brief.json: schema: missing, so nobody knows what the rest means; build the brief again")
    return brief


def schema() -> bytes:
    """The JSON Schema of the contract, as it stands in `docs/brief.schema.json`."""
    described = _adapter().json_schema(mode="serialization")
    described["required"].insert(0, "schema")
    del described["properties"]["schema"]["default"]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return (json.dumps({**head, **described}, ensure_ascii=False, indent=2) + "\n").encode()
