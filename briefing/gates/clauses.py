"""The clauses of a sentence, as far as its words and commas show them, and what is said of each.

A sentence denies, hedges or attributes some of what it tells, and states the rest: "The council, which met on Monday,
did not approve the plan" denies no meeting. Verify asks no parser, so clauses are told by marks and by the words that
open them; where these do not show an end, a clause is taken to go on, and what is said of it to hold of all of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefing.gates.known import EMPTY, stem
from briefing.gates.wording import words
from briefing.language import lexicon
from briefing.language.verbs import base

NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "nobody", "nothing", "none", "without", "cannot"})
# Modality in groups: within one, words may take each other's place.
POSSIBLE, WILL, WOULD, PLANNED = "possible", "will", "would", "planned"
_MODALS = {
    POSSIBLE: "may might could possible possibly perhaps",
    WILL: "will shall going",
    WOULD: "would",
    "should": "should ought",
    "must": "must",
    "expected": "expected likely",
    PLANNED: "due set scheduled",
    "unclear": "unclear",
}
MODALS = {word: group for group, row in _MODALS.items() for word in row.split()}
BE_TO = "be to"
"""What is to come, said with no modal: "the bridge is to open"."""
HEDGES = frozenset({"alleged", "allegedly", "reportedly"})
"""Attribution to nobody in particular."""
SAID = HEDGES | lexicon.words(
    "said says told according claimed accused reported announced stated called described added warned"
)
_CUES = NEGATIONS | SAID | frozenset(MODALS)
_SMALL = EMPTY | lexicon.words(
    "the a an of to in on at for from by with as is are was were be been being am has had does did done that this "
    "these those which who whom whose than if or and but because since during among between about around against "
    "through under upon up off both each any all what how why we i you per cent percent us me our your my"
)  | lexicon.THIRD_PERSON  # fmt: skip

_OPEN = (
    "but that which who whom whose where when while because after before although though if as since until unless "
    "whether so"
)
_FINITE = "is are was were has have had does do did will would can could may might must shall should"
# With one of these after it, "and" joins no two things but begins to tell another.
_GO_ON = f"it he she they we i you there this these those {_FINITE} not never"
# What is quoted ends with its mark, also where no comma stands before "said Marsh" or "the old mayor said".
_END_OF_SPEECH = rf"[\"”](?=\s+(?:[\w.’'-]+\s+){{0,3}}(?:{'|'.join(sorted(SAID))})\b)"
_BREAK = re.compile(
    rf"[,;:.!?]+(?=[\s”\"’')]|$)|[()—–]|\s-\s|{_END_OF_SPEECH}"
    rf"|\b(?=(?:{_OPEN.replace(' ', '|')})\b)|\b(?=(?:and|or) (?:{_GO_ON.replace(' ', '|')})\b)|\b(?=by \w+ing\b)",
    re.IGNORECASE,
)
_MONTH_OF_MAY = re.compile(r"(?<=\S )May\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words of a sentence, compared by the stems of those that carry meaning."""

    content: frozenset[str]
    negated: bool
    denied: frozenset[str]
    """What stands under its negations: the next word of meaning behind each, and infinitives."""
    modality: frozenset[str]
    """Groups of modality that it has, and `BE_TO`."""
    hedged: frozenset[tuple[str, str]]
    """Groups with what stands under them, as in `denied`."""
    told: frozenset[str]
    """What the sentence attributes to somebody; who that is, is not among it."""


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, those without a word of meaning left out.

    >>> [sorted(clause.content) for clause in clauses("The council, which met at Pell, did not approve the plan.")]
    [['council', 'meet', 'pell'], ['approv', 'plan']]
    """
    parts = _parts(text)
    speech = {at: words_at for at, part in enumerate(parts) if (words_at := _first(part)) is not None}
    found = (_clause(part, _told(parts, at, speech)) for at, part in enumerate(parts))
    return tuple(clause for clause in found if clause.content)


def _clause(part: Sequence[str], told: frozenset[str]) -> Clause:
    negations = [at for at, word in enumerate(part) if _negates(word)]
    modals = list(_modals(part))
    return Clause(
        content=_stems(part),
        negated=bool(negations),
        denied=frozenset(word for at in negations for word in _under(part, at)),
        modality=frozenset(group for _, group in modals),
        hedged=frozenset((group, word) for at, group in modals for word in _under(part, at)),
        told=told,
    )


def _parts(text: str) -> list[list[str]]:
    """The words of each clause. What has fewer than two words of meaning goes with the clause beside it.

    So does a clause that ends with what is said of the next: "it is not possible | whether it opens".
    """
    pieces = (words(piece) for piece in _BREAK.split(_MONTH_OF_MAY.sub("", text)))
    parts: list[list[str]] = []
    for piece in filter(None, pieces):
        last = parts[-1] if parts else []
        is_open = bool(last) and SAID.isdisjoint(piece) and (_governs(last) or _is_small(last))
        if is_open or (last and _is_small(piece) and piece[0] not in {"who", "which"}):
            last += piece
        else:
            parts.append(piece)
    return parts


def _governs(part: Sequence[str]) -> bool:
    """Whether nothing of meaning stands behind the last negation or modal of some words."""
    cues = [at for at, word in enumerate(part) if _negates(word) or word in MODALS]
    return bool(cues) and not any(map(_means, part[cues[-1] + 1 :]))


def _is_small(part: Sequence[str]) -> bool:
    return len(_stems(part)) < 2 and SAID.isdisjoint(part)  # noqa: PLR2004 - see _parts


def _told(parts: Sequence[Sequence[str]], at: int, speech: dict[int, int]) -> frozenset[str]:
    """The words of a clause that the sentence attributes: all but the speaker before the verb that says so.

    With a verb of saying anywhere in a sentence all of it counts as told, on whichever side it stands, but for a
    clause about the speaker: "Marsh, who built the bridge, said …".
    """
    part = parts[at]
    if at in speech:
        return _stems(part) - (_stems(part[: speech[at]]) if part[speech[at]] not in HEDGES else frozenset())
    return frozenset() if not speech or _is_of_speaker(parts, at, speech) else _stems(part)


def _is_of_speaker(parts: Sequence[Sequence[str]], at: int, speech: dict[int, int]) -> bool:
    """Whether a clause is the first or the second of "Marsh | who built the bridge | said …"."""
    who = at if parts[at][0] == "who" else at + 1
    return (
        0 < who < len(parts) - 1
        and parts[who][0] == "who"
        and speech.get(who + 1) == 0
        and lexicon.words(_FINITE).isdisjoint(parts[who - 1])
    )


def _first(part: Sequence[str]) -> int | None:
    return next((at for at, word in enumerate(part) if word in SAID), None)


def _modals(part: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where there is which modality: "set" and "going" are none without "to"."""
    for at, word in enumerate(part):
        to = part[at + 1 : at + 2] == ["to"]
        if word in {"is", "are", "was", "were"} and to:
            yield at + 1, BE_TO
        elif word in MODALS and (to or word not in {"set", "going"}):
            yield at, MODALS[word]


def _under(part: Sequence[str], at: int) -> frozenset[str]:
    """The next word of meaning behind a word, and infinitives: "may decide to close" is of deciding and closing."""
    behind = part[at + 1 :]
    means = [word for word in behind if _means(word)]
    first = next((word for word in means if not word.endswith("ly")), means[0] if means else None)
    infinitives = {word for to, word in pairwise(behind) if to == "to" and _means(word)}
    return frozenset(map(_stem, infinitives | ({first} if first else set())))


def _stems(part: Sequence[str]) -> frozenset[str]:
    return frozenset(_stem(word) for word in part if _means(word))


def _means(word: str) -> bool:
    return word not in _SMALL and word not in _CUES and not _negates(word)


def _negates(word: str) -> bool:
    return word in NEGATIONS or word.endswith(("n't", "n’t"))


def _stem(word: str) -> str:
    return stem(base(word))
