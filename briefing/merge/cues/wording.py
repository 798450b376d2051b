"""Words of a sentence put as a question: its noun phrases, verb phrases and indirect questions.

The transformations are those of Heilman and Smith (2010): the auxiliary goes before the subject, what hangs
loosely on the sentence is left out, a pronoun is replaced by what it stands for or the wording is given up.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.language import lexicon, syntax
from briefing.merge import pronouns
from briefing.merge.passages import Passage
from briefing.records import Token

MAX_TOPIC = 18  # words of a part of a question; a longer one cannot be read
NAMING = frozenset({"NOUN", "PROPN"})
VERBAL = syntax.VERBAL
MARKS = frozenset({"“", "”", '"', "``", "''", "(", ")", "[", "]", "‘", ":", ";", "--", "—", "–"})
LOOSE = frozenset({"relcl", "acl", "advcl", "appos", "parataxis", "prep", "cc", "conj", "npadvmod", "ccomp", "dep"})
# A day that only the article's own date explains; "in May" and "within 30 days" may stand.
RELATIVE = lexicon.words(
    "last next this today tomorrow yesterday tonight later earlier monday tuesday wednesday thursday friday saturday "
    "sunday weekend ago"
)
FILLERS = lexicon.words("also still currently however meanwhile therefore too now either already")


def phrase(passage: Passage, head: int) -> str | None:
    """The noun phrase with the complements that make it readable, None where it points elsewhere or is too long."""
    tokens = passage.tokens
    if tokens[head].pos == "PRON":
        return referent(passage, head)
    beside = {j for i in syntax.subtree(tokens, head) if _is_circumstance(tokens, i) for j in syntax.subtree(tokens, i)}
    beside |= _dates(passage)  # "the departure in January" asks about January, not about the departure
    wide = _run(trimmed(tokens, [i for i in syntax.subtree(tokens, head) if i not in beside], head), head)
    plain = [i for i in wide if not _is_between(tokens, i, head, "relcl")]
    # A clause is kept where nothing else tells which thing is meant: "a loan that the unit had secured".
    tells = any(tokens[i].dep in {"prep", "amod", "poss", "compound", "acl"} for i in syntax.children(tokens, head))
    narrow = [i for i in syntax.noun_phrase(tokens, head) if i <= head or not _splits(tokens, head)]
    for chosen in (*([plain] if tells else [wide, plain]), narrow, [i for i in narrow if i <= head]):
        if chosen and len(chosen) <= MAX_TOPIC and (text := worded(passage, chosen)) is not None:
            return text if not text.endswith(" No") else None  # "No. 2" was cut in two
    return None


def _run(indices: Sequence[int], head: int) -> list[int]:
    """The part around the head; what stands farther on, behind a verb, was moved there by the writer."""
    gaps = [right for left, right in pairwise(indices) if right - left > GAP and right > head]
    return [i for i in indices if not gaps or i < gaps[0]]


GAP = 4  # words left out in between: brackets, a date


def _dates(passage: Passage) -> set[int]:
    """Indices of dates that a preposition hangs on a noun, with it."""
    found: set[int] = set()
    for entity in passage.sentence.entities:
        if entity.label == "DATE" and entity.first and passage.tokens[entity.first - 1].pos == "ADP":
            found.update(range(entity.first - 1, entity.last))
    return found


def _is_circumstance(tokens: Sequence[Token], index: int) -> bool:
    """Whether a preposition tells when or why, not what: "after the strike", "amid protests"."""
    return tokens[index].dep == "prep" and tokens[index].text.lower() in CIRCUMSTANCES


CIRCUMSTANCES = lexicon.words("after following amid despite due because since during")


def _splits(tokens: Sequence[Token], head: int) -> bool:
    """Whether a noun is followed by "between", whose second half a narrow phrase would lose."""
    return any(tokens[i].text.lower() == "between" for i in syntax.children(tokens, head))


def predicate(passage: Passage, verb: int, subject: int | None = None) -> str | None:
    """`be signed by both sides`: the base form of a verb with what follows it, without subject and auxiliaries."""
    tokens = passage.tokens
    whole = [i for i in syntax.subtree(tokens, verb) if i > verb]
    further = {j for i in whole if _is_further_clause(tokens, i) for j in syntax.subtree(tokens, i)}
    further |= {
        j for i in whole if _is_circumstance(tokens, i) or _is_aside(tokens, i) for j in syntax.subtree(tokens, i)
    }
    close = [i for i in whole if i not in further]
    near = [i for i in close if not any(_is_between(tokens, i, verb, x) for x in ("relcl", "acl"))]
    passive = any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb))
    head = f"be {tokens[verb].text}" if passive else base(tokens[verb])
    continuing = tokens[verb].tag == "VBG" and any(tokens[i].lemma == "be" for i in syntax.children(tokens, verb))
    if continuing:
        head = f"be {tokens[verb].text}"
    for chosen in (whole, close, near):
        kept = trimmed(tokens, [verb, *chosen], verb)[1:]
        if len(kept) < MAX_TOPIC:
            rest = worded(passage, kept, opens=False, subject=subject) if kept else ""
            return None if rest is None else f"{head} {rest}".strip()
    return None


def _is_further_clause(tokens: Sequence[Token], index: int) -> bool:
    """Whether a second clause begins here: "and withdraw its troops", "once it has decided"."""
    token = tokens[index]
    if token.dep == "cc":
        return any(tokens[i].dep == "conj" and tokens[i].pos in VERBAL for i in syntax.children(tokens, token.head))
    return token.dep == "advcl" or (token.dep == "conj" and token.pos in VERBAL)


def _is_aside(tokens: Sequence[Token], index: int) -> bool:
    """Whether "as a backlash grew" was read as a noun with a clause."""
    return tokens[index].dep == "prep" and tokens[index].text.lower() == "as"


def _is_between(tokens: Sequence[Token], index: int, top: int, label: str) -> bool:
    """Whether the way from a word up to `top` passes a word with this label."""
    at = index
    while at != top:
        if tokens[at].dep == label:
            return True
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False


def base(token: Token) -> str:
    """The base form of a verb."""
    return token.text.lower() if token.tag == "VB" else token.lemma.lower()


def question(passage: Passage, opening: str, subject: int, verb: int, *, owns: bool = True) -> str | None:
    """`Will the two sides sign the treaty?`, None where it would not be understood alone.

    Args:
        passage: the sentence.
        opening: the auxiliary, perhaps with a question word.
        subject: who does it.
        verb: what is done.
        owns: whether "its" behind the verb is the subject's; who is asked to do a thing may do it to the asker's.
    """
    name = phrase(passage, subject)
    if name is None or syntax.is_negated(passage.tokens, verb):
        return None
    rest = predicate(passage, verb, subject if owns else None)
    return f"{opening} {name} {rest}?" if rest else None


def direct(passage: Passage, introducer: int, clause: int) -> str | None:
    """The direct form of an indirect question: `who had fired` → `Who had fired`, `whether it will` → `Will it`."""
    tokens = passage.tokens
    own = [i for i in syntax.subtree(tokens, clause) if i >= introducer]
    asked_too = {
        j
        for i in syntax.children(tokens, clause)
        if tokens[i].dep == "conj"
        for j in syntax.subtree(tokens, i)
        if any(tokens[k].text.lower() in QUESTION_WORDS for k in syntax.children(tokens, i))
    }
    # "Whether they were aimed or were fired in the air": only the first verb changes places with the subject.
    second = [i for i in syntax.children(tokens, clause) if tokens[i].dep == "conj" and _is_finite(tokens, i)]
    asked_too |= {j for i in second for j in _with_conjunction(tokens, i)}
    kept = trimmed(tokens, [i for i in own if i not in asked_too], clause)
    if not kept or kept[0] != introducer or syntax.is_negated(tokens, clause):
        return None
    asks = tokens[introducer].text.lower()
    below = list(syntax.children(tokens, clause))
    subject = next((i for i in below if tokens[i].dep in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None:
        return _with_infinitive(passage, introducer, clause)
    subject_words = [i for i in syntax.subtree(tokens, subject) if i in kept]
    if introducer in subject_words:  # "who attacked", "how many jobs would go"
        text = worded(passage, kept, opens=False)
        return None if text is None else f"{text}?"
    before = [] if asks in {"whether", "if", "that"} else [i for i in kept if i < min(subject_words, default=0)]
    # "Whether there will be a verdict"
    named = "there" if tokens[subject].dep == "expl" and tokens[subject].tag == "EX" else phrase(passage, subject)
    lead = worded(passage, before, opens=False) if before else ""
    if named is None or lead is None:
        return None
    auxiliary, rest = _inverted(tokens, clause, [i for i in kept if i not in before and i not in subject_words])
    said = worded(passage, rest, opens=False, subject=subject, done=clause) if rest else ""
    if said is None or not auxiliary:
        return None
    if auxiliary in {"did", "does", "do"}:
        said = said.replace(tokens[clause].text, base(tokens[clause]), 1)
    if auxiliary in {"does", "do"} and asks in {"whether", "if"} and _is_awaited(tokens, clause):
        auxiliary = "will"
    return " ".join(f"{lead} {auxiliary} {named} {said}".split()) + "?"


def _is_awaited(tokens: Sequence[Token], clause: int) -> bool:
    """Whether time will tell: "it depends on whether the attacks stop"."""
    if tokens[clause].lemma.lower() in LASTING:
        return True
    above = tokens[clause].head
    while tokens[above].dep == "prep" and tokens[above].head != above:
        above = tokens[above].head
    return tokens[above].lemma.lower() in {"see", "depend", "hinge", "wait", "watch"}


LASTING = lexicon.words("stop end cease continue resume return last")


QUESTION_WORDS = lexicon.words("whether if who what when where how why which")


def _inverted(tokens: Sequence[Token], clause: int, rest: list[int]) -> tuple[str, list[int]]:
    """The auxiliary that goes before the subject, and what stays behind it."""
    rest = [i for i in rest if tokens[i].text.lower() not in {"whether", "if", "or", "that"} or i > clause]
    first = next(
        (i for i in rest if i < clause and tokens[i].dep in {"aux", "auxpass"} and tokens[i].tag != "TO"), None
    )
    if first is not None:
        word = tokens[first].text.lower()
        # "Said that it would" reports "will"; the question is asked today.
        if word == "had":
            word = "have" if _is_many(tokens, clause) else "has"
        return {"would": "will", "'ll": "will", "might": "could"}.get(word, word), [i for i in rest if i != first]
    if tokens[clause].lemma == "be":
        return tokens[clause].text.lower(), [i for i in rest if i != clause]
    return {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(tokens[clause].tag, ""), rest


def _is_many(tokens: Sequence[Token], clause: int) -> bool:
    return any(tokens[i].tag in {"NNS", "NNPS"} for i in syntax.subjects(tokens, clause))


def _with_infinitive(passage: Passage, introducer: int, clause: int) -> str | None:
    """`a decision on whether to sell`: the one who decides is the one who sells."""
    tokens = passage.tokens
    if not any(tokens[i].tag == "TO" for i in syntax.children(tokens, clause)):
        return None
    subject = next((s for v in syntax.ancestors(tokens, clause) for s in noun_subjects(passage, v)), None)
    asks = tokens[introducer].text.lower()
    opening = "Will" if asks in {"whether", "if"} else f"{asks} will" if asks in {"when", "where", "how"} else ""
    return question(passage, opening, subject, clause) if subject is not None and opening else None


def owned(name: str) -> str:
    """The name as an owner."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def noun_subjects(passage: Passage, verb: int) -> Iterator[int]:
    """Subjects of a verb that can be named: nouns, and pronouns whose noun is known."""
    for subject in syntax.subjects(passage.tokens, verb):
        token = passage.tokens[subject]
        if token.pos in NAMING or (token.pos == "PRON" and referent(passage, subject) is not None):
            yield subject


