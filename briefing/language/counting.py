"""What a number counts, by grammar: the noun it stands with, the one it points back to, or how long something lasts."""

import re
from collections.abc import Sequence

from briefing.language import labels, lexicon, numerals, syntax
from briefing.records import Token

NOT_COUNTED = re.compile(
    r"(?i)^(no|number|nr|article|resolution|section|chapter|paragraph|pages?|flight|route|bus|room|phase|version|unit|tier|#)\.?$"
)
CLOCK = re.compile(r"(?i)(a\.?m\.?|p\.?m\.?|gmt|bst|est|utc|o'clock)$")
YEAR = range(1900, 2101)
ADDRESSES = frozenset({"street", "road", "avenue", "square", "lane", "boulevard"})
SPANS = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
DURATIONS = SPANS | {"decade", "century", "time", "am", "pm"}
COUNTS = frozenset({"number", "total", "count", "toll", "figure", "turnout", "attendance"})
ATTRIBUTES = frozenset({"compound", "nmod", "npadvmod", "amod"})
# Adjectives and participles that stand for the people of whom they are said.
HARM = lexicon.words("dead missing wounded injured killed homeless")
LASTING = lexicon.words("last take serve run jail sentence imprison ban suspend")
LEVELS = lexicon.words("rise fall climb drop grow shrink increase decrease stand rise soar")
SUMS = lexicon.words("be total reach exceed number")
VOTING = lexicon.words("vote rule")
# "Of" and a number after these tells an age or a year, or whose father: none counts the noun.
NOT_OF = lexicon.words("age class summer spring autumn winter end start father mother parent none half rest")
LENGTHS = lexicon.words("tall high long wide deep race sprint dash hurdles")


