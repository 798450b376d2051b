"""The role that a sentence gives a person, in its own words: who somebody is or what he or she does."""

from collections.abc import Iterator, Sequence
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
    if not any(is_role(token) and token.tag not in {"NNS", "NNPS"} for token in tokens[max(begin, end - 2) : end]):
        return None
    if tokens[end - 1].pos == "ADP":
        return None
    while begin < end and tokens[begin].pos == "PRON":
        begin += 1
    return passage.article.text[tokens[begin].start : tokens[end - 1].end].strip(" ,;:.")


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
    head = top(tokens, first, last)
    while tokens[head].dep == "conj" and tokens[tokens[head].head].pos == "PROPN" and tokens[head].head < head:
        head = tokens[head].head
    if any(is_role(token) for token in tokens[head + 1 : first]):
        return None  # "the singers X and Y and Mayor Z"
    begin, end = _before(passage, _start(tokens, head))
    if begin < end and is_role(tokens[end - 1]) and tokens[end - 1].tag in {"NNS", "NNPS"}:
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
    if stem == token.text or stem.lower() != token.lemma.lower():
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
            if tokens[child].dep == "appos" and child >= last and is_role(tokens[child]):
                return _phrase(passage, child)
        head = tokens[index].head  # "the acting speaker, X, said"
        if tokens[index].dep == "appos" and head < first and is_role(tokens[head]):
            return _phrase(passage, head, before=first)
    return None


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
            begin = min([i for i in syntax.noun_phrase(tokens, head) if i <= head], default=head)
            while begin < head and tokens[begin].pos in {"DET", "PRON"}:
                begin += 1
            return passage.article.text[tokens[begin].start : tokens[first - 2].end].strip(" ,;:.(")
    return None


def _post_nominal(passage: Passage, first: int, last: int) -> str | None:  # noqa: ARG001
    """`QC` after a name."""
    tokens = passage.tokens
    word = tokens[last].text if last < len(tokens) else ""
    return word if word in POST_NOMINALS else None


def _copula(passage: Passage, first: int, last: int) -> str | None:
    """`X was the head of the force`, `X became chairman`, `X is considered the founder`."""
    tokens = passage.tokens
    index = top(tokens, first, last)
    verbs = [tokens[index].head] if tokens[index].dep in {"nsubj", "nsubjpass"} else []
    verbs += [i for i in syntax.children(tokens, index) if tokens[i].dep == "relcl"]
    for verb in verbs:
        lemma = tokens[verb].lemma.lower()
        named = lemma in NAMING and any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb))
        if not (lemma in BECOMING or named) or _is_unreal(tokens, verb):
            continue
        for child in syntax.children(tokens, verb):
            if tokens[child].dep in {"attr", "oprd"} and is_role(tokens[child]):
                return _phrase(passage, child)
    return None


def _is_unreal(tokens: Sequence[Token], verb: int) -> bool:
    """Whether "is" is denied or lies ahead: "is not the mayor", "will be the mayor"."""
    modal = any(tokens[i].dep == "aux" and tokens[i].tag == "MD" for i in syntax.children(tokens, verb))
    return modal or syntax.is_negated(tokens, verb)


def _clause(passage: Passage, first: int, last: int) -> str | None:
    """`who heads the agency`, `who are charged with fraud`, `whose son was killed in the attack`."""
    tokens = passage.tokens
    for index in _with_list(tokens, first, last):
        for verb in syntax.children(tokens, index):
            if tokens[verb].dep != "relcl" or syntax.is_negated(tokens, verb) or not _describes(tokens, verb):
                continue
            words = [i for i in syntax.subtree(tokens, verb) if i > index]
            words = words[: next((n for n, i in enumerate(words) if tokens[i].text == "," and n), len(words))]
            if len(words) <= MAX_CLAUSE and words[-1] - words[0] == len(words) - 1:
                return passage.article.text[tokens[words[0]].start : tokens[words[-1]].end].strip(" ,;:.")
    return None


def _with_list(tokens: Sequence[Token], first: int, last: int) -> Iterator[int]:
    """A name's head word and those of the names listed after it: "X, Y and Z, who are charged"."""
    index = top(tokens, first, last)
    yield index
    following = [i for i in syntax.children(tokens, index) if tokens[i].dep == "conj" and tokens[i].pos == "PROPN"]
    while following:
        yield following[0]
        following = [
            i for i in syntax.children(tokens, following[0]) if tokens[i].dep == "conj" and tokens[i].pos == "PROPN"
        ]


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
    index = top(tokens, first, last)
    speaks = tokens[index].dep == "nsubj" and tokens[tokens[index].head].lemma.lower() in lexicon.SAYING
    if not speaks or last >= len(tokens) or tokens[last].text.lower() not in {"of", "from", "with"}:
        return None
    for noun in syntax.children(tokens, last):
        phrase = [i for i in syntax.noun_phrase(tokens, noun) if i > last]
        is_body = tokens[noun].lemma.lower() in lexicon.ORGANISATIONS or any(
            e.label == "ORG" and e.first <= noun < e.last for e in passage.sentence.entities
        )
        if tokens[noun].dep == "pobj" and is_body and phrase and len(phrase) <= MAX_WORDS:
            return passage.article.text[tokens[last].start : tokens[phrase[-1]].end].strip(" ,;:.")
    return None


def _phrase(passage: Passage, head: int, *, before: int | None = None, after: int = 0) -> str | None:
    """The words around a role noun, without clauses and without the article at the start.

    None for the role of several people, and where another person's name is in it: that is the other's role.
    """
    tokens = passage.tokens
    phrase = (i for i in syntax.noun_phrase(tokens, head) if i >= after and (before is None or i < before))
    kept = _whole(tokens, set(phrase))
    while kept and kept[-1] - kept[0] != len(kept) - 1:
        kept.pop()  # what stands apart is no part of one quotable phrase
    while kept and (tokens[kept[0]].pos in {"DET", "PRON"} or tokens[kept[0]].text.lower() in ONLY_THERE):
        kept = kept[1:]
    if not kept or len(kept) > MAX_WORDS or head not in kept or tokens[head].tag in {"NNS", "NNPS"}:
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
    return passage.article.text[tokens[kept[0]].start : tokens[kept[-1]].end].strip(" ,;:.(")


ONLY_THERE = frozenset({"other", "same", "latter"})  # "the other bomber" is a role only among those


def _whole(tokens: Sequence[Token], words: set[int]) -> list[int]:
    """The words with the hyphens between them ("vice-chair") and the second half of a name ("Law and Order Board")."""
    words.update(i for i, token in enumerate(tokens) if token.text == "-" and {i - 1, i + 1} <= words)
    last = max(words, default=0)
    if last + 2 < len(tokens) and tokens[last].pos == "PROPN" and tokens[last + 1].text in {"and", "&"}:
        while last + 2 < len(tokens) and tokens[last + 2].pos == "PROPN" and tokens[last + 2].dep != "nsubj":
            last += 1
            words.update((last, last + 1))
    return sorted(words)


def _titled(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name has a title of its own before it: "spokesman for Prime Minister X"."""
    return index > 0 and is_role(tokens[index - 1])


def top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of a name that the rest of the sentence governs."""
    return next((i for i in range(first, last) if not first <= tokens[i].head < last), last - 1)


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
