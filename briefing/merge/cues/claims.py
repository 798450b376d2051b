"""Claims at law: what somebody asks of a court or an authority, and the rulings that answer it."""

from collections.abc import Iterator
from typing import Final

from briefing.language import lexicon, syntax
from briefing.merge.cues.matter import Cue, cue, is_bare
from briefing.merge.cues.wording import (
    NAMING,
    below,
    direct,
    in_relative_clause,
    lemma,
    modal,
    noun_subjects,
    owned,
    phrase,
    predicate,
    referent,
)
from briefing.merge.passages import Passage
from briefing.records import Token

CLAIMED: Final = 0.35
STILL: Final = 0.5
SUIT: Final = "suit"  # all that one side has before a court is one matter
FILING = lexicon.words("file lodge submit bring")
MOUNTING = lexicon.words("begin start launch mount")  # a challenge; who launches an appeal may want donations
CLAIMS = lexicon.words("petition appeal application complaint motion challenge lawsuit suit claim")
LAWSUITS = lexicon.words("challenge lawsuit suit")
SEEKING = lexicon.words("seek apply pursue request")
REMEDIES = lexicon.words("injunction annulment review extradition damage leave permission bail reinstatement")
LEAVE = lexicon.words("right leave permission")
GIVING = lexicon.words("win grant give obtain receive secure get")
UNDOING = {"annul": "annulled", "overturn": "overturned", "quash": "quashed", "revoke": "revoked", "void": "voided"}
RULING = (
    "refuse",
    "deny",
    "grant",
    "reject",
    "dismiss",
    "throw out",
    "turn down",
    "strike down",
    "accept",
    "withdraw",
    "drop",
)


def filed(passage: Passage, verb: int) -> Iterator[Cue]:
    """`filed a petition for annulment`, `began a court challenge to the ban`, `is seeking an injunction`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    if not any(word in deeds for deeds in (FILING, MOUNTING, SEEKING)) or tokens[verb].pos != "VERB":
        return
    if syntax.is_negated(tokens, verb) or (in_relative_clause(tokens, verb) and tokens[verb].tag != "VBG"):
        return
    claims = CLAIMS if word in FILING else LAWSUITS if word in MOUNTING else REMEDIES
    for thing in _objects(tokens, verb):
        noun = tokens[thing].lemma.lower()
        who = _claimant(passage, verb) if noun in claims else None
        name = phrase(passage, thing) if who else None
        if who and name and word in SEEKING and name.split()[0] not in {"the", "its", "their"}:
            yield cue(passage, SUIT, "pending", f"Will {who} obtain {name}?", CLAIMED)
        elif who and name and word not in SEEKING:
            text = f"Will {owned(who)} {_undetermined(name)} succeed?"
            yield cue(passage, SUIT, "pending", text, CLAIMED)


def allowed_to_appeal(passage: Passage, verb: int) -> Iterator[Cue]:
    """`won the right to appeal against the ruling`, `was granted leave to appeal`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in GIVING or syntax.is_negated(tokens, verb) or modal(tokens, verb):
        return
    for right in below(tokens, verb, "dobj"):
        if tokens[right].lemma.lower() not in LEAVE:
            continue
        for deed in syntax.subtree(tokens, verb):
            if deed <= right or tokens[deed].lemma.lower() != "appeal" or tokens[deed].tag != "VB":
                continue
            rest = (predicate(passage, deed) or "appeal").removeprefix("appeal").strip()
            who = _claimant(passage, verb)
            whose = f"{owned(who)} appeal" if who else "the appeal"
            text = " ".join(f"Will {whose} {rest if rest.startswith('against') else ''} succeed?".split())
            if not is_bare(text):
                yield cue(passage, SUIT, "pending", text, CLAIMED)


def appealed(passage: Passage, verb: int) -> Iterator[Cue]:
    """`has appealed against the fine`, `challenged the law in the constitutional court`."""
    tokens = passage.tokens
    word = tokens[verb].lemma.lower()
    is_to_come = modal(tokens, verb) in {"will", "would"}
    if word not in {"appeal", "challenge"} or (tokens[verb].tag == "VB" and not is_to_come):
        return
    if syntax.is_negated(tokens, verb) or in_relative_clause(tokens, verb) or modal(tokens, verb) in {"can", "could"}:
        return
    against = [i for p in below(tokens, verb, "prep") for i in below(tokens, p, "pobj") if tokens[p].text == "against"]
    at_court = any(tokens[i].lemma.lower() in {"court", "tribunal"} for i in syntax.subtree(tokens, verb))
    for thing in (*below(tokens, verb, "dobj"), *against):
        who = _claimant(passage, verb) if word == "appeal" or at_court else None
        name = phrase(passage, thing) if who else None
        if who and name and tokens[thing].pos in NAMING:
            joint = "against" if word == "appeal" else "to"
            yield cue(passage, SUIT, "pending", f"Will {owned(who)} {word} {joint} {name} succeed?", CLAIMED)


