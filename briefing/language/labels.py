"""A short label for a number: what is counted, in the sentence's own words and their order."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from briefing.language import lexicon, syntax
from briefing.records import Token

MAX_TAIL = 6  # words of place or time after the verb; more than that reads as a sentence, not as a label
MAX_CLAUSE = 14
MAX_SUBJECT = 8
HARMED = lexicon.words(
    "kill die injure wound hurt arrest detain displace evacuate kidnap imprison miss rescue hospitalize"
)
RELATIVE = frozenset({"WDT", "WP"})
DASHES = frozenset({"-", "–"})


def label(tokens: Sequence[Token], number: AbstractSet[int], head: int | None, verb: int | None) -> str:
    """Noun phrase and verb, number left out; the clause with the number where no noun is counted.

    Args:
        tokens: the sentence.
        number: indices of the number and its qualifier.
        head: index of the counted noun.
        verb: index of the verb that governs it.
    """
    if head is not None and tokens[head].pos == "VERB":  # "700 were injured"
        return " ".join(part for part in (_done(tokens, head, passive=True), _tail(tokens, head, head)) if part)
    if head is None or head < min(number):
        return _clause(tokens, number, max(number), verb)
    if tokens[head].dep in {"compound", "nmod", "npadvmod", "amod"}:  # "329-seat parliament"
        return syntax.join(tokens, sorted({head, syntax.noun_head(tokens, head)}))
    whole = _whole(tokens, head)
    phrase = _without(tokens, syntax.noun_phrase(tokens, whole), number)
    while phrase and tokens[phrase[0]].pos in {"DET", "PUNCT"}:
        phrase = phrase[1:]
    words = syntax.join(tokens, phrase)
    after = phrase[-1] + 1 if phrase else len(tokens)
    harmed = next((i for i in (whole + 1, after) if i < len(tokens) and tokens[i].lemma.lower() in HARMED), None)
    if harmed is not None and tokens[harmed].pos == "VERB" and tokens[whole].head != harmed:
        # "75 rebels killed", with the main verb far above
        return " ".join(part for part in (words, tokens[harmed].text, _tail(tokens, harmed, harmed)) if part)
    if verb is not None and tokens[whole].head == verb:
        words = " ".join(part for part in _with_verb(tokens, words, whole, verb) if part)
    if len(words.split()) == 1 and verb is not None:
        return _clause(tokens, number, head, verb)
    return words


def part(tokens: Sequence[Token], number: AbstractSet[int], last: int) -> str:
    """What is said of some of those counted before: "across the border", "have fled their homes", "wounding more"."""
    top = next((i for i in range(last - 1, -1, -1) if i in number and tokens[i].head not in number), last - 1)
    if last < len(tokens) and tokens[last].text.lower() in {"more", "others"}:
        verb = syntax.governing_verb(tokens, last)
        return syntax.join(tokens, [last] if verb is None or verb > last else [verb, last])
    pointer = {i for i in syntax.subtree(tokens, top) if i in (last, last + 1) and tokens[last].text.lower() == "of"}
    words = syntax.join(tokens, [i for i in syntax.noun_phrase(tokens, top) if i >= last and i not in pointer])
    if tokens[top].dep in {"nsubj", "nsubjpass"}:
        verb = tokens[top].head
        told = _complement(tokens, verb) or _tail(tokens, verb, verb)
        return " ".join(part for part in (words, _done(tokens, verb, passive=True), told) if part)
    return words


def _whole(tokens: Sequence[Token], head: int) -> int:
    """The noun of which the counted is a part of the name: "the deaths of three soldiers", "a team of 12 engineers"."""
    while tokens[head].dep == "pobj" and tokens[tokens[head].head].text.lower() == "of":
        above = tokens[tokens[head].head].head
        if tokens[above].pos != "NOUN" or any(tokens[i].dep == "nummod" for i in syntax.children(tokens, above)):
            break
        head = above
    return head


def _without(tokens: Sequence[Token], phrase: Sequence[int], number: AbstractSet[int]) -> list[int]:
    """A phrase less the number, the dash that ties it to its noun, and what stands in brackets."""
    kept: list[int] = []
    depth = 0
    for index in phrase:
        depth += tokens[index].text == "("
        tied = tokens[index].text in DASHES and (index - 1 in number or index + 1 in number)
        if depth == 0 and index not in number and not tied:
            kept.append(index)
        depth -= tokens[index].text == ")" and depth > 0
    return kept


def _with_verb(tokens: Sequence[Token], words: str, whole: int, verb: int) -> Iterator[str]:
    """`people killed in Iraq`, `members signed a petition`, `the US has troops`."""
    if tokens[whole].dep in {"nsubjpass", "nsubj"}:
        yield words
        yield _done(tokens, verb)
        yield _complement(tokens, verb) or _tail(tokens, verb, verb)
    elif tokens[whole].dep == "dobj":
        yield _subject(tokens, verb)
        yield _done(tokens, verb)
        yield words
        yield _tail(tokens, verb, whole)
    else:
        yield words


def _done(tokens: Sequence[Token], verb: int, *, passive: bool = False) -> str:
    """The verb, with what turns its sense: "may flee", "never counted"."""
    kept = {verb}
    for child in syntax.children(tokens, verb):
        token = tokens[child]
        turns = token.dep == "neg" or token.tag == "MD" or token.lemma.lower() == "never"
        if child < verb and (turns or (passive and token.dep == "auxpass")):
            kept.update(_whole_word(tokens, child))
        if child < verb and token.dep == "aux" and any(tokens[i].tag == "MD" for i in syntax.children(tokens, verb)):
            kept.add(child)  # "may have died"
        if token.dep == "prt" and child == verb + 1:
            kept.add(child)
    return syntax.join(tokens, sorted(kept))


def _whole_word(tokens: Sequence[Token], index: int) -> range:
    """A word with the one that it is written together with: "didn't" is two tokens."""
    return range(max(0, index - _is_clitic(tokens[index])), index + 1)


def _is_clitic(token: Token) -> bool:
    """Whether a token is written as one word with that before it: "n't", "'s", "'re"."""
    return token.text.lower().replace("’", "'") in {"n't", "'s", "'re", "'ve", "'m", "'d", "'ll"}


def _complement(tokens: Sequence[Token], verb: int) -> str:
    """What completes the verb, where it is short: its object, "homeless", "unaccounted for", "to arrive"."""
    for dependency in ("dobj", "acomp", "attr", "oprd", "xcomp"):
        phrase = _short_phrase(tokens, verb, dependency, verb)
        if phrase:
            return phrase
    return ""


def _tail(tokens: Sequence[Token], verb: int, after: int) -> str:
    """The first short phrase of place, time or means behind an index; not by whom it was said."""
    for child in syntax.children(tokens, verb):
        if tokens[child].dep in {"prep", "agent"} and child > after and tokens[child].lemma.lower() != "accord":
            phrase = syntax.noun_phrase(tokens, child)
            return syntax.join(tokens, phrase) if len(phrase) <= MAX_TAIL else ""
    return ""


def _short_phrase(tokens: Sequence[Token], verb: int, dependency: str, after: int) -> str:
    """The verb's first dependent of a kind after an index, where it is short."""
    child = next((i for i in syntax.children(tokens, verb) if tokens[i].dep == dependency and i > after), None)
    phrase = _without(tokens, syntax.noun_phrase(tokens, child), frozenset()) if child is not None else []
    return syntax.join(tokens, phrase) if len(phrase) <= MAX_TAIL else ""


