"""Mentions of people and organisations in one sentence, with the role that the sentence gives."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from briefing.language import lexicon, names, syntax
from briefing.merge import roles
from briefing.merge.kinds import Consulted, Kinds, learn, spans
from briefing.merge.passages import Passage
from briefing.merge.roles import is_role
from briefing.records import Token

Kind = Literal["person", "organisation"]

NEGLIGIBLE = frozenset(
    {"twitter", "facebook", "youtube", "instagram", "whatsapp", "telegram", "internet", "reuters", "afp", "ap"}
)


@dataclass(frozen=True)
class Mention:
    """A name where it stands."""

    passage: Passage
    first: int
    last: int
    """tokens[first:last] of the sentence."""
    name: str
    kind: Kind
    role: str | None
    key: tuple[str, str] | None = None
    """(country, head noun) of a body that is named by what it is: the Iraqi parliament."""
    countries: Mapping[str, int] = field(default_factory=dict)
    """How often its article names each place, for a body that is named by its noun alone."""

    @cached_property
    def acts(self) -> bool:
        """Whether the sentence says what this actor does or says: as its subject, after "by" or "according to".

        One of several names acts with the first, and a name in apposition with what it explains.
        """
        tokens = self.passage.tokens
        index = syntax.top(tokens, self.first, self.last)
        while tokens[index].dep in {"conj", "appos"} and tokens[index].head != index:
            index = tokens[index].head
        above = tokens[tokens[index].head]
        if tokens[index].dep in {"nsubj", "nsubjpass"} or above.dep == "agent":
            return True
        if tokens[index].dep == "attr" and above.lemma == "be":  # "the winners are X and Y"
            return True
        if tokens[index].dep != "pobj":
            return False
        source = tokens[above.head].lemma.lower()
        return (
            (above.dep == "prep" and source in {"blame", "accuse", "attribute"})
            or (above.text.lower() == "to" and source == "accord")
            or (above.text.lower() == "by" and tokens[above.head].pos == "NOUN")
        )


@dataclass(frozen=True)
class Known:
    """What the articles tell of their names: one sentence alone is labelled wrongly too often."""

    kinds: Kinds | Consulted
    """Of all articles."""
    places: frozenset[str]
    """Words of countries, cities and peoples of this article, lower case."""

    countries: Mapping[str, int]
    """How often this article names each place, adjectives folded in."""


def of_article(article: Sequence[Passage], kinds: Kinds) -> Sequence[Mention]:
    """The mentions of an article, in order; the same ones as before where all articles tell the same of its names.

    Args:
        article: its passages, at least one.
        kinds: what all articles tell of their names.
    """
    before: tuple[Consulted, Sequence[Mention]] | None = article[0].__dict__.get("mentions")
    if before and before[0].would_hear(kinds):
        return before[1]
    consulted = Consulted(kinds)
    names_of = known(article, consulted)
    found = tuple(mention for passage in article for mention in find(passage, names_of))
    article[0].__dict__["mentions"] = consulted, found
    return found


def known(article: Sequence[Passage], kinds: Kinds | Consulted | None = None) -> Known:
    """The names of one article; `kinds` is what all articles tell of them, if there are more."""
    kinds = kinds or learn(article)
    places: set[str] = set()
    counts: Counter[str] = Counter()
    for passage in article:
        for entity in passage.sentence.entities:
            if entity.label in {"GPE", "NORP", "LOC"}:
                words = [token.text.lower() for token in passage.tokens[entity.first : entity.last]]
                places.update(words)
                counts[lexicon.country_key(" ".join(words))] += 1
    return Known(kinds, frozenset(place for place in places if kinds.of(place) in {None, "place"}), counts)


def find(passage: Passage, known: Known) -> Iterator[Mention]:
    """Mentions of people and bodies in a sentence, in order; each word belongs to one mention at most."""
    taken: set[int] = set()
    for first, last, label in spans(passage):
        mention = _named(passage, first, last, label, known)
        if mention is not None and not taken & set(range(mention.first, mention.last)):
            taken |= set(range(mention.first, mention.last))
            yield mention
    for mention in _described(passage, known):
        if not taken & set(range(mention.first, mention.last)):
            taken |= set(range(mention.first, mention.last))
            yield mention


def _named(passage: Passage, begin: int, end: int, label: str, known: Known) -> Mention | None:
    """A mention from a name, its label corrected by what the articles and the grammar tell."""
    tokens = passage.tokens
    sort = known.kinds.of(passage.words(begin, end))
    if sort not in {"person", "organisation"} and label not in {"PERSON", "ORG"}:
        return None
    first, last = _trim(tokens, *_whole_name(tokens, begin, end))
    first = _person_at_end(passage, first, last, known)
    name = _clean_name(passage, first, last)
    if name is None or name.lower().removesuffix("s") in known.places:
        return None
    if lexicon.country_key(name) in lexicon.COUNTRY_KEYS.values():
        return Mention(passage, first, last, name, "organisation", None, None) if label == "ORG" else None
    sort = known.kinds.of(name) or sort
    if sort == "person":
        person = Mention(passage, first, last, name, "person", roles.role(passage, first, last))
        return None if _is_body(tokens, last) else person
    if sort == "place" or _before_person(tokens, last):
        return None
    return Mention(
        passage, first, last, name, "organisation", None, _body_key(passage, first, last, last, known), known.countries
    )


def _person_at_end(passage: Passage, first: int, last: int, known: Known) -> int:
    """Where the known name of a person begins that ends a longer run of names: "Harbour Board Ann Field"."""
    for start in range(first + 1, last - 1):
        words = names.words(passage.words(start, last))
        whole = names.words(passage.words(first, last))
        if len(words) > 1 and known.kinds.of_words(words) == "person" and known.kinds.of_words(whole) != "person":
            return start
    return first


def _clean_name(passage: Passage, first: int, last: int) -> str | None:
    """The words of a name without what clings to it, None where they are none."""
    tokens = passage.tokens
    if first >= last or not any(token.pos == "PROPN" for token in tokens[first:last]):
        return None
    name = re.sub(r"['’]s?$", "", passage.words(first, last)).strip(" ,;:|/-–")
    name = name if name.count(".") > 1 else name.rstrip(".")
    is_name = len(name) > 1 and any(c.isupper() for c in name) and name.lower() not in NEGLIGIBLE
    return name if is_name else None


def _is_body(tokens: Sequence[Token], last: int) -> bool:
    """Whether a name is a body's: its noun says so, "the" stands before it, or it qualifies a body's noun."""
    head = tokens[last - 1]
    if head.lemma.lower() in lexicon.ORGANISATIONS:
        return True
    if any(tokens[i].text.lower() == "the" for i in syntax.children(tokens, last - 1)):
        return True
    return head.dep in {"compound", "nmod"} and tokens[head.head].lemma.lower() in lexicon.ORGANISATIONS


def _before_person(tokens: Sequence[Token], last: int) -> bool:
    """Whether the words are a title: "Parliament Speaker X" is no mention of the parliament."""
    return (
        last < len(tokens)
        and tokens[last].pos in {"PROPN", "NOUN"}
        and is_role(tokens[last])
        and tokens[last - 1].dep in {"compound", "nmod", "amod"}
    )


def _whole_name(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The entity with the capitalised words that belong to it: models cut names in two."""
    while first and _joins(tokens[first - 1], tokens[first]) and not is_role(tokens[first - 1]):
        first -= 1
    while last < len(tokens) and _joins(tokens[last - 1], tokens[last]) and not is_role(tokens[last]):
        last += 1
    return first, last


