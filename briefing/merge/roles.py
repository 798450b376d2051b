"""The role that a sentence gives a person, in its own words: who somebody is or what he or she does."""

from collections.abc import Sequence
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge.passages import Passage
from briefing.records import Token

MAX_WORDS = 12
MAX_CLAUSE = 14  # words of "who heads the …": a longer clause is a sentence of its own

# Verbs whose clause tells who somebody is: "who heads the agency", "who was charged with fraud".
DESCRIBING = lexicon.words(
    "head lead chair run found co-found represent own command manage direct edit teach advise coordinate campaign "
    "serve survive preside"
)
DESCRIBING_PASSIVE = lexicon.words(
    "charge accuse convict sentence acquit indict appoint elect nominate kill injure wound jail imprison exile name"
)
BECOMING = lexicon.words("be become remain")
NAMING = lexicon.words("consider name appoint elect call make describe")
KIN = lexicon.words("son daughter husband wife father mother brother sister child parent")
POST_NOMINALS = frozenset({"QC", "KC", "SC", "MP", "MEP", "MLA", "PhD", "MD"})


NO_ROLES = lexicon.words("person man woman human german roman norman ottoman list mist fist gist twist assist")
FORMER = ("former ", "ex-", "then-")


def is_role(token: Token) -> bool:
    """Whether a word says what a person is or does."""
    lemma = token.lemma.lower()
    if token.pos not in {"NOUN", "PROPN"} or lemma in NO_ROLES:
        return False
    forms = {lemma, token.text.lower(), token.text.lower().removesuffix("s")}
    return not forms.isdisjoint(lexicon.ROLES) or lemma.endswith(lexicon.ROLE_ENDINGS)


def role(passage: Passage, first: int, last: int) -> str | None:
    """What the sentence says that the person named by `tokens[first:last]` is, None where it says nothing.

    In order of what tells most: an apposition, a title before the name, "X is the Y", the plural of a list ("the
    singers X and Y"), a clause ("who heads the agency"), a body that the person speaks for ("X of the Y"). What
    somebody was before comes last.
    """
    former = None
    for pattern in PATTERNS:
        found = pattern(passage, first, last)
        if found and not found.lower().startswith(FORMER):
            return found
        former = former or found
    return former


# --- words before the name ------------------------------------------------------------------------


def _title(passage: Passage, first: int, last: int) -> str | None:  # noqa: ARG001 - patterns look alike
    """`Acting Parliament Speaker` before a name."""
    tokens = passage.tokens
    begin, end = _before(passage, first)
    of = next((i for i in range(begin, end) if tokens[i].text.lower() == "of"), end)
    if any(is_role(token) and token.pos == "NOUN" for token in tokens[of + 1 : end]):
        begin, of = of + 1, end  # "spokesman of party leader X": only the second is X
    # "Secretary of State X": the office stands before "of"
    if not any(is_role(token) and not _names_several(token) for token in tokens[max(begin, of - 2) : of]):
        return None
    if tokens[end - 1].pos == "ADP":
        return None
    while begin < end and tokens[begin].pos == "PRON":
        begin += 1
    return passage.words(begin, end).strip(" ,;:.")


def _before(passage: Passage, first: int) -> tuple[int, int]:
    """Where the words before a name begin and end that may be its title."""
    tokens = passage.tokens
    dated = {
        i
        for e in passage.sentence.entities
        if e.label in {"DATE", "TIME", "PERSON"} and e.last <= first
        for i in range(e.first, e.last)
    }
    begin, end = first, first
    while begin > max(0, first - MAX_WORDS) and begin - 1 not in dated and _in_title(tokens, begin - 1):
        begin -= 1
    while begin < end and (
        tokens[begin].text.lower() in lexicon.HONORIFICS or tokens[begin].pos in {"PUNCT", "PART", "ADP"}
    ):
        begin += 1
    while begin < end and tokens[end - 1].text.lower() in lexicon.HONORIFICS:
        end -= 1
    return begin, end


