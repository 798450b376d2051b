"""Numbers that count or measure something, in a parsed sentence.

Written here rather than taken from a library: of eleven news expressions ("half a million", "between 20 and
30", "1.2bn", "dozens", "100 MPs in the 329 member assembly"), quantulum3 read five right and numerizer six,
and both need the grammar of the sentence to say what is counted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.language import dates, syntax
from briefing.records import Sentence, Token

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
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
CURRENCIES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "usd": "USD", "€": "EUR", "euro": "EUR", "eur": "EUR", "£": "GBP",
    "pound": "GBP", "gbp": "GBP", "¥": "JPY", "yen": "JPY", "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY",
    "rupee": "INR", "₹": "INR", "ruble": "RUB", "rouble": "RUB", "riyal": "SAR", "dinar": "dinar", "lira": "TRY",
    "peso": "peso", "franc": "CHF", "won": "KRW", "rand": "ZAR", "real": "BRL", "krona": "SEK", "lei": "RON",
}  # fmt: skip
# Longest first: "no more than" must not be read as "more than".
QUALIFIERS = (
    "no more than", "no fewer than", "no less than", "not more than", "more than", "less than", "fewer than",
    "at least", "at most", "as many as", "as much as", "as few as", "up to", "close to", "some", "about", "around",
    "approximately", "roughly", "nearly", "almost", "over", "under", "below", "above", "exceeding", "only", "just",
    "an estimated", "estimated",
)  # fmt: skip
NOT_COUNTED = re.compile(
    r"(?i)^(no|number|nr|article|resolution|section|chapter|paragraph|page|flight|route|bus|room|phase|version|unit|tier|#)\.?$"
)
NUMERAL = re.compile(r"^[\d٠-٩][\d,.\u00a0]*(?P<scale>k|m|mn|bn|tn)?$", re.IGNORECASE)
YEAR = range(1900, 2101)
# Words for a group of people in the same office or service: figures of one measure use them by turns.
SAME_UNIT = tuple(
    frozenset(group.split())
    for group in (
        "troop soldier service-member serviceman servicewoman personnel force",
        "lawmaker mp member deputy legislator parliamentarian senator congressman representative seat",
        "person people human inhabitant resident civilian victim other",
        "fighter militant militiaman rebel insurgent extremist terrorist gunman",
        "dead death fatality toll casualty",
        "injury wounded injured",
        "child minor kid",
        "police policeman officer",
        "home house",
    )
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence, with what it counts."""

    number: float
    """In full: 12 million is 12000000; the middle is not taken of a range, its lower end is."""
    upper: float | None
    """Upper end of a range."""
    start: int
    end: int
    """Offsets in the article of number and qualifier: `about 2,500`."""
    qualifier: str | None
    unit: str
    """The counted noun as it stands in the text, `%`, or a currency code; never empty."""
    unit_class: str
    """Equal for units that news uses by turns (troops, soldiers)."""
    predicate: str
    """Lemma of the verb that governs the number, or empty."""
    what: str
    """The counted thing in the sentence's own words, number left out."""
    token: int
    """Index of the number's first token."""


def find(sentence: Sentence, text: str) -> tuple[Quantity, ...]:
    """All quantities of a sentence, in order.

    Args:
        sentence: a sentence of the article.
        text: `Article.text`, to which its offsets refer.
    """
    tokens = sentence.tokens
    blocked = _blocked(sentence, text)
    found = []
    for first, last, number, upper in _runs(tokens):
        if any(index in blocked for index in range(first, last)):
            continue
        quantity = _quantity(sentence, first, last, number, upper)
        if quantity is None:
            continue
        if quantity.unit.lower() == "others" and found:  # "killing three soldiers and wounding 30 others"
            quantity = replace(quantity, unit_class=found[-1].unit_class)
        found.append(quantity)
    return tuple(found)


def value(words: Sequence[str]) -> float | None:
    """The number that some words spell, None where they spell none.

    >>> value(["12", "million"]), value(["two", "hundred", "and", "five"]), value(["half", "a", "million"])
    (12000000.0, 205.0, 500000.0)
    >>> value(["3.5m"]), value(["2,500"]), value(["a", "hundred"]), value(["two", "and", "a", "half", "million"])
    (3500000.0, 2500.0, 100.0, 2500000.0)
    """
    total, current, seen = 0.0, 0.0, False
    for word in (w.lower() for w in words if w.lower() not in {"and", "a", "an", "of", "-", "–"}):
        scale = SCALES.get(word)
        if scale is not None:
            current = (current if seen else 1.0) * scale
            if scale >= 1e3:
                total, current = total + current, 0.0
            seen = True
            continue
        number = _simple(word)
        if number is None:
            return None
        current, seen = current + number, True
    return total + current if seen else None


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


