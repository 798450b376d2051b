"""Whether two sentences say the same, judged by their words alone: for finished briefs, where no model has a say.

Numbers, names, dates, negation and the words on which news turn (paused, resumed) weigh more than all others: a
sentence that differs in one of them says something else, however much of the rest is equal.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.language import numerals
from briefing.language.lexicon import CONNECTIVES, HONORIFICS, SAYING, THIRD_PERSON, words

# Of the 41 labelled pairs of `tests/test_language_wording.py` all come out right with .5 to .75 and .4 to .7; of 16
# harder ones 12 with .6 to .75 in the second place, and 11 with .5.
SAME = 0.7
"""Share of words in common from which two sentences with the same facts are one."""
ALIKE = 0.6
"""Share of words in common from which two sentences with other facts speak of one thing."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’.-][^\W\d_]+)*|%")
_MONTHS = words("january february march april june july august september october november december")
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_NEGATIONS = words("not no never neither nor nobody nothing none without cannot")
_POSSIBLE = words("may might could possible possibly perhaps reportedly allegedly alleged unconfirmed")
_EMPTY = (
    words(
        "the a an of to in on at for from by with as is are was were be been being has have had do does did that this "
        "these those which who whose whom into over about after before around its it there their his her will would "
        "shall should can must than per cent percent according while when where since during among between more "
        "people person told saying said says mr mrs ms"
    )
    | HONORIFICS
    | SAYING
    | THIRD_PERSON
    | {word for phrase in CONNECTIVES for word in phrase.split()}
)
# Words of one row mean one turn of events; a sentence that turns otherwise says something else.
_TURNS = {
    stem: number
    for number, row in enumerate(
        (
            "pause halt suspend postpone delay stall break interrupt adjourn",
            "resume restart reopen renew",
            "begin begun start launch open",
            "end conclude finish complete close shut cease",
            "approve adopt pass back endorse agree accept ratify",
            "reject refuse veto oppose dismiss deny",
            "rise rose raise increase grow climb gain double",
            "fall fell drop decrease decline shrink cut reduce lower halve",
            "cancel scrap abandon withdraw",
            "arrest detain jail",
            "release free acquit",
            "fail lose lost",
            "win won succeed",
            "impose", "lift", "sign", "open-ended", "kill die dead", "survive rescue", "expect plan schedule due",
        )
    )
    for stem in row.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """What a sentence is compared by."""

    content: frozenset[str]
    """Stems of the words that carry meaning, without all that follows."""
    names: frozenset[str]
    numbers: frozenset[str]
    """In full, `%` behind a share; years and days of a month among them."""
    months: frozenset[str]
    weekdays: frozenset[str]
    turns: frozenset[int]
    negated: bool
    possible: bool


@lru_cache(maxsize=8192)  # each sentence is compared with all others
def wording(text: str) -> Wording:
    """What a sentence is compared by.

    >>> wording("Talks resumed on 4 March.").numbers, wording("About 2,500 [soldiers] left.").content >= {"soldier"}
    (frozenset({'4'}), True)
    """
    tokens = _WORD.findall(text.replace("[", "").replace("]", ""))
    low = [re.sub(r"['’]s$", "", token.lower()).rstrip("'’.") for token in tokens]
    stems = {stem(word) for word in low if word[0].isalpha() and word not in _EMPTY}
    numbers, spelled = _numbers(low)
    dates = {stem(word) for word in low if word in _MONTHS | _WEEKDAYS}
    turns = {stem(word) for word in low if stem(word) in _TURNS}
    return Wording(
        content=frozenset(stems - dates - turns - spelled - {stem(word) for word in _NEGATIONS | _POSSIBLE}),
        names=frozenset(_names(tokens, low)),
        numbers=frozenset(numbers),
        months=frozenset(word for word in low if word in _MONTHS),
        weekdays=frozenset(word for word in low if word in _WEEKDAYS),
        turns=frozenset(_TURNS[turn] for turn in turns),
        negated=any(word in _NEGATIONS or word.endswith(("n't", "n’t")) for word in low),
        possible=any(word in _POSSIBLE for word in low[1:] if word != "may" or "May" not in tokens),
    )


def stem(word: str) -> str:
    """A word without its ending, as far as comparing needs it.

    >>> stem("resumed"), stem("resuming"), stem("troops"), stem("halted"), stem("reduces"), stem("cities")
    ('resume', 'resume', 'troop', 'halt', 'reduce', 'city')
    """
    if word.endswith("ies") and len(word) > len("dies"):
        return f"{word[:-3]}y"
    for ending in ("ing", "ed", "es", "s"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and not word.endswith("ss"):  # noqa: PLR2004 - "red" has no ending
            return next((known for known in (base, f"{base}e", base[:-1]) if known in _TURNS), base.rstrip("e") or base)
    return word if word in _TURNS else word.rstrip("e") or word


def _numbers(low: list[str]) -> tuple[set[str], set[str]]:
    """The numbers among some words, in digits or spelled, and the words that spell them."""
    found, spelled, index = set[str](), set[str](), 0
    while index < len(low):
        end = index
        while end < len(low) and _is_numeral(low[end], first=end == index):
            end += 1
        value = numerals.value(low[index:end]) if end > index else None
        if value is not None:
            share = end < len(low) and (low[end] in {"%", "percent"} or low[end : end + 2] == ["per", "cent"])
            found.add(f"{value:.12g}" + "%" * share)
            spelled.update(stem(word) for word in low[index:end] if word.isalpha())
        index = max(end, index + 1)
    return found, spelled


def _is_numeral(word: str, *, first: bool) -> bool:
    if word[0].isdigit() or word in numerals.UNITS:
        return True
    return not first and word in numerals.SCALES and len(word) > 1


def _names(tokens: list[str], low: list[str]) -> set[str]:
    """Words with a capital; the first one counts only where the next is a name too."""
    return {
        word
        for index, (token, word) in enumerate(zip(tokens, low, strict=True))
        if token[0].isupper()
        and word not in _EMPTY | _MONTHS | _WEEKDAYS
        and (index or (len(tokens) > 1 and tokens[1][0].isupper()))
    }


def overlap(a: Wording, b: Wording) -> float:
    """Share of the words that two sentences have in common, in [0, 1] (Dice)."""
    whole = len(a.content) + len(b.content)
    return 2 * len(a.content & b.content) / whole if whole else 0.0


def same_facts(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words.

    >>> same_facts("The council said that 40 shops closed in May.", "In May, 40 shops closed, the council said.")
    True
    >>> same_facts("The council said that 40 shops closed in May.", "The council said that 50 shops closed in May.")
    False
    """
    a, b = wording(one), wording(other)
    return one == other or (overlap(a, b) >= SAME and not _differ(a, b) and not _name_others(a, b))


def moved_on(one: str, other: str) -> bool:
    """Whether two sentences speak of one thing and differ in a number, a date, a turn of events or a negation.

    >>> moved_on("About 2,500 soldiers are based at Pell.", "About 3,000 soldiers are based at Pell.")
    True
    >>> moved_on("About 2,500 soldiers are based at Pell.", "Two ferries run from Pell to the islands.")
    False
    """
    a, b = wording(one), wording(other)
    return overlap(a, b) >= ALIKE and _share_matter(a, b) and _differ(a, b) and not _name_others(a, b)


def _share_matter(a: Wording, b: Wording) -> bool:
    """Whether the words that are no names agree too: two sentences on one country are not of one thing for that."""
    names = {stem(name) for name in a.names | b.names}
    mine, theirs = a.content - names, b.content - names
    return 2 * len(mine & theirs) >= ALIKE * (len(mine) + len(theirs))


def _differ(a: Wording, b: Wording) -> bool:
    """Whether a fact of one is not that of the other. A weekday that only one gives may be a date in the other."""
    return (
        a.numbers != b.numbers
        or a.months != b.months
        or a.turns != b.turns
        or a.negated != b.negated
        or a.possible != b.possible
        or bool(a.weekdays and b.weekdays and a.weekdays != b.weekdays)
    )


def _name_others(a: Wording, b: Wording) -> bool:
    """Whether each names somebody whom the other does not; one may name more than the other."""
    mine = {name for name in a.names - b.names if stem(name) not in b.content}
    theirs = {name for name in b.names - a.names if stem(name) not in a.content}
    return bool(mine) and bool(theirs)
