"""Days of a rewritten claim: day and month must stand together in a quote, not each for itself."""

import re
from collections.abc import Sequence

from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import unsaid
from briefing.language.dates import MONTHS
from briefing.records import Claim, Verdict

_MONTH = rf"(?P<month{{0}}>{'|'.join(MONTHS)})[a-z]*\.?"
DAY = re.compile(
    rf"\b(?:{_MONTH.format(1)} (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format(2)})\b",
    re.IGNORECASE,
)


def dates_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each day of the claim is a day of a quote."""
    if claim.kind != "merged":
        return passed("dates")
    for month, day in unsaid(days, claim.text, quotes):
        return failed("dates", f"the day {day} {month.capitalize()} does not stand in its sources")
    return passed("dates")


def days(text: str) -> frozenset[tuple[str, int]]:
    """Months, by their first three letters, with days.

    >>> sorted(days("From 5 May to June 7th"))
    [('jun', 7), ('may', 5)]
    """
    return frozenset(((m["month1"] or m["month2"]).lower(), int(m["day1"] or m["day2"])) for m in DAY.finditer(text))
