"""Numbers of a rewritten claim, with magnitude and percent sign."""

import re
from collections.abc import Sequence

from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import unsaid
from briefing.language import numerals
from briefing.records import Claim, Verdict

AMOUNT = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*)"
    r"(?:[ \u00a0]?(?P<scale>thousand|million|billion|trillion)\b|(?P<letter>bn|mn|[kmb])\b)?"
    r"(?P<percent>[ \u00a0]?(?:%|percent\b|per cent\b))?",
    re.IGNORECASE,
)
NUMBER_WORDS = frozenset(numerals.UNITS) | {"hundred", "thousand", "million", "billion", "trillion"}


def numbers_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each number of the claim, with its magnitude and percent sign, stands in a quote, in digits or in words."""
    for amount in unsaid(amounts, claim.text, quotes):
        return failed("numbers", f"the number {amount} does not stand in its sources")
    return passed("numbers")


def amounts(text: str) -> frozenset[str]:
    """The numbers of a text in full, with their percent sign.

    >>> sorted(amounts("12 percent of the 2,500 bridges cost 3.5 million; thirty-two fell"))
    ['12%', '2500', '32', '3500000']
    """
    found = {_amount(match) for match in AMOUNT.finditer(text)}
    run: list[str] = []
    for word in [*re.findall(r"[^\W\d_]+", text.lower()), ""]:
        if word in numerals.UNITS or (run and word in {*NUMBER_WORDS, "and"}):
            run.append(word)
            continue
        while run and run[-1] == "and":
            run.pop()
        if run:
            whole = numerals.value(run)
            apart = [float(numerals.UNITS[part]) for part in run if part in numerals.UNITS]
            found.update(f"{value:.12g}" for value in ([whole] if whole is not None else apart))
        run = []
    return frozenset(found)


def _amount(match: re.Match[str]) -> str:
    digits = match["digits"].replace(",", "")
    if digits.count(".") > 1:  # a date or a section, not a number
        return digits
    letters = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
    scale = (match["scale"] or letters.get((match["letter"] or "").lower(), "")).lower()
    return f"{float(digits) * numerals.SCALES.get(scale, 1.0):.12g}" + ("%" if match["percent"] else "")
