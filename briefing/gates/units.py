"""Units of a rewritten claim: a number keeps what it is measured in."""

import re
from collections.abc import Sequence

from briefing.gates.numbers import AMOUNT, amounts
from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import unsaid
from briefing.records import Claim, Verdict

# One row is one unit, however it is written.
_FORMS = """
dollars dollar $
euros euro €
pounds pound £
yen ¥
rupees rupee
kilometres kilometre kilometers kilometer km
metres metre meters meter
miles mile
feet foot ft
kilograms kilogram kg
tonnes tonne tons ton
litres litre liters liter
hectares hectare
acres acre
hours hour
minutes minute
seconds second
days day
weeks week
months month
years year
decades decade
"""
UNITS = {form: row.split()[0] for row in _FORMS.strip().splitlines() for form in row.split()}


def units_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each measured number of the claim stands with that unit in a quote."""
    if claim.kind != "merged":
        return passed("units")
    for number, unit in unsaid(measured, claim.text, quotes):
        return failed("units", f"{number} {unit} does not stand in its sources")
    return passed("units")


def measured(text: str) -> frozenset[tuple[str, str]]:
    """Numbers in digits with their units.

    >>> sorted(measured("It cost $3.5 million and took 12 weeks, 40 km away"))
    [('12', 'weeks'), ('3500000', 'dollars'), ('40', 'kilometres')]
    """
    found = set()
    for match in AMOUNT.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        after = re.match(r"[ \u00a0-]?([a-z€£$]+)", text[match.end() :].lower())
        unit = UNITS.get(before) or UNITS.get(after[1] if after else "")
        if unit:
            found |= {(number, unit) for number in amounts(match.group())}
    return frozenset(found)
