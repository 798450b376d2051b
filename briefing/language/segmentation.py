"""Where sentences begin and end: sentencex, with its known slips repaired.

sentencex finds the boundaries in about 2 ms an article and without a model. It is lossless and keeps a quotation of
several sentences in one piece, which is what a brief wants: the words stay with their speaker. What it gets wrong on
news is repaired here, each repair with its example in a doctest or in `tests/test_language_segmentation.py`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sentencex import get_sentence_boundaries

# Abbreviations that sentencex ends a sentence at, though a name or number always follows them: the 13 of some 50 tried.
_LEADS_ON = re.compile(
    r"(?:^|[\s(“\"'‘])(?:Ms|Amb|Cdr|Const|Pte|Atty|Ret|Ft|Approx|approx|Figs|Arts|Secs)\.\s*$",
)
# "4.9 million bbl. of oil": no word, for it has no vowel, and a sentence goes on in small letters.
_CLIPPED = re.compile(r"\b[b-df-hj-np-tv-z]{2,5}\.\s*$")
_INITIAL = re.compile(r"(?:^|[\s(“\"'\u2018.-])[A-Z]\.\s*$")
# "the U.S. Senate", but "left the U.S. After that": a word that opens sentences keeps the boundary.
_COUNTRY = re.compile(r"(?:U\.S|U\.K|U\.N|U\.A\.E|E\.U|U\.S\.S\.R|D\.C)\.\s*$")
_OPENER = re.compile(
    r"[“\"'\u2018(\[]*(?:The|A|An|In|On|At|After|Before|Since|While|When|If|As|But|And|Or|So|Yet|It|He|She|They|We|You|I|This"
    r"|That|These|Those|There|Its|His|Her|Their|Our|My|For|From|With|Without|By|To|Of|Under|Over|During|Despite|Although"
    r"|Though|However|Meanwhile|Some|Many|Most|Several|Both|Each|Every|No|Not|Now|Then|Earlier|Later|Last|Two|Three|Four"
    r"|Five|Six|Seven|Eight|Nine|Ten|More|What|Who|Why|How|Where|Officials|President|Prime|Government)\b",
)
_CLOSERS = re.compile(r"[”\u2019\"'»)\]]+(?=\s|$)")
_ONLY_CLOSERS = re.compile(r"[\s”\u2019\"'»)\].]*")
# "… was settled.The next day": the space is missing, the sentences are two. A host name has no blank after it.
_MISSING_SPACE = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]*\s+[a-z])")
# "(It rained.) The rest left.": brackets that hold sentences of their own end where the last of these does.
_BRACKETED = re.compile(r"(?:^|[.!?][”\"]?\s+)\([A-Z“\"][^()]{1,400}[.!?][”\"]?\)(?=\s+[A-Z“\"(])")
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
_TIME_ZONE = re.compile(r"(?:[A-Z]{1,2}[SDM]T|GMT|UTC|CET|CEST|[Ll]ocal\s+time)\b")
# "“Why now?” Ada Field, the mayor, asked": sentencex ends a sentence at the question mark.
_ASKED = re.compile(r"[?!][”\"]\s*$")
_SPEAKER = re.compile(
    r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}(?:,[^.!?]{2,120},)?\s(?:said|says|asked|added|told|wrote|tweeted|shouted|cried|replied)\b"
)
_SPEAKER_DASH = re.compile(r"\s*(?:--?|[\u2013\u2014])\s*\S")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open character spans of the sentences of a text, ordered and disjoint, without the white space around them.

    A line break always ends a sentence. What holds neither letter nor digit is no sentence.

    >>> text = "The Anglo-U.S. Council met. “We go on,” Lt. Ash said. “There is time.” It rose.The rest left."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['The Anglo-U.S. Council met.', '“We go on,” Lt. Ash said.', '“There is time.”', 'It rose.', 'The rest left.']
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        spans.extend((offset + start, offset + end) for start, end in _line_spans(line))
        offset += len(line) + 1
    return tuple(spans)


def _line_spans(line: str) -> list[tuple[int, int]]:
    if not line.strip():
        return []
    edges = [0, *_cuts(line), len(line)]
    spans = []
    for left, right in pairwise(edges):
        piece = line[left:right]
        start = left + len(piece) - len(piece.lstrip())
        end = right - (len(piece) - len(piece.rstrip()))
        if any(c.isalnum() for c in line[start:end]):
            spans.append((start, end))
    return spans


def _cuts(line: str) -> list[int]:
    """Offsets inside a line at which one sentence ends and the next one begins."""
    proposed = set(_proposed(line))
    proposed |= {match.start() for match in _MISSING_SPACE.finditer(line) if not _inside_quotation(line, match.start())}
    proposed |= {match.end() for match in _BRACKETED.finditer(line) if not _inside_quotation(line, match.end())}
    cuts = []
    last = 0
    for cut in sorted(proposed):
        at = _past_closing_marks(line, cut)
        if last < at < len(line) and not _belong_together(line[last:at], line[at:]):
            cuts.append(at)
            last = at
    return cuts


# sentencex takes time quadratic in the quotation marks of a line: 0.1 s for this many characters of the worst kind.
_LONGEST_LINE = 20_000
_SURROGATES = re.compile("[\ud800-\udfff]")


def _proposed(line: str) -> Iterator[int]:
    """The boundaries that sentencex sees, a very long line given to it in parts."""
    start = 0
    while start < len(line):
        end = start + _LONGEST_LINE
        if end < len(line):
            stop, blank = line.rfind(". ", start, end), line.rfind(" ", start, end)
            end = stop + 2 if stop > start else blank + 1 if blank > start else end
        part = _SURROGATES.sub("\ufffd", line[start:end])  # sentencex takes valid Unicode only
        yield from (start + int(row["end_index"]) for row in get_sentence_boundaries("en", part))
        start = end


def _past_closing_marks(line: str, cut: int) -> int:
    """A closing quotation mark or bracket belongs to the sentence that it ends.

    >>> _past_closing_marks("He left. ” She stayed.", 9)
    10
    """
    match = _CLOSERS.match(line, cut)
    return match.end() if match and match.group()[0] not in "\"'" else cut


def _belong_together(left: str, right: str) -> bool:
    if _ONLY_CLOSERS.fullmatch(right):
        return False  # punctuation alone: cut off, and dropped as no sentence
    if _SPEAKER_DASH.match(right):
        return True  # “…” - The speaker
    if _CLIPPED.search(left) and right.lstrip()[:1].islower():
        return True
    if _LEADS_ON.search(left) or (_CLOCK.search(left) and _TIME_ZONE.match(right)):
        return True
    if _ASKED.search(left) and not left[0].isalpha() and _SPEAKER.match(right):
        return True
    return bool(_INITIAL.search(left) or _COUNTRY.search(left)) and not _OPENER.match(right)


def _inside_quotation(line: str, at: int) -> bool:
    """Whether an offset lies within an open quotation, by counting marks on its left.

    >>> _inside_quotation('He said: "Done.Now go."', 15)
    True
    """
    left = line[:at]
    return left.count('"') % 2 == 1 or left.count("“") > left.count("”")
