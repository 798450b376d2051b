"""The language of an article, and what of an English one is in another.

py3langid (Lui and Baldwin 2012) knows 97 languages and more by short runs of letters. News in English is full of names
from the others, and a sentence of Polish names in English is Polish to it. So the words that hold English together are
counted first, among the words in small letters, where no name stands. Measured in `docs/benchmarks.md`, "Language".
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from briefing.language import lexicon

UNKNOWN = "und"
"""Too short or too close to tell."""
UNNAMED = "mis"
"""Surely not English, but which language cannot be told: transliterated Hindi, for example."""

# What the library must be sure of. 43 articles reached 0.999 and more; three words of English stay at 0.3 to 0.6,
# "asdf qwer zxcv" at 0.2.
_SURE = 0.9
# What it must at least allow, for a page's own word to be believed: Danish for Norwegian, but not English for German.
_ALLOWED = 0.05
# Share of function words among the words in small letters, over 33 hard English texts and 70 of others: English had
# 0.10 (telegrams) or 0.19 and more, the others 0.09 and less. Both sides keep a distance.
_ENGLISH, _FOREIGN = 0.15, 0.10
_FEWEST_HITS = 3  # function words; "in" and "was" alone are German, Dutch and Italian too
_FEWEST_WORDS = 20  # in small letters, to say that a text without function words is no English
_PIECE = 1_000  # characters that are judged at once: enough to be sure, few enough to find where the language changes
_MOST_PIECES = 100  # of a very long text, spread evenly

_UNMISTAKABLE = lexicon.words(
    "the and that with from said says which were been they their this has not who would about when than his its"
)
_FUNCTION_WORDS = _UNMISTAKABLE | lexicon.words(  # words of other languages too
    "of to for by have had but will after her it at be are was is in on as an or"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Nigerian Pidgin draws English from Africa and Asia to itself.
_PIDGIN = "pcm"


def language_of(text: str, stated: str | None = None) -> str:
    """ISO 639 code of the language that most of a text is in, of two letters where there is one; `und`, `mis`.

    Args:
        text: The body.
        stated: What the page says, as a two-letter code. It settles what is too short or too close, no more: many a
            template says "en" over German.

    >>> language_of("The council met on Monday to speak about the old bridge."), language_of("12 34 56")
    ('en', 'und')
    >>> language_of("Fire kills three."), language_of("Fire kills three.", "en"), language_of("Feuer in Haus.", "en")
    ('und', 'en', 'und')
    """
    letters: Counter[str] = Counter()
    for piece in _pieces(text):
        letters[_verdict(piece)] += sum(not c.isspace() for c in piece)  # many scripts write vowels as marks
    told = Counter({code: count for code, count in letters.items() if code not in (UNKNOWN, UNNAMED)})
    if 2 * told["en"] >= letters.total() > 0:
        return "en"
    del told["en"]
    best = max(told or letters, key=lambda code: (letters[code], code), default=UNKNOWN)
    unsure = best in (UNKNOWN, UNNAMED) or len(text) <= _PIECE
    return stated if unsure and stated and _allows(text[:_PIECE], stated) else best


def in_another_language(pieces: Sequence[str]) -> frozenset[int]:
    """Which paragraphs or sentences of an English text are not English, by their place.

    Names, titles, headings and short quotations stay: a piece must have several words in small letters, hardly one of
    them English, and not be possible as English; or be in another script. What is too short to be judged goes with its
    neighbours, if these agree.

    >>> sorted(in_another_language(["The bridge is shut.", "Die Brücke bleibt nach dem Hochwasser noch bis Mai zu."]))
    [1]
    """
    judged = [_is_foreign(piece) for piece in pieces]
    before, after = _last_known(judged), _last_known(judged[::-1])[::-1]
    return frozenset(
        at
        for at, verdict in enumerate(judged)
        if verdict or (verdict is None and {before[at], after[at]} in ({True}, {True, None}))
    )


def _last_known(judged: Sequence[bool | None]) -> list[bool | None]:
    """For each place, the last verdict at or before it that is one.

    >>> _last_known([None, True, None, False])
    [None, True, True, False]
    """
    known: list[bool | None] = []
    for verdict in judged:
        known.append(known[-1] if verdict is None and known else verdict)
    return known


def _pieces(text: str) -> Iterator[str]:
    """A text in parts of about a thousand characters, along its lines where these are short."""
    parts = [text[start : start + _PIECE] for text in _joined_lines(text) for start in range(0, len(text), _PIECE)]
    step = max(1, len(parts) // _MOST_PIECES)
    yield from parts[::step]


def _joined_lines(text: str) -> Iterator[str]:
    held = ""
    for line in text.split("\n"):
        if held and len(held) + len(line) > _PIECE:
            yield held
            held = ""
        held = f"{held}\n{line}" if held else line
    yield held


class _Words(NamedTuple):
    """The words in small letters: among capitals, names hide."""

    total: int
    english: int
    unmistakable: int

    @property
    def share(self) -> float:
        """How many of them hold English together."""
        return self.english / self.total if self.total else 0.0


def _small_words(text: str) -> _Words:
    found = _WORD.findall(text.lower() if _is_in_capitals(text) else text)
    small = [word for word in found if word[0].islower()]
    return _Words(
        len(small), sum(word in _FUNCTION_WORDS for word in small), sum(word in _UNMISTAKABLE for word in small)
    )


def _is_in_capitals(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return 2 * capitals > sum(map(str.isalpha, text))


def _verdict(text: str) -> str:
    """The language of a piece."""
    words = _small_words(text)
    if words.english >= _FEWEST_HITS and words.share >= _ENGLISH:
        return "en"
    code, probability = _likeliest(text)
    if probability >= _SURE:
        return code
    if words.total >= _FEWEST_WORDS and words.share < _FOREIGN and code != "en":
        return UNNAMED
    return UNKNOWN


def _likeliest(text: str) -> tuple[str, float]:
    """The library's first choice; where it wavers between English and its pidgin, English."""
    ranked = _ranked(text)
    first = max(ranked, key=lambda code: ranked[code])
    if first == "en":
        return "en", ranked["en"] + ranked.get(_PIDGIN, 0.0)
    return first, ranked[first]


def _allows(text: str, stated: str) -> bool:
    return _ranked(text).get(stated, 0.0) >= _ALLOWED


def _ranked(text: str) -> dict[str, float]:
    return {str(code): float(probability) for code, probability in _identifier().rank(text)}


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


# --- pieces in another language -------------------------------------------------------------------

_FEWEST_LETTERS = 10  # of another script: a name or a word in brackets has fewer
_MIXED = 0.3  # share of words that are English, but not only: German has up to 0.25 in a sentence
_RULED_OUT = 0.05  # English; which of two neighbours it is instead does not matter
_FEWEST_SMALL = 6  # words in small letters that a piece must have to be judged: no name, title or short quotation does


def _is_foreign(piece: str) -> bool | None:
    """Whether a piece is in another language; None where it is too short to say, and no word of it is English."""
    letters = [c for c in piece if c.isalpha()]
    if len(letters) >= _FEWEST_LETTERS and 2 * sum(map(_is_latin, letters)) < len(letters):
        return True
    words = _small_words(piece)
    if not words.total or _is_in_capitals(piece):
        return False
    if words.unmistakable / words.total >= _FOREIGN or words.share >= _MIXED:
        return False
    ranked = _ranked(piece)
    if ranked["en"] + ranked.get(_PIDGIN, 0.0) >= _RULED_OUT:
        return False
    return True if words.total >= _FEWEST_SMALL else None


@cache
def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER LETTER"))