def _starts_number(token: Token) -> bool:
    word = token.text.lower()
    return word in UNITS or (_simple(word) is not None and word not in FRACTIONS) or word in {"hundred", "dozen"}


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int, float, float | None]]:
    """Token ranges that spell a number: first, last, number, upper end of a range."""
    index = 0
    while index < len(tokens):
        first = index
        if (
            tokens[index].text.lower() == "half"
            and index + 2 < len(tokens)
            and tokens[index + 1].text.lower() in {"a", "an"}
            and tokens[index + 2].text.lower() in SCALES
        ):
            yield first, index + 3, value([t.text for t in tokens[first : index + 3]]) or 0.0, None
            index += 3
            continue
        if not _starts_number(tokens[index]):
            index += 1
            continue
        last = _extend(tokens, first)
        number = value([token.text for token in tokens[first:last]])
        upper = None
        joined = last < len(tokens) - 1 and tokens[last].text.lower() in {"-", "–", "to", "and"}
        ranged = joined and (
            tokens[last].text.lower() != "and" or (first and tokens[first - 1].text.lower() == "between")
        )
        if ranged and _starts_number(tokens[last + 1]):
            end = _extend(tokens, last + 1)
            upper = value([token.text for token in tokens[last + 1 : end]])
            if number is not None and upper is not None:
                if end - last > 2 and number < upper / 100:  # "2 to 3 million": the magnitude belongs to both
                    number *= SCALES.get(tokens[end - 1].text.lower(), 1.0)
                last = end
        if first and tokens[first - 1].text.lower() in {"a", "an"} and tokens[first].text.lower() in SCALES:
            first -= 1  # "more than a hundred"
        if number is not None:
            yield first, last, number, upper if upper is not None and upper > number else None
        index = max(last, first + 1)


def _extend(tokens: Sequence[Token], first: int) -> int:
    """Where the number that begins at `first` ends: one token, and all magnitudes and words that go with it."""
    last = first + 1
    spelled = tokens[first].text.lower() in UNITS
    while last < len(tokens):
        word = tokens[last].text.lower()
        following = tokens[last + 1].text.lower() if last + 1 < len(tokens) else ""
        if word in SCALES or (spelled and word in UNITS):
            last += 1
        elif (word == "-" and spelled and following in UNITS) or (
            word == "and" and spelled and following in UNITS and tokens[last - 1].text.lower() in SCALES
        ):
            last += 2
        elif word == "and" and [t.text.lower() for t in tokens[last + 1 : last + 3]] == ["a", "half"]:
            last += 3
        else:
            break
    return last


def _blocked(sentence: Sentence, text: str) -> frozenset[int]:
    """Indices of tokens that belong to dates, times, durations, ordinals, names and laws."""
    blocked: set[int] = set()
    for entity in sentence.entities:
        if entity.label in {"DATE", "TIME", "ORDINAL", "LAW", "WORK_OF_ART", "PRODUCT", "FAC"}:
            blocked.update(range(entity.first, entity.last))
    for mention in dates.find(text[sentence.span.start : sentence.span.end]):
        start, end = sentence.span.start + mention.start, sentence.span.start + mention.end
        blocked.update(i for i, token in enumerate(sentence.tokens) if token.start < end and start < token.end)
    return frozenset(blocked)


def _quantity(sentence: Sentence, first: int, last: int, number: float, upper: float | None) -> Quantity | None:
    tokens = sentence.tokens
    if _is_label(tokens, first, last):
        return None
    currency = _currency(tokens, first, last)
    percent = _percent_end(tokens, last)
    head = None if currency or percent else _counted(tokens, first, last)
    if not currency and not percent and not _is_counted(tokens, first, last, number, head):
        return None
    start_token = first if currency is None else _currency_start(tokens, first)
    qualifier, start = _qualifier(tokens, start_token)
    verb = syntax.governing_verb(tokens, head if head is not None else last - 1)
    unit = currency or ("%" if percent else tokens[head].text if head is not None else "")
    return Quantity(
        number=number,
        upper=upper,
        start=start,
        end=tokens[(percent or last) - 1].end,
        qualifier=qualifier,
        unit=unit,
        unit_class=unit_class(unit) if currency or percent or head is None else _noun_class(tokens, head),
        predicate=_predicate(tokens, head, verb),
        what=_what(tokens, start_token, last, head, verb),
        token=first,
    )