# --- words ----------------------------------------------------------------------------------------


def trimmed(tokens: Sequence[Token], indices: Sequence[int], head: int) -> list[int]:
    """Without what hangs loosely behind a comma, and without a second clause with its own subject."""
    chosen = set(indices) - _in_brackets(tokens, indices)
    for index in indices:
        if (
            index != head
            and tokens[index].dep == "conj"
            and tokens[index].pos in VERBAL
            and (_has_subject(tokens, index) or _is_finite_beside_base(tokens, index))
        ):
            chosen -= _with_conjunction(tokens, index)
        if tokens[index].text != "," or index + 1 not in chosen or index < head:
            continue
        top = _top(tokens, index + 1, head)
        if top is None or tokens[top].dep not in LOOSE or min(syntax.subtree(tokens, top)) < index:
            continue
        chosen -= {index, *syntax.subtree(tokens, top)}
        if tokens[top].dep == "cc":  # ", but gave no date"
            later = (i for i in syntax.children(tokens, tokens[top].head) if tokens[i].dep == "conj" and i > top)
            chosen -= {j for i in later for j in syntax.subtree(tokens, i)}
    kept = sorted(chosen)
    while kept and tokens[kept[-1]].pos in {"PUNCT", "CCONJ"}:
        kept.pop()
    return kept


