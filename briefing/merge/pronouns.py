"""What pronouns stand for, where only one thing may be meant.

No model: a pronoun is resolved where grammar leaves one candidate, and left open everywhere else. A wrong name in
a printed sentence is worse than a sentence that is not printed.
"""

from collections.abc import Sequence

from briefing.language import lexicon, syntax
from briefing.merge.passages import Passage
from briefing.records import Entity, Span, Token

OPENING, CLOSING = "“", "”"
LOOK_BACK = 3  # sentences; where a text says "he" longer than that, another name has mostly come between
MAX_WORDS = 8  # of a name that is put in; a longer one reads as a sentence of its own
PLURAL = lexicon.words("they them their theirs themselves")
OBJECTS = frozenset({"dobj", "pobj", "dative", "iobj"})


def kind(word: str) -> str:
    """`person`, `plural` or `thing`: what a pronoun can stand for.

    >>> kind("his"), kind("them"), kind("it")
    ('person', 'plural', 'thing')
    """
    if word in lexicon.SINGULAR_PERSON:
        return "person"
    return "plural" if word in PLURAL else "thing"


def is_open(passage: Passage, index: int) -> bool:
    """Whether a word is a pronoun whose antecedent does not stand before it in its own sentence."""
    tokens = passage.tokens
    word = tokens[index].text.lower()
    if word not in lexicon.THIRD_PERSON or tokens[index].pos != "PRON" or _has_antecedent(passage, index):
        return False
    return not (word == "it" and _is_expletive(tokens, index))


def antecedent(passage: Passage, word: str) -> tuple[str, Span] | None:
    """The name in the sentences before that a subject pronoun stands for, None where more than one may be meant."""
    earlier = passage.previous
    for _ in range(LOOK_BACK):
        if earlier is None:
            return None
        found = _person_in(earlier) if kind(word) == "person" else _subject_in(earlier, plural=kind(word) == "plural")
        if found is not None:
            return found
        if not any(kind(token.text.lower()) == kind(word) for token in earlier.tokens if token.pos == "PRON"):
            return None
        earlier = earlier.previous  # "He said": the name stands farther back
    return None


def explained_by(before: Passage, passage: Passage) -> bool:
    """Whether the sentence before has what each open pronoun may stand for."""
    for index, token in enumerate(passage.tokens):
        if in_quotation(passage, token.start) or not is_open(passage, index):
            continue
        if kind(token.text.lower()) == "person":
            if len(_people(before)) != 1:
                return False
        elif not any(t.pos in {"NOUN", "PROPN"} and t.dep in {"nsubj", "nsubjpass"} for t in before.tokens):
            return False
    return True


def in_quotation(passage: Passage, position: int) -> bool:
    """Whether quotation marks are open at a place of the sentence."""
    before = passage.article.text[passage.span.start : position]
    return before.count(OPENING) > before.count(CLOSING) or before.count('"') % 2 == 1


def is_person(token: Token) -> bool:
    """Whether a noun names somebody by what he or she does."""
    lemma = token.lemma.lower()
    return lemma in lexicon.ROLES or lemma.endswith(lexicon.ROLE_ENDINGS)


def _people(passage: Passage) -> list[Entity]:
    return [entity for entity in passage.sentence.entities if entity.label == "PERSON"]


def _has_antecedent(passage: Passage, index: int) -> bool:
    """Whether something before the pronoun in its own sentence may be what it stands for."""
    tokens = passage.tokens
    sort = kind(tokens[index].text.lower())
    excluded = _own_subjects(tokens, index)
    if sort == "person" and any(e.first < index and not excluded & {*range(e.first, e.last)} for e in _people(passage)):
        return True
    for other in range(index):
        token = tokens[other]
        if other in excluded or token.pos not in {"NOUN", "PROPN"} or token.dep in {"compound", "npadvmod"}:
            continue
        if sort == "person" and _speaks(tokens, other):
            return True
        if not in_quotation(passage, token.start) and _may_be(tokens, other, sort):
            return True
    return False


