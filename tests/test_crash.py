"""Killed at random moments the program leaves nothing that is wrong: a short run of what `make crash` does."""

from dataclasses import replace
from pathlib import Path

import crash

from briefing import pipeline
from briefing.render import json as brief_json

FORMATS = crash.FORMATS[0]


def test_kills(tmp_path: Path) -> None:
    """Whatever is killed, a reader sees whole sets only, and the next run makes what one from nothing makes."""
    story, tally = crash.Story(tmp_path, 1), crash.Tally()
    story.check(tally, FORMATS)
    # A second brief with other files, so that there is something to publish in turn.
    other = replace(pipeline.load(story.place.folder / "brief.json"), title=crash.title(crash.FORMATS[1]))
    (story.place.pool / "other.json").write_bytes(brief_json.dumps(other))
    with story.read():
        for kind, kills in zip(crash.KINDS, (3, 2, 1, 4), strict=True):
            story.kill(kind, kills, tally, FORMATS)
        story.check(tally, FORMATS)

    assert story.problems == []
    assert tally.kills == 10
    assert tally.looks > 100
    assert tally.briefs == 2
    assert tally.digests