def _is_finite_beside_base(tokens: Sequence[Token], verb: int) -> bool:
    """`is due to meet and has until May`: the second verb belongs to what stands above."""
    return tokens[tokens[verb].head].tag == "VB" and _is_finite(tokens, verb)


def _is_finite(tokens: Sequence[Token], verb: int) -> bool:
    own = [tokens[i].tag for i in syntax.children(tokens, verb) if tokens[i].dep in {"aux", "auxpass"}]
    return bool({tokens[verb].tag, *own} & {"VBZ", "VBP", "VBD"})


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    return any(tokens[i].dep in {"nsubj", "nsubjpass", "expl"} for i in syntax.children(tokens, verb))


def _with_conjunction(tokens: Sequence[Token], verb: int) -> set[int]:
    """A coordinated clause with the "and" before it."""
    above = tokens[verb].head
    joined = {i for i in syntax.children(tokens, above) if tokens[i].dep == "cc" and above < i < verb}
    return {*syntax.subtree(tokens, verb), *joined}


def _top(tokens: Sequence[Token], index: int, head: int) -> int | None:
    """The highest word of the part that begins at `index`, below words that stand before it."""
    while tokens[index].head > index or (tokens[index].head != index and tokens[index].head >= index):
        index = tokens[index].head
    return None if index == head else index


