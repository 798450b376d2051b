"""Killed at random moments the program leaves nothing that is wrong: a short run of `make crash`."""

from collections import deque
from pathlib import Path

import crash


def test_kills(tmp_path: Path) -> None:
    """Whatever is killed, a reader sees whole sets only, and the next run makes what one from nothing makes."""
    [(tallies, problems)] = deque(crash.play(tmp_path, 12, 1, every=3, formats=crash.FORMATS[:1]), maxlen=1)
    whole = sum(tallies.values(), crash.Tally())

    assert problems == []
    assert [tally.kills for tally in tallies.values()] == [3, 3, 3, 3]
    assert whole.half_done
    assert whole.looks > 100
    assert whole.briefs == 5
    assert whole.digests
