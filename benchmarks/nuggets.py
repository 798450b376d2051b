"""What of the nuggets that a careful reader finds a brief holds.

    .venv/bin/python benchmarks/nuggets.py [TOPIC_FOLDER ...] [--missed]

A topic folder has `articles/` and `nuggets.json`; without arguments all of benchmarks/topics are taken. The briefs are
made by the real pipeline. Printed is a Markdown table: found of all rows of the lists, those that a brief must have
first; then how many rows the brief prints, how many actors are none, and how many people were taken for one.
"""

import html
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing import pipeline
from briefing.config import Settings
from briefing.render import json as brief_json

SECTIONS = ("actors", "roles", "aliases", "figures", "timeline", "disputes", "questions")
TOPICS = Path(__file__).parent / "topics"

Row = Mapping[str, Any]
Score = Counter[tuple[str, str]]
"""By section: found of the rows that a brief must have, how many these are, and the same of all rows."""


def main() -> None:
    """Print the table."""
    folders = [Path(word) for word in sys.argv[1:] if not word.startswith("-")]
    total: Score = Counter()
    print("| topic | " + " | ".join(SECTIONS) + " | rows | noise | merged |")
    print("|:--|" + "--:|" * (len(SECTIONS) + 3))
    for folder in folders or sorted(path.parent for path in TOPICS.glob("*/nuggets.json")):
        score, missed = score_topic(folder)
        total.update(score)
        print(_line(folder.name, score), flush=True)
        if "--missed" in sys.argv:
            print("\n".join(f"  missed {row}" for row in missed))
    print(_line("all", total))


def _line(name: str, score: Score) -> str:
    cells = [
        f"{score[section, 'must']}/{score[section, 'must of']}, {score[section, 'all']}/{score[section, 'all of']}"
        for section in SECTIONS
    ]
    return (
        f"| {name} | "
        + " | ".join([*cells, *(str(score["actors", what]) for what in ("rows", "noise", "merged"))])
        + " |"
    )


def score_topic(folder: Path) -> tuple[Score, list[str]]:
    """Make the brief of a topic and count what of its nuggets it holds; the ids of those that it does not."""
    nuggets = json.loads((folder / "nuggets.json").read_text("utf-8"))
    brief = json.loads(brief_json.dumps(pipeline.build(folder / "articles", Settings()).brief))
    score: Score = Counter()
    missed = []
    for section, row, found in _judged(brief, nuggets):
        for part in ("must", "all") if row.get("must") else ("all",):
            score[section, part] += found
            score[section, f"{part} of"] += 1
        if not found:
            missed.append(f"{section}: {row['id']}")
    actors = brief["actors"]
    score["actors", "rows"] = sum(len(brief[s]) for s in ("actors", "figures", "timeline", "disputes", "questions"))
    score["actors", "noise"] = sum(_is(p, _label(a)) for p in nuggets.get("not_actors", ()) for a in actors)
    score["actors", "merged"] = sum(
        _merged(actors, nuggets["actors"], pair) for pair in nuggets.get("never_merged", ())
    )
    return score, missed


def _judged(brief: Row, nuggets: Row) -> Iterator[tuple[str, Row, bool]]:
    """Each nugget with whether the brief has it."""
    for row in nuggets["actors"]:
        rows = [actor for actor in brief["actors"] if _is(row["match"], _label(actor))]
        yield "actors", row, bool(rows)
        if row.get("role"):
            yield "roles", row, any(_is(row["role"], actor["role"] or "") for actor in rows)
        if len(row["forms"]) > 1:
            yield "aliases", row, len(rows) == 1
    for row in nuggets["figures"]:
        numbers = [figure for figure in brief["figures"] if figure["number"] == row["number"]]
        yield "figures", row, any(_is(row["about"], _words(figure)) for figure in numbers)
    for row in nuggets["timeline"]:
        days = [event for event in brief["timeline"] if re.fullmatch(row["date"], event["date"])]
        yield "timeline", row, any(_is(row["about"], _words(event)) for event in days)
    for row in (row for row in nuggets["disputes"] if row.get("must")):
        yield "disputes", row, any(_has_sides(row["sides"], dispute["sides"]) for dispute in brief["disputes"])
    for row in nuggets["questions"]:
        asked = [question for question in brief["questions"] if _is(row["about"], _folded(question["text"]))]
        yield "questions", row, any(_is(row["status"], question["status"]) for question in asked)


def _has_sides(patterns: Sequence[str], sides: Sequence[Row]) -> bool:
    return all(any(_is(pattern, _words(side)) for side in sides) for pattern in patterns)


def _merged(actors: Sequence[Row], listed: Sequence[Row], pair: Sequence[str]) -> bool:
    """Whether one row goes by the names of two people."""
    patterns = [next((row["match"] for row in listed if _is(row["match"], name)), name) for name in pair]
    return patterns[0] != patterns[1] and any(all(_is(p, _label(actor)) for p in patterns) for actor in actors)


def _is(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _label(actor: Row) -> str:
    return _folded(" | ".join([actor["name"], *actor["aliases"]]))


def _words(row: Row) -> str:
    """All words of a row, its quotations included."""
    return _folded(json.dumps(row, ensure_ascii=False).replace('\\"', '"').replace("\\n", " "))


def _folded(text: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    for curly, straight in ("’'", "‘'", '“"', '”"', "\u00a0 "):
        text = text.replace(curly, straight)
    return re.sub(r"\s+", " ", re.sub(r"[\u2010-\u2015]", "-", text)).strip().lower()


if __name__ == "__main__":
    main()
