"""Numbers that count or measure something, in a parsed sentence: how many, of what, under which verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.language import dates, labels, lexicon, numerals, syntax
from briefing.records import Sentence, Token

CURRENCIES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "usd": "USD", "€": "EUR", "euro": "EUR", "eur": "EUR", "£": "GBP",
    "pound": "GBP", "gbp": "GBP", "¥": "JPY", "yen": "JPY", "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY",
    "rupee": "INR", "₹": "INR", "ruble": "RUB", "rouble": "RUB", "riyal": "SAR", "dinar": "dinar", "lira": "TRY",
    "peso": "peso", "franc": "CHF", "krona": "SEK", "lei": "RON",
}  # fmt: skip
# Longest first: "no more than" must not be read as "more than".
QUALIFIERS = (
    "no more than", "no fewer than", "no less than", "not more than", "more than", "less than", "fewer than",
    "at least", "at most", "as many as", "as much as", "as few as", "up to", "close to", "some", "about", "around",
    "approximately", "roughly", "nearly", "almost", "over", "under", "below", "above", "exceeding", "only", "just",
    "an estimated", "estimated",
)  # fmt: skip
NOT_COUNTED = re.compile(
    r"(?i)^(no|number|nr|article|resolution|section|chapter|paragraph|pages?|flight|route|bus|room|phase|version|unit|tier|#)\.?$"
)
CLOCK = re.compile(r"(?i)(a\.?m\.?|p\.?m\.?|gmt|bst|est|utc|o'clock)$")
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


# Verbs that news uses by turns for one outcome.
SAME_OUTCOME = tuple(
    lexicon.words(group)
    for group in (
        "kill die slay murder claim lose assassinate perish",
        "injure wound hurt",
        "sign back support endorse gather collect",
        "arrest detain capture",
        "have remain station deploy be keep",
        "pledge promise offer commit",
        "raise donate give contribute",
        "displace flee evacuate",
        "attack target hit strike launch assume carry",
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

    @property
    def outcome(self) -> str:
        """The same string for verbs that tell the same outcome; empty for none."""
        return outcome(self.predicate)


def outcome(verb: str) -> str:
    """The same string for verbs that news uses by turns.

    >>> outcome("slay") == outcome("kill"), outcome("paint")
    (True, 'paint')
    """
    return next((min(group) for group in SAME_OUTCOME if verb in group), verb)


def find(sentence: Sentence, text: str) -> tuple[Quantity, ...]:
    """All quantities of a sentence, in order.

    Args:
        sentence: a sentence of the article.
        text: `Article.text`, to which its offsets refer.
    """
    tokens = sentence.tokens
    blocked = _blocked(sentence, text)
    found: list[Quantity] = []
    for first, last, number, upper in numerals.runs(tokens):
        if any(index in blocked for index in range(first, last)):
            continue
        quantity = _quantity(sentence, first, last, number, upper)
        if quantity is None:
            continue
        if quantity.unit.lower() == "others" and found:  # "killing three soldiers and wounding 30 others"
            quantity = replace(quantity, unit_class=found[-1].unit_class)
        found.append(quantity)
    return tuple(found)


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
    is_toll = not currency and not percent and _is_death_toll(tokens, head, verb)
    return Quantity(
        number=number,
        upper=upper,
        start=start,
        end=tokens[(percent or last) - 1].end,
        qualifier=qualifier,
        unit=unit,
        unit_class=_unit_class(tokens, head, unit, is_toll=is_toll),
        predicate="kill" if is_toll else _predicate(tokens, head, verb),
        what=labels.label(tokens, _indices(tokens, start, tokens[last - 1].end), head, verb),
        token=first,
    )


def _indices(tokens: Sequence[Token], start: int, end: int) -> frozenset[int]:
    return frozenset(index for index, token in enumerate(tokens) if start <= token.start < end)


def _is_death_toll(tokens: Sequence[Token], head: int | None, verb: int | None) -> bool:
    """Whether the number is one of dead: "the death toll passed 80,000", "the confirmed death count is 120,000"."""
    nouns = [head] if head is not None else []
    if head is not None and tokens[head].dep == "pobj":  # "the deaths of three soldiers"
        nouns.append(tokens[tokens[head].head].head)
    nouns += syntax.subjects(tokens, verb) if verb is not None else []
    return any(
        tokens[noun].lemma.lower() in {"toll", "death", "fatality"}
        or (
            tokens[noun].lemma.lower() in COUNTS
            and any(tokens[i].lemma.lower() == "death" for i in syntax.children(tokens, noun))
        )
        for noun in nouns
    )


def _predicate(tokens: Sequence[Token], head: int | None, verb: int | None) -> str:
    """Lemma of the verb that tells what became of the counted: "75 rebels killed" before the verb far above."""
    if head is not None and tokens[head].pos == "VERB":
        return tokens[head].lemma.lower()
    if head is not None and head + 1 < len(tokens) and tokens[head + 1].lemma.lower() in labels.HARMED:
        return tokens[head + 1].lemma.lower()
    if head is not None and [token.text.lower() for token in tokens[head + 1 : head + 2]] == ["dead"]:
        return "kill"  # "left 14 people dead"
    return tokens[verb].lemma.lower() if verb is not None else ""


def _is_label(tokens: Sequence[Token], first: int, last: int) -> bool:
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
    rate_after = after == "in" and last + 1 < len(tokens) and numerals.starts_number(tokens[last + 1])
    return rate_after or (before == "in" and first > 1 and numerals.starts_number(tokens[first - 2]))


def _percent_end(tokens: Sequence[Token], last: int) -> int | None:
    """Index after the percent sign or words, None where there are none."""
    words = [token.text.lower() for token in tokens[last : last + 2]]
    if words[:1] in (["%"], ["percent"], ["pc"]):
        return last + 1
    return last + 2 if words == ["per", "cent"] else None


def _is_counted(tokens: Sequence[Token], first: int, last: int, number: float, head: int | None) -> bool:
    """Whether a number that is neither money nor percent counts something worth a figure."""
    alone = last == first + 1 and tokens[first].text.lower() in {"one", "zero"}
    if head is None or alone or tokens[head].lemma.lower() in DURATIONS or tokens[head].pos == "PRON":
        return False
    if tokens[head].pos == "PROPN" and (tokens[first].text[:1].isupper() or tokens[head].lemma.lower() in ADDRESSES):
        return False  # "the Five Star Movement", "10 Downing Street"
    looks_like_year = number in YEAR and "," not in tokens[first].text and last == first + 1
    return not looks_like_year or head == last


def _unit_class(tokens: Sequence[Token], head: int | None, unit: str, *, is_toll: bool) -> str:
    if head is None:
        return unit_class(unit)
    lemma = tokens[head].lemma.lower()
    if is_toll and lemma in COUNTS | {"death", "fatality"}:
        return unit_class("person")
    if tokens[head].dep in {"compound", "nmod", "npadvmod", "amod"}:
        return "size"  # "329-seat parliament": how big the body is, not how many came
    before = tokens[head - 1] if head else None
    if lemma == "member" and before is not None and before.dep == "compound":  # a service member is no member
        return unit_class(f"{before.lemma.lower()}-member")
    return unit_class(lemma)


ADDRESSES = frozenset({"street", "road", "avenue", "square", "lane", "boulevard"})
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
    whose = ""
    for token in tokens[last : last + 3]:
        word, lemma = token.text.lower(), token.lemma.lower()
        if lemma in CURRENCIES or word in CURRENCIES:
            code = CURRENCIES.get(lemma) or CURRENCIES[word]
            return DOLLARS.get(whose, f"{whose} dollar".strip()) if lemma == "dollar" and whose else code
        if token.pos not in {"ADJ", "PROPN"}:
            return None
        whose = word
    return None


DOLLARS = {
    "us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "kong": "HKD",
    "zealand": "NZD", "singapore": "SGD", "taiwan": "TWD",
}  # fmt: skip


def _currency_start(tokens: Sequence[Token], first: int) -> int:
    return (
        first - 1
        if first and not tokens[first - 1].text.isalpha() and tokens[first - 1].text.lower() in CURRENCIES
        else first
    )


def _counted(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The noun that the number counts, by grammar; the participle in "700 were injured" and "24 wounded"."""
    index = _top(tokens, first, last)
    head = tokens[index].head
    following = tokens[last] if last < len(tokens) else None
    if following is not None and following.text == "-" and last + 1 < len(tokens) and tokens[last + 1].pos == "NOUN":
        return last + 1  # "329-seat parliament"
    if following is not None and following.pos == "VERB" and following.lemma.lower() in labels.HARMED:
        return last
    if tokens[index].dep in {"nummod", "compound", "amod", "nmod"} and tokens[head].pos in {"NOUN", "PROPN"}:
        sizes = tokens[head].tag in {"NN", "NNP"} and following is not None and last != head and following.pos == "NOUN"
        return last if sizes else head  # "329 member assembly"
    if following is not None and following.text == "of":
        below = (i for i in syntax.children(tokens, last) if tokens[i].dep == "pobj" and tokens[i].pos != "NUM")
        return next(below, None)
    if following is not None and following.pos in {"NOUN", "PROPN"}:
        return syntax.noun_head(tokens, last)
    return _counted_by_verb(tokens, index)


def _top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of the number that the rest of the sentence governs."""
    index = last - 1
    while first <= tokens[index].head < last and tokens[index].head != index:
        index = tokens[index].head
    return index


def _counted_by_verb(tokens: Sequence[Token], index: int) -> int | None:
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
            if tokens[noun].pos in {"NOUN", "PROPN"}
        )
        return next(counted, child)
    is_subject = tokens[index].dep in {"nsubjpass", "nsubj"} and tokens[index].head == verb
    return verb if is_subject and tokens[verb].lemma.lower() in labels.HARMED else None


COUNTS = frozenset({"number", "total", "count", "toll", "figure"})


def _qualifier(tokens: Sequence[Token], first: int) -> tuple[str | None, int]:
    """The qualifier before a number, and where the figure's text starts with it."""
    for phrase in QUALIFIERS:
        words = phrase.split()
        begin = first - len(words)
        if begin >= 0 and [token.text.lower() for token in tokens[begin:first]] == words:
            return phrase, tokens[begin].start
    return None, tokens[first].start