def _subject(tokens: Sequence[Token], verb: int) -> str:
    """Who or what did it, where that is short: "the drone attack", "the US", "the siege which"."""
    phrase = _subject_phrase(tokens, verb)
    return syntax.join(tokens, phrase) if len(phrase) <= MAX_SUBJECT else ""


def _subject_phrase(tokens: Sequence[Token], verb: int) -> list[int]:
    """Indices of the subject's words; for "that" and "which" the noun before them; none for a bare pronoun."""
    for _ in tokens:
        own = [i for i in syntax.children(tokens, verb) if tokens[i].dep in {"nsubj", "nsubjpass"} and i < verb]
        if own:
            break
        if tokens[verb].dep not in {"conj", "advcl", "acl"} or tokens[verb].head == verb or tokens[verb].tag == "VB":
            return []
        if tokens[verb].dep == "acl":
            return _noun(tokens, tokens[verb].head, before=verb)
        if tokens[verb].dep == "advcl" and (doer := _doer(tokens, verb)) is not None:
            return _noun(tokens, doer)
        verb = tokens[verb].head
    else:
        return []
    if tokens[own[0]].tag in RELATIVE and tokens[verb].dep == "relcl":
        return [*_noun(tokens, tokens[verb].head, before=own[0]), own[0]]
    return [] if tokens[own[0]].pos == "PRON" else _noun(tokens, own[0])


