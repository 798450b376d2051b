"""Names of a rewritten claim."""

import re
from collections.abc import Iterator, Sequence

from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import stands_in, words
from briefing.language import lexicon, numerals
from briefing.records import Claim, Verdict


def names_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each name of the claim stands in one quote as a whole; a common word may open the sentence."""
    known = [name_words(quote) for quote in quotes]
    for name, opens in _names(claim.text):
        if any(stands_in(name, quote) for quote in known):
            continue
        common = name[0] in OPENERS or name[0] in numerals.UNITS or any(name[0] in quote for quote in known)
        rest = name[1:] if opens and common else name
        if rest and not any(stands_in(rest, quote) for quote in known):
            return failed("names", f"the name {' '.join(rest)} does not stand in its sources")
    return passed("names")


def _names(text: str) -> Iterator[tuple[list[str], bool]]:
    """Runs of capitalised words, folded, and whether the run opens the text."""
    run: list[str] = []
    opens = True
    for match in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]", text):
        word = match.group()
        if word[0].isupper():
            run += name_words(word)
            if not re.search(r"['’]s$", word):
                continue
        if run:
            yield run, opens
        run, opens = [], False
    if run:
        yield run, opens


def name_words(text: str) -> list[str]:
    """Words without possessive endings: "Marsh's" is Marsh."""
    return words(re.sub(r"(?<=\w)['’]s?\b(?!\w)", "", text))


# Words that may open a sentence without standing in a source.
OPENERS = lexicon.words(
    "the a an in on at according after before since while when if as from to of by for with it he she they "
    "this that these those there will would could can is are was were has have had what how why who where "
    "which does do did not no all some"
)
