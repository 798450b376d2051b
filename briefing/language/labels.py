"""A short label for a number: what is counted, in the sentence's own words."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from briefing.language import lexicon, syntax
from briefing.records import Token

MAX_TAIL = 6  # words of place or time after the verb; more than that reads as a sentence, not as a label
MAX_CLAUSE = 14
HARMED = lexicon.words(
    "kill die injure wound hurt arrest detain displace evacuate kidnap imprison miss rescue hospitalize"
)


def label(tokens: Sequence[Token], number: AbstractSet[int], head: int | None, verb: int | None) -> str:
    """Noun phrase and verb, number left out; the clause with the number where no noun is counted.

    Args:
        tokens: the sentence.
        number: indices of the number and its qualifier.
        head: index of the counted noun.
        verb: index of the verb that governs it.
    """
    if head is not None and tokens[head].pos == "VERB":  # "700 were injured"
        return f"{tokens[head].text} {_short_phrase(tokens, head, 'prep', head)}".strip()
    if head is None or tokens[head].pos not in {"NOUN", "PROPN"} or head < min(number):
        return _clause(tokens, max(number), verb)
    if tokens[head].dep in {"compound", "nmod", "npadvmod", "amod"}:  # "329-seat parliament"
        return syntax.join(tokens, sorted({head, syntax.noun_head(tokens, head)}))
    whole = head
    while tokens[whole].dep == "pobj" and tokens[tokens[tokens[whole].head].head].pos == "NOUN":
        whole = tokens[tokens[whole].head].head  # "the deaths of three soldiers"
    phrase = [
        i
        for i in syntax.noun_phrase(tokens, whole)
        if i not in number and tokens[i].pos != "NUM" and tokens[i].text not in {"-", "–"}
    ]
    while phrase and tokens[phrase[0]].pos in {"DET", "PUNCT"}:
        phrase = phrase[1:]
    words = syntax.join(tokens, phrase)
    if whole + 1 < len(tokens) and tokens[whole + 1].lemma.lower() in HARMED and tokens[whole].head != whole + 1:
        return f"{words} {tokens[whole + 1].text}"  # "75 rebels killed", with the main verb far above
    if verb is None or tokens[whole].head != verb:
        return words
    return " ".join(part for part in _with_verb(tokens, words, whole, verb) if part)


def _with_verb(tokens: Sequence[Token], words: str, whole: int, verb: int) -> tuple[str, ...]:
    """`people killed in Iraq`, `members signed a petition`, `the US has troops`."""
    done = tokens[verb].text
    if tokens[whole].dep in {"nsubjpass", "nsubj"}:
        return words, done, _short_phrase(tokens, verb, "dobj", verb) or _short_phrase(tokens, verb, "prep", verb)
    if tokens[whole].dep != "dobj":
        return (words,)
    owner = _short_phrase(tokens, verb, "nsubj", -1) if tokens[verb].lemma == "have" else ""
    return owner, done, words, _short_phrase(tokens, verb, "prep", whole)


def _short_phrase(tokens: Sequence[Token], verb: int, dependency: str, after: int) -> str:
    """The verb's first dependent of a kind after an index, where it is short."""
    child = next((i for i in syntax.children(tokens, verb) if tokens[i].dep == dependency and i > after), None)
    phrase = syntax.noun_phrase(tokens, child) if child is not None else []
    return syntax.join(tokens, phrase) if len(phrase) <= MAX_TAIL else ""


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