def is_label(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a number names, times or rates something and counts nothing: No. 18, 7:20, 0800 123456, 3 in 10."""
    words = [token.text.lower() for token in tokens]
    before, after = words[first - 1] if first else "", words[last] if last < len(words) else ""
    if before == "." and first > 1:
        before = words[first - 2]  # "No." is two tokens
    if NOT_COUNTED.match(before) or before in {"+", ":", "/"} or after in {":", "°", "/", "+"}:
        return True
    if numerals.NUMERAL.match(before) or numerals.NUMERAL.match(after) or CLOCK.match(after):
        return True
    if after.removesuffix("s") in numerals.FRACTIONS:
        return True  # "two thirds of the ministers"
    rated = after == "in" and last + 1 < len(tokens) and _is_small(tokens[last + 1]) and last == first + 1
    rate = before == "in" and first > 1 and numerals.starts_number(tokens[first - 2]) and _is_small(tokens[first])
    return rated or rate


def _is_small(token: Token) -> bool:
    """Whether a token is a whole number as one rates with: "three in ten", "1 in 100"; not "9 in 2018"."""
    number = numerals.value([token.text]) if numerals.starts_number(token) else None
    return number is not None and number <= 100 and number == int(number)  # noqa: PLR2004 - a hundred


def is_metres(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the m of `3.5m` is one of length: "3.5m (11ft) tall", "the 100m race"."""
    if not re.fullmatch(r"[\d.,]+m", "".join(token.text for token in tokens[first:last])):
        return False
    index = last
    if index < len(tokens) and tokens[index].text == "(":
        index = next((i + 1 for i in range(index, len(tokens)) if tokens[i].text == ")"), index)
    return index < len(tokens) and tokens[index].text.lower() in LENGTHS


def is_counted(tokens: Sequence[Token], first: int, last: int, number: float, head: int | None) -> bool:
    """Whether a number that is neither money nor percent counts something worth a figure."""
    alone = last == first + 1 and tokens[first].text.lower() in {"one", "zero"}
    if head is None or alone or tokens[head].pos == "PRON":
        return False
    if tokens[head].lemma.lower() in DURATIONS and not lasts(tokens, first, last):
        return False
    if tokens[head].pos == "PROPN" and (tokens[first].text[:1].isupper() or tokens[head].lemma.lower() in ADDRESSES):
        return False  # "the Five Star Movement", "10 Downing Street"
    return not _may_be_year(tokens, first, last, number) or head == last


def _may_be_year(tokens: Sequence[Token], first: int, last: int, number: float) -> bool:
    return number in YEAR and "," not in tokens[first].text and last == first + 1


def lasts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a number says how long something is: "a 90-day truce", "a ban of 90 days", "within 60 days".

    When something was ("nine days earlier", "for three days") and how old somebody is, is no figure.
    """
    hyphen = last < len(tokens) and tokens[last].text == "-"
    noun = last + hyphen
    if noun >= len(tokens) or tokens[noun].lemma.lower() not in SPANS or first == last:
        return False
    following = tokens[noun + 1] if noun + 1 < len(tokens) else None
    if hyphen:
        return following is not None and following.pos in {"NOUN", "ADJ"} and following.text.lower() != "old"
    if following is not None and following.text.lower() in {"old", "ago", "earlier", "later", "before", "after"}:
        return False
    above = tokens[tokens[noun].head]
    if tokens[noun].dep == "pobj":
        if above.text.lower() == "within":
            return True
        governor = tokens[above.head]
        return governor.lemma.lower() in LASTING or (
            above.text.lower() == "of" and governor.pos == "NOUN" and governor.lemma.lower() not in {"age", "course"}
        )
    return tokens[noun].dep in {"dobj", "npadvmod"} and above.pos == "VERB" and above.lemma.lower() in LASTING


def counted(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The noun that the number counts; the participle in "700 were injured" and "24 wounded"."""
    index = _top(tokens, first, last)
    following = tokens[last] if last < len(tokens) else None
    if following is not None and following.text == "-" and last + 1 < len(tokens) and tokens[last + 1].pos == "NOUN":
        return last + 1  # "329-seat parliament"
    if following is not None and following.pos == "VERB" and following.lemma.lower() in labels.HARMED:
        return last
    noun = _harmed(tokens, last) or _governing_noun(tokens, last, index)
    if noun is not None or (following is not None and following.text == "of"):
        return noun if noun is not None else _counted_of(tokens, last)
    if following is not None and following.pos in {"NOUN", "PROPN"}:
        return syntax.noun_head(tokens, last)
    if _points_back(tokens, first):
        return None
    return _counted_above(tokens, index) or _counted_by_verb(tokens, first, last, index)


def _governing_noun(tokens: Sequence[Token], last: int, index: int) -> int | None:
    """The noun that the number stands before by grammar; the first of two in "329 member assembly"."""
    head = tokens[index].head
    if tokens[index].dep not in {"nummod", "compound", "amod", "nmod"} or tokens[head].pos not in {"NOUN", "PROPN"}:
        return None
    following = tokens[last].pos if last < len(tokens) else ""
    return last if tokens[head].tag in {"NN", "NNP"} and last != head and following == "NOUN" else head


def _harmed(tokens: Sequence[Token], last: int) -> int | None:
    """The adjective that stands for people: "64 dead", "17 confirmed dead"."""
    at = last
    while at < len(tokens) and tokens[at].tag in {"VBN", "JJ"} and tokens[at].lemma.lower() in {"confirmed", "confirm"}:
        at += 1
    if at >= len(tokens) or tokens[at].text.lower() not in HARM:
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return None if after is not None and after.pos in {"NOUN", "PROPN"} else at  # "30 missing sailors"


def _counted_of(tokens: Sequence[Token], last: int) -> int | None:
    """What the number before "of" counts: "12 of the buses", "100 of 329 members"."""
    below = [i for i in syntax.children(tokens, last) if tokens[i].dep == "pobj"]
    if below and tokens[below[0]].pos != "NUM":
        return below[0]
    if last + 1 < len(tokens) and numerals.starts_number(tokens[last + 1]):
        run = numerals.first_run(tokens[last + 1 :])
        return counted(tokens, last + 1 + run.first, last + 1 + run.last) if run else None
    return None


def _counted_above(tokens: Sequence[Token], index: int) -> int | None:
    """The noun before "of": "a workforce of 12,400"."""
    preposition = tokens[index].head
    if tokens[index].dep != "pobj" or tokens[preposition].text != "of":
        return None
    noun = tokens[preposition].head
    is_age = tokens[noun].lemma.lower() in NOT_OF
    return noun if tokens[noun].pos == "NOUN" and not is_age and tokens[noun].lemma.lower() not in DURATIONS else None


def _counted_by_verb(tokens: Sequence[Token], first: int, last: int, index: int) -> int | None:
    """What a bare number counts: "the number of men fell to 2,500", "the toll passed 80,000", "700 were hurt"."""
    verb = syntax.governing_verb(tokens, index)
    if verb is None:
        return None
    for child in syntax.children(tokens, verb):
        if (
            tokens[child].dep not in {"dobj", "nsubj", "nsubjpass"}
            or tokens[child].lemma not in COUNTS
            or child == index
        ):
            continue
        counted = (
            noun
            for preposition in syntax.children(tokens, child)
            if tokens[preposition].text == "of"
            for noun in syntax.children(tokens, preposition)
            if tokens[noun].pos in {"NOUN", "PROPN", "ADJ"} or tokens[noun].lemma in labels.HARMED
        )
        return next(counted, child)
    if any(token.text in {"-", "–"} for token in tokens[first:last]):
        return verb if tokens[verb].lemma.lower() in VOTING else None
    if tokens[index].dep in {"nsubjpass", "nsubj"} and tokens[index].head == verb:
        told = tokens[verb].lemma.lower() in labels.HARMED or tokens[index].dep == "nsubjpass"
        return verb if told else None
    return _level(tokens, index, verb)


def _level(tokens: Sequence[Token], index: int, verb: int) -> int | None:
    """The subject of which a number is the level: "membership rose to 40,000", "departures will be 2,300"."""
    lemma, above = tokens[verb].lemma.lower(), tokens[index].head
    summed = above == verb and lemma in SUMS and tokens[index].dep in {"attr", "dobj"}
    at = tokens[above].text.lower() in {"to", "at"} and tokens[index].dep == "pobj" and tokens[above].head == verb
    if not summed and not (at and lemma in LEVELS):
        return None
    return next((i for i in syntax.subjects(tokens, verb) if tokens[i].pos == "NOUN" and i < verb), None)


def leans(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a number counts some of what was counted before it: "30 of them", "40 more", "and 3,500 by theirs"."""
    if _points_back(tokens, first):
        return False
    words = [token.text.lower() for token in tokens[last : last + 2]]
    if words[:1] == ["of"]:
        return words[1:] in (["them"], ["whom"], ["which"], ["these"], ["those"])
    if words[:1] in (["more"], ["others"]) and not (
        len(words) > 1 and tokens[last + 1].pos in {"NOUN", "ADJ", "SCONJ"}
    ):
        return words[1:] != ["than"]
    index = _top(tokens, first, last)
    if tokens[index].dep in {"nsubj", "nsubjpass"}:
        return tokens[tokens[index].head].pos in syntax.VERBAL
    return tokens[index].dep == "conj" and tokens[tokens[index].head].pos in {"NOUN", "NUM"} and words[:1] != ["-"]


def _points_back(tokens: Sequence[Token], first: int) -> bool:
    """Whether an article makes the number a name for those spoken of before: "the five were arrested"."""
    return first > 0 and tokens[first - 1].text.lower() in {"the", "these", "those", "all", "other"}


def _top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of the number that the rest of the sentence governs."""
    index = last - 1
    while first <= tokens[index].head < last and tokens[index].head != index:
        index = tokens[index].head
    return index
