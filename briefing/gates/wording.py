"""Words of a text as the gates compare them."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T", str, tuple[str, str], tuple[str, int])


def unsaid(find: Callable[[str], frozenset[T]], text: str, quotes: Sequence[str]) -> list[T]:
    """What a function finds in a text and in none of the quotes, sorted.

    >>> unsaid(lambda text: frozenset(text.split()), "one two three", ["two", "four"])
    ['one', 'three']
    """
    return sorted(find(text).difference(*map(find, quotes)))


def words(text: str) -> list[str]:
    """Words and numbers in lower case, for comparing wordings.

    >>> words("The US-led coalition, 2,500 strong")
    ['the', 'us', 'led', 'coalition', '2,500', 'strong']
    """
    return re.findall(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*", text.lower())


def stands_in(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether some words stand in others, whole and in one piece."""
    size = len(short)
    return any(list(full[i : i + size]) == list(short) for i in range(len(full) - size + 1)) if size else False