def _in_title(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.pos in {"NOUN", "PROPN", "ADJ"} or token.text in {"-", "’s", "'s"} or token.text.lower() in {"then", "ex"}:
        return True
    # "Secretary of State X", but not "wife of Mayor X"
    of_office = index > 0 and is_role(tokens[index - 1]) and index + 1 < len(tokens) and not is_role(tokens[index + 1])
    return token.text.lower() == "of" and of_office


def _of_list(passage: Passage, first: int, last: int) -> str | None:
    """`singer` for both in "the singers X and Y", `bomber` in "three of the bombers, X, Y and Z"."""
    tokens = passage.tokens
    head = syntax.top(tokens, first, last)
    while tokens[head].dep == "conj" and tokens[tokens[head].head].pos == "PROPN" and tokens[head].head < head:
        head = tokens[head].head
    if any(is_role(token) for token in tokens[head + 1 : first]):
        return None  # "the singers X and Y and Mayor Z"
    begin, end = _before(passage, _start(tokens, head))
    if begin < end and is_role(tokens[end - 1]) and _names_several(tokens[end - 1]):
        return _singular(passage, begin, end - 1)
    above = tokens[head].head
    if tokens[head].dep != "appos" or above > head:
        return None
    if is_role(tokens[above]) and tokens[above].tag == "NNS":
        return _singular_phrase(passage, above)
    for preposition in syntax.children(tokens, above):  # the apposition hangs on the number: "one of the bombers, X"
        for noun in syntax.children(tokens, preposition) if tokens[preposition].text == "of" else ():
            if tokens[above].pos == "NUM" and is_role(tokens[noun]) and tokens[noun].tag == "NNS":
                return _singular_phrase(passage, noun)
    return None


def _names_several(token: Token) -> bool:
    """Whether a role is a plural; the parser takes a capitalised one ("Ministers X and Y") for a name."""
    word = token.text.lower()
    return token.tag in {"NNS", "NNPS"} or (word not in lexicon.ROLES and word.removesuffix("s") in lexicon.ROLES)


def _start(tokens: Sequence[Token], head: int) -> int:
    """The first word of a name, by its head."""
    while head and _joins(tokens[head - 1]):
        head -= 1
    return head


def _joins(token: Token) -> bool:
    return token.pos == "PROPN" and token.dep == "compound" and not is_role(token)


def _singular_phrase(passage: Passage, head: int) -> str | None:
    tokens = passage.tokens
    own = [i for i in syntax.noun_phrase(tokens, head) if i <= head and tokens[i].pos not in {"DET", "NUM"}]
    own = own[max((n + 1 for n in range(len(own) - 1) if own[n + 1] != own[n] + 1), default=0) :]
    return _singular(passage, own[0], head) if own else None


def _singular(passage: Passage, begin: int, head: int) -> str | None:
    """The words up to a plural head, cut to its singular where that stands in it: `designer` in "designers"."""
    token = passage.tokens[head]
    stem = token.text.removesuffix("s")
    if stem == token.text or not (stem.lower() == token.lemma.lower() or stem.lower() in lexicon.ROLES):
        return None
    start = passage.tokens[begin].start
    words = passage.article.text[start : token.start + len(stem)]
    return words.strip(" ,;:.") if len(words.split()) <= MAX_WORDS else None


# --- words after the name -------------------------------------------------------------------------


def apposition(passage: Passage, first: int, last: int) -> str | None:
    """`, the military spokesman for the prime minister,` after a name, or before it."""
    tokens = passage.tokens
    for index in range(first, last):
        for child in syntax.children(tokens, index):
            if tokens[child].dep == "appos" and child >= last and _is_role_of_one(tokens, child):
                return _phrase(passage, child)
        head = tokens[index].head  # "the acting speaker, X, said"
        if tokens[index].dep == "appos" and head < first and is_role(tokens[head]):
            return _phrase(passage, head, before=first)
    return None


def _is_role_of_one(tokens: Sequence[Token], head: int) -> bool:
    """Whether a noun says what somebody is: `head`, or `one` in "one of the founders of the party"."""
    if tokens[head].lemma.lower() != "one":
        return is_role(tokens[head])
    of = (i for i in syntax.children(tokens, head) if tokens[i].text.lower() == "of")
    return any(is_role(tokens[noun]) for preposition in of for noun in syntax.children(tokens, preposition))


def _bare_apposition(passage: Passage, first: int, last: int) -> str | None:  # noqa: ARG001
    """`the head of the mission` right after a name, where the parser saw no apposition."""
    tokens = passage.tokens
    begin = last + (last < len(tokens) and tokens[last].text == ",")
    if begin >= len(tokens) or tokens[begin].text.lower() not in {"a", "an", "the"}:
        return None
    head = tokens[begin].head
    if not begin < head <= begin + MAX_WORDS or not is_role(tokens[head]) or tokens[head].dep in {"nsubj", "nsubjpass"}:
        return None
    return _phrase(passage, head, after=begin)


def _before_comma(passage: Passage, first: int, last: int) -> str | None:
    """`chairman of the board` in "the chairman of the board, X, said", where the parser saw no apposition."""
    tokens = passage.tokens
    closes = last < len(tokens) and tokens[last].text in {",", "(", "."}
    if first < 2 or tokens[first - 1].text != "," or not closes:  # noqa: PLR2004 - a noun and a comma
        return None
    for head in range(first - 2, max(-1, first - MAX_WORDS), -1):
        if tokens[head].pos in {"VERB", "AUX", "PRON"} or tokens[head].text in {",", ";", '"', "“", "”"}:
            return None
        if is_role(tokens[head]) and tokens[head].tag in {"NN", "NNP"} and tokens[head].dep not in {"compound", "poss"}:
            if head + 1 < first - 1 and tokens[head + 1].pos != "ADP":
                return None
            begin = _hyphenated(tokens, min(i for i in syntax.noun_phrase(tokens, head) if i <= head))
            while begin < head and tokens[begin].pos in {"DET", "PRON"}:
                begin += 1
            return passage.words(begin, first - 1).strip(" ,;:.(")
    return None


def _post_nominal(passage: Passage, first: int, last: int) -> str | None:  # noqa: ARG001
    """`QC` after a name."""
    tokens = passage.tokens
    at = last + (last < len(tokens) and tokens[last].text == ",")
    word = tokens[at].text if at < len(tokens) else ""
    return word if word in POST_NOMINALS else None


def _copula(passage: Passage, first: int, last: int) -> str | None:
    """`X was the head of the force`, `X became chairman`, `X is considered the founder`."""
    tokens = passage.tokens
    index = syntax.top(tokens, first, last)
    verbs = [tokens[index].head] if tokens[index].dep in {"nsubj", "nsubjpass"} else []
    verbs += [i for i in syntax.children(tokens, index) if tokens[i].dep == "relcl"]
    for verb in verbs:
        lemma = tokens[verb].lemma.lower()
        named = lemma in NAMING and any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb))
        if not (lemma in BECOMING or named) or _is_unreal(tokens, verb):
            continue
        for child in syntax.children(tokens, verb):
            if tokens[child].dep in {"attr", "oprd"} and _is_role_of_one(tokens, child):
                return _phrase(passage, child)
    return None


