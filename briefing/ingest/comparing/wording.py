"""Words as they are compared between articles: what one paper's house style changes is made alike.

Two prints of one text differ in "per cent" and "percent", "Mr Reed" and "Reed", "eleven" and "11", "colour" and
"color", in quotation marks and accents. The folded words are compared with each other only, never printed: it does not
matter that "four" becomes a number and "hour" an unknown word, if they do so everywhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.language.numerals import SCALES, TENS, UNITS

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+")
# Titles, and the endings of "3rd" and "21st", which are taken off the digits.
_LEFT_OUT = frozenset({"mr", "mrs", "ms", "dr", "st", "nd", "rd", "th"})
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905 - reads better
_NUMBERS = {word: str(number) for word, number in UNITS.items()} | {
    word: str(number) for number, word in enumerate(_ORDINALS, 1)
}
# Not "m" and "k", which are metres and a letter elsewhere than behind an amount of money.
_SCALES = {word: int(scale) for word, scale in SCALES.items() if len(word) > 1}
_MONEY = re.compile(r"(?<=[$€£¥])(\s?\d[\d.,]*)\s?m\b")
_MONTH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)

# British to American, as suffixes; words that only look like these are changed alike in both texts.
_SPELLINGS = tuple(
    (re.compile(form), other)
    for form, other in (
        (r"(?<=\w{2})our", "or"),
        (r"(?<=\w{2})is(?=e|ing|ation)", "iz"),
        (r"(?<=\w[bct])re(?=s?$)", "er"),
        (r"(?<=\w)ence$", "ense"),
        (r"(?<=\w{2})ogue", "og"),
        (r"(?<=\w{2})mme(?=s?$)", "m"),
        (r"lys(?=e|ing)", "lyz"),
        (r"ae|oe", "e"),
        (r"ll", "l"),
        (r"^grey", "gray"),
        (r"^(?:towards|afterwards|upwards|downwards)$", "toward"),
    )
)


def words_of(text: str) -> list[str]:
    """The words of a text in the form in which they are compared.

    >>> " ".join(words_of("Mr. Réd’s neighbours paid 12 per cent, or twenty-one thousand"))
    'reds neighbors paid 12 percent or 21000'
    >>> words_of("$1.2m") == words_of("$1.2 million") == words_of("$1,200,000")
    True
    """
    return list(_numbered(_TOKEN.findall(_plain(text))))


def numbers_of(words: Iterable[str]) -> frozenset[str]:
    """The numbers that a text gives. One is none: it is an article oftener than a count.

    >>> sorted(numbers_of(words_of("Twelve boats sank, one of them with 40 sheep")))
    ['12', '40']
    """
    return frozenset(word for word in words if word[0].isdecimal() and word != "1")


def taken_over(text: str, words: Sequence[str]) -> frozenset[str]:
    """Numbers that are the paper's, not the story's: the date of a dateline or credit, what was converted in brackets.

    >>> article = "AYR, March 3 - The boat sank some 40 km (25 miles) off the coast."
    >>> sorted(taken_over(article, words_of(article)))
    ['25', '3']
    """
    edges = {*range(min(_EDGE, len(words))), *range(max(len(words) - _EDGE, 0), len(words))}
    dates = frozenset(words[i] for i in edges if words[i][0].isdecimal() and _is_of_date(words, i))
    return dates.union(*(numbers_of(words_of(match.group())) for match in _CONVERTED.finditer(text)))


_EDGE = 12  # words of a dateline with its credit, or of a line of names and dates at the foot
_CONVERTED = re.compile(
    r"(?<=\w )\((?:about |some |around |roughly |nearly )?(?:[$€£¥]\d[\d.,]*(?:\s?(?:million|billion|[mb]n?))?"
    r"|\d[\d.,]*(?:\s(?:million|billion))?[\s-]?(?:°?[CF]|mi(?:les?)?|k?m|ft|[mk]ph|(?:kilo|centi|milli)?met(?:er|re)s?"
    r"|feet|foot|inch(?:es)?|yards?|pounds?|lbs?|kg|kilo(?:gram)?s?|ton(?:ne)?s?|acres?|hectares?|gallons?|lit(?:er|re)s?"
    r"|dollars|euros|GMT|degrees(?:\s\w+)?))\)"
)


def _is_of_date(words: Sequence[str], index: int) -> bool:
    """Whether a number belongs to a date: a month stands beside it, or the day and then the month."""
    return any(_MONTH.fullmatch(word) for word in words[max(index - 2, 0) : index + 2])


def _plain(text: str) -> str:
    """Small letters without accents and apostrophes; the sign for per cent, and the two words, as one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = apart if apart.isascii() else "".join(c for c in apart if not unicodedata.combining(c))
    bare = _MONEY.sub(r"\1 million", bare)
    return bare.replace("’", "").replace("'", "").replace("per cent", "percent").replace("%", " percent")


class _Word(NamedTuple):
    folded: str
    """Empty where the word is left out."""
    number: str | None = None
    scale: int | None = None
    tens: bool = False


def _numbered(tokens: Iterable[str]) -> Iterator[str]:
    """The words folded, and what spells one number as that number."""
    number: str | None = None
    tens = False
    for word in map(_read, tokens):
        if number and word.scale:
            number, tens = _times(number, word.scale), False
        elif number and tens and word.number and len(word.number) == 1:
            number, tens = str(int(number) + int(word.number)), False
        else:
            if number:
                yield number
            number, tens = word.number, word.tens
            if number is None and word.folded:
                yield word.folded
    if number:
        yield number


@lru_cache(maxsize=200_000)
def _read(token: str) -> _Word:
    """What a word is, worked out once for each."""
    if token[0].isdecimal():
        return _Word("", token.replace(",", ""))
    if token in _NUMBERS:
        return _Word("", _NUMBERS[token], tens=token in TENS)
    if token in _LEFT_OUT:
        return _Word("")
    folded = token
    for form, other in _SPELLINGS:
        folded = form.sub(other, folded)
    return _Word(folded, scale=_SCALES.get(token))


def _times(number: str, scale: int) -> str:
    """A number in full.

    >>> _times("1.2", 1_000_000), _times("5", 12)
    ('1200000', '60')
    """
    try:
        product = float(number) * scale
    except ValueError:  # no number after all: a version, an address
        return number
    return f"{product:.0f}" if product.is_integer() else f"{product:g}"
