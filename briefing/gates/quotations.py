"""Quotations of a rewritten claim."""

import re
from collections.abc import Sequence

from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import stands_in, words
from briefing.records import Claim, Verdict

QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")

_NAME = r"((?:[A-Z][\w’'-]+ ){0,3}[A-Z][\w’'-]+)"
_SAYS = (
    r"(?:said|says|told|tells|called|calls|added|adds|insisted|insists|warned|warns|described|describes|declared"
    r"|asked|asks|wrote|writes|replied|claimed|claims|argued|argues|announced|denied|stated|states)"
)
# The name that speaks stands before the verb, with a few words in commas between, or behind it.
SPEAKER = re.compile(rf"{_NAME}(?:, [^,]{{1,60}},)? {_SAYS}\b|\b{_SAYS} {_NAME}|\b[Aa]ccording to {_NAME}")


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
        claimed = _speaker(claim.text, said)
        theirs = [_speaker(quote, said) for quote in quotes if _has(quote, said)]
        if claimed and any(theirs) and not any(speaker and claimed[-1] == speaker[-1] for speaker in theirs):
            return failed("quotation", f"“{said}” was said by another")
    return passed("quotation")


def _has(quote: str, said: str) -> bool:
    return any(stands_in(words(said), words(full)) for full in _quoted(quote))


def _speaker(text: str, said: str) -> list[str]:
    """The words of the name that stands as speaker nearest to a quotation, none where no name does.

    >>> _speaker("Elena Marsh said it was “safe”, and Tom Becker called it “old”.", "old")
    ['tom', 'becker']
    """
    at = text.find(said)
    at = at + len(said) // 2 if at >= 0 else len(text) // 2
    blank = QUOTED.sub(lambda match: " " * len(match.group()), text)
    found = [(abs((m.start() + m.end()) // 2 - at), m[1] or m[2] or m[3]) for m in SPEAKER.finditer(blank)]
    return words(re.sub(r"['’]s$", "", min(found)[1])) if found else []


def _quoted(text: str) -> list[str]:
    """What stands in quotation marks; all of a text in which a mark opens or closes only."""
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return [text]
    return [first or second for first, second in QUOTED.findall(text)]
