"""Mentions of people and organisations in one sentence, with the role that the sentence gives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.language import lexicon, syntax
from briefing.merge.passages import Passage
from briefing.records import Entity, Token

Kind = Literal["person", "organisation"]

MAX_ROLE_WORDS = 12
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
    places: frozenset[str] = frozenset()
    """Countries that the article names, for a body that is named by its noun alone."""

    @property
    def acts(self) -> bool:
        """Whether the sentence says what this actor does or says, as its subject or after "by"."""
        tokens = self.passage.tokens
        for token in tokens[self.first : self.last]:
            if self.first <= token.head < self.last:
                continue
            above = tokens[token.head]
            blamed = above.dep == "prep" and tokens[above.head].lemma.lower() in {"blame", "accuse", "attribute"}
            if token.dep in {"nsubj", "nsubjpass"} or above.dep == "agent" or (token.dep == "pobj" and blamed):
                return True
        return False


@dataclass(frozen=True)
class Known:
    """What the whole article tells of its names: one sentence alone is labelled wrongly too often."""

    surnames: frozenset[str]
    """Last words of the full names of people, lower case."""
    places: frozenset[str]
    """Words of countries, cities and peoples, lower case."""

    @property
    def countries(self) -> frozenset[str]:
        """The places, with countries and their adjectives folded into one form."""
        return frozenset(lexicon.country_key(place) for place in self.places)


def known(passages: Sequence[Passage]) -> Known:
    """Names of one article."""
    surnames, places = set(), set()
    for passage in passages:
        for entity in passage.sentence.entities:
            words = [token.text.lower() for token in passage.tokens[entity.first : entity.last]]
            if entity.label == "PERSON" and len(words) > 1:
                surnames.add(words[-1] if words[-1] not in {"'s", "’s"} else words[-2])
            elif entity.label in {"GPE", "NORP", "LOC"}:
                places.update(words)
    return Known(frozenset(surnames), frozenset(places - surnames))


def find(passage: Passage, known: Known) -> Iterator[Mention]:
    """Mentions of people and bodies in a sentence, in order; each word belongs to one mention at most."""
    taken: set[int] = set()
    for entity in passage.sentence.entities:
        mention = _named(passage, entity, known)
        if mention is not None and not taken & set(range(mention.first, mention.last)):
            taken |= set(range(mention.first, mention.last))
            yield mention
    for mention in _described(passage, known):
        if not taken & set(range(mention.first, mention.last)):
            taken |= set(range(mention.first, mention.last))
            yield mention


def _named(passage: Passage, entity: Entity, known: Known) -> Mention | None:
    """A mention from a named entity, its label corrected by what the article and the grammar tell."""
    tokens = passage.tokens
    is_surname = entity.last - entity.first == 1 and tokens[entity.first].text.lower() in known.surnames
    if entity.label not in {"PERSON", "ORG"} and not is_surname:
        return None
    first, last = _trim(tokens, *_whole_name(tokens, entity.first, entity.last))
    name = _clean_name(passage, first, last)
    if name is None or name.lower().removesuffix("s") in known.places:
        return None
    if lexicon.country_key(name) in lexicon.COUNTRY_KEYS.values():
        return Mention(passage, first, last, name, "organisation", None, None) if entity.label == "ORG" else None
    given = None if is_surname else _apposition(passage, first, last)
    if is_surname or ((entity.label == "PERSON" or given) and not _is_body(tokens, last)):
        return Mention(passage, first, last, name, "person", given or role(passage, first, last))
    if _before_person(tokens, last):
        return None
    return Mention(
        passage, first, last, name, "organisation", None, _body_key(passage, first, last, last, known), known.countries
    )


def _clean_name(passage: Passage, first: int, last: int) -> str | None:
    """The words of a name without what clings to it, None where they are none."""
    tokens = passage.tokens
    if first >= last or not any(token.pos == "PROPN" for token in tokens[first:last]):
        return None
    name = re.sub(r"['’]s?$", "", passage.article.text[tokens[first].start : tokens[last - 1].end]).strip(" ,;:|/-–")
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
    while first < last and (
        tokens[first].pos in {"DET", "PUNCT", "PART"}
        or tokens[first].text.lower() in lexicon.HONORIFICS
        or (is_role(tokens[first]) and last - first > 1)
    ):
        first += 1
    while last > first and (tokens[last - 1].pos in {"PUNCT", "PART"} or tokens[last - 1].tag == "POS"):
        last -= 1
    opening = next((i for i in range(first, last) if tokens[i].text in {"(", "|", "/", ","}), None)
    return first, last if opening is None else opening


def is_role(token: Token) -> bool:
    """Whether a word says what a person is or does."""
    lemma = token.lemma.lower()
    if token.pos not in {"NOUN", "PROPN"} or lemma in {"person", "man", "woman"}:
        return False
    forms = {lemma, token.text.lower(), token.text.lower().removesuffix("s")}
    return not forms.isdisjoint(lexicon.ROLES) or lemma.endswith(lexicon.ROLE_ENDINGS)


def role(passage: Passage, first: int, last: int) -> str | None:
    """What the sentence says the person is: words before the name, an apposition, or "X is the Y"."""
    return _title(passage, first) or _apposition(passage, first, last) or _copula(passage, first, last)


def _title(passage: Passage, first: int) -> str | None:
    """`Acting Parliament Speaker` before a name."""
    tokens = passage.tokens
    dated = {
        i
        for e in passage.sentence.entities
        if e.label in {"DATE", "TIME", "PERSON"} and e.last <= first
        for i in range(e.first, e.last)
    }
    begin, end = first, first
    while begin > max(0, first - MAX_ROLE_WORDS) and begin - 1 not in dated and _in_title(tokens, begin - 1):
        begin -= 1
    while begin < end and (
        tokens[begin].text.lower() in lexicon.HONORIFICS or tokens[begin].pos in {"PUNCT", "PART", "ADP"}
    ):
        begin += 1
    while begin < end and tokens[end - 1].text.lower() in lexicon.HONORIFICS:
        end -= 1
    if not any(is_role(token) and token.tag not in {"NNS", "NNPS"} for token in tokens[max(begin, end - 2) : end]):
        return None
    if tokens[end - 1].pos == "ADP":
        return None
    return passage.article.text[tokens[begin].start : tokens[end - 1].end].strip(" ,;:.")


def _in_title(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.pos in {"NOUN", "PROPN", "ADJ"} or token.text in {"-", "’s", "'s"} or token.text.lower() in {"then", "ex"}:
        return True
    # "Secretary of State X", but not "wife of Mayor X"
    of_office = index > 0 and is_role(tokens[index - 1]) and index + 1 < len(tokens) and not is_role(tokens[index + 1])
    return token.text.lower() == "of" and of_office


def _apposition(passage: Passage, first: int, last: int) -> str | None:
    """`, the military spokesman for the prime minister,` after a name."""
    tokens = passage.tokens
    for index in range(first, last):
        for child in syntax.children(tokens, index):
            if tokens[child].dep == "appos" and child >= last and is_role(tokens[child]):
                return _phrase(passage, child)
        head = tokens[index].head  # "the acting speaker, X, said"
        if tokens[index].dep == "appos" and head < first and is_role(tokens[head]):
            return _phrase(passage, head, before=first)
    return None


def _copula(passage: Passage, first: int, last: int) -> str | None:
    """`X was the head of the force`."""
    tokens = passage.tokens
    for index in range(first, last):
        verb = tokens[index].head
        if tokens[index].dep == "nsubj" and tokens[verb].lemma == "be" and not _is_unreal(tokens, verb):
            for child in syntax.children(tokens, verb):
                if tokens[child].dep == "attr" and is_role(tokens[child]):
                    return _phrase(passage, child)
    return None


def _is_unreal(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "is" is denied or lies ahead: "is not the mayor", "will be the mayor"."""
    modal = any(tokens[i].dep == "aux" and tokens[i].tag == "MD" for i in syntax.children(tokens, verb))
    return modal or syntax.is_negated(tokens, verb)