def _doer(tokens: Sequence[Token], verb: int) -> int | None:
    """The noun just told of that did it: "with a drone hitting a base, killing three", "a raid that hit …, killing"."""
    if tokens[verb].tag != "VBG" or tokens[verb - 1].text != ",":
        return None
    told = (i for i in range(verb - 1, tokens[verb].head, -1) if tokens[i].dep in {"acl", "relcl"})
    clause = next((i for i in told if tokens[i].tag in {"VBG", "VBD"}), None)
    return None if clause is None else tokens[clause].head


def _noun(tokens: Sequence[Token], head: int, before: int | None = None) -> list[int]:
    """A noun phrase; only the noun with what stands before it where the whole is long."""
    phrase = [
        i for i in _without(tokens, syntax.noun_phrase(tokens, head), frozenset()) if before is None or i < before
    ]
    return phrase if len(phrase) <= MAX_SUBJECT else [i for i in phrase if i <= head]


def _clause(tokens: Sequence[Token], number: AbstractSet[int], index: int, verb: int | None) -> str:
    """The verb with the part that holds the number, then subject, object and the rest while they fit."""
    hidden = number if index not in number else frozenset[int]()
    if verb is None:
        return syntax.join(tokens, _without(tokens, syntax.noun_phrase(tokens, index), hidden))
    part = index
    while tokens[part].head != verb and tokens[part].head != part:
        part = tokens[part].head
    phrase = _phrase_with(tokens, part, index)
    turns = [i for i in syntax.children(tokens, verb) if tokens[i].dep == "neg" or tokens[i].tag == "MD"]
    kept = {verb, *(i for turn in turns for i in _whole_word(tokens, turn)), *phrase}
    subject = _subject_phrase(tokens, verb)
    if len(kept) + len(subject) <= MAX_CLAUSE:
        kept.update(subject)
    if min(kept) == verb and _is_clitic(tokens[verb]):  # "that's less than 2 percent of the harvest"
        kept.remove(verb)
    for dependency in ("dobj", "attr", "acomp", "oprd", "prt", "prep"):
        for child in syntax.children(tokens, verb):
            more = _phrase_with(tokens, child, child)
            fits = len(kept | set(more)) <= MAX_CLAUSE
            if tokens[child].dep == dependency and child > verb and fits and tokens[child].lemma.lower() != "accord":
                kept.update(more)
    kept |= {i for i in number if tokens[i].text in DASHES and {i - 1, i + 1} <= kept}  # of a range: "30-60 million"
    return syntax.join(tokens, _without(tokens, sorted(kept), hidden))


def _phrase_with(tokens: Sequence[Token], head: int, index: int) -> list[int]:
    """The words of a phrase, up to the comma behind the number; brackets left out."""
    phrase = _without(tokens, syntax.noun_phrase(tokens, head), frozenset())
    comma = next((i for i in phrase if i > max(head, index) and tokens[i].text in {",", ";"}), len(tokens))
    return [i for i in phrase if i < comma]
