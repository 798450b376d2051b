"""Every reader on damaged files: an article or a reason comes out, in time, and nothing else happens.

`make test` tries a hundred files a format; `make fuzz` some two thousand, and prints what came out.
"""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.ingest.formats import readers
from briefing.ingest.formats.fields import metadata_of
from briefing.ingest.sidecar import fields_of
from briefing.ingest.singles import Single, single
from briefing.ingest.workers import PATIENCE
from briefing.records import Rejected

LIMIT = 2_000_000
ENDINGS = tuple(strategies.samples())

tally: dict[str, Counter[str]] = {ending: Counter() for ending in ENDINGS}
slowest: dict[str, float] = dict.fromkeys(ENDINGS, 0.0)


@pytest.fixture(scope="module", autouse=True)
def _report() -> Iterator[None]:
    """Say what came out, in a long run."""
    yield
    if settings.get_current_profile_name() == "fuzz":
        print("\n| format | inputs | articles | reasons | slowest, s |\n|:--|--:|--:|--:|--:|")  # noqa: T201
        for ending, counts in [*tally.items(), ("all", sum(tally.values(), Counter[str]()))]:
            took = max(slowest.values()) if ending == "all" else slowest[ending]
            row = (ending or "no ending", counts["inputs"], counts["articles"], counts["reasons"], f"{took:.2f}")
            print("|", " | ".join(map(str, row)), "|")  # noqa: T201


@pytest.mark.parametrize("ending", ENDINGS)
@settings(deadline=timedelta(seconds=PATIENCE), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_files(ending: str, data: st.DataObject) -> None:
    """Whatever happened to a file, each of its pieces is an article or has a printable reason of one line."""
    content = data.draw(strategies.damaged(ending))
    began = time.monotonic()
    rows = _sidecar(content) if ending == ".meta.toml" else _rows(f"file{ending}", content)
    slowest[ending] = max(slowest[ending], time.monotonic() - began)
    tally[ending]["inputs"] += 1

    for row in rows:
        if isinstance(row, Rejected):
            tally[ending]["reasons"] += 1
            assert row.reason.isprintable()
            assert not row.reason.startswith("cannot be read: "), row
        else:
            tally[ending]["articles"] += 1
            assert all(line.text and "\n" not in line.text for line in row.body.lines)
            assert all(line.text[start:end].strip() for line in row.body.lines for start, end in line.sentences)


def _rows(name: str, content: bytes) -> list[Single | Rejected]:
    return [single(piece) for piece in readers.pieces(name, content, LIMIT)]


def _sidecar(content: bytes) -> list[Single | Rejected]:
    fields = fields_of(content)
    if isinstance(fields, str):
        return [Rejected("file.meta.toml", fields)]
    metadata_of(fields, "sidecar")
    return []


@given(st.binary(max_size=4_000), st.sampled_from(ENDINGS))
def test_any_bytes(content: bytes, ending: str) -> None:
    """Bytes that are nothing at all are rejected, or read as what they happen to be."""
    rows = _sidecar(content) if ending == ".meta.toml" else _rows(f"file{ending}", content)

    assert all(not isinstance(row, Rejected) or not row.reason.startswith("cannot be read: ") for row in rows)
