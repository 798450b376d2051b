"""How a gate answers."""

from collections.abc import Callable, Sequence

from briefing.records import Claim, Verdict

Gate = Callable[[Claim, Sequence[str]], Verdict]
"""Judges a claim by its quotes: quotes[i] are the words at claim.spans[i]. It never asks a model."""


def passed(gate: str) -> Verdict:
    """The verdict of a gate that has nothing to object."""
    return Verdict(supported=True, score=1.0, gate=gate, reason="")


def failed(gate: str, reason: str, score: float = 0.0) -> Verdict:
    """The verdict of a gate that withholds the claim."""
    return Verdict(supported=False, score=score, gate=gate, reason=reason)
