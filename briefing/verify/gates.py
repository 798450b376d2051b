"""The gates: what a claim must pass to be printed, cheapest first.

A gate is `(claim, quotes) -> Verdict`, where quotes[i] are the words at claim.spans[i]. It never asks a model.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from briefing.language import lexicon, numerals
from briefing.records import Claim, Verdict

Gate = Callable[[Claim, Sequence[str]], Verdict]

BRACKETED = re.compile(r"\[([^\[\]]*)\]")
QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
AMOUNT = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*)"
    r"(?:[ \u00a0]?(?P<scale>thousand|million|billion|trillion)\b|(?P<letter>bn|mn|[kmb])\b)?"
    r"(?P<percent>[ \u00a0]?(?:%|percent\b|per cent\b))?",
    re.IGNORECASE,
)
NUMBER_WORDS = frozenset(numerals.UNITS) | {"hundred", "thousand", "million", "billion", "trillion"}
NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "nobody", "nothing", "none", "without", "cannot"})
# Modality in groups: within one, words may take each other's place.
MODALS = tuple(
    lexicon.words(group)
    for group in (
        "may might could possible possibly perhaps",
        "will shall going",
        "would",
        "should ought",
        "must",
        "expected likely due set scheduled",
        "alleged allegedly reportedly unclear",
    )
)
SAID = lexicon.words(
    "said says told according claimed alleged accused reported announced stated called described added warned"
)


def passed(gate: str) -> Verdict:
    """The verdict of a gate that has nothing to object."""
    return Verdict(supported=True, score=1.0, gate=gate, reason="")


def failed(gate: str, reason: str, score: float = 0.0) -> Verdict:
    """The verdict of a gate that withholds the claim."""
    return Verdict(supported=False, score=score, gate=gate, reason=reason)


def words(text: str) -> list[str]:
    """Words and numbers in lower case, for comparing wordings.

    >>> words("The US-led coalition, 2,500 strong")
    ['the', 'us', 'led', 'coalition', '2,500', 'strong']
    """
    return re.findall(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*", text.lower())


def has_evidence(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """There is at least one quote, and none is empty."""
    if not quotes or not claim.text.strip():
        return failed("evidence", "no words of a source were given for it")
    if not all(quote.strip() for quote in quotes):
        return failed("evidence", "an empty quotation was given for it")
    return passed("evidence")


def is_verbatim(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """A verbatim claim stands in a quote as it is; an edited one but for brackets and dropped connectives.

    What stands in brackets must stand in one of the quotes. Claims of kind `merged` are rewritten, and the gates
    below are for them.
    """
    if claim.kind == "merged":
        return passed("verbatim")
    folded = [" ".join(quote.split()) for quote in quotes]
    if any(claim.text in quote for quote in folded):
        return passed("verbatim")
    if claim.kind == "verbatim":
        return failed("verbatim", "the words do not stand in the source as printed")
    inserted = [found for found in BRACKETED.findall(claim.text) if not any(f"[{found}]" in quote for quote in folded)]
    for piece in inserted:
        if not any(_stands_in(words(piece), words(quote)) for quote in folded):
            return failed("verbatim", f"the inserted words “{piece}” do not stand in the source")
    rest = claim.text
    for piece in inserted:
        rest = rest.replace(f"[{piece}]", " ", 1)
    if any(_is_cut_from(words(rest), words(quote)) for quote in folded):
        return passed("verbatim")
    return failed("verbatim", "more was changed than an editor may change")


def _stands_in(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether some words stand in others, whole and in one piece."""
    size = len(short)
    return any(list(full[i : i + size]) == list(short) for i in range(len(full) - size + 1)) if size else False