def worded(
    passage: Passage,
    indices: Sequence[int],
    *,
    opens: bool = True,
    subject: int | None = None,
    done: int | None = None,
) -> str | None:
    """The words at `indices` as they may stand in a question, None where they point elsewhere.

    Args:
        passage: the sentence.
        indices: the words, in order.
        opens: whether they are a noun phrase, which must say itself what it is.
        subject: what the question has named before, so that "its" is understood.
        done: the verb, which is never left out.
    """
    tokens = passage.tokens
    left_out = _relative_dates(passage) | _in_brackets(tokens, indices)
    left_out |= {i for i in indices if tokens[i].text.lower() in FILLERS and tokens[i].dep in {"advmod", "preconj"}}
    kept = [i for i in indices if i == done or i not in left_out]
    kept = [i for i in kept if tokens[i].text != "," or {i - 1, i + 1} <= set(kept)]
    while kept and kept[-1] != done and _dangles(tokens, kept):
        kept.pop()
    if not kept:
        return None if opens else ""
    first = tokens[kept[0]]
    if opens and (first.text.lower() in lexicon.DEMONSTRATIVES or first.tag in {"WDT", "WP", "WP$", "WRB"}):
        return None
    parts: list[str] = []
    previous: int | None = None
    for index in kept:
        word = _word(passage, index, is_known=_is_known(passage, kept, index, subject))
        if index - 1 in left_out and tokens[index].text in OWNERS:  # "yesterday's ruling"
            word = "the"
        if word is None:
            return None
        touching = previous is not None and previous == index - 1 and tokens[previous].end == tokens[index].start
        parts.append(word if touching or not parts else f" {word}")
        previous = index
    text = "".join(parts).strip(" ,;:-")
    is_put_in = parts[0] != first.text  # a name in the place of a pronoun
    return text if is_put_in or _keeps_capital(passage, kept[0]) else text[:1].lower() + text[1:]


