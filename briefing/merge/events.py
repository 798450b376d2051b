"""Which dates of a sentence tell when something happened, or is announced to happen.

A date in a text is of many kinds. It may tell when a thing happened, when somebody spoke of it, how long a state has
lasted, or it may only say which thing is meant ("the flood of 3 May"). Only the first kind makes an entry of the
timeline; the saying makes one where nothing else in the sentence is dated and the speaker has a say in the matter.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.language import lexicon, syntax
from briefing.merge.passages import Passage
from briefing.merge.pronouns import in_quotation
from briefing.merge.standalone import TIMES
from briefing.merge.timing import Timed
from briefing.records import Token

# What is held on a day that was fixed before: its date is news before it comes.
HELD = lexicon.words(
    "election vote poll referendum ballot hearing trial verdict ruling meeting session summit conference talk round "
    "deadline imposition launch opening sale auction handover inauguration congress rally march strike match final "
    "release publication report review expiry"
)
HAPPENINGS = HELD | lexicon.words(
    "attack bombing blast explosion raid shooting killing murder assassination massacre shelling airstrike clash "
    "battle war coup uprising revolution rebellion riot protest demonstration invasion withdrawal ceasefire truce "
    "earthquake quake tsunami flood storm hurricane fire disaster accident crash collapse death arrest resignation "
    "independence decision inspection visit wedding funeral"
)
# Nouns for that in which something is said or done: their day is the day of that.
OCCASIONS = HELD | lexicon.words(
    "statement letter speech address interview announcement tweet post note event ceremony gathering briefing visit "
    "call"
)
ABOUT_A_NOUN = frozenset({"relcl", "acl"})
SUBORDINATE = ABOUT_A_NOUN | {"advcl", "pcomp"}
DEEP = 3  # verbs above a date's own: what lies that deep is background to background
SURE_OF_YEAR = 150  # days; a day without its year that lies farther back may be of any year


def events(row: Sequence[Timed]) -> tuple[Timed, ...]:
    """Those dates of one sentence under which something is told to happen."""
    found = [timed for timed in row if _is_event(timed)]
    return tuple(timed for timed in found if not _is_mere_saying(timed, found))


def _is_event(timed: Timed) -> bool:
    if timed.verb is None or timed.passage.text.rstrip().endswith("?") or _depth(timed) >= DEEP:
        return False
    if _is_supposed(timed) or _is_vague(timed) or _is_talk(timed):
        return False
    noun, preposition = dated_noun(timed), _preposition(timed)
    if preposition in BOUNDS and (noun is None or preposition != "from"):
        return _has_been(timed)
    if noun is not None:
        return _is_dated_happening(timed, noun)
    if timed.when.precision == "year" and not is_main(timed):
        return _is_completed(timed) and timed.passage.tokens[timed.verb].dep in SUBORDINATE
    return not _is_state(timed)


# --- what a date hangs on -------------------------------------------------------------------------


def is_main(timed: Timed) -> bool:
    """Whether the date is the sentence's own, not that of a clause or a noun in it."""
    tokens = timed.passage.tokens
    if timed.verb is None or dated_noun(timed) is not None:
        return False
    return timed.verb == syntax.root(tokens) or tokens[timed.verb].dep in {"ccomp", "conj"}


def dated_noun(timed: Timed) -> int | None:
    """The noun that the date belongs to ("the flood of 3 May"), None where it belongs to a verb."""
    tokens = timed.passage.tokens
    for above in syntax.ancestors(tokens, timed.token):
        token = tokens[above]
        if token.pos in syntax.VERBAL:
            return None
        if token.pos in {"NOUN", "PROPN"} and not timed.start <= token.start < timed.end and _has_date(timed, above):
            return above
    return None


def _has_date(timed: Timed, noun: int) -> bool:
    """Whether a noun with a date beside it is what the date is of, by what kind of noun it is.

    Parsers hang "on Sunday" on the noun before it, which only an event can have: "the vote on Sunday", but not "closed
    the road on Sunday". In "at a 6 May meeting, they closed it" the noun is the occasion, and the day that of the verb.
    """
    tokens = timed.passage.tokens
    token, above = tokens[noun], tokens[tokens[noun].head]
    if token.lemma.lower() in TIMES:
        return False
    if token.start < timed.start:
        return token.lemma.lower() in HAPPENINGS or _preposition(timed) in {"of", "from"}
    is_occasion = token.lemma.lower() in OCCASIONS and above.lemma.lower() in {"in", "at", "during"}
    return not (is_occasion and above.dep == "prep")


