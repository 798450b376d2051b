"""Names of a rewritten claim."""

import re
from collections.abc import Iterator, Sequence

from briefing.gates.known import stem
from briefing.gates.verdicts import failed, passed
from briefing.gates.wording import stands_in, words
from briefing.language import lexicon, numerals
from briefing.records import Claim, Verdict


def names_stand(claim: Claim, quotes: Sequence[str]) -> Verdict:
    """Each name of the claim stands in one quote as a whole; a common word may open the sentence.

    A title may stand apart from its name: "President Holm" where the sources have "President Anna Holm".
    """
    known = [name_words(quote) for quote in quotes]
    said = frozenset(word for quote in known for word in quote)
    common = frozenset(stem(word) for quote in quotes for word in _SMALL_LETTERS.findall(quote))
    for name, opens in _names(claim.text):
        if any(stands_in(name, quote) for quote in known):
            continue
        first = name[0]
        is_common = first in OPENERS or first in numerals.UNITS or first in said or stem(first) in common
        rest = name[1:] if opens and is_common else name
        if rest and not any(stands_in(rest, quote) for quote in known) and not any(_shortens(rest, q) for q in quotes):
            return failed("names", f"the name {' '.join(rest)} does not stand in its sources")
    return passed("names")


def _shortens(name: Sequence[str], quote: str) -> bool:
    """Whether a name is a title and the end of one that a quote has with that title.

    >>> _shortens(["president", "holm"], "On Monday President Anna Holm met Elena Marsh.")
    True
    >>> _shortens(["president", "marsh"], "On Monday President Anna Holm met Elena Marsh.")
    False
    """
    title, rest = name[0], list(name[1:])
    if title not in TITLES or not rest:
        return False
    runs = (run for run, _ in _names(quote))
    return any(title in run and run[run.index(title) + 1 :][-len(rest) :] == rest for run in runs)


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


def capitalised(text: str) -> frozenset[str]:
    """The words of names in a text, in small letters; a word that opens it alone is none.

    >>> sorted(capitalised("Bridges near Port Ellis fell, Marsh said."))
    ['ellis', 'marsh', 'port']
    """
    return frozenset(word for name, opens in _names(text) if not opens or len(name) > 1 for word in name)


def name_words(text: str) -> list[str]:
    """Words without possessive endings: "Marsh's" is Marsh."""
    return words(re.sub(r"(?<=\w)['’]s?\b(?!\w)", "", text))


# Words that may open a sentence without standing in a source.
OPENERS = lexicon.words(
    "the a an in on at according after before since while when if as from to of by for with it he she they "
    "this that these those there will would could can is are was were has have had what how why who where "
    "which does do did no not all some several many most few both each every another any either neither more less "
    "other such until because although though unless whether once under over during among between against despite "
    "without within about only even also just"
)
TITLES = lexicon.ROLES | lexicon.HONORIFICS
_SMALL_LETTERS = re.compile(r"(?<!\w)[a-zà-öø-ÿ][^\W\d_]*")
