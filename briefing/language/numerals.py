"""Numbers in words and digits.

Written here rather than taken from a library: of eleven news expressions ("half a million", "between 20 and
30", "1.2bn", "dozens", "100 MPs in the 329 member assembly"), quantulum3 read five right and numerizer six.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.language import syntax
from briefing.records import Token

UNITS = {
    word: number
    for number, words in enumerate(
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
        ]
    )
    for word in (words,)
} | {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
TENS = frozenset(word for word, number in UNITS.items() if number >= UNITS["twenty"])
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
NUMERAL = re.compile(r"^\d[\d,.\u00a0]*(?P<scale>k|m|mn|bn|tn)?$", re.IGNORECASE)


def value(words: Sequence[str]) -> float | None:
    """The number that some words spell, None where they spell none. A fraction is of the number before it.

    >>> value(["12", "million"]), value(["two", "hundred", "and", "five"]), value(["half", "a", "million"])
    (12000000.0, 205.0, 500000.0)
    >>> value(["3.5m"]), value(["2,500"]), value(["a", "hundred"]), value(["two", "and", "a", "half", "million"])
    (3500000.0, 2500.0, 100.0, 2500000.0)
    >>> value(["three", "quarters"])
    0.75
    """
    total, current, seen = 0.0, 0.0, False
    if len(words) == 2 and _fraction(words[1]) and words[0].lower() in UNITS:  # noqa: PLR2004 - "two thirds"
        return UNITS[words[0].lower()] * FRACTIONS[_fraction(words[1])]
    for word in (w.lower() for w in words if w.lower() not in {"and", "a", "an", "of", "-", "–"}):
        scale, number = SCALES.get(word), _simple(word)
        if scale is not None:
            current = (current if seen else 1.0) * scale
            if scale >= SCALES["thousand"]:
                total, current = total + current, 0.0
        elif number is None or not _may_follow(current, number):
            return None
        else:
            current += number
        seen = True
    return total + current if seen else None


def _fraction(word: str) -> str:
    """The singular of a fraction, empty for any other word."""
    singular = word.lower().removesuffix("s")
    return singular if singular in FRACTIONS else ""


def _may_follow(current: float, number: float) -> bool:
    """Whether a number goes on as one: "twenty-five", "two hundred and five", "two and a half"; not "twelve two"."""
    if current == 0 or number < 1:
        return True
    ten, hundred = 10, 100
    return (current % hundred == 0 and number < hundred) or (current % ten == 0 and 0 < number < ten)


def _simple(word: str) -> float | None:
    if word in UNITS:
        return float(UNITS[word])
    if word in FRACTIONS:
        return FRACTIONS[word]
    match = NUMERAL.match(word)
    if not match:
        return None
    scale = (match["scale"] or "").lower()
    digits = word[: len(word) - len(scale)].replace("\u00a0", "").rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?", digits) is None:
        return None
    return float(digits.replace(",", "")) * SCALES.get(scale, 1.0)


def starts_number(token: Token) -> bool:
    """Whether a number may begin with this word."""
    word = token.text.lower()
    return word in UNITS or (word[:1].isdigit() and _simple(word) is not None)


class Run(NamedTuple):
    """Words that spell a number: tokens[first:last]."""

    first: int
    last: int
    number: float
    upper: float | None
    """Upper end of a range."""


@syntax.of_latest
def runs(tokens: Sequence[Token]) -> tuple[Run, ...]:
    """The numbers of a sentence, in order."""
    return tuple(_each(tokens))


def first_run(tokens: Sequence[Token]) -> Run | None:
    """The first number among some words of a sentence, None where there is none."""
    return next(_each(tokens), None)


def _each(tokens: Sequence[Token]) -> Iterator[Run]:
    index = 0
    while index < len(tokens):
        run = _half(tokens, index) or _run(tokens, index)
        if run is not None:
            yield run
        index = max(run.last if run else 0, index + 1)


def _half(tokens: Sequence[Token], first: int) -> Run | None:
    """`half a million`, `half-billion`."""
    if tokens[first].text.lower() != "half":
        return None
    words = [token.text.lower() for token in tokens[first : first + 3]]
    if words[1:2] not in (["a"], ["an"], ["-"]) or words[2:] == [] or words[2] not in SCALES:
        return None
    return Run(first, first + 3, 0.5 * SCALES[words[2]], None)


def _run(tokens: Sequence[Token], first: int) -> Run | None:
    """The number that begins at a token, with the upper end of its range."""
    an = first > 0 and tokens[first - 1].text.lower() in {"a", "an"}
    if not starts_number(tokens[first]) and not (an and tokens[first].text.lower() in SCALES):
        return None
    last = _extend(tokens, first)
    number = value([token.text for token in tokens[first:last]])
    if number is None:
        return None
    upper = None
    if _is_range(tokens, first, last):
        end = _extend(tokens, last + 1)
        upper = value([token.text for token in tokens[last + 1 : end]])
        if upper is not None:
            scale = SCALES.get(tokens[end - 1].text.lower(), 1.0)
            number *= scale if number * scale <= upper else 1.0  # "2 to 3 million": the magnitude belongs to both
            last = end
    if an and tokens[first].text.lower() in SCALES:
        first -= 1  # "more than a hundred", "a million"
    return Run(first, last, number, upper if upper is not None and upper > number else None)


def _is_range(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a second number follows as the end of a range: 20-30, 20 to 30, between 20 and 30."""
    if last + 1 >= len(tokens) or not starts_number(tokens[last + 1]):
        return False
    between = tokens[last].text.lower()
    if between == "to" and first > 0 and tokens[first - 1].text.lower() == "from":
        return False  # "rose from 20 to 30" is two numbers
    return between in {"-", "–", "to"} or (
        between == "and" and first > 0 and tokens[first - 1].text.lower() == "between"
    )


def _extend(tokens: Sequence[Token], first: int) -> int:
    """Where the number that begins at `first` ends: one token, and all magnitudes and words that go with it."""
    last = first + 1
    spelled = tokens[first].text.lower() in UNITS
    while last < len(tokens):
        word = tokens[last].text.lower()
        following = tokens[last + 1].text.lower() if last + 1 < len(tokens) else ""
        before = tokens[last - 1].text.lower()
        if word == "-" and following in SCALES:
            last += 2  # "the 2-billion-euro bridge"
        elif word in SCALES or (spelled and word in UNITS and before in {*TENS, *SCALES}):
            last += 1
        elif (
            spelled
            and following in UNITS
            and ((word == "-" and before in TENS) or (word == "and" and before in SCALES))
        ):
            last += 2
        elif word == "and" and [t.text.lower() for t in tokens[last + 1 : last + 3]] == ["a", "half"]:
            last += 3
        else:
            break
    return last