def _phrase(passage: Passage, head: int, *, before: int | None = None) -> str | None:
    """The words around a role noun, without clauses and without the article at the start.

    None for the role of several people, and where another person's name is in it: that is the other's role.
    """
    tokens = passage.tokens
    kept = [i for i in syntax.noun_phrase(tokens, head) if before is None or i < before]
    while kept and kept[-1] - kept[0] != len(kept) - 1:
        kept.pop()  # what stands apart is no part of one quotable phrase
    while kept and (tokens[kept[0]].pos == "DET" or tokens[kept[0]].text.lower() in {"other", "same", "latter"}):
        kept = kept[1:]  # "the other bomber" is a role only among those
    if not kept or len(kept) > MAX_ROLE_WORDS or head not in kept or tokens[head].tag in {"NNS", "NNPS"}:
        return None
    if any(
        e.label == "PERSON"
        and e.first > head
        and tokens[e.first - 1].pos != "ADP"
        and e.first in kept
        and not _titled(tokens, e.first)
        for e in passage.sentence.entities
    ):
        return None
    return passage.article.text[tokens[kept[0]].start : tokens[kept[-1]].end].strip(" ,;:.")


def _titled(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name has a title of its own before it: "spokesman for Prime Minister X"."""
    return index > 0 and is_role(tokens[index - 1])


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
        name = passage.article.text[tokens[first].start : tokens[last - 1].end]
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