def _predicate(tokens: Sequence[Token], head: int | None, verb: int | None) -> str:
    """Lemma of the verb that tells what became of the counted: "75 rebels killed" before the verb far above."""
    if head is not None and head + 1 < len(tokens) and tokens[head + 1].lemma.lower() in HARMED:
        return tokens[head + 1].lemma.lower()
    return tokens[verb].lemma.lower() if verb is not None else ""


def _is_label(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a number names, times or rates something and counts nothing: No. 18, 7:20, 4-3, 0800 123456, 3 in 10."""
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if before is not None and (
        NOT_COUNTED.match(before.text) or before.text in {"#", "+", ":", "/"} or NUMERAL.match(before.text)
    ):
        return True
    if after is None:
        return False
    if (
        after.text in {":", "°", "/", "+"}
        or NUMERAL.match(after.text)
        or re.match(r"(?i)^(a\.?m\.?|p\.?m\.?|gmt|bst|est|utc)$", after.text)
    ):
        return True
    ratio = {"in"} if last + 1 < len(tokens) and _starts_number(tokens[last + 1]) else set()
    return after.text.lower() in ratio or (
        before is not None and before.text.lower() == "in" and first > 1 and _starts_number(tokens[first - 2])
    )


def _percent_end(tokens: Sequence[Token], last: int) -> int | None:
    """Index after the percent sign or words, None where there are none."""
    words = [token.text.lower() for token in tokens[last : last + 2]]
    if words[:1] in (["%"], ["percent"], ["pc"]):
        return last + 1
    return last + 2 if words == ["per", "cent"] else None


def _is_counted(tokens: Sequence[Token], first: int, last: int, number: float, head: int | None) -> bool:
    """Whether a number that is neither money nor percent counts something worth a figure."""
    if head is None or tokens[first].text.lower() in {"one", "zero"} or tokens[head].lemma.lower() in DURATIONS:
        return False
    looks_like_year = number in YEAR and "," not in tokens[first].text and last == first + 1
    return not looks_like_year or head == last


def _noun_class(tokens: Sequence[Token], head: int) -> str:
    lemma = tokens[head].lemma.lower()
    before = tokens[head - 1] if head else None
    if lemma == "member" and before is not None and before.dep == "compound":
        return unit_class(f"{before.lemma.lower()}-member")
    return unit_class(lemma)


DURATIONS = frozenset(
    ["year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "time", "am", "pm"]
)


def unit_class(lemma: str) -> str:
    """The same string for words that count the same kind of thing.

    >>> unit_class("soldier") == unit_class("troop"), unit_class("car")
    (True, 'car')
    """
    lemma = lemma.lower()
    for group in SAME_UNIT:
        if lemma in group:
            return min(group)
    return lemma


def _currency(tokens: Sequence[Token], first: int, last: int) -> str | None:
    before = tokens[first - 1].text.lower() if first else ""
    if before in CURRENCIES and not before.isalpha():
        return CURRENCIES[before]
    for token in tokens[last : last + 3]:
        lemma = token.lemma.lower()
        if lemma in CURRENCIES or token.text.lower() in CURRENCIES:
            return CURRENCIES.get(lemma) or CURRENCIES[token.text.lower()]
        if token.text.lower() not in {"us", "u.s.", "canadian", "australian", "hong", "kong"}:
            break
    return None


def _currency_start(tokens: Sequence[Token], first: int) -> int:
    return (
        first - 1
        if first and not tokens[first - 1].text.isalpha() and tokens[first - 1].text.lower() in CURRENCIES
        else first
    )


def _counted(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The noun that the number counts, by grammar; the participle in "700 were injured"."""
    index = _top(tokens, first, last)
    following = last if last < len(tokens) else None
    if (
        following is not None
        and tokens[following].text == "-"
        and last + 1 < len(tokens)
        and tokens[last + 1].pos == "NOUN"
    ):
        return last + 1  # "329-seat parliament"
    head = tokens[index].head
    if (
        tokens[index].dep in {"nummod", "compound", "amod", "nmod"}
        and head != index
        and tokens[head].pos in {"NOUN", "PROPN"}
    ):
        singular = tokens[head].tag in {"NN", "NNP"} and following is not None and following != head
        return following if singular and tokens[following or 0].pos == "NOUN" else head  # "329 member assembly"
    if following is not None and tokens[following].text == "of":
        return next(
            (i for i in syntax.children(tokens, following) if tokens[i].dep == "pobj" and tokens[i].pos != "NUM"), None
        )
    if following is not None and tokens[following].pos in {"NOUN", "PROPN"}:
        return syntax.noun_head(tokens, following)
    return _counted_by_verb(tokens, index)


def _top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of the number that the rest of the sentence governs."""
    index = last - 1
    while first <= tokens[index].head < last and tokens[index].head != index:
        index = tokens[index].head
    return index


def _counted_by_verb(tokens: Sequence[Token], index: int) -> int | None:
    """What a bare number counts: "the number of soldiers was cut to 2,500", "the toll passed 80,000", "700 were injured"."""
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
            if tokens[noun].pos in {"NOUN", "PROPN"}
        )
        return next(counted, child)
    is_subject = tokens[index].dep in {"nsubjpass", "nsubj"} and tokens[index].head == verb
    return verb if is_subject and tokens[verb].lemma.lower() in HARMED else None


COUNTS = frozenset({"number", "total", "count", "toll", "figure"})
HARMED = frozenset(
    [
        "kill",
        "die",
        "injure",
        "wound",
        "hurt",
        "arrest",
        "detain",
        "displace",
        "evacuate",
        "kidnap",
        "imprison",
        "miss",
        "rescue",
        "hospitalize",
    ]
)


def _qualifier(tokens: Sequence[Token], first: int) -> tuple[str | None, int]:
    """The qualifier before a number, and where the figure's text starts with it."""
    for phrase in QUALIFIERS:
        words = phrase.split()
        begin = first - len(words)
        if begin >= 0 and [token.text.lower() for token in tokens[begin:first]] == words:
            return phrase, tokens[begin].start
    return None, tokens[first].start


def _what(tokens: Sequence[Token], first: int, last: int, head: int | None, verb: int | None) -> str:
    """What is counted, in the sentence's own words: noun phrase and verb, or the clause where there is no noun."""
    number = {i for i, token in enumerate(tokens) if _qualifier(tokens, first)[1] <= token.start < tokens[last - 1].end}
    if head is None or tokens[head].pos not in {"NOUN", "PROPN"} or head < first:
        return _clause(tokens, _top(tokens, first, last), verb)
    if tokens[head].dep in {"compound", "nmod", "npadvmod", "amod"}:  # "329-seat parliament"
        return syntax.join(tokens, [head, syntax.noun_head(tokens, head)])
    whole = head
    while tokens[whole].dep == "pobj" and tokens[tokens[tokens[whole].head].head].pos == "NOUN":
        whole = tokens[tokens[whole].head].head  # "the deaths of three soldiers"
    phrase = [i for i in syntax.noun_phrase(tokens, whole) if i not in number and tokens[i].text not in {"-", "–"}]
    while phrase and tokens[phrase[0]].pos in {"DET", "PUNCT"}:
        phrase = phrase[1:]
    words = syntax.join(tokens, phrase)
    if verb is None or tokens[whole].head != verb:
        return words
    tail = next((i for i in syntax.children(tokens, verb) if tokens[i].dep == "prep" and i > max(verb, whole)), None)
    place = syntax.noun_phrase(tokens, tail) if tail is not None else []
    after = syntax.join(tokens, place) if len(place) <= MAX_TAIL else ""
    if tokens[whole].dep in {"nsubjpass", "nsubj"}:
        what = next((i for i in syntax.children(tokens, verb) if tokens[i].dep == "dobj"), None)
        done = syntax.noun_phrase(tokens, what) if what is not None else place
        return f"{words} {tokens[verb].text} {syntax.join(tokens, done if len(done) <= MAX_TAIL else [])}".strip()
    if tokens[whole].dep != "dobj":
        return words
    has = [i for s in syntax.subjects(tokens, verb) for i in syntax.noun_phrase(tokens, s)] if tokens[verb].lemma == "have" else []
    return f"{syntax.join(tokens, has)} {tokens[verb].text} {words} {after}".strip()


MAX_TAIL = 6  # words of place or time after the verb; more than that reads as a sentence, not as a label
MAX_CLAUSE = 14


def _clause(tokens: Sequence[Token], index: int, verb: int | None) -> str:
    """The verb with the part that holds the number, then object and subject while they fit."""
    if verb is None:
        return syntax.join(tokens, syntax.noun_phrase(tokens, index))
    part = index
    while tokens[part].head != verb and tokens[part].head != part:
        part = tokens[part].head
    kept = {verb, *syntax.noun_phrase(tokens, part)}
    for label in ("dobj", "nsubj", "nsubjpass", "prep"):
        for child in syntax.children(tokens, verb):
            phrase = syntax.noun_phrase(tokens, child)
            if tokens[child].dep == label and len(kept) + len(phrase) <= MAX_CLAUSE:
                kept.update(phrase)
    return syntax.join(tokens, sorted(kept))
