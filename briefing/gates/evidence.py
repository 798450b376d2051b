"""Whether there is evidence, and whether what claims to be verbatim is."""

import re
from collections.abc import Sequence

from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import stands_in, words
from briefing.language import lexicon
from briefing.records import Claim, Verdict

BRACKETED = re.compile(r"\[([^\[\]]*)\]")


def has_evidence(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """There is at least one quote, and none is empty."""
    if not quotes or not claim.text.strip():
        return failed("evidence", "no words of a source were given for it")
    if not all(quote.strip() for quote in quotes):
        return failed("evidence", "an empty quotation was given for it")
    return passed("evidence")


def is_verbatim(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """A verbatim claim stands in a quote as it is; an edited one but for brackets and dropped connectives.

    What stands in brackets must stand in one of the quotes. Claims of kind `merged` are rewritten, and the gates
    below are for them.
    """
    if claim.kind == "merged":
        return passed("verbatim")
    folded = [" ".join(quote.split()) for quote in quotes]
    if any(claim.text in quote for quote in folded):
        return passed("verbatim")
    if claim.kind == "verbatim":
        return failed("verbatim", "the words do not stand in the source as printed")
    inserted = [found for found in BRACKETED.findall(claim.text) if not any(f"[{found}]" in quote for quote in folded)]
    for piece in inserted:
        if not any(stands_in(words(piece), words(quote)) for quote in folded):
            return failed("verbatim", f"the inserted words “{piece}” do not stand in the source")
    rest = claim.text
    for piece in inserted:
        rest = rest.replace(f"[{piece}]", " ", 1)
    if any(_is_cut_from(words(rest), words(quote)) for quote in folded):
        return passed("verbatim")
    return failed("verbatim", "more was changed than an editor may change")


def _is_cut_from(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether `short` is `full` in order, with nothing left out but connectives and what brackets replaced.

    >>> _is_cut_from(["many", "left"], ["however", "many", "left"]), _is_cut_from(["left"], ["nobody", "left"])
    (True, False)
    >>> _is_cut_from(["he", "left"], ["on", "the", "other", "hand", "he", "left"])
    True
    >>> _is_cut_from(["plan"], ["other", "plan"])
    False
    """
    at = 0
    index = 0
    while index < len(full):
        if at < len(short) and short[at] == full[index]:
            at, index = at + 1, index + 1
            continue
        dropped = _connective(full, index)
        if not dropped:
            return False
        index += dropped
    return at == len(short)


def _connective(full: Sequence[str], index: int) -> int:
    """How many words at an index an edit may leave out: a whole connective, or a pronoun."""
    for phrase in lexicon.CONNECTIVES:  # longest first
        parts = phrase.split()
        if list(full[index : index + len(parts)]) == parts:
            return len(parts)
    return int(full[index] in lexicon.REMOVABLE_INSIDE or full[index] in lexicon.THIRD_PERSON)
