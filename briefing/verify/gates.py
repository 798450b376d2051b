"""The gates: what a claim must pass to be printed, cheapest first.

A gate is `(claim, quotes) -> Verdict`, where quotes[i] are the words at claim.spans[i]. It never asks a model.
"""

import re
from collections.abc import Callable, Sequence

from briefing.language import lexicon
from briefing.records import Claim, Verdict

Gate = Callable[[Claim, Sequence[str]], Verdict]

BRACKETED = re.compile(r"\[([^\[\]]*)\]")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+")
NEGATIONS = frozenset(
    ["not", "n't", "n’t", "no", "never", "neither", "nor", "nobody", "nothing", "none", "without", "cannot"]
)
MODALS = frozenset(
    [
        "may",
        "might",
        "could",
        "would",
        "should",
        "will",
        "shall",
        "can",
        "must",
        "expected",
        "likely",
        "possible",
        "alleged",
        "allegedly",
        "reportedly",
        "unclear",
    ]
)
# A function word that an edit may leave out or put in without changing what is said.
CONNECTIVES = frozenset(word for phrase in lexicon.CONNECTIVES for word in phrase.split()) | lexicon.REMOVABLE_INSIDE


def passed(gate: str) -> Verdict:
    """The verdict of a gate that has nothing to object."""
    return Verdict(supported=True, score=1.0, gate=gate, reason="")


def failed(gate: str, reason: str, score: float = 0.0) -> Verdict:
    """The verdict of a gate that withholds the claim."""
    return Verdict(supported=False, score=score, gate=gate, reason=reason)


def words(text: str) -> list[str]:
    """Words and numbers in lower case, for comparing wordings.

    >>> words("The US-led coalition, 2,500 strong")
    ['the', 'us', 'led', 'coalition', '2,500', 'strong']
    """
    return re.findall(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*", text.lower())


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
        if not any(piece.lower() in quote.lower() for quote in folded):
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
    """
    at = 0
    for word in full:
        if at < len(short) and short[at] == word:
            at += 1
        elif word not in CONNECTIVES and word not in lexicon.THIRD_PERSON:
            return False
    return at == len(short)


def numbers_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each number of the claim stands in a quote, in digits or in words."""
    known = {_value(number) for quote in quotes for number in NUMBER.findall(quote)} | _spelled(quotes)
    for number in NUMBER.findall(claim.text):
        if _value(number) not in known:
            return failed("numbers", f"the number {number} does not stand in its sources")
    return passed("numbers")


def _value(number: str) -> str:
    return number.replace(",", "").rstrip(".")


def _spelled(quotes: Sequence[str]) -> set[str]:
    found = {word for quote in quotes for word in words(quote)}
    return {str(value) for word, value in SPELLED.items() if word in found}


SPELLED = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}


def names_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each capitalised word of the claim stands in a quote; the first word only opens the sentence."""
    known = {word for quote in quotes for word in words(quote)}
    first = re.match(r"\W*\w+", claim.text)
    for match in NAME.finditer(claim.text, first.end() if first else 0):
        for word in words(re.sub(r"['’]s$", "", match.group())):
            if word not in known and f"{word}'s" not in known and f"{word}’s" not in known:
                return failed("names", f"the name {match.group()} does not stand in its sources")
    return passed("names")


def meaning_stands(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """A rewritten claim keeps the negations, the modality and the attribution of its first quote."""
    if claim.kind != "merged":
        return passed("meaning")
    new, old = set(words(claim.text)), {word for quote in quotes for word in words(quote)}
    for label, closed in (("negation", NEGATIONS), ("modality", MODALS)):
        if bool(new & closed) != bool(old & closed):
            return failed("meaning", f"the {label} of its sources is not kept")
    if old & SAID and not new & SAID:
        return failed("meaning", "it is printed as a fact, but its sources attribute it")
    return passed("meaning")


SAID = frozenset(
    ["said", "says", "told", "according", "claimed", "alleged", "accused", "reported", "announced", "stated"]
)


def quotations_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """What stands in quotation marks in the claim stands word for word in a quote."""
    folded = [" ".join(quote.split()) for quote in quotes]
    for spoken in re.findall(r"“([^”]+)”|\"([^\"]+)\"", claim.text):
        said = " ".join((spoken[0] or spoken[1]).split())
        if not any(_fold(said) in _fold(quote) for quote in folded):
            return failed("quotation", f"“{said}” is not a quotation from its sources")
    return passed("quotation")


def _fold(text: str) -> str:
    return " ".join(word for word in words(text) if word not in CONNECTIVES)


GATES: tuple[Gate, ...] = (has_evidence, is_verbatim, numbers_stand, names_stand, meaning_stands, quotations_stand)
NAME_OF_GATES = "gates-1"
"""Goes into the brief; raised when a gate comes to judge otherwise."""


def judge(claim: Claim, quotes: Sequence[str], gates: Sequence[Gate] = GATES) -> Verdict:
    """The first objection, or the lowest score of all gates.

    An exception in a gate withholds the claim: a brief never goes dark because one sentence is strange, and no
    sentence is printed because a gate broke.
    """
    score, last = 1.0, "none"
    for gate in gates:
        try:
            verdict = gate(claim, quotes)
        except Exception as error:  # noqa: BLE001 - see above
            return failed(gate.__name__, f"it could not be checked ({type(error).__name__})")
        if not verdict.supported:
            return verdict
        score, last = min(score, verdict.score), verdict.gate
    return Verdict(supported=True, score=score, gate=last, reason="")
