"""No joining of two facts into a third: "he fell" and "she spoke" are not "he fell after she spoke"."""

import re
from collections.abc import Iterator, Sequence

from briefing.gates.verdicts import failed, passed
from briefing.language.wording import wording
from briefing.records import Claim, Verdict

# Words of one row say one relation; which of them a source uses does not matter.
JOINTS = tuple(
    re.compile(rf"\b(?:{row})\b", re.IGNORECASE)
    for row in (
        "after|following|in the wake of",
        "before|prior to|ahead of",
        "because|due to|owing to|thanks to|as a result|caused by|therefore|le(?:d|ading) to|prompt(?:ed|ing)|triggered",
        "despite|although|though|even as",
        "in response to|in retaliation for|in protest at|in protest against",
        "in order to|in an effort to",
    )
)
HELD = 0.5
"""Share of the content words on either side that must stand in the sentence that joins so."""


def joining_stands(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """What a rewritten claim joins is joined so, by time or cause, in one quote."""
    if claim.kind != "merged":
        return passed("joining")
    for joint, word, left, right in _joined(claim.text):
        if not any(joint.search(quote) and _holds(quote, left) and _holds(quote, right) for quote in quotes):
            return failed("joining", f"no sentence of its sources joins this by “{word}”")
    return passed("joining")


def _joined(text: str) -> Iterator[tuple[re.Pattern[str], str, str, str]]:
    """Each joint of a text: the relation, the word, and what stands before and behind it."""
    for joint in JOINTS:
        for match in joint.finditer(text):
            yield joint, match.group().lower(), text[: match.start()], text[match.end() :]


def _holds(quote: str, part: str) -> bool:
    wanted, held = wording(part), wording(quote)
    words = wanted.content | wanted.numbers | wanted.names
    return not words or len(words & (held.content | held.numbers | held.names)) >= HELD * len(words)
