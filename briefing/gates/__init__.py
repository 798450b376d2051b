"""The gates: what a rewritten sentence must pass to be printed.

`judge` looks at strings alone and is what verify asks; `judge_rewritten` knows parses and vectors and is what a
condenser asks before a digest is made. Neither asks a model: both work on what models have said already.
"""

from briefing.gates.alignment import align
from briefing.gates.claims import GATES, NAME_OF_GATES, judge
from briefing.gates.dates import dates_stand
from briefing.gates.evidence import has_evidence, is_verbatim
from briefing.gates.joining import joining_stands
from briefing.gates.known import Read
from briefing.gates.matter import matter_stands
from briefing.gates.meaning import meaning_stands
from briefing.gates.names import names_stand
from briefing.gates.numbers import numbers_stand
from briefing.gates.quotations import quotations_stand
from briefing.gates.rewritten import judge_rewritten
from briefing.gates.shortening import is_shortened
from briefing.gates.units import units_stand
from briefing.gates.verdicts import Gate, failed, passed

__all__ = [
    "GATES",
    "NAME_OF_GATES",
    "Gate",
    "Read",
    "align",
    "dates_stand",
    "failed",
    "has_evidence",
    "is_shortened",
    "is_verbatim",
    "joining_stands",
    "judge",
    "judge_rewritten",
    "matter_stands",
    "meaning_stands",
    "names_stand",
    "numbers_stand",
    "passed",
    "quotations_stand",
    "units_stand",
]