def lies_with_a_court(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the suit against the bank is pending`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"be", "remain"} or in_relative_clause(tokens, verb):
        return
    if syntax.is_negated(tokens, verb) or not any(
        tokens[i].text.lower() == "pending" for i in syntax.children(tokens, verb) if i > verb
    ):
        return
    for subject in syntax.subjects(tokens, verb):
        noun = tokens[subject].lemma.lower()
        if noun in CLAIMS | REMEDIES | {"request"} and (name := phrase(passage, subject)) is not None:
            yield cue(passage, SUIT, "pending", f"Will {name} succeed?", CLAIMED)


def fights_on(passage: Passage, verb: int) -> Iterator[Cue]:
    """`vowed to fight on in the appeal court`, `will continue its fight in the Supreme Court`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"fight", "continue"} or tokens[verb].tag != "VB":
        return
    if (
        syntax.is_negated(tokens, verb)
        or in_relative_clause(tokens, verb)
        or modal(tokens, verb) in {"can", "could", "may"}
    ):
        return
    for prep in below(tokens, verb, "prep"):
        for court in below(tokens, prep, "pobj") if tokens[prep].text.lower() in {"in", "before"} else ():
            who = _claimant(passage, verb) if tokens[court].lemma.lower() in {"court", "tribunal"} else None
            name = phrase(passage, court) if who else None
            if who and name:
                yield cue(passage, SUIT, "pending", f"Will {who} succeed in {name}?", CLAIMED)


def will_argue(passage: Passage, verb: int) -> Iterator[Cue]:
    """`will argue that the ban infringes the convention`, `argues that the act is invalid`."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"argue", "contend"} or syntax.is_negated(tokens, verb):
        return
    is_ahead = modal(tokens, verb) in {"will", "would"}
    if not (is_ahead or tokens[verb].tag in {"VBZ", "VBP"}) or in_relative_clause(tokens, verb):
        return
    for clause in below(tokens, verb, "ccomp"):
        words = {tokens[i].lemma.lower() for i in (clause, *below(tokens, clause, "acomp"))}
        that = next((i for i in syntax.children(tokens, clause) if tokens[i].text.lower() == "that"), None)
        if that is None or not words & UNLAWFUL:
            continue
        if (text := direct(passage, that, clause)) is not None:
            yield cue(passage, "legality", "pending", text, CLAIMED)


UNLAWFUL = lexicon.words(
    "infringe breach violate contravene unlawful illegal unconstitutional invalid illegitimate void unfair exceed"
)


def still_can(passage: Passage, verb: int) -> Iterator[Cue]:
    """`the Lords can still choose to hear the case`: after a defeat the matter is open."""
    tokens = passage.tokens
    if modal(tokens, verb) not in {"can", "could", "may"} or in_relative_clause(tokens, verb):
        return
    if not any(tokens[i].text.lower() == "still" for i in syntax.children(tokens, verb)):
        return
    things = {tokens[i].lemma.lower() for i in syntax.subtree(tokens, verb) if i > verb}
    if not things & (CLAIMS | {"case"}) and tokens[verb].lemma.lower() != "appeal":
        return
    for subject in noun_subjects(passage, verb):
        name, rest = phrase(passage, subject), predicate(passage, verb, subject)
        if name and rest:
            yield cue(passage, SUIT, "pending", f"Will {name} {rest}?", STILL)


def asked_to_undo(passage: Passage, verb: int) -> Iterator[Cue]:
    """`asked it to annul the runoff`: whoever is asked, the runoff may be annulled."""
    tokens = passage.tokens
    if tokens[verb].lemma.lower() not in {"ask", "petition", "urge"} or syntax.is_negated(tokens, verb):
        return
    for deed in below(tokens, verb, "xcomp advcl ccomp"):
        word = tokens[deed].lemma.lower()
        for thing in below(tokens, deed, "dobj") if word in UNDOING else ():
            if tokens[deed].tag == "VB" and (name := phrase(passage, thing)) is not None:
                text = f"Will {name} be {UNDOING[word]}?"
                yield cue(passage, SUIT, "pending", text, CLAIMED)


def ruled_on(passage: Passage, verb: int) -> Iterator[Cue]:
    """`was refused leave to appeal`, `dismissed the petition`: what was claimed is decided."""
    tokens = passage.tokens
    if lemma(tokens, verb) not in RULING or tokens[verb].tag not in {"VBD", "VBN", "VBG"} or modal(tokens, verb):
        return
    if syntax.is_negated(tokens, verb) or tokens[verb].dep not in {"ROOT", "conj", "ccomp"}:
        return
    things = [i for i in syntax.children(tokens, verb) if tokens[i].dep in {"dobj", "nsubjpass"}]
    for thing in things:
        noun = tokens[thing].lemma.lower()
        is_leave_given = tokens[verb].lemma.lower() == "grant" and noun in LEAVE
        if noun in CLAIMS | REMEDIES | {"resignation"} and not is_leave_given:
            yield cue(passage, noun if noun == "resignation" else SUIT, "answered", "", 0.0)


def _objects(tokens: tuple[Token, ...], verb: int) -> Iterator[int]:
    """The object of a verb, and what it applies for."""
    yield from below(tokens, verb, "dobj")
    for prep in below(tokens, verb, "prep"):
        if tokens[prep].text.lower() == "for":
            yield from below(tokens, prep, "pobj")


def _claimant(passage: Passage, verb: int) -> str | None:
    """Who claims: the subject of the verb, or of one above it ("is expected to apply", "by lodging papers seeking")."""
    tokens = passage.tokens
    for above in (verb, *syntax.ancestors(tokens, verb)):
        for subject in syntax.subjects(tokens, above):
            if tokens[subject].pos in NAMING:
                return phrase(passage, subject)
            return referent(passage, subject)
        if tokens[above].dep in {"relcl", "ccomp", "advcl"} and tokens[above].tag != "VBG":
            return None
    return None


def _undetermined(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.lower() in {"a", "an", "the", "its", "their", "his", "her"} and rest else name