def _preposition(timed: Timed) -> str:
    """The preposition before a date, empty where none is; `from` where the date is that of an amount compared with."""
    tokens = timed.passage.tokens
    found = ""
    for above in syntax.ancestors(tokens, timed.token):
        token = tokens[above]
        if token.dep == "prep" or token.pos == "ADP":
            found = "from" if token.lemma.lower() == "from" else found or token.lemma.lower()
        elif not timed.start <= token.start < timed.end:
            is_amount = token.pos in {"NUM", "SYM"} and tokens[token.head].dep == "prep"
            return "from" if is_amount else found  # "up from 19 million in 2017"
    return found


def _depth(timed: Timed) -> int:
    """How many clauses lie around that of the date; "planned to close" is one."""
    tokens = timed.passage.tokens
    path = [timed.verb or 0, *syntax.ancestors(tokens, timed.verb or 0)]
    around = (above for below, above in pairwise(path) if tokens[below].dep != "xcomp")
    return sum(tokens[i].pos in syntax.VERBAL and tokens[i].dep != "prep" for i in around)


def _clauses_above(timed: Timed) -> Iterator[int]:
    """The date's verb and those whose words it is part of; what a relative clause tells is told for itself."""
    tokens = timed.passage.tokens
    index = timed.verb or 0
    yield index
    for above in syntax.ancestors(tokens, index):
        if tokens[index].dep in ABOUT_A_NOUN:
            return
        yield above
        index = above


# --- what is no event -----------------------------------------------------------------------------

PROJECTING = lexicon.words("project forecast predict")
POSSIBLE = lexicon.words("may might could can should")


def _is_supposed(timed: Timed) -> bool:
    """Whether it is asked, wished, held possible or foretold, and by nobody announced."""
    tokens = timed.passage.tokens
    above = list(_clauses_above(timed))
    for verb in above:
        below = {tokens[i].text.lower() for i in syntax.children(tokens, verb) if i < verb}
        if not below.isdisjoint({"if", "whether", "unless"}) or ("how" in below and timed.ahead):
            return True
    modals = {tokens[i].text.lower() for i in syntax.children(tokens, above[0]) if tokens[i].dep == "aux"}
    said = any(tokens[verb].lemma.lower() in lexicon.SAYING for verb in above)
    if modals & POSSIBLE or ("would" in modals and ("have" in modals or not said)):
        return True
    if timed.ahead and any(tokens[verb].lemma.lower() in PROJECTING for verb in above):
        return True
    # "to let him rule in 2017"; the past day in "asked them to leave on Sunday" is that of the asking.
    return "to" in modals and tokens[above[0]].tag == "VB" and not timed.ahead and not _has_passed(timed)


def _has_passed(timed: Timed) -> bool:
    published = timed.passage.published
    return published is None or timed.when.first <= published


def _is_vague(timed: Timed) -> bool:
    """Whether the words give a stretch of time in which nothing is told to have been done: "this year"."""
    parts, kind = timed.mention.parts, timed.mention.kind
    if timed.when.approximate and timed.when.precision == "day":
        return True
    if kind == "period" and parts.side == "this":
        return parts.unit == "year" or not (timed.ahead or _is_completed(timed))
    if kind == "period" and parts.unit == "year" and _describes_somebody(timed):
        return True
    is_rough = timed.when.approximate if kind == "period" else kind == "relative" and parts.unit != "day"
    return is_rough and not is_main(timed) and not timed.ahead


def _describes_somebody(timed: Timed) -> bool:
    """Whether the clause of the date only tells who somebody is: "the mayor, who lost an arm last year"."""
    tokens, verb = timed.passage.tokens, timed.verb or 0
    return tokens[verb].dep == "relcl" and any(tokens[i].text.lower() == "who" for i in syntax.children(tokens, verb))


LASTING = lexicon.words("continue remain keep be have")


def _is_completed(timed: Timed) -> bool:
    """Whether the verb tells of something done: "closed", "was closed", "a bridge closed in 2020"."""
    tokens, verb = timed.passage.tokens, timed.verb or 0
    if tokens[verb].lemma.lower() in LASTING:
        return False
    return tokens[verb].tag in {"VBD", "VBN"}


def _is_talk(timed: Timed) -> bool:
    """Whether somebody tells in quotation marks of himself or of how things are."""
    passage = timed.passage
    if not in_quotation(passage, timed.start):
        return False
    personal = any(
        token.pos == "PRON" and token.text.lower() in lexicon.FIRST_SECOND_PERSON and token.text != "US"
        for token in passage.tokens
        if in_quotation(passage, token.start)
    )
    tokens, verb = passage.tokens, timed.verb or 0
    is_told = tokens[verb].tag == "VBD" or any(
        tokens[i].text.lower() in {"was", "were", "had", "has", "have"} for i in syntax.children(tokens, verb)
    )
    return personal or dated_noun(timed) is not None or not (is_told or timed.ahead)


