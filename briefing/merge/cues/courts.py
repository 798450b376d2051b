"""What lies with a court: people charged, suits brought, and the verdicts that close them."""

from collections.abc import Iterator
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge.cues.matter import Cue, cue
from briefing.merge.cues.wording import NAMING, below, modal, worded
from briefing.merge.passages import Passage

AT_COURT: Final = 0.35
VERDICTS = lexicon.words("convict acquit sentence clear jail")
MAX_CHARGE = 12  # words of "conspiracy to cause an explosion"


def charged(passage: Passage, verb: int) -> Iterator[Cue]:
    """`is charged with conspiracy`, `faces charges of fraud`, `is on trial`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if (
        word not in {"charge", "face", "be", "go", "stand", "await"}
        or syntax.is_negated(tokens, verb)
        or _is_old(passage, verb)
    ):
        return
    is_case, charge = _charge(passage, verb, word)
    person = _accused(passage, verb) if is_case else None
    if person is None:
        return
    of = f" of {charge}" if charge else ""
    yield cue(passage, "charge", "pending", f"Will {person} be convicted{of}?", AT_COURT)


def _is_old(passage: Passage, verb: int) -> bool:
    return any(passage.tokens[i].text.lower() == "had" for i in syntax.children(passage.tokens, verb))


def _charge(passage: Passage, verb: int, word: str) -> tuple[bool, str | None]:
    """Whether somebody is before a court, and the offence."""
    tokens = passage.tokens
    if word == "charge":
        for prep in below(tokens, verb, "prep"):
            for thing in below(tokens, prep, "pobj pcomp") if tokens[prep].text.lower() == "with" else ():
                text = worded(
                    passage, [i for i in syntax.subtree(tokens, thing) if not _after_comma(passage, thing, i)]
                )
                return True, text if text and len(text.split()) <= MAX_CHARGE else None
        return any(tokens[i].dep == "auxpass" for i in syntax.children(tokens, verb)), None
    if word in {"face", "await"}:
        for thing in below(tokens, verb, "dobj"):
            if tokens[thing].lemma.lower() in {"charge", "trial", "sentencing"}:
                return True, None
    else:
        for prep in below(tokens, verb, "prep"):
            if tokens[prep].text.lower() == "on" and any(
                tokens[i].lemma.lower() == "trial" for i in below(tokens, prep, "pobj")
            ):
                return True, None
    return False, None


def _after_comma(passage: Passage, head: int, index: int) -> bool:
    return any(token.text == "," for token in passage.tokens[head:index]) if index > head else False


def _accused(passage: Passage, verb: int) -> str | None:
    """Who is charged, with all that are named beside."""
    tokens = passage.tokens
    subject = next(iter(syntax.subjects(tokens, verb)), None)
    if subject is not None and tokens[subject].tag in {"WP", "WDT"}:  # "X and Y, who were held and are on trial"
        subject = next((i for i in syntax.ancestors(tokens, verb) if tokens[i].pos in NAMING), None)
        subject = None if subject is None else syntax.first_conjunct(tokens, subject)
    if subject is None or tokens[subject].pos != "PROPN":
        return None
    chosen = _with_conjuncts(passage, subject)
    person = any(e.first <= subject < e.last and e.label == "PERSON" for e in passage.sentence.entities)
    return worded(passage, chosen) if person and chosen[-1] - chosen[0] == len(chosen) - 1 else None


def _with_conjuncts(passage: Passage, noun: int) -> list[int]:
    tokens = passage.tokens
    chosen = set(syntax.noun_phrase(tokens, noun))
    for child in syntax.children(tokens, noun):
        if tokens[child].dep == "conj" and tokens[child].pos == "PROPN":
            chosen |= set(_with_conjuncts(passage, child)) | set(range(max(chosen) + 1, child))
    return sorted(chosen)


def sued(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the owner has sued the government`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() != "sue" or tokens[verb].tag not in {"VBD", "VBN", "VBG"} or modal(tokens, verb):
        return
    if tokens[verb].tag == "VBG" and tokens[verb].dep not in {"ROOT", "conj", "ccomp"}:
        return
    subject = next((i for i in syntax.subjects(tokens, verb) if tokens[i].pos in NAMING), None)
    thing = next(below(tokens, verb, "dobj"), None)
    if subject is None or thing is None:
        return
    name = worded(passage, syntax.noun_phrase(tokens, subject))
    other = worded(passage, syntax.noun_phrase(tokens, thing))
    if name and other:
        yield cue(passage, "suit", "pending", f"Will {name} win the suit against {other}?", AT_COURT)


def verdict(passage: Passage, verb: int) -> Iterator[Cue]:
    """`was found guilty`, `was acquitted`: a trial is over."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    found = word == "find" and any(token.text.lower() == "guilty" for token in tokens[verb:])
    over = (word in VERDICTS or found) and tokens[verb].tag in {"VBN", "VBD"} and not modal(tokens, verb)
    if over and tokens[verb].dep in {"ROOT", "conj", "ccomp"} and not syntax.is_negated(tokens, verb):
        yield cue(passage, "charge", "answered", "", 0.0)
