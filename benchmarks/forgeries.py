"""Which forged sentences pass the gates on words: what a careless writer might make of a true one.

    .venv/bin/python benchmarks/forgeries.py FILE

FILE is that of `consistency.py`; of its documents only the text is read. Each of their sentences is forged in every way
that it allows (its "not" left out, one put in, "may" left out, "said" left out, another number, joined with the next),
and judged alone and with the sentences around it. Printed is a Markdown table: how many there are and pass. What a
script leaves out is not always wrong ("who said he heard" still attributes), so the best is close to none, not none.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from consistency import plain, read

from briefing import gates
from briefing.language.segmentation import sentence_spans
from briefing.records import Claim

DOCUMENTS = 400
FEWEST, MOST = 6, 45
"""Words of a sentence that is forged."""
NEGATION = re.compile(r" not\b| never\b|n't\b")
NONE = re.compile(r"\b(?:no|none|nobody|nothing|nor|neither|without|not|never)\b|n't\b", re.IGNORECASE)
AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|could|would)\b")
POSSIBLE = re.compile(r" (?:may|might|could)\b(?! not)")
FUTURE = re.compile(r" (?:will|would|should|must)\b(?! not)")
EXPECTED = re.compile(r" (?:is|are|was|were) (?:expected|likely|due|set|scheduled) to\b")
SAID_BEHIND = re.compile(
    r"(.{20,}?),[”\"']? (?:[\w .’'-]+ (?:said|told [\w ]+|added)|(?:said|added) [\w .’'-]+)[ \w]*\.$"
)
SAID_BEFORE = re.compile(
    r"(?:[\w .,’'-]{3,60}? (?:said|claimed|reported|warned)(?: that)?|According to [^,]{3,50},) ([a-z].{20,})"
)
NUMBER = re.compile(r"\b\d(?=\d+\b)")


def main() -> int:
    """Print the table; 1 where there is nothing to forge."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - one argument
        print("forgeries: no data: name a file of labelled sentences", file=sys.stderr)
        return 1
    try:
        rows = read(Path(sys.argv[1]))
    except ValueError as error:
        print(f"forgeries: {error}", file=sys.stderr)
        return 1
    made, alone, among = Counter[str](), Counter[str](), Counter[str]()
    for document in sorted({plain(row.document) for row in rows})[:DOCUMENTS]:
        sentences = [" ".join(document[start:end].split()) for start, end in sentence_spans(document)]
        for at, sentence in enumerate(sentences):
            if not FEWEST <= len(sentence.split()) <= MOST:
                continue
            beside = [sentences[i] for i in (at - 1, at + 1) if 0 <= i < len(sentences)]
            for kind, text, quotes in forged(sentence, sentences[at + 1] if at + 1 < len(sentences) else ""):
                made[kind] += 1
                alone[kind] += _passes(text, quotes)
                among[kind] += _passes(text, [*quotes, *(other for other in beside if other not in quotes)])
    print("| forged | sentences | pass alone | pass among others |\n|:--|--:|--:|--:|")
    for kind, count in made.items():
        print(f"| {kind} | {count} | {alone[kind]} | {among[kind]} |")
    return 0


def _passes(text: str, quotes: list[str]) -> bool:
    return gates.judge(Claim(text[:1].upper() + text[1:], (), "merged"), quotes).supported


def forged(sentence: str, following: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each forgery of a sentence: its kind, its words, and what it would rest on."""
    ways = {
        "negation left out": NEGATION.sub("", sentence, count=1),
        "negation put in": sentence if NONE.search(sentence) else AUXILIARY.sub(r"\g<0> not", sentence, count=1),
        "“may” left out": POSSIBLE.sub("", sentence, count=1),
        "“will” for “may”": POSSIBLE.sub(" will", sentence, count=1),
        "“will” for “is expected to”": EXPECTED.sub(" will", sentence, count=1),
        "“will”, “would”, “should”, “must” left out": FUTURE.sub("", sentence, count=1),
        "“she said” behind left out": SAID_BEHIND.sub(r"\1.", sentence).translate(dict.fromkeys(map(ord, '“”"'))),
        "“she said” before left out": SAID_BEFORE.sub(r"\1", sentence, count=1),
        "another number": NUMBER.sub(lambda match: str(int(match[0]) % 9 + 1), sentence, count=1),
    }
    if not SAID_BEHIND.search(sentence):
        del ways["“she said” behind left out"]
    yield from ((kind, text, [sentence]) for kind, text in ways.items() if text != sentence)
    if following:
        first, second = sentence.rstrip('.!?”"'), following[:1].lower() + following[1:]
        for joint in ("after", "because"):
            yield f"joined with the next by “{joint}”", f"{first} {joint} {second}", [sentence, following]


if __name__ == "__main__":
    sys.exit(main())
