"""Names of one body: which short form, acronym, spelling or translation stands for which full name.

A link is made where a text introduces a short form ("the National Front (NF)", "the National Front, or NF"), where
an acronym has the initials of one full name, where a name is part of one longer name, and where two names differ
only in the order or language of the general words in them ("Menor Group", "Grupo Menor"). What fits two full names
stands for neither.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from briefing.language import lexicon, names
from briefing.merge.mentions import Mention

SAME_SPELLING, LONG = 0.95, 8  # of names of one word: shorter ones that are as close differ in what they mean
# General words that other languages put into the names of bodies.
TRANSLATED = {
    "grupo": "group", "groupe": "group", "gruppo": "group", "gruppe": "group", "banco": "bank", "banque": "bank",
    "banca": "bank", "fundacion": "foundation", "fondation": "foundation", "fondazione": "foundation",
    "stiftung": "foundation", "partido": "party", "parti": "party", "partei": "party",
}  # fmt: skip
GENERAL = lexicon.ORGANISATIONS | lexicon.COMPANIES | {"international", "global", "worldwide", "national"}
INTRODUCED = re.compile(
    r"\s?(?:\((?:the |or |known as |formerly )?(?:“|\")?(?P<bracketed>[A-Z][\w.&/-]{1,14})(?:”|\")?\)"
    r"|,? (?:or|known as|known by (?:its|the) acronym) (?:the )?(?P<named>[A-Z][\w&/-]{1,14})\b)"
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The words of a name without case, accents, small words and general words' language.

    >>> fold("Grupo Menor"), fold("Bank of Estmark") == fold("the Bank Estmark"), fold("the U.S.") == fold("American")
    ('group menor', True, True)
    """
    key = lexicon.country_key(name)
    if key in lexicon.COUNTRY_KEYS.values():
        return key
    words = [TRANSLATED.get(word, word) for word in names.words(name)]
    return " ".join([word for word in words if word not in lexicon.ACRONYM_STOPWORDS] or words)


def full_names(found: Iterable[Mention]) -> Mapping[str, str]:
    """Folded short name to the one folded full name that it stands for."""
    mentions = list(found)
    named = sorted({fold(mention.name) for mention in mentions})
    full: dict[str, set[str]] = {}
    for mention in mentions:
        folded = fold(mention.name)
        for short in (*_introduced(mention), *_initials(mention.name)):
            full.setdefault(short, set()).add(folded)
    for folded in named:
        for short in _parts(folded):
            full.setdefault(short, set()).add(folded)
    for one, other in (*_spellings(named), *_of_one_acronym(mentions)):
        full.setdefault(one, set()).add(other)
    stands_for = {}
    for name in named:
        longer = full.get(name, set()) - {name}
        if longer and _is_one(longer):
            stands_for[name] = max(longer, key=lambda fuller: (len(fuller), fuller))
    return {name: _last(name, stands_for) for name in stands_for}


def _of_one_acronym(mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """Full names that the articles give one acronym: one of them may be in the country's own language."""
    given: dict[str, Counter[str]] = {}
    for mention in mentions:
        for short in _introduced(mention):
            if " " not in short and len(short) > 2:  # noqa: PLR2004 - two letters stand for many things
                given.setdefault(short, Counter())[fold(mention.name)] += 1
    for names_ in given.values():
        chosen = min(names_, key=lambda name: (-names_[name], name))
        yield from ((name, chosen) for name in sorted(names_) if name != chosen)


def _introduced(mention: Mention) -> Iterable[str]:
    """The short form that the sentence gives right after the name."""
    tokens, text = mention.passage.tokens, mention.passage.article.text
    match = INTRODUCED.match(text, tokens[mention.last - 1].end)
    short = (match["bracketed"] or match["named"]) if match else ""
    initials = {part[0].lower() for part in names.words(mention.name)}
    if short and (short.isupper() or short[0].lower() in initials) and " " in mention.name:
        yield fold(short)


def _initials(name: str) -> Iterable[str]:
    parts = [word for word in re.split(r"[\s-]+", name) if word.lower() not in lexicon.ACRONYM_STOPWORDS]
    parts = [part for part in parts if part[:1].isalpha()]
    if len(parts) > 1:
        yield "".join(part[0] for part in parts).lower()


def _parts(folded: str) -> Iterable[str]:
    """What a text calls a body after the first mention."""
    words = folded.split()
    for length in range(2, len(words)):  # one word is too little: "World" of "World Bank"
        yield " ".join(words[:length])
    for length in range(3, len(words)):  # "the London-based Institute for Peace Studies"
        yield " ".join(words[-length:])
    if len(words) > 1 and words[-1] in lexicon.ORGANISATIONS:
        yield words[-1]  # "the Alliance", where there is one
    if len(words) > 2 and words[0] in GENERAL:  # noqa: PLR2004 - "Electoral Tribunal" of "National Electoral Tribunal"
        yield " ".join(words[1:])
    if len(words) > 2 and lexicon.country_key(words[0]) in lexicon.COUNTRY_KEYS.values():  # noqa: PLR2004
        yield " ".join(words[1:])  # "UN Security Council"
    core = [word for word in words if word not in GENERAL]
    if len(core) == 1 and len(words) > 1:
        yield core[0]  # "Oxley" of "Oxley International"
        yield " ".join(sorted(words))
    if len(words) == 2:  # noqa: PLR2004 - "Group Menor" for "Menor Group"
        yield " ".join(reversed(words))


def _spellings(named: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Long names of one word that differ by a letter; the later in the alphabet stands for the earlier."""
    single = sorted(name for name in named if " " not in name and len(name) >= LONG)
    for index, name in enumerate(single):
        for other in single[:index]:
            if name[:2] == other[:2] and JaroWinkler.similarity(name, other) >= SAME_SPELLING:
                yield name, other


def _last(name: str, stands_for: Mapping[str, str]) -> str:
    """The end of a chain of short forms: "NF" for "National Front" for "National Front of the North"."""
    seen = {name}
    while (longer := stands_for.get(name)) and longer not in seen:
        seen.add(longer)
        name = longer
    return min(seen) if stands_for.get(name) in seen else name


def _is_one(fuller: Iterable[str]) -> bool:
    """Whether names that a short one may stand for are parts of the longest of them."""
    longest = max(fuller, key=len)
    words = set(longest.split())
    return all(set(name.split()) <= words for name in fuller)
