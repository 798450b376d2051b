"""Makes a sentence stand alone, as an editor does, or says that it cannot.

The edits are four of those of decontextualization (Choi et al. 2021): a discourse marker is dropped, a pronoun
is replaced by the name it stands for, a bare "the talks" is completed, a quotation that goes on gets its
speaker. Words that are put in stand in square brackets and come from the same article; their span joins the
evidence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.language import lexicon, syntax
from briefing.merge.passages import Passage
from briefing.records import Claim, Span, Token

LOOK_BACK = 3  # sentences; farther back, the nearest name was the wrong one in most cases that were read
MAX_INSERT = 8  # words; a longer insertion reads as a sentence of its own
OPENING, CLOSING = "“", "”"


@dataclass
class Edits:
    """Replacements in one sentence, each with the span of the words put in."""

    passage: Passage
    rows: list[tuple[int, int, str]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def drop(self, start: int, end: int) -> None:
        """Leave out some characters."""
        self.rows.append((start, end, ""))

    def insert(self, start: int, end: int, words: str, source: Span) -> None:
        """Put words of the article in brackets in the place of `start:end`."""
        self.rows.append((start, end, f"[{words}]"))
        self.spans.append(source)

    def append(self, at: int, words: str, source: Span) -> None:
        """Put words of the article in brackets after a word."""
        self.rows.append((at, at, f" [{words}]"))
        self.spans.append(source)

    def claim(self) -> Claim:
        """The edited sentence with its evidence."""
        text, span = self.passage.article.text, self.passage.span
        out, at = [], span.start
        for start, end, words in sorted(self.rows):
            out.append(text[at:start] + words)
            at = end
        out.append(text[at : span.end])
        whole = re.sub(r"\s+", " ", "".join(out)).strip()
        if not self.rows:
            return Claim(whole, (span,))
        return Claim(whole[:1].upper() + whole[1:], (span, *self.spans), "condensed")


def stand_alone(passage: Passage) -> Claim | None:
    """The sentence as a statement that needs no other, None where that cannot be had."""
    if not _is_sentence(passage):
        return None
    edits = Edits(passage)
    if POINTS_BACK.match(passage.text) or not _close_quotation(passage, edits):
        return None
    start = _drop_connectives(passage, edits)
    if not _replace_pronouns(passage, start, edits):
        return None
    if not _complete_subject(passage, start, edits):
        return None
    return edits.claim()


def in_context(passage: Passage) -> Claim | None:
    """The sentence alone, or with the one before it where it points back to that: "… did not support the decision.".

    The two then stand word for word as in the article, as one quotation.
    """
    claim = stand_alone(passage)
    before = passage.previous
    if before is None or (claim is not None and not _object_points_back(passage)):
        return claim
    opening = stand_alone(before)
    gap = passage.article.text[before.span.end : passage.span.start]
    if opening is None or opening.kind != "verbatim" or gap.strip() or not _is_sentence(passage):
        return claim
    span = Span(passage.article.id, before.span.start, passage.span.end)
    return Claim(" ".join(passage.article.text[span.start : span.end].split()), (span,))


def _object_points_back(passage: Passage) -> bool:
    """Whether the object is a bare "the decision"."""
    tokens = passage.tokens
    for index in syntax.children(tokens, syntax.root(tokens)):
        if tokens[index].dep == "dobj":
            return [tokens[i].text.lower() for i in syntax.children(tokens, index)] == ["the"]
    return False


def _is_sentence(passage: Passage) -> bool:
    """Whether it has a subject and a verb, is no question and speaks to nobody."""
    tokens, text = passage.tokens, passage.text
    if text.rstrip(" \"”’')").endswith(("?", ":")) or len(tokens) < 4:  # noqa: PLR2004 - a subject, a verb, an object, a stop
        return False
    root = tokens[syntax.root(tokens)]
    if root.pos not in {"VERB", "AUX"} or (
        root.tag in {"VBG", "VB"} and not list(syntax.subjects(tokens, syntax.root(tokens)))
    ):
        return False
    if not any(token.dep in {"nsubj", "nsubjpass", "csubj", "expl"} for token in tokens):
        return False
    return not _speaks_outside_quotes(passage)


def _speaks_outside_quotes(passage: Passage) -> bool:
    inside = False
    for token in passage.tokens:
        if token.text in {OPENING, CLOSING, '"', "``", "''"}:
            inside = token.text == OPENING if token.text in {OPENING, CLOSING} else not inside
        elif not inside and token.text.lower() in lexicon.FIRST_SECOND_PERSON and token.text != "US":
            return True
    return False


def _close_quotation(passage: Passage, edits: Edits) -> bool:
    """A quotation that runs over from the sentence before gets its speaker; other open ones do not stand alone."""
    text = passage.text
    curly = text.count(OPENING) - text.count(CLOSING)
    if curly == 0 and text.count('"') % 2 == 0:
        unattributed = (
            text.startswith((OPENING, '"')) and text.rstrip().endswith((CLOSING, '"')) and not _says(passage.tokens)
        )
        if not unattributed:
            return True
        speaker = _speaker_before(passage)
        if speaker is None:
            return False
        edits.append(passage.span.end, *speaker)
        return True
    return False


def _says(tokens: Sequence[Token]) -> bool:
    """Whether a verb of saying stands outside the quotation, with a subject."""
    inside = False
    for index, token in enumerate(tokens):
        if token.text in {OPENING, CLOSING, '"', "``", "''"}:
            inside = token.text == OPENING if token.text in {OPENING, CLOSING} else not inside
        elif (
            not inside
            and token.lemma.lower() in lexicon.SAYING
            and token.pos == "VERB"
            and any(tokens[i].dep == "nsubj" for i in syntax.children(tokens, index))
        ):
            return True
    return False


def _speaker_before(passage: Passage) -> tuple[str, Span] | None:
    """`said X` of the quotation just before, where this one goes on."""
    previous = passage.previous
    if previous is None or not any(mark in previous.text for mark in (OPENING, '"')):
        return None
    for index, token in enumerate(previous.tokens):
        if token.lemma.lower() in lexicon.SAYING and token.pos == "VERB":
            for child in syntax.children(previous.tokens, index):
                phrase = syntax.noun_phrase(previous.tokens, child)
                if (
                    previous.tokens[child].dep == "nsubj"
                    and previous.tokens[child].pos in {"PROPN", "NOUN"}
                    and len(phrase) < MAX_INSERT
                ):
                    first, last = min(index, phrase[0]), max(index, phrase[-1])
                    if last - first == len(phrase):  # verb and name stand side by side
                        start, end = previous.tokens[first].start, previous.tokens[last].end
                        return previous.article.text[start:end], Span(previous.article.id, start, end)
    return None


def _drop_connectives(passage: Passage, edits: Edits) -> int:
    """Leave out discourse markers at the start and the words that point back inside; returns where the rest begins."""
    text, offset = passage.text, passage.span.start
    start = 0
    while match := LEADING.match(text, start):
        start = match.end()
    if start:
        edits.drop(offset, offset + start)
    root = syntax.root(passage.tokens)
    for token in passage.tokens:
        points_back = token.text.lower() in lexicon.REMOVABLE_INSIDE and token.dep == "advmod" and token.head == root
        if token.start >= offset + start and points_back and not _in_quotation(passage, token.start):
            begin, end = token.start, token.end
            article = passage.article.text
            if article[begin - 2 : begin] == ", " and article[end : end + 1] == ",":
                begin, end = begin - 2, end + 1
            elif article[begin - 1 : begin] == " ":
                begin -= 1
            edits.drop(begin, end)
    return offset + start


POINTS_BACK = re.compile(
    r"(?i)(since then|by then|until then|after that|before that|at that time|on this|in this|in that|the same"
    r"|as such)\b"
)
LEADING = re.compile(
    r"(?:"
    + "|".join(re.escape(phrase) for phrase in lexicon.CONNECTIVES)
    + r")\b(?:,\s*|\s+)(?!that\b|far\b|long\b|much\b|many\b)",
    re.IGNORECASE,
)


def _replace_pronouns(passage: Passage, start: int, edits: Edits) -> bool:
    """Put the name for each pronoun whose antecedent is not in the sentence; False where one stays open."""
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        word = token.text.lower()
        if token.start < start or _in_quotation(passage, token.start):
            continue
        if word in lexicon.DEMONSTRATIVES and (_opens_clause(tokens, index, start) or _points_out(tokens, index)):
            return False
        if word not in lexicon.THIRD_PERSON or token.pos != "PRON" or _has_antecedent(passage, index):
            continue
        if word == "it" and _is_expletive(tokens, index):
            continue
        # Only a subject is replaced, by the subject before it: for "his death" the nearest name is too often another's.
        antecedent = _antecedent(passage, word) if token.dep in {"nsubj", "nsubjpass"} else None
        if antecedent is None:
            return False
        words, span = antecedent
        edits.insert(token.start, token.end, words, span)
        return True  # later pronouns point to the same name
    return True


def _points_out(tokens: Sequence[Token], index: int) -> bool:
    """Whether "these troops" stands without troops before it; "this week" points to nothing."""
    noun = tokens[tokens[index].head]
    if tokens[index].dep != "det" or noun.pos != "NOUN" or noun.lemma.lower() in TIMES:
        return False
    return all(token.lemma.lower() != noun.lemma.lower() for token in tokens[:index])


TIMES = lexicon.words(
    "day week month year morning afternoon evening night weekend summer winter spring autumn fall season time"
)


def _opens_clause(tokens: Sequence[Token], index: int, start: int) -> bool:
    """Whether a demonstrative is what the sentence begins with: "This is", "In such cases"."""
    if tokens[index].pos not in {"PRON", "DET"} or tokens[index].dep not in {"nsubj", "nsubjpass", "det"}:
        return False
    if tokens[tokens[index].head].lemma.lower() in TIMES:
        return False
    before = (token for token in tokens[:index] if token.start >= start)
    return all(token.pos in {"ADP", "PUNCT", "DET", "ADV", "SCONJ", "CCONJ"} for token in before)


def _in_quotation(passage: Passage, position: int) -> bool:
    before = passage.article.text[passage.span.start : position]
    return before.count(OPENING) > before.count(CLOSING) or before.count('"') % 2 == 1


def _has_antecedent(passage: Passage, index: int) -> bool:
    """Whether something before the pronoun in its own sentence may be what it stands for."""
    tokens = passage.tokens
    word = tokens[index].text.lower()
    if word in lexicon.SINGULAR_PERSON and any(
        e.label == "PERSON" and e.first < index for e in passage.sentence.entities
    ):
        return True
    for other in range(index):
        token = tokens[other]
        if _in_quotation(passage, token.start):
            continue
        if token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "npadvmod"}:
            plural = token.tag in {"NNS", "NNPS"} or any(
                tokens[i].dep == "conj" for i in syntax.children(tokens, other)
            )
            if word in {"they", "them", "their", "theirs", "themselves"}:
                if plural or token.pos == "PROPN" or token.lemma.lower() in lexicon.ORGANISATIONS:
                    return True
            elif word in {"it", "its", "itself"}:
                if not plural:
                    return True
            elif _is_person(token):
                return True
    return False


def _is_person(token: Token) -> bool:
    lemma = token.lemma.lower()
    return lemma in lexicon.ROLES or lemma.endswith(lexicon.ROLE_ENDINGS)


def _is_expletive(tokens: Sequence[Token], index: int) -> bool:
    """Whether "it" stands for nothing: "it was unclear whether", "it is likely that"."""
    if tokens[index].dep == "expl":
        return True
    verb = tokens[index].head
    clause = any(
        tokens[i].dep in {"ccomp", "csubj", "xcomp", "acomp"} and i > verb for i in syntax.children(tokens, verb)
    )
    return clause and (tokens[verb].lemma in {"be", "seem", "appear"} or tokens[index].dep == "nsubjpass")


def _antecedent(passage: Passage, word: str) -> tuple[str, Span] | None:
    """The name in the sentences before that a pronoun stands for, where only one may be meant."""
    earlier = passage.previous
    for _ in range(LOOK_BACK):
        if earlier is None:
            return None
        found = _person_in(earlier) if word in lexicon.SINGULAR_PERSON else _subject_in(earlier, plural=word[0] == "t")
        if found is not None:
            return found
        if not _continues(earlier, word):
            return None
        earlier = earlier.previous
    return None


def _continues(passage: Passage, word: str) -> bool:
    """Whether the sentence itself speaks of the same person by a pronoun, so that the name stands farther back."""
    return any(
        token.text.lower() == word
        or (word in lexicon.SINGULAR_PERSON and token.text.lower() in lexicon.SINGULAR_PERSON)
        for token in passage.tokens
    )


def _person_in(passage: Passage) -> tuple[str, Span] | None:
    """The person that a sentence speaks of: its subject, else the only one named."""
    tokens = passage.tokens
    people = [entity for entity in passage.sentence.entities if entity.label == "PERSON"]
    if not people:
        return None
    leading = [
        e
        for e in people
        if any(
            tokens[i].dep in {"nsubj", "nsubjpass"} and syntax.governing_verb(tokens, i) is not None
            for i in range(e.first, e.last)
        )
    ]
    main = [e for e in leading if _verb_is_main(tokens, e.first, e.last)]
    chosen = main or (leading if len(people) == 1 else [])
    if len(chosen) != 1:
        return None
    start, end = tokens[chosen[0].first].start, tokens[chosen[0].last - 1].end
    words = re.sub(r"['’]s$", "", passage.article.text[start:end])
    return words, Span(passage.article.id, start, start + len(words))


def _verb_is_main(tokens: Sequence[Token], first: int, last: int) -> bool:
    root = syntax.root(tokens)
    return any(tokens[i].head == root for i in range(first, last))


def _subject_in(passage: Passage, *, plural: bool) -> tuple[str, Span] | None:
    """The main subject of a sentence where it is a thing or a body of the right number."""
    tokens = passage.tokens
    for index in syntax.children(tokens, syntax.root(tokens)):
        token = tokens[index]
        if token.dep not in {"nsubj", "nsubjpass"} or token.pos not in {"NOUN", "PROPN"} or _is_person(token):
            continue
        if any(e.label == "PERSON" and e.first <= index < e.last for e in passage.sentence.entities):
            continue
        many = token.tag in {"NNS", "NNPS"} or any(tokens[i].dep == "conj" for i in syntax.children(tokens, index))
        phrase = syntax.noun_phrase(tokens, index)
        if many == plural and len(phrase) <= MAX_INSERT and phrase[-1] - phrase[0] == len(phrase) - 1:
            start, end = tokens[phrase[0]].start, tokens[phrase[-1]].end
            return passage.article.text[start:end], Span(passage.article.id, start, end)
    return None


def _complete_subject(passage: Passage, start: int, edits: Edits) -> bool:
    """Complete a bare "The talks" at the start from its fuller mention before; False where a bare one has none."""
    tokens = passage.tokens
    first = next((i for i, token in enumerate(tokens) if token.start >= start), len(tokens))
    if first + 1 >= len(tokens) or tokens[first].text.lower() != "the":
        return True
    if tokens[first + 1].pos == "NUM" and tokens[tokens[first].head].pos == "NUM":
        return False  # "The five were arrested"
    head = tokens[first].head
    if not _is_bare_subject(tokens, head) or head != first + 1:
        return True
    lemma = tokens[head].lemma.lower()
    fuller = _fuller_mention(passage, lemma)
    if fuller is not None:
        edits.append(tokens[head].end, *fuller)
        return True
    if lemma in lexicon.ORGANISATIONS or _is_in_title(passage, lemma):
        return True
    return lemma not in POINTING and not _was_mentioned(passage, lemma)


def _is_bare_subject(tokens: Sequence[Token], head: int) -> bool:
    """Whether a noun is a subject with nothing that says which one is meant."""
    if tokens[head].pos != "NOUN" or tokens[head].dep not in {"nsubj", "nsubjpass"}:
        return False
    return all(tokens[i].dep not in {"prep", "relcl", "acl", "appos"} for i in syntax.children(tokens, head))


# Nouns that say nothing without what they point to: "the move", "the decision".
POINTING = lexicon.words(
    "move decision step measure announcement statement incident attack strike operation plan proposal deal agreement "
    "request demand vote resolution law bill ruling order report study figure number toll meeting session "
    "talk negotiation "
    "visit speech letter group organisation organization company country city town area region man woman "
    "pair two three suspect "
    "development change increase decrease rise fall event crisis situation issue problem case trial note "
    "document reason move latter former"
)


def _is_in_title(passage: Passage, lemma: str) -> bool:
    """Whether the article is about the thing: under the title "Talks resume", "the talks" need no completion."""
    return re.search(rf"(?i)\b{re.escape(lemma)}s?\b", passage.article.title) is not None


def _was_mentioned(passage: Passage, lemma: str) -> bool:
    """Whether one of the sentences before has the noun."""
    earlier = passage.previous
    for _ in range(LOOK_BACK):
        if earlier is None:
            return False
        if any(token.lemma.lower() == lemma and token.pos == "NOUN" for token in earlier.tokens):
            return True
        earlier = earlier.previous
    return False


def _fuller_mention(passage: Passage, lemma: str) -> tuple[str, Span] | None:
    """`between Baghdad and Washington`: what followed the same noun when it stood in the article before."""
    earlier = passage.previous
    for _ in range(LOOK_BACK):
        if earlier is None:
            return None
        tokens = earlier.tokens
        for index, token in enumerate(tokens):
            if token.lemma.lower() != lemma or token.pos != "NOUN":
                continue
            for child in syntax.children(tokens, index):
                phrase = syntax.subtree(tokens, child)
                whole = phrase[-1] - phrase[0] == len(phrase) - 1
                if (
                    tokens[child].dep == "prep"
                    and child > index
                    and whole
                    and len(phrase) <= MAX_INSERT
                    and any(tokens[i].pos == "PROPN" for i in phrase)
                ):
                    start, end = tokens[phrase[0]].start, tokens[phrase[-1]].end
                    return earlier.article.text[start:end], Span(earlier.article.id, start, end)
        earlier = earlier.previous
    return None
