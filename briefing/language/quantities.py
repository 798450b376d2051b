"""Numbers that count or measure something, in a parsed sentence: how many, of what, under which verb."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.language import counting, labels, lexicon, money, numerals, syntax
from briefing.language.counting import COUNTS
from briefing.language.dates import Mention
from briefing.language.numerals import Run
from briefing.records import Sentence, Token

# Longest first: "no more than" must not be read as "more than".
QUALIFIERS = (
    "no more than", "no fewer than", "no less than", "not more than", "more than", "less than", "fewer than",
    "at least", "at most", "as many as", "as much as", "as few as", "up to", "close to", "some", "about", "around",
    "approximately", "roughly", "nearly", "almost", "over", "under", "below", "above", "exceeding", "only", "just",
    "an estimated", "estimated",
)  # fmt: skip
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
    converts: bool = False
    """Whether it says the number before it again in another unit, in brackets."""

    @property
    def is_counted(self) -> bool:
        """Whether it counts things, and is neither money nor a share."""
        return self.unit != "%" and self.unit.lower() not in money.CODES

    @property
    def outcome(self) -> str:
        """The same string for verbs that tell the same outcome; empty for none."""
        return outcome(self.predicate)


@cache
def outcome(verb: str) -> str:
    """The same string for verbs that news uses by turns.

    >>> outcome("slay") == outcome("kill"), outcome("paint")
    (True, 'paint')
    """
    return next((min(group) for group in SAME_OUTCOME if verb in group), verb)


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


PEOPLE = frozenset(unit_class(word) for word in ("person", "soldier", "rebel", "child", "police", "casualty", "life"))


def find(sentence: Sentence, dated: Iterable[Mention]) -> tuple[Quantity, ...]:
    """All quantities of a sentence, in order.

    Args:
        sentence: a sentence of an article.
        dated: the dates in it; their offsets begin with the sentence.
    """
    tokens = sentence.tokens
    blocked = _blocked(sentence, dated)
    found: list[Quantity] = []
    for run in numerals.runs(tokens):
        inside = any(index in blocked for index in range(run.first, run.last))
        if (inside and not counting.lasts(tokens, run.first, run.last)) or _is_name(tokens, run):
            continue
        quantity = _quantity(tokens, run, found[-1] if found else None)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _is_name(tokens: Sequence[Token], run: Run) -> bool:
    return counting.is_label(tokens, run.first, run.last) and not _is_amount(tokens, run)


def _is_amount(tokens: Sequence[Token], run: Run) -> bool:
    return money.start(tokens, run.first) != run.first or _percent_end(tokens, run.last) is not None


def _blocked(sentence: Sentence, dated: Iterable[Mention]) -> frozenset[int]:
    """Indices of tokens that belong to dates, times, durations, ordinals, names and laws."""
    blocked: set[int] = set()
    for entity in sentence.entities:
        if entity.label in {"DATE", "TIME", "ORDINAL", "LAW", "WORK_OF_ART", "PRODUCT", "FAC"}:
            blocked.update(range(entity.first, entity.last))
    for mention in dated:
        start, end = sentence.span.start + mention.start, sentence.span.start + mention.end
        blocked.update(i for i, token in enumerate(sentence.tokens) if token.start < end and start < token.end)
    return frozenset(blocked)


def _quantity(tokens: Sequence[Token], run: Run, before: Quantity | None) -> Quantity | None:
    """The quantity of a number, None where it counts nothing.

    Args:
        tokens: the sentence.
        run: the number.
        before: the quantity before it in the sentence, of which it may be a part: "75 people, 30 of them children".
    """
    first, last = run.first, run.last
    currency, percent = money.currency(tokens, first, last), _percent_end(tokens, last)
    is_plain = not currency and not percent
    metres = is_plain and counting.is_metres(tokens, first, last)
    head = counting.counted(tokens, first, last) if is_plain and not metres else None
    part = False
    if is_plain and not metres and not counting.is_counted(tokens, first, last, run.number, head):
        part = before is not None and before.is_counted and counting.leans(tokens, first, last)
        if not part:
            return None
        head = None
    qualifier, start = _qualifier(tokens, money.start(tokens, first) if currency else first)
    verb = syntax.governing_verb(tokens, head if head is not None else last - 1)
    unit = currency or (
        "%" if percent else "m" if metres else before.unit if part and before else tokens[head or 0].text
    )
    is_toll = is_plain and not metres and not part and _is_death_toll(tokens, head, verb)
    unit_class = before.unit_class if part and before else _unit_class(tokens, head, unit, is_toll=is_toll)
    if head is not None and before is not None and tokens[head].text.lower() == "others":
        unit_class = before.unit_class  # "killing three soldiers and wounding 30 others"
    end = tokens[(percent or last) - 1].end
    number = run.number / numerals.SCALES["m"] if metres else run.number
    own = _own_words(tokens, start, end, run)
    what = f"{unit} {labels.part(tokens, own, last)}".strip() if part else labels.label(tokens, own, head, verb)
    return Quantity(
        number=number,
        upper=run.upper,
        start=start,
        end=end,
        qualifier=qualifier,
        unit=unit,
        unit_class=unit_class,
        predicate="kill" if is_toll else _harmless(_predicate(tokens, head, verb), unit_class),
        what=what,
        token=first,
        converts=before is not None and _converts(tokens, run, before, unit),
    )


MEASURES = lexicon.words(
    "mile km kilometre kilometer metre meter m foot ft feet yard inch cm mm acre hectare ha pound lb lbs kg "
    "kilogram tonne ton litre liter gallon barrel celsius fahrenheit"
)


def _converts(tokens: Sequence[Token], run: Run, before: Quantity, unit: str) -> bool:
    """Whether a number in brackets says the one before it in another unit: "$20bn (£10bn)", "30 km (19 miles)"."""
    opening = next((i for i in range(run.first - 1, max(-1, run.first - 6), -1) if tokens[i].text in {"(", ";"}), None)
    if opening is None or any(token.text == ")" for token in tokens[opening : run.first]):
        return False
    kinds = {_kind(before.unit), _kind(unit)}
    near = opening - before.token <= 5 or before.converts  # noqa: PLR2004 - "15 million US dollars ("
    return near and len(kinds) == 1 and kinds != {""} and before.unit != unit


def _kind(unit: str) -> str:
    if unit.lower() in money.CODES:
        return "money"
    return "measure" if unit.lower().removesuffix("s") in MEASURES or unit.lower() in MEASURES else ""


def _own_words(tokens: Sequence[Token], start: int, end: int, run: Run) -> frozenset[int]:
    """Indices of the number, its qualifier, and what else belongs to it: "between 20 and 30", "exactly 30"."""
    own = {index for index, token in enumerate(tokens) if start <= token.start < end}
    own |= {
        index
        for index, token in enumerate(tokens)
        if run.first - 3 <= index < run.first and token.dep in {"quantmod", "advmod"} and token.head in own
    }
    if run.upper is not None and run.first and tokens[run.first - 1].text.lower() == "between":
        own.add(run.first - 1)
    return frozenset(own)


def _is_death_toll(tokens: Sequence[Token], head: int | None, verb: int | None) -> bool:
    """Whether the number is one of dead: "the death toll passed 80,000", "the confirmed death count is 120,000"."""
    nouns = [head] if head is not None else []
    if head is not None and tokens[head].dep == "pobj":  # "the deaths of three soldiers"
        nouns.append(tokens[tokens[head].head].head)
    nouns += syntax.subjects(tokens, verb) if verb is not None else []
    return any(
        tokens[noun].lemma.lower() in {"toll", "death", "fatality", "dead"}
        or (
            tokens[noun].lemma.lower() in COUNTS
            and any(tokens[i].lemma.lower() == "death" for i in syntax.children(tokens, noun))
        )
        for noun in nouns
    )


def _harmless(predicate: str, unit_class: str) -> str:
    """To lose or claim is to kill only where people or lives are lost; seats and money are not."""
    return "forfeit" if predicate in {"lose", "claim"} and unit_class not in PEOPLE else predicate


def _predicate(tokens: Sequence[Token], head: int | None, verb: int | None) -> str:
    """Lemma of the verb that tells what became of the counted: "75 rebels killed" before the verb far above."""
    if head is not None and tokens[head].text.lower() in {"dead", "missing", "homeless"}:
        return "kill" if tokens[head].text.lower() == "dead" else "miss"
    if head is not None and tokens[head].pos == "VERB":
        return tokens[head].lemma.lower()
    if verb is not None and tokens[verb].lemma.lower() in {"lose", "claim"} and head is not None and head < verb:
        return "forfeit"  # "two sides have lost": the counted did it
    if head is not None and head + 1 < len(tokens) and tokens[head + 1].lemma.lower() in labels.HARMED:
        return tokens[head + 1].lemma.lower()
    if head is not None and [token.text.lower() for token in tokens[head + 1 : head + 2]] == ["dead"]:
        return "kill"  # "left 14 people dead"
    return tokens[verb].lemma.lower() if verb is not None else ""


def _percent_end(tokens: Sequence[Token], last: int) -> int | None:
    """Index after the percent sign or words, None where there are none."""
    words = [token.text.lower() for token in tokens[last : last + 2]]
    if words[:1] in (["%"], ["percent"], ["pc"]):
        return last + 1
    return last + 2 if words == ["per", "cent"] else None


def _unit_class(tokens: Sequence[Token], head: int | None, unit: str, *, is_toll: bool) -> str:
    if head is None:
        return unit_class(unit)
    lemma = tokens[head].lemma.lower()
    if (is_toll and lemma in COUNTS | {"death", "fatality", "dead"}) or lemma in counting.HARM:
        return unit_class("person")
    if tokens[head].pos == "VERB":  # "700 were injured"
        return unit_class("person") if lemma in labels.HARMED else lemma
    if tokens[head].dep in counting.ATTRIBUTES:
        return "size"  # "329-seat parliament": how big the body is, not how many came
    before = tokens[head - 1] if head else None
    if lemma == "member" and before is not None and before.dep == "compound":  # a service member is no member
        return unit_class(f"{before.lemma.lower()}-member")
    return unit_class(lemma)


def _qualifier(tokens: Sequence[Token], first: int) -> tuple[str | None, int]:
    """The qualifier before a number, and where the figure's text starts with it."""
    for phrase in QUALIFIERS:
        words = phrase.split()
        begin = first - len(words)
        if begin >= 0 and [token.text.lower() for token in tokens[begin:first]] == words:
            return phrase, tokens[begin].start
    return None, tokens[first].start
