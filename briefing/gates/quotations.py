"""Quotations of a rewritten claim."""

import re
from collections.abc import Sequence

from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import stands_in, words
from briefing.records import Claim, Verdict

QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")


def quotations_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """What a rewritten claim puts in quotation marks stands so, and in marks, in a quote.

    Verbatim and edited claims took their marks over with the words.
    """
    if claim.kind != "merged":
        return passed("quotation")
    spoken = [words(said) for quote in quotes for said in _quoted(quote)]
    for said in _quoted(claim.text):
        if not any(stands_in(words(said), full) for full in spoken):
            return failed("quotation", f"“{said}” is not a quotation from its sources")
    return passed("quotation")


def _quoted(text: str) -> list[str]:
    """What stands in quotation marks; all of a text in which a mark opens or closes only."""
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return [text]
    return [first or second for first, second in QUOTED.findall(text)]