def _speaks(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a name says something: a person, whatever the model takes it for ("De Vries said that he …")."""
    token = tokens[noun]
    return token.pos == "PROPN" and token.dep == "nsubj" and tokens[token.head].lemma.lower() in lexicon.SAYING


def _own_subjects(tokens: Sequence[Token], index: int) -> set[int]:
    """Subjects of the verb whose object the pronoun is: in "the mayor thanked him", he is not the mayor."""
    if tokens[index].dep not in OBJECTS or tokens[index].text.lower().endswith("self"):
        return set()
    above = tokens[tokens[index].head]
    if tokens[index].dep == "pobj" and tokens[above.head].pos not in {"VERB", "AUX"}:
        return set()  # "ten tourists, most of them young"
    verb = syntax.governing_verb(tokens, index)
    return set(syntax.subjects(tokens, verb)) if verb is not None else set()


def _may_be(tokens: Sequence[Token], noun: int, sort: str) -> bool:
    token = tokens[noun]
    plural = is_plural(tokens, noun)
    if sort == "plural":
        return plural or token.pos == "PROPN" or token.lemma.lower() in lexicon.ORGANISATIONS
    return not plural if sort == "thing" else is_person(token)


def is_plural(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun names several, by its form or with what is joined to it."""
    return tokens[noun].tag in {"NNS", "NNPS"} or syntax.is_coordinated(tokens, noun)


def _is_expletive(tokens: Sequence[Token], index: int) -> bool:
    """Whether "it" stands for nothing: "it was unclear whether", "it is likely that"."""
    if tokens[index].dep == "expl":
        return True
    verb = tokens[index].head
    clause = any(
        tokens[i].dep in {"ccomp", "csubj", "xcomp", "acomp"} and i > verb for i in syntax.children(tokens, verb)
    )
    return clause and (tokens[verb].lemma in {"be", "seem", "appear"} or tokens[index].dep == "nsubjpass")


def _person_in(passage: Passage) -> tuple[str, Span] | None:
    """The only person that a sentence names, where that is the subject of a verb."""
    tokens = passage.tokens
    people = _people(passage)
    if len(people) != 1:
        return None
    [one] = people
    if not any(tokens[i].dep in {"nsubj", "nsubjpass"} for i in range(one.first, one.last)):
        return None
    start, end = tokens[one.first].start, tokens[one.last - 1].end
    words = passage.article.text[start:end].removesuffix("'s").removesuffix("’s")
    return words, Span(passage.article.id, start, start + len(words))


def _subject_in(passage: Passage, *, plural: bool) -> tuple[str, Span] | None:
    """The main subject of a sentence where it is a thing or a body of the right number, and the object is not."""
    tokens = passage.tokens
    root = syntax.root(tokens)
    rivals = [i for i in syntax.children(tokens, root) if tokens[i].dep in {"dobj", "attr"}]
    if any(
        is_plural(tokens, i) == plural and tokens[i].pos in {"NOUN", "PROPN"} and not _is_owned(tokens, i)
        for i in rivals
    ):
        return None
    for index in syntax.children(tokens, root):
        token = tokens[index]
        if token.dep not in {"nsubj", "nsubjpass"} or token.pos not in {"NOUN", "PROPN"} or is_person(token):
            continue
        if any(e.first <= index < e.last for e in _people(passage)) or is_plural(tokens, index) != plural:
            continue
        phrase = _with_conjuncts(tokens, index)
        if len(phrase) <= MAX_WORDS and phrase[-1] - phrase[0] == len(phrase) - 1:
            return passage.excerpt(phrase[0], phrase[-1] + 1)
    return None


def _is_owned(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a thing is the subject's own ("its border"): the next sentence goes on with the owner."""
    return any(tokens[i].text.lower() in lexicon.POSSESSIVE for i in syntax.children(tokens, noun))


def _with_conjuncts(tokens: Sequence[Token], noun: int) -> list[int]:
    """The noun phrase with all that is joined to it: "Norvia and Estmark"."""
    phrase = set(syntax.noun_phrase(tokens, noun))
    for child in syntax.children(tokens, noun):
        if tokens[child].dep in {"cc", "conj"}:
            phrase.update(_with_conjuncts(tokens, child) if tokens[child].dep == "conj" else [child])
    return sorted(phrase)
