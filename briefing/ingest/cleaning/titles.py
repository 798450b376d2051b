"""A title for every article: what it calls itself, else its own first words. Never anything invented."""

import re

from briefing.ingest.cleaning.body import Body, is_title_case

_LONGEST = 100  # characters of a first sentence that has to serve as title
_HEADLINE_WORDS = range(2, 26)
_FEWEST_LATER = 6  # a heading below the first line is a headline only in title case, and no "Background"
_LOOKED_AT = 3


def title_of(stated: str | None, body: Body) -> str:
    """The stated title; else the headline that stands over or near the head of the text; else its first sentence.

    >>> from briefing.ingest.cleaning.body import Line
    >>> title_of(None, Body((Line("Bridge falls in Ayr", ()), Line("It fell.", ((0, 8),))), (), ()))
    'Bridge falls in Ayr'
    """
    if stated:
        return stated
    for index, line in enumerate(body.lines[:_LOOKED_AT]):
        words = line.text.split()
        over = index == 0 and len(words) in _HEADLINE_WORDS
        if not line.sentences and (over or (len(words) >= _FEWEST_LATER and is_title_case(words))):
            return line.text
    return shortened(body.sentences[0]) if body.sentences else ""


def shortened(sentence: str) -> str:
    """A sentence cut at a word, if it is long.

    >>> shortened("The council met."), len(shortened("The council met. " * 10)) <= 100
    ('The council met.', True)
    """
    if len(sentence) <= _LONGEST:
        return sentence
    return re.sub(r"[\s,;:–—-]+$", "", sentence[:_LONGEST].rsplit(" ", 1)[0]) + "…"