def _is_unreal(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "is" is denied or lies ahead: "is not the mayor", "will be the mayor"."""
    modal = any(tokens[i].dep == "aux" and tokens[i].tag == "MD" for i in syntax.children(tokens, verb))
    return modal or syntax.is_negated(tokens, verb)


def _clause(passage: Passage, first: int, last: int) -> str | None:
    """`who heads the agency`, `who are charged with fraud`, `whose son was killed in the attack`.

    A clause in the plural tells of all the names of a list before it, any other of the nearest.
    """
    tokens = passage.tokens
    index = syntax.top(tokens, first, last)
    listed = _listed(tokens, index)
    for verb in range(last, len(tokens)):
        if tokens[verb].dep != "relcl" or tokens[verb].head not in listed or syntax.is_negated(tokens, verb):
            continue
        before = [i for i in listed if i < verb]
        meant = before if _is_plural(tokens, verb) else before[-1:]
        if index not in meant or not _describes(tokens, verb):
            continue
        words = [i for i in syntax.subtree(tokens, verb) if i > before[-1]]
        words = words[: next((n for n, i in enumerate(words) if tokens[i].text == "," and n), len(words))]
        if len(words) <= MAX_CLAUSE and words[-1] - words[0] == len(words) - 1:
            return passage.words(words[0], words[-1] + 1).strip(" ,;:.")
    return None


def _listed(tokens: Sequence[Token], index: int) -> list[int]:
    """The head words of a list of names, in order, by any of them: "X, Y and Z"."""
    while _is_next_in_list(tokens, index):
        index = tokens[index].head
    found = [index]
    for name in found:  # grows while it is read
        found += [i for i in syntax.children(tokens, name) if _is_next_in_list(tokens, i)]
    return sorted(found)


def _is_next_in_list(tokens: Sequence[Token], index: int) -> bool:
    token, above = tokens[index], tokens[tokens[index].head]
    names = token.pos == above.pos == "PROPN" and not is_role(token)
    return names and token.dep in {"conj", "appos"} and token.head < index


def _is_plural(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "who" stands for several: "who are charged"."""
    below = list(syntax.children(tokens, verb))
    if not any(tokens[i].text.lower() == "who" for i in below):
        return False
    return any(tokens[i].tag == "VBP" or tokens[i].text.lower() == "were" for i in (verb, *below))


def _describes(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a relative clause tells who somebody is, and not what he or she did that day."""
    below = list(syntax.children(tokens, verb))
    subjects = [i for i in below if tokens[i].dep in {"nsubj", "nsubjpass"}]
    if any(tokens[i].lemma.lower() in KIN for i in subjects):
        return tokens[verb].lemma.lower() in DESCRIBING_PASSIVE | {"die", "survive"}
    if not any(tokens[i].text.lower() == "who" for i in subjects):
        return False
    passive = any(tokens[i].dep == "auxpass" for i in below)
    return tokens[verb].lemma.lower() in (DESCRIBING_PASSIVE if passive else DESCRIBING)


def _membership(passage: Passage, first: int, last: int) -> str | None:
    """`of the farmers' union` after the name of somebody who speaks."""
    tokens = passage.tokens
    index = syntax.top(tokens, first, last)
    speaks = tokens[index].dep == "nsubj" and tokens[tokens[index].head].lemma.lower() in lexicon.SAYING
    at = last + (last < len(tokens) and tokens[last].text == ",")
    if not speaks or at >= len(tokens) or tokens[at].text.lower() not in {"of", "from", "with"}:
        return None
    for noun in syntax.children(tokens, at):
        phrase = [i for i in syntax.noun_phrase(tokens, noun) if i > at]
        is_body = tokens[noun].lemma.lower() in lexicon.ORGANISATIONS or any(
            e.label == "ORG" and e.first <= noun < e.last for e in passage.sentence.entities
        )
        if tokens[noun].dep == "pobj" and is_body and phrase and len(phrase) <= MAX_WORDS:
            return passage.words(at, phrase[-1] + 1).strip(" ,;:.")
    return None


def _phrase(passage: Passage, head: int, *, before: int | None = None, after: int = 0) -> str | None:
    """The words around a role noun, without clauses and without the article at the start.

    None for the role of several people, and where another person's name is in it: that is the other's role.
    """
    tokens = passage.tokens
    phrase = (i for i in syntax.noun_phrase(tokens, head) if i >= after and (before is None or i < before))
    kept = _whole(passage, set(phrase))
    while kept and kept[-1] - kept[0] != len(kept) - 1:
        kept.pop()  # what stands apart is no part of one quotable phrase
    while kept and (tokens[kept[0]].pos == "DET" or tokens[kept[0]].text.lower() in ONLY_THERE | lexicon.POSSESSIVE):
        kept = kept[1:]
    if not kept or len(kept) > MAX_WORDS or head not in kept or _names_several(tokens[head]):
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
    return passage.words(kept[0], kept[-1] + 1).strip(" ,;:.(")


ONLY_THERE = frozenset({"other", "same", "latter"})  # "the other bomber" is a role only among those


def _whole(passage: Passage, words: set[int]) -> list[int]:
    """The words with the hyphens between them ("vice-chair") and the other half of a name ("Law and Order Board")."""
    tokens = passage.tokens
    for entity in passage.sentence.entities:
        if entity.label != "PERSON" and entity.first in words:
            words.update(range(entity.first, entity.last))
    first = min(words, default=0)
    words.update(range(_hyphenated(tokens, first), first))
    words.update(i for i, token in enumerate(tokens) if token.text == "-" and {i - 1, i + 1} <= words)
    return sorted(words)


def _hyphenated(tokens: Sequence[Token], index: int) -> int:
    """Where the word begins whose last part is at `index`: "vice-chair"."""
    while index > 1 and tokens[index - 1].text == "-" and tokens[index - 1].end == tokens[index].start:
        index -= 2
    return index


def _titled(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name has a title of its own before it: "spokesman for Prime Minister X"."""
    return index > 0 and is_role(tokens[index - 1])


PATTERNS: Final = (
    apposition,
    _title,
    _bare_apposition,
    _before_comma,
    _copula,
    _of_list,
    _post_nominal,
    _clause,
    _membership,
)