def _is_cut_from(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether `short` is `full` in order, with nothing left out but connectives and what brackets replaced.

    >>> _is_cut_from(["many", "left"], ["however", "many", "left"]), _is_cut_from(["left"], ["nobody", "left"])
    (True, False)
    >>> _is_cut_from(["he", "left"], ["on", "the", "other", "hand", "he", "left"])
    True
    >>> _is_cut_from(["plan"], ["other", "plan"])
    False
    """
    at = 0
    index = 0
    while index < len(full):
        if at < len(short) and short[at] == full[index]:
            at, index = at + 1, index + 1
            continue
        dropped = _connective(full, index)
        if not dropped:
            return False
        index += dropped
    return at == len(short)


def _connective(full: Sequence[str], index: int) -> int:
    """How many words at an index an edit may leave out: a whole connective, or a pronoun."""
    for phrase in lexicon.CONNECTIVES:  # longest first
        parts = phrase.split()
        if list(full[index : index + len(parts)]) == parts:
            return len(parts)
    return int(full[index] in lexicon.REMOVABLE_INSIDE or full[index] in lexicon.THIRD_PERSON)


def numbers_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each number of the claim, with its magnitude and percent sign, stands in a quote, in digits or in words."""
    known = {amount for quote in quotes for amount in amounts(quote)}
    for amount in sorted(amounts(claim.text)):
        if amount not in known:
            return failed("numbers", f"the number {amount} does not stand in its sources")
    return passed("numbers")


def amounts(text: str) -> frozenset[str]:
    """The numbers of a text in full, with their percent sign.

    >>> sorted(amounts("12 percent of the 2,500 bridges cost 3.5 million; thirty-two fell"))
    ['12%', '2500', '32', '3500000']
    """
    found = {_amount(match) for match in AMOUNT.finditer(text)}
    run: list[str] = []
    for word in [*re.findall(r"[^\W\d_]+", text.lower()), ""]:
        if word in numerals.UNITS or (run and word in {*NUMBER_WORDS, "and"}):
            run.append(word)
            continue
        while run and run[-1] == "and":
            run.pop()
        if run:
            whole = numerals.value(run)
            apart = [float(numerals.UNITS[part]) for part in run if part in numerals.UNITS]
            found.update(f"{value:.12g}" for value in ([whole] if whole is not None else apart))
        run = []
    return frozenset(found)


def _amount(match: re.Match[str]) -> str:
    digits = match["digits"].replace(",", "")
    if digits.count(".") > 1:  # a date or a section, not a number
        return digits
    letters = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
    scale = (match["scale"] or letters.get((match["letter"] or "").lower(), "")).lower()
    return f"{float(digits) * numerals.SCALES.get(scale, 1.0):.12g}" + ("%" if match["percent"] else "")


def names_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each name of the claim stands in one quote as a whole; a common word may open the sentence."""
    known = [_name_words(quote) for quote in quotes]
    for name, opens in _names(claim.text):
        if any(_stands_in(name, quote) for quote in known):
            continue
        common = name[0] in OPENERS or name[0] in numerals.UNITS or any(name[0] in quote for quote in known)
        rest = name[1:] if opens and common else name
        if rest and not any(_stands_in(rest, quote) for quote in known):
            return failed("names", f"the name {' '.join(rest)} does not stand in its sources")
    return passed("names")


def _names(text: str) -> Iterator[tuple[list[str], bool]]:
    """Runs of capitalised words, folded, and whether the run opens the text."""
    run: list[str] = []
    opens = True
    for match in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]", text):
        word = match.group()
        if word[0].isupper():
            run += _name_words(word)
            if not re.search(r"['’]s$", word):
                continue
        if run:
            yield run, opens
        run, opens = [], False
    if run:
        yield run, opens


def _name_words(text: str) -> list[str]:
    """Words without possessive endings: "Marsh's" is Marsh."""
    return words(re.sub(r"(?<=\w)['’]s?\b(?!\w)", "", text))


# Words that may open a sentence without standing in a source.
OPENERS = lexicon.words(
    "the a an in on at after before since while when if as from to of by for with it he she they this that these those "
    "there will would could can is are was were has have had what how why who where which does do did not no all some"
)


def meaning_stands(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """A rewritten claim keeps the negations, the modality and the attribution of its quotes."""
    if claim.kind != "merged":
        return passed("meaning")
    new, old = _meaning_words(claim.text), {word for quote in quotes for word in _meaning_words(quote)}
    if _is_negated(new) != _is_negated(old):
        return failed("meaning", "the negation of its sources is not kept")
    if _modality(new) != _modality(old):
        return failed("meaning", "the modality of its sources is not kept")
    if old & SAID and not new & SAID:
        return failed("meaning", "it is printed as a fact, but its sources attribute it")
    return passed("meaning")


def _meaning_words(text: str) -> set[str]:
    """The words of a text; the month of May is none."""
    return set(words(re.sub(r"(?<=\S )May\b", "", text)))


def _is_negated(found: set[str]) -> bool:
    return not NEGATIONS.isdisjoint(found) or any(word.endswith(("n't", "n’t")) for word in found)


def _modality(found: set[str]) -> frozenset[int]:
    return frozenset(index for index, group in enumerate(MODALS) if not group.isdisjoint(found))


def quotations_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """What a rewritten claim puts in quotation marks stands so, and in marks, in a quote.

    Verbatim and edited claims took their marks over with the words.
    """
    if claim.kind != "merged":
        return passed("quotation")
    spoken = [words(said) for quote in quotes for said in _quoted(quote)]
    for said in _quoted(claim.text):
        if not any(_stands_in(words(said), full) for full in spoken):
            return failed("quotation", f"“{said}” is not a quotation from its sources")
    return passed("quotation")


def _quoted(text: str) -> list[str]:
    """What stands in quotation marks; all of a text in which a mark opens or closes only."""
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return [text]
    return [first or second for first, second in QUOTED.findall(text)]


GATES: tuple[Gate, ...] = (has_evidence, is_verbatim, numbers_stand, names_stand, meaning_stands, quotations_stand)
NAME_OF_GATES = "gates-2"
"""Goes into the brief; raised when a gate comes to judge otherwise."""


def judge(claim: Claim, quotes: Sequence[str], gates: Sequence[Gate] = GATES) -> Verdict:
    """The first objection, or the lowest score of all gates.

    An exception in a gate withholds the claim: a brief never goes dark because one sentence is strange, and no
    sentence is printed because a gate broke.
    """
    score, last = 1.0, "none"
    for gate in gates:
        try:
            verdict = gate(claim, quotes)
        except Exception as error:  # noqa: BLE001 - see above
            return failed(gate.__name__, f"it could not be checked ({type(error).__name__})")
        if not verdict.supported:
            return verdict
        score, last = min(score, verdict.score), verdict.gate
    return Verdict(supported=True, score=score, gate=last, reason="")