def _keeps_capital(passage: Passage, index: int) -> bool:
    """Whether a word is written large wherever it stands."""
    token = passage.tokens[index]
    named = any(e.first <= index < e.last and e.label in NAMES for e in passage.sentence.entities)
    opens = index == 0 or passage.tokens[index - 1].pos == "PUNCT"
    if token.text[:1].isupper() and token.pos not in {"DET", "PRON", "ADP"} and not opens:
        return True
    return token.pos != "DET" and (token.pos == "PROPN" or token.text.isupper() or named)


NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "LAW"})


def _word(passage: Passage, index: int, *, is_known: bool) -> str | None:
    """One word of a question; a pronoun becomes its noun, or "the" before what has no owner, or nothing at all."""
    token = passage.tokens[index]
    word = token.text.lower()
    dash = token.text == "-" and index > 0 and passage.tokens[index - 1].end < token.start  # not a hyphen
    if (
        dash
        or token.text in MARKS
        or (word in lexicon.FIRST_SECOND_PERSON and token.text != "US")
        or token.tag == "WP$"
    ):
        return None
    if word not in lexicon.THIRD_PERSON or token.pos != "PRON" or is_known or token.dep == "expl":
        return token.text
    name = None if word == "it" and token.dep not in {"nsubj", "nsubjpass"} else referent(passage, index)
    if name is None:
        # "Their talks": whose they are is not said in the question.
        return "the" if word in lexicon.POSSESSIVE else None
    if word not in lexicon.POSSESSIVE:
        return name
    return owned(name)


def _dangles(tokens: Sequence[Token], kept: Sequence[int]) -> bool:
    """Whether the last word waits for one that was left out: "an election due", "in order"."""
    last = tokens[kept[-1]]
    if last.pos in {"PUNCT", "CCONJ"} or last.dep in {"mark", "neg"} or last.tag in {"TO", "DT"}:
        return True
    cut = any(i not in kept for i in syntax.children(tokens, kept[-1]))
    ending = " ".join(tokens[i].text.lower() for i in kept[-2:])
    return (last.tag in {"IN", "JJ"} and cut and last.dep in {"prep", "agent", "amod"}) or ending == "in order"


def _is_known(passage: Passage, kept: Sequence[int], index: int, subject: int | None) -> bool:
    """Whether the question itself names what a pronoun stands for: "Iraq and its army"."""
    tokens = passage.tokens
    word = tokens[index].text.lower()
    if word not in lexicon.THIRD_PERSON:
        return True
    above = set(syntax.ancestors(tokens, index))  # "a hearing on whether to revoke it": not the hearing
    before = [
        i
        for i in kept
        if i < index and i not in above and tokens[i].pos in NAMING and tokens[i].dep not in {"compound", "nmod"}
    ]
    if word in lexicon.POSSESSIVE and subject is not None:
        before.append(subject)
    if word in {"its", "their"}:
        return bool(before)
    return any(_fits(passage, i, word) for i in before)


