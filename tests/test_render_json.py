"""`briefing.render.json`: the public contract, written and read again."""

import dataclasses
import json as standard
import math
from pathlib import Path

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import BriefingError, RenderError
from briefing.records import Brief
from briefing.render import json, render

ORDER = [
    "schema",
    "title",
    "topic",
    "language",
    "as_of",
    "period",
    "bottom_line",
    "developments",
    "actors",
    "figures",
    "timeline",
    "disputes",
    "questions",
    "changes",
    "withheld",
    "sources",
    "inputs",
    "made_by",
]
SCHEMA = Path(__file__).parent.parent / "docs" / "brief.schema.json"


def changed(**values: object) -> bytes:
    """The sample's JSON with some top-level values replaced."""
    return standard.dumps({**standard.loads(json.dumps(samples.SAMPLE)), **values}).encode()


@pytest.mark.parametrize("brief", [samples.SAMPLE, samples.EMPTY, samples.single(), samples.long()])
def test_what_is_written_can_be_read(brief: Brief) -> None:
    """A brief comes back equal."""
    assert json.loads(json.dumps(brief)) == brief


def test_fields_stand_in_the_order_of_the_contract() -> None:
    """`schema` comes first, the rest as the contract lists it; statements as well."""
    document = standard.loads(json.dumps(samples.SAMPLE))

    assert list(document) == ORDER
    assert list(document["bottom_line"][0]) == ["id", "text", "kind", "evidence", "support", "origins"]
    assert list(document["figures"][0])[:2] == ["number", "text"]


def test_the_layout_is_for_people_too() -> None:
    """Two spaces, characters as they are, whole numbers without a point, one newline at the end."""
    text = json.dumps(samples.SAMPLE).decode()

    assert text.startswith('{\n  "schema": "briefing/1",\n  "title"')
    assert "دارا يوسف" in text
    assert '"number": 3400,' in text
    assert text.endswith("}\n")


def test_hostile_text_is_literal_but_cannot_steer() -> None:
    """A quote is kept to the last character; those that turn text around are written as escapes."""
    data = render(samples.hostile(), ["json"])["brief.json"]

    assert standard.loads(data)["bottom_line"][0]["evidence"][0]["quote"] == samples.HOSTILE
    assert "\u202e" not in data.decode()
    assert json.loads(data).bottom_line == samples.hostile().bottom_line


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_survives(text: str) -> None:
    """Whatever a file can hold comes back as it was."""
    brief = dataclasses.replace(samples.EMPTY, title=text)

    assert json.loads(json.dumps(brief)) == brief


def test_a_number_that_is_none_is_refused() -> None:
    """JSON has no infinity and no not-a-number."""
    figure = dataclasses.replace(samples.SAMPLE.figures[0], number=math.inf)

    with pytest.raises(RenderError, match="finite"):
        json.dumps(dataclasses.replace(samples.SAMPLE, figures=(figure,)))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file"),
        (b"{", "the file"),
        (b"[]", "the file"),
        (b"\xff", "the file"),
        (changed(schema="briefing/2"), "schema"),
        (changed(title=7), "title"),
        (changed(as_of=20240214), "as_of"),
        (changed(inputs=[{"path": "x", "fate": "lost", "reason": None}]), "inputs.0.fate"),
        (changed(bottom_line=[{"id": "x"}]), "bottom_line.0.text"),
    ],
)
def test_a_malformed_file_is_one_line(data: bytes, told: str) -> None:
    """The message names the first field that is wrong and what to do."""
    with pytest.raises(BriefingError, match=r"^brief\.json: ") as caught:
        json.loads(data)

    assert told in str(caught.value)
    assert "build the brief again" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_schema_may_not_be_missing() -> None:
    """Without its version a file is not understood, however well it looks."""
    document = standard.loads(json.dumps(samples.SAMPLE))
    del document["schema"]

    with pytest.raises(BriefingError, match="schema: missing"):
        json.loads(standard.dumps(document).encode())


def test_the_published_schema_is_current() -> None:
    """`docs/brief.schema.json` is what the records say.

    To write it again: `python -c "from briefing.render import json; print(json.schema().decode(), end='')"`.
    """
    assert SCHEMA.read_bytes() == json.schema()
    assert standard.loads(json.schema())["required"] == ORDER
