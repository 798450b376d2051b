"""All gates on a claim and the words that it rests on, cheapest first."""

from collections.abc import Sequence

from briefing.gates.dates import dates_stand
from briefing.gates.evidence import has_evidence, is_verbatim
from briefing.gates.joining import joining_stands
from briefing.gates.matter import matter_stands
from briefing.gates.meaning import meaning_stands
from briefing.gates.names import names_stand
from briefing.gates.numbers import numbers_stand
from briefing.gates.quotations import quotations_stand
from briefing.gates.units import units_stand
from briefing.gates.verdicts import Gate, failed
from briefing.records import Claim, Verdict

GATES: tuple[Gate, ...] = (
    has_evidence,
    is_verbatim,
    numbers_stand,
    units_stand,
    dates_stand,
    names_stand,
    matter_stands,
    meaning_stands,
    joining_stands,
    quotations_stand,
)
NAME_OF_GATES = "gates-5"
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