def _in_brackets(tokens: Sequence[Token], indices: Sequence[int]) -> set[int]:
    """Words in brackets, with the brackets."""
    found: set[int] = set()
    inside = False
    for index in indices:
        inside = inside or tokens[index].text == "("
        if inside:
            found.add(index)
        inside = inside and tokens[index].text != ")"
    return found


def _relative_dates(passage: Passage) -> frozenset[int]:
    """Indices of the words of dates that need the article's day, with the prepositions before them."""
    tokens = passage.tokens
    found: set[int] = set()
    for entity in passage.sentence.entities:
        words = {token.text.lower() for token in tokens[entity.first : entity.last]}
        if entity.label not in {"DATE", "TIME"} or not words & RELATIVE:
            continue
        owner = next((i for i in (entity.last - 1, entity.last) if i < len(tokens) and tokens[i].text in OWNERS), None)
        found.update(range(entity.first, entity.last if owner is None else owner))
        if owner is not None and not _is_circumstance(tokens, entity.first - 1):
            continue
        found.update(range(entity.first, entity.last))
        if entity.first and tokens[entity.first - 1].pos in {"ADP", "SCONJ"}:
            found.update(i for i in syntax.subtree(tokens, entity.first - 1) if i < entity.last + LATE)
    return frozenset(found)


OWNERS = frozenset({"'s", "’s", "'", "’"})
LATE = 6  # words after a date that its preposition may still govern: "after last week's failed attempt"


# --- pronouns -------------------------------------------------------------------------------------


def referent(passage: Passage, index: int) -> str | None:
    """What a pronoun stands for, where grammar leaves one candidate: the speaker, the only subject, or one before."""
    tokens = passage.tokens
    word = tokens[index].text.lower()
    if word not in lexicon.THIRD_PERSON:
        return None
    if tokens[index].dep not in {"nsubj", "nsubjpass", "poss"}:
        return None
    speaker = _speaker(passage, index) if tokens[index].dep in {"nsubj", "nsubjpass"} else None
    if speaker is not None and _fits(passage, speaker, word):
        return _name_of(passage, speaker, word)
    fitting = [i for i in _subjects_before(passage, index) if _fits(passage, i, word)]
    if len(fitting) == 1:
        return _name_of(passage, fitting[0], word)
    if fitting or not pronouns.is_open(passage, index):
        return None
    found = pronouns.antecedent(passage, word)
    return None if found is None else _lowered(found[0])


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:] if words.split(maxsplit=1)[0].lower() in {"the", "a", "an"} else words


def _speaker(passage: Passage, index: int) -> int | None:
    """The one who says: in "the bank said that it would sell", the bank."""
    tokens = passage.tokens
    clause = syntax.first_conjunct(tokens, tokens[index].head)
    above = tokens[clause].head
    if tokens[clause].dep != "ccomp" or tokens[above].lemma.lower() not in REPORTING:
        return None
    if pronouns.in_quotation(passage, tokens[index].start):
        return None
    return next((i for i in syntax.subjects(tokens, above) if tokens[i].pos in NAMING), None)


REPORTING = lexicon.SAYING | lexicon.words("indicate signal hint")


def _subjects_before(passage: Passage, index: int) -> list[int]:
    """Nouns before a pronoun that are subjects, except of verbs of saying and of the pronoun's own clause."""
    tokens = passage.tokens
    own = syntax.governing_verb(tokens, index)
    found = []
    for other in range(index):
        token = tokens[other]
        if token.pos not in NAMING | {"NUM"} or token.dep not in {"nsubj", "nsubjpass"} or token.head == own:
            continue
        if not _tells(tokens, token.head):
            found.append(other)
    return found


