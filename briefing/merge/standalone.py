"""Makes a sentence stand alone, as an editor does, or says that it cannot.

The edits are four of those of decontextualization (Choi et al. 2021): a discourse marker is dropped, a pronoun
is replaced by the name it stands for, a bare "the talks" is completed, a quotation that goes on gets its
speaker. Words that are put in stand in square brackets and come from the same article; their span joins the
evidence.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal

from briefing.language import lexicon, syntax
from briefing.merge import pronouns
from briefing.merge.passages import Passage, remembered, stretch
from briefing.merge.pronouns import CLOSING, OPENING, in_quotation
from briefing.records import Claim, Span, Token

LOOK_BACK = 3  # sentences before, in which a bare noun was said in full
MAX_INSERT = 8  # words; a longer insertion reads as a sentence of its own


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


@remembered
def stand_alone(passage: Passage) -> Claim | None:
    """The sentence as a statement that needs no other, None where that cannot be had."""
    return stand_beside(passage, frozenset())


def stand_beside(passage: Passage, given: AbstractSet[int]) -> Claim | None:
    """The sentence as a statement that needs only the one it is printed with.

    Words whose index is `given` may stay open: what they point to is told by the other.
    """
    if not _is_sentence(passage):
        return None
    edits = Edits(passage)
    if POINTS_BACK.match(passage.text) or not _close_quotation(passage, edits):
        return None
    start = _drop_connectives(passage, edits)
    if not _replace_pronouns(passage, start, edits, given):
        return None
    if not _complete_subject(passage, start, edits, given):
        return None
    return edits.claim()


@remembered
def in_context(passage: Passage) -> Claim | None:
    """The sentence alone, or with those around it: the rest of its quotation, or the one before that it points back to.

    They then stand word for word as in the article: "Parliament voted. … did not support the decision."
    """
    claim = stand_alone(passage)
    before = passage.previous
    if claim is None and (quotation := _whole_quotation(passage)) is not None:
        return quotation
    if before is None or (claim is not None and not _object_points_back(passage)):
        return claim
    opening = stand_alone(before)
    gap = passage.article.text[before.span.end : passage.span.start]
    if opening is None or opening.kind != "verbatim" or gap.strip() or not _is_sentence(passage):
        return claim
    if claim is None and (not pronouns.explained_by(before, passage) or _open_side(passage.text) == "before"):
        return None
    return together(before, passage)


def together(first: Passage, last: Passage) -> Claim:
    """Two sentences of one article with all that stands between them, word for word."""
    span = Span(first.article.id, first.span.start, last.span.end)
    return Claim(" ".join(first.article.text[span.start : span.end].split()), (span,))


def _whole_quotation(passage: Passage) -> Claim | None:
    """All sentences of the quotation that begins or ends in a sentence, where its speaker is named in them."""
    sentences, text = passage.digest.sentences, passage.article.text
    first = last = passage.index
    while (side := _open_side(text[sentences[first].span.start : sentences[last].span.end])) is not None:
        first, last = (first - 1, last) if side == "before" else (first, last + 1)
        if first < 0 or last >= len(sentences) or last - first >= LOOK_BACK:
            return None
        if text[sentences[first].span.end : sentences[first + 1].span.start].strip(" \n"):
            return None
    if first == last:
        return None
    parts = stretch(passage, first, last)
    start = parts[0].span.start
    if not any(_says(part, start) for part in parts) or any(_leaves_open(part, start) for part in parts):
        return None
    return together(parts[0], parts[-1])


def _open_side(text: str) -> Literal["before", "after"] | None:
    """Where the other end of a quotation lies that a text holds one end of."""
    if text.count(OPENING) != text.count(CLOSING):
        return "after" if text.count(OPENING) > text.count(CLOSING) else "before"
    if text.count('"') % 2 == 0:
        return None
    opens = [m.start() == 0 or text[m.start() - 1] in " (\n" for m in re.finditer('"', text)]
    return "after" if sum(opens) > len(opens) / 2 else "before"


def _leaves_open(part: Passage, start: int) -> bool:
    """Whether a pronoun outside a quotation, read from `start`, stands for what is not in its own sentence."""
    return any(
        not _is_quoted(part, start, token.start)
        and (
            pronouns.is_open(part, index)
            or (token.pos == "PRON" and token.text.lower() in lexicon.FIRST_SECOND_PERSON and token.text != "US")
        )
        for index, token in enumerate(part.tokens)
    )


def _is_quoted(part: Passage, start: int, position: int) -> bool:
    """Whether quotation marks are open at a place of the article, read from `start`."""
    before = part.article.text[start:position]
    return before.count(OPENING) > before.count(CLOSING) or before.count('"') % 2 == 1


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
    return not speaks_for_itself(passage)


def speaks_for_itself(passage: Passage) -> bool:
    """Whether the writer says "I", "we" or "you" outside of quotation marks."""
    inside = False
    for token in passage.tokens:
        if token.text in {OPENING, CLOSING, '"', "``", "''"}:
            inside = token.text == OPENING if token.text in {OPENING, CLOSING} else not inside
        elif (
            not inside
            and token.pos == "PRON"  # "a coal mine" is nobody's
            and token.text.lower() in lexicon.FIRST_SECOND_PERSON
            and token.text != "US"
        ):
            return True
    return False


def _close_quotation(passage: Passage, edits: Edits) -> bool:
    """A quotation that runs over from the sentence before gets its speaker; other open ones do not stand alone."""
    text = passage.text
    curly = text.count(OPENING) - text.count(CLOSING)
    if curly == 0 and text.count('"') % 2 == 0:
        unattributed = (
            text.startswith((OPENING, '"'))
            and text.rstrip().endswith((CLOSING, '"'))
            and not _says(passage, passage.span.start)
        )
        if not unattributed:
            return True
        speaker = _speaker_before(passage)
        if speaker is None:
            return False
        edits.append(passage.span.end, *speaker)
        return True
    return False


def _says(passage: Passage, start: int) -> bool:
    """Whether a verb of saying stands outside the quotation, which is read from `start`, with a subject."""
    tokens = passage.tokens
    return any(
        token.lemma.lower() in lexicon.SAYING
        and token.pos == "VERB"
        and not _is_quoted(passage, start, token.start)
        and any(tokens[i].dep == "nsubj" for i in syntax.children(tokens, index))
        for index, token in enumerate(tokens)
    )


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
                        return previous.excerpt(first, last + 1)
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
        if token.start >= offset + start and points_back and not in_quotation(passage, token.start):
            begin, end = token.start, token.end
            article = passage.article.text
            if article[begin - 2 : begin] == ", " and article[end : end + 1] in {",", ".", ";"}:
                closes = token.text.lower() == "too"  # the comma after it ends the clause: "rose, too, said X"
                begin, end = begin - 2, end + (article[end : end + 1] == "," and not closes)
            elif article[begin - 2 : begin] == "; " and article[end : end + 2] == ", ":
                end += 2
            elif article[begin - 1 : begin] == " ":
                begin -= 1
            edits.drop(begin, end)
    return offset + start


POINTS_BACK = re.compile(
    r"(?i)(since then|by then|until then|after that|before that|at that time|on this|in this|in that|the same"
    r"|as such)\b"
)
# "But the court …", "However, …"; never "But for the snow", "Instead of a bridge" or "Then President X".
LEADING = re.compile(
    r"(?:(?:but|and yet|and)\s+(?!for\b|not\b|then\b|that\b)|(?:"
    + "|".join(re.escape(phrase) for phrase in lexicon.CONNECTIVES)
    + r"),\s*)",
    re.IGNORECASE,
)


def _replace_pronouns(passage: Passage, start: int, edits: Edits, given: AbstractSet[int]) -> bool:
    """Put the name for each pronoun whose antecedent is not in the sentence; False where one stays open."""
    tokens = passage.tokens
    named: set[str] = set()  # kinds of pronoun whose name was put in: "He said that he", but not "He opened it"
    for index, token in enumerate(tokens):
        word = token.text.lower()
        if token.start < start or index in given:
            continue
        points = word in lexicon.DEMONSTRATIVES and (_opens_clause(tokens, index, start) or _points_out(tokens, index))
        is_open = pronouns.is_open(passage, index) and pronouns.kind(word) not in named
        if not (points or is_open) or in_quotation(passage, token.start):
            continue
        if points:
            return False
        # Only a subject is replaced, by the subject before it: for "his death" the nearest name is too often another's.
        # At the head of a sentence ("His lawyer said") it was wrong in three of six cases.
        antecedent = pronouns.antecedent(passage, word) if token.dep in {"nsubj", "nsubjpass"} else None
        if antecedent is None:
            return False
        edits.insert(token.start, token.end, *antecedent)
        named.add(pronouns.kind(word))
    return True


def _points_out(tokens: Sequence[Token], index: int) -> bool:
    """Whether "these troops" stands without troops before it; "this week" points to nothing."""
    noun = tokens[tokens[index].head]
    if tokens[index].dep != "det" or tokens[index].pos == "SCONJ" or noun.pos != "NOUN" or noun.lemma.lower() in TIMES:
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


def _complete_subject(passage: Passage, start: int, edits: Edits, given: AbstractSet[int]) -> bool:
    """Complete a bare "The talks" at the start from its fuller mention before; False where a bare one has none."""
    tokens = passage.tokens
    first = next((i for i, token in enumerate(tokens) if token.start >= start), len(tokens))
    if first + 1 >= len(tokens) or tokens[first].text.lower() != "the":
        return True
    if tokens[first + 1].pos == "NUM" and tokens[tokens[first].head].pos == "NUM":
        return False  # "The five were arrested"
    head = tokens[first].head
    if not _is_bare_subject(tokens, head) or head != first + 1 or head in given:
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
                    return earlier.excerpt(phrase[0], phrase[-1] + 1)
        earlier = earlier.previous
    return None
