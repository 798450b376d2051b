"""Negation, modality and attribution of a rewritten claim."""

import re
from collections.abc import Sequence

from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import words
from briefing.language import lexicon
from briefing.records import Claim, Verdict

NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "nobody", "nothing", "none", "without", "cannot"})
# Modality in groups: within one, words may take each other's place.
MODALS = tuple(
    lexicon.words(group)
    for group in (
        "may might could possible possibly perhaps",
        "will shall going",
        "would",
        "should ought",
        "must",
        "expected likely due set scheduled",
        "alleged allegedly reportedly unclear",
    )
)
SAID = lexicon.words(
    "said says told according claimed alleged accused reported announced stated called described added warned"
)


def meaning_stands(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """A rewritten claim keeps the negations, the modality and the attribution of its quotes."""
    if claim.kind != "merged":
        return passed("meaning")
    new, old = _meaning_words(claim.text), {word for quote in quotes for word in _meaning_words(quote)}
    if _is_negated(new) != _is_negated(old):
        return failed("meaning", "the negation of its sources is not kept")
    if _modality(new) != _modality(old):
        return failed("meaning", "the modality of its sources is not kept")
    if old & SAID and not new & SAID:
        return failed("meaning", "it is printed as a fact, but its sources attribute it")
    return passed("meaning")


def _meaning_words(text: str) -> set[str]:
    """The words of a text; the month of May is none."""
    return set(words(re.sub(r"(?<=\S )May\b", "", text)))


def _is_negated(found: set[str]) -> bool:
    return not NEGATIONS.isdisjoint(found) or any(word.endswith(("n't", "n’t")) for word in found)


def _modality(found: set[str]) -> frozenset[int]:
    return frozenset(index for index, group in enumerate(MODALS) if not group.isdisjoint(found))