def _tells(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb of saying has a clause that it reports; who "claimed responsibility" is no speaker."""
    reports = any(tokens[i].dep == "ccomp" and i > verb for i in syntax.children(tokens, verb))
    return (reports or tokens[verb].dep == "parataxis") and tokens[verb].lemma.lower() in lexicon.SAYING


def _fits(passage: Passage, noun: int, word: str) -> bool:
    """Whether number and kind of a noun suit the pronoun."""
    tokens = passage.tokens
    joined = syntax.is_coordinated(tokens, noun)
    is_many = pronouns.is_plural(tokens, noun) or tokens[noun].tag == "CD"
    people = [e for e in passage.sentence.entities if e.first <= noun < e.last and e.label == "PERSON"]
    named = bool(people)
    kind = pronouns.kind(word)
    if kind == "plural":
        return is_many
    if word == "it" and not joined and _body(passage, noun) is not None:
        return True  # "Lawyers Without Frontiers" is one body
    if kind == "person":
        return not is_many and (named or pronouns.is_person(tokens[noun]))
    return not is_many and not pronouns.is_person(tokens[noun]) and all(e.last - e.first == 1 for e in people)


def _body(passage: Passage, noun: int) -> range | None:
    """The words of an organisation whose name begins with a plural: `Lawyers Without Frontiers`."""
    if passage.tokens[noun].tag not in {"NNS", "NNPS"}:
        return None
    several = (e for e in passage.sentence.entities if e.label == "ORG" and e.first == noun and e.last > noun + 1)
    if (entity := next(several, None)) is not None:
        return range(entity.first, entity.last)
    tokens = passage.tokens
    for prep in below(tokens, noun, "prep"):  # only in a name is a preposition written large
        for last in below(tokens, prep, "pobj") if prep == noun + 1 and tokens[prep].text[:1].isupper() else ():
            return range(noun, last + 1)
    return None


def _name_of(passage: Passage, noun: int, word: str) -> str | None:
    if not _fits(passage, noun, word):
        return None
    tokens = passage.tokens
    if tokens[noun].pos == "NUM" or syntax.is_coordinated(tokens, noun):
        return None
    body = _body(passage, noun)
    text = syntax.join(tokens, body) if body is not None else worded(passage, syntax.noun_phrase(tokens, noun))
    return text if text is not None and len(text.split()) <= pronouns.MAX_WORDS else None


# --- grammar that several patterns ask about ------------------------------------------------------


def acted_on(tokens: Sequence[Token], verb: int) -> int | None:
    """The noun that is paused or resumed: the object of an active verb, the subject of a passive one."""
    for label in ("dobj", "nsubjpass"):
        for child in syntax.children(tokens, verb):
            if tokens[child].dep == label and tokens[child].pos in NAMING:
                return child
    passive = any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb))
    for subject in syntax.subjects(tokens, verb) if passive else ():  # "the talks opened and were paused"
        if tokens[subject].pos == "NOUN":
            return subject
    return None


def modal(tokens: Sequence[Token], verb: int) -> str:
    """The modal before a verb, empty where there is none."""
    return _modals(tokens).get(verb, "")


@syntax.of_latest
def _modals(tokens: Sequence[Token]) -> dict[int, str]:
    """The first modal of each verb."""
    found = [(token.head, token.text.lower()) for token in tokens if token.dep == "aux" and token.tag == "MD"]
    return dict(reversed(found))


def below(tokens: Sequence[Token], verb: int, labels: str) -> Iterator[int]:
    """Words right below a verb and behind it, with one of some labels."""
    wanted = labels.split()
    return (i for i in syntax.children(tokens, verb) if i > verb and tokens[i].dep in wanted)


def lemma(tokens: Sequence[Token], index: int) -> str:
    """The base form in lower case, with its particle: `put off`."""
    particle = next((tokens[i].text.lower() for i in syntax.children(tokens, index) if tokens[i].dep == "prt"), "")
    return f"{tokens[index].lemma.lower()} {particle}".strip()


def in_relative_clause(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb only says which thing is meant."""
    return tokens[verb].dep in {"relcl", "acl"} or any(tokens[i].dep == "relcl" for i in syntax.ancestors(tokens, verb))