def _joins(left: Token, right: Token) -> bool:
    both = left.pos == right.pos == "PROPN" and left.text[:1].isupper() and right.text[:1].isupper()
    return (
        both
        and left.dep in {"compound", "flat"}
        and left.text.lower() not in lexicon.HONORIFICS
        and lexicon.country_key(left.text) not in lexicon.COUNTRY_KEYS.values()
    )


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Without articles, honorifics, titles and possessive endings at the borders."""
    while last > first and (
        tokens[last - 1].pos in {"PUNCT", "PART"}
        or tokens[last - 1].tag == "POS"
        or tokens[last - 1].text in roles.POST_NOMINALS
    ):
        last -= 1
    opening = next((i for i in range(first, last) if tokens[i].text in {"(", "|", "/", ","}), None)
    last = last if opening is None else opening
    bodies = lexicon.ORGANISATIONS | lexicon.COMPANIES
    is_body = any(token.lemma.lower() in bodies for token in tokens[first:last])
    titles = [i for i in range(first, last - 1) if is_role(tokens[i]) and tokens[i].tag in {"NN", "NNP"}]
    if titles and not is_body and all(token.pos == "PROPN" for token in tokens[titles[-1] + 1 : last]):
        first = titles[-1] + 1  # "Acme Chief Executive Ann Field"
    while first < last and (
        tokens[first].pos in {"DET", "PUNCT", "PART"}
        or tokens[first].text.lower() in lexicon.HONORIFICS
        or (is_role(tokens[first]) and last - first > 1 and not is_body)  # "the Communist Party"
    ):
        if first + 1 < last and tokens[first + 1].tag == "POS":
            break  # "King's Landing"
        first += 1
    return first, last


def _described(passage: Passage, known: Known) -> Iterator[Mention]:
    """Bodies named by what they are: `Iraq's parliament`, `the US-led coalition`, `the Ministry of Health`."""
    tokens = passage.tokens
    for head, token in enumerate(tokens):
        lemma = token.lemma.lower()
        if token.pos not in {"NOUN", "PROPN"} or lemma not in lexicon.ORGANISATIONS or token.tag == "NNS":
            continue
        if token.dep in {"compound", "nmod"} or _before_person(tokens, head + 1):
            continue
        first = head
        while first and (
            tokens[first - 1].pos in {"PROPN", "ADJ", "NOUN"}
            or tokens[first - 1].text in {"-", "'s", "’s", "’", "'"}
            or tokens[first - 1].tag in {"VBN", "POS"}
        ):
            first -= 1
        while first < head and (
            tokens[first].pos in {"PUNCT", "PART"} or tokens[first].tag in {"VBN", "POS"} or is_role(tokens[first])
        ):
            first += 1
        last = _of_country(tokens, head, known) or _proper_complement(tokens, head)
        name = passage.words(first, last)
        if name[:1].isdigit():
            continue
        yield Mention(
            passage,
            first,
            last,
            name,
            "organisation",
            None,
            _body_key(passage, first, head + 1, last, known),
            known.countries,
        )


def _of_country(tokens: Sequence[Token], head: int, known: Known) -> int | None:
    """Where "the government of Sweden" ends."""
    last = head + 1
    if last + 1 < len(tokens) and tokens[last].text.lower() == "of" and tokens[last + 1].text.lower() in known.places:
        last += 2
        while last < len(tokens) and tokens[last].pos == "PROPN" and tokens[last].text.lower() in known.places:
            last += 1
        return last
    return None


def _proper_complement(tokens: Sequence[Token], head: int) -> int:
    """Where a capitalised body's name ends: `Observatory for Human Rights`, `Ministry of Health`."""
    last = head + 1
    if (
        tokens[head].pos == "PROPN"
        and last + 1 < len(tokens)
        and tokens[last].text.lower() in {"of", "for", "on"}
        and tokens[last + 1].pos == "PROPN"
    ):
        last += 2
        while last < len(tokens) and tokens[last].pos == "PROPN" and tokens[last - 1].dep == "compound":
            last += 1
    return last


def _body_key(passage: Passage, first: int, last: int, end: int, known: Known) -> tuple[str, str] | None:
    """(whose, what) of a body that a country names, before it or after "of"; None for a proper name.

    A coalition goes by its noun alone: sources call one and the same international, US-led or anti-ISIS.
    """
    tokens = passage.tokens
    lemma = tokens[last - 1].lemma.lower()
    if lemma not in lexicon.STATE_BODIES:
        return None
    modifiers = [t for t in tokens[first : last - 1] if t.pos in {"ADJ", "PROPN", "NOUN"}]
    modifiers += [t for t in tokens[last:end] if t.pos == "PROPN"]
    is_place = {t: t.text.lower() in known.places or t.text.lower() in lexicon.COUNTRY_KEYS for t in modifiers}
    others = [t for t in modifiers if not is_place[t] and t.text.lower() not in GENERAL]
    if lemma == "coalition":
        return ("", lemma) if all(t.text.isupper() or t.text.lower() in {"led", "anti"} for t in others) else None
    places = [t for t in modifiers if is_place[t]]
    return None if others else (lexicon.country_key(" ".join(t.text for t in places)), lemma)


GENERAL = frozenset({"the", "special", "new", "national", "federal", "international", "global", "multinational"})