# Where a stretch of time or a change begins or ends: "lost a third since Thursday", "moved from 6 May".
BOUNDS = frozenset({"since", "through", "throughout", "from"})


def _has_been(timed: Timed) -> bool:
    """Whether one thing "has been" so since a month or year, which is then when that began."""
    tokens, verb = timed.passage.tokens, timed.verb or 0
    if timed.when.precision == "day" or dated_noun(timed) is not None or _preposition(timed) != "since":
        return False
    below = {tokens[i].text.lower() for i in syntax.children(tokens, verb)} | {tokens[verb].text.lower()}
    return {"has", "been"} <= below


def _is_state(timed: Timed) -> bool:
    """Whether the sentence tells how things stand "today", or a clause how they stood, which is no event."""
    verb = timed.passage.tokens[timed.verb or 0]
    if verb.lemma.lower() not in {"be", "have", "remain", "stand"}:
        return False
    return verb.tag in {"VBZ", "VBP"} or (verb.dep == "ccomp" and timed.mention.kind == "period")


# Nouns of things that outlast their date, and of what a day's trading leaves behind.
THINGS = lexicon.words(
    "constitution edition issue price close level rate figure value share "
    "suspect crew team generation song film book album model"
)


def _is_dated_happening(timed: Timed, noun: int) -> bool:
    """Whether a noun with a date is something that happened then, or is fixed for then."""
    token = timed.passage.tokens[noun]
    lemma = token.lemma.lower()
    if timed.when.precision == "year":
        return False  # "a resolution of 2020" names a thing
    if timed.ahead:
        return lemma in HELD
    if lemma in THINGS or lemma in lexicon.ROLES or lemma.endswith(("er", "or", "ist", "man")):
        return lemma in HELD
    return not _may_be_of_any_year(timed)


def _may_be_of_any_year(timed: Timed) -> bool:
    """Whether "the July 7 attacks" names, without a year, something known for long."""
    published = timed.passage.published
    parts = timed.mention.parts
    if published is None or timed.mention.kind not in {"date", "month"} or parts.year or parts.side or parts.year_side:
        return False
    return abs((published - timed.when.first).days) > SURE_OF_YEAR


# --- saying ---------------------------------------------------------------------------------------

# Speakers with no say in the matter: what they say of an event is no event.
LOOKERS_ON = lexicon.words(
    "analyst expert economist scholar professor researcher historian resident witness worker employee farmer driver "
    "student mother father neighbour neighbor relative survivor people person source diplomat critic observer "
    "commentator trader investor shopkeeper villager onlooker"
)
MEDIA = lexicon.words(
    "newspaper daily agency paper magazine outlet channel broadcaster network media website tabloid correspondent "
    "reporter journalist"
)


def _is_mere_saying(timed: Timed, found: Sequence[Timed]) -> bool:
    """Whether the date is only that on which somebody spoke of things, and not of his own doing."""
    tokens, verb = timed.passage.tokens, timed.verb or 0
    if tokens[verb].lemma.lower() not in lexicon.SAYING or tokens[verb].pos != "VERB":
        return False
    if timed.when.approximate or any(_tells(tokens, verb, other) for other in found if other.verb != verb):
        return True
    if any(i < verb and tokens[i].lemma.lower() in lexicon.SAYING for i in syntax.ancestors(tokens, verb)):
        return True  # "she said that he had told her on Monday"
    speakers = _speakers(timed.passage, verb)
    if tokens[verb].lemma.lower() == "report" and speakers & MEDIA:
        return True
    return bool(speakers & LOOKERS_ON)


def _tells(row: Sequence[Token], verb: int, other: Timed) -> bool:
    """Whether another date of the sentence is that of what is said."""
    if other.ahead:
        return False
    path = [other.verb or 0, *syntax.ancestors(row, other.verb or 0)]
    if verb not in path:  # "a reporter was killed on Monday, the agency reported on Tuesday"
        return row[verb].dep in {"ccomp", "parataxis"}
    steps = path[: path.index(verb)]
    return row[steps[-1]].dep in {"ccomp", "conj"} and all(row[step].dep != "relcl" for step in steps)


def _speakers(passage: Passage, verb: int) -> set[str]:
    """Who says it, in base forms: the subject's noun with the words beside it."""
    tokens = passage.tokens
    found: set[str] = set()
    for subject in syntax.subjects(tokens, verb):
        found.update(tokens[i].lemma.lower() for i in syntax.noun_phrase(tokens, subject))
        for child in syntax.children(tokens, subject):
            if tokens[child].dep == "appos":
                found.add(tokens[child].lemma.lower())
    return found
