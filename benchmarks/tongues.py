"""How often the language of a text is told wrongly.

    .venv/bin/python benchmarks/tongues.py [FOLDER …] [--listed]

The texts of `benchmarks/languages/` were written for this: 70 in 46 languages, three of these also in Latin letters,
and 33 English ones that look like something else. Asked about are whole texts, articles of which a part is in another
language, and single sentences; the sentences of the articles in FOLDER, all English, are asked about as well.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from briefing import ingest
from briefing.ingest.tongues import in_another_language, language_of
from briefing.language.segmentation import sentence_spans

TEXTS = Path(__file__).parent / "languages"
PLAIN = (
    "The council met on Monday to speak about the old bridge, which has been shut since the flood of last spring. "
    "Engineers told the members that two of its pillars could not be saved and that a new one would cost eleven "
    "million. Shops on the far bank have lost a third of their customers, and the school bus takes an hour longer. "
)

Row = tuple[str, str]
"""A language or a kind of English, and a text."""


def main() -> None:
    """Print the tables."""
    foreign, english = _rows("foreign"), _rows("english")
    print("| what | asked | wrong |\n|:--|--:|--:|")
    _print("other languages, taken for English or not known", foreign, lambda text: language_of(text) in ("en", "und"))
    named = [row for row in foreign if "-" not in row[0]]
    for code, text in named:
        if language_of(text) != code:
            print(f"  {code} told as {language_of(text)}") if "--listed" in sys.argv else None
    print(f"| other languages, called by another name | {len(named)} | {sum(language_of(t) != c for c, t in named)} |")
    _print("the same, the page says “en”", foreign, lambda text: language_of(text, "en") in ("en", "und"))
    _print("hard English, not told as English", english, lambda text: language_of(text) != "en")
    _print("the same, the page says “en”", english, lambda text: language_of(text, "en") != "en")
    _print("the same, the page says “de”", english, lambda text: language_of(text, "de") not in ("en", "und"))
    _print_mixed(foreign)
    _print_sentences(foreign, english)


def _rows(name: str) -> list[Row]:
    lines = (TEXTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, text) for line in lines for kind, _, text in [line.partition("\t")]]


def _print(what: str, rows: Sequence[Row], is_wrong: Callable[[str], bool]) -> None:
    wrong = [kind for kind, text in rows if is_wrong(text)]
    print(f"| {what} | {len(rows)} | {len(wrong)} |")
    if "--listed" in sys.argv and wrong:
        print(f"  {wrong}")


def _print_mixed(foreign: Sequence[Row]) -> None:
    """English heads on other bodies, and the other way round."""
    head = [(kind, PLAIN * 7 + "\n" + "\n".join([text] * 8)) for kind, text in foreign if len(text) > 300]  # noqa: PLR2004
    _print("2,000 characters of English over more of another language", head, lambda text: language_of(text) == "en")
    foot = [(kind, text + "\n" + "\n".join([PLAIN] * 6)) for kind, text in foreign]
    _print("English with one paragraph of another language", foot, lambda text: language_of(text) != "en")
    _print("… that paragraph not found", foot, lambda text: in_another_language(text.split("\n")) != {0})


def _print_sentences(foreign: Sequence[Row], english: Sequence[Row]) -> None:
    alone = [(kind, sentence) for kind, text in foreign for sentence in _sentences(text)]
    _print("sentences of other languages, each alone: kept", alone, lambda text: not in_another_language([text]))
    print(f"| the same, amid their text and English: kept | {len(alone)} | {sum(map(_kept_amid_english, foreign))} |")
    here = [(kind, sentence) for kind, text in english for sentence in _sentences(text)]
    _print("sentences of hard English, each alone: taken out", here, lambda text: bool(in_another_language([text])))
    for word in sys.argv[1:]:
        if not word.startswith("-"):
            counts = [(len(all_), len(in_another_language(all_))) for all_ in _articles(Path(word))]
            asked, out = (sum(column) for column in zip(*counts, strict=True))
            print(f"| sentences of {Path(word).name}: taken out | {asked} | {out} |")


def _kept_amid_english(row: Row) -> int:
    """How many sentences of a text are kept that stands between English ones; what is taken out of these counts too."""
    around, within = _sentences(PLAIN), _sentences(row[1])
    theirs = set(range(len(around), len(around) + len(within)))
    return len(theirs ^ in_another_language([*around, *within, *around]))


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def _articles(folder: Path) -> Iterable[list[str]]:
    inner = folder / "articles" if (folder / "articles").is_dir() else folder
    for article in ingest.read(inner, max_file_bytes=10_000_000).articles:
        yield [article.text[span.start : span.end] for span in article.sentences]


if __name__ == "__main__":
    main()
