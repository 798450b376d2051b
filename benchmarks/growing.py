"""What one more article costs in a folder of many: in a new process, and in a `watch` that is running.

    .venv/bin/python benchmarks/growing.py [COUNT] [--runs N] [--formats FORMATS]

COUNT articles (200, if not given) of about 500 words on one invented quarrel over a dam are written, no two of them
alike. Then, one after the other: the brief is made from nothing; again, unchanged; again, with one article more; and
`briefing watch`, which has made its first brief, is given another one. Printed are the medians of N runs, and the
ratios to the brief from nothing of the same run.

Of a running watch, the time from the article's arrival to its line in the log is counted. It looks at the folder once a
second, and the article comes half a second before it does.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2031, 3, 3)
LOOK = 1.0  # seconds from one look of the watch to the next
PEOPLE = (
    "Tamsin Orrel|Ivo Kestrin|Mara Dunlow|Peder Askew|Lene Corvath|Josip Varn|Halle Brisk|Owen Tarrant|Sefa Milonga"
    "|Ruta Vanek|Dario Pell|Anneke Stroud|Goran Lisk|Petra Hallam|Yusuf Terrin|Clea Morrow|Bram Oster|Nadia Ferrow"
)
OFFICES = (
    "water minister|foreign minister|chief engineer|mayor of Lower Sarn|governor of the delta|union leader"
    "|head of the river commission|professor of hydrology|opposition leader|spokeswoman for the dam company"
)
BODIES = (
    "Velmar's parliament|the Sarn River Commission|Velmar's government|Oskany's government|the Northern Dam Company"
    "|the Oskany Farmers' Union|the Velmar water ministry|the Delta Fishing Association|Oskany's army"
    "|the Institute for River Studies|the Lower Sarn town council|the Regional Development Bank"
)
PLACES = "Lower Sarn|Kelmet|Upper Dravin|the Hask valley|Port Ilmen|Tessary|the eastern delta|Brannock|Old Kelmet|Maris"
THINGS = (
    "the second turbine|the spillway|the treaty on the Sarn|the irrigation canal|the reservoir|the northern sluice"
    "|the flood wall at {place}|the fish ladder|a loan of {n} million dollars|the road to {place}|the pumping station"
    "|compensation for {n} families|the inquiry into the landslide|the toll on barges|the new water tariff"
)
HARMS = (
    "{n} people were killed|{n} houses were flooded|{n} farmers lost their harvest|{n} workers were injured"
    "|{n} families had to leave|the water fell by {n} centimetres|{n} wells ran dry|power failed in {n} villages"
)
WHEN = (
    "on {weekday}|last week|on {day} {month}|two days after the talks in {place}|in the night to {weekday}"
    "|late on {weekday}|before the rains|in early {month}|as the level rose|after a session of {n} hours"
)
WHY = (
    "because the level had fallen for {n} days|although engineers had warned of cracks"
    "|after {body} withdrew its support|while {body} was still counting the damage|since nobody had paid for repairs"
    "|under pressure from {body}"
    "|in exchange for {n} cubic metres a second|despite a court order from {place}"
)
PATTERNS = (
    "{body} rejected {thing} {when}, {why}",
    "{body} approved {thing} {when} by {n} votes to {n}",
    "{person}, the {office}, said {when} that {harm} near {place}",
    "“{Thing} will not be opened before {month},” said {person}, the {office}",
    "{harm} {when} when {thing} gave way at {place}, according to {body}",
    "{body} denied that {thing} had caused the damage in {place}",
    "Talks between {body} and {body} were suspended {when}, {why}",
    "{person} called on {body} to hand over {thing} to {body}",
    "More than {n} people marched in {place} {when} against {thing}",
    "{body} is expected to vote on {thing} {when}",
    "It is unclear who will pay for {thing}, which was damaged {when}",
    "{person} became {office} {when} and promised {thing} to {place}",
    "According to {body}, repairs in {place} will cost {n} million dollars and take {n} weeks",
    "{body} sent {n} soldiers to {place} {when}, {why}",
    "The court in {place} ordered {body} to publish its figures on {thing}",
    "At least {n} barges waited at {place} {when}, {why}",
    "{person} and {person} met in {place} {when} to discuss {thing}",
    "{body} accused {body} of hiding the cracks in {thing}",
    "Fishermen in {place} told reporters that {harm} {when}",
    "{body} resumed work on {thing} {when}, {why}",
    "The {office} resigned {when}, {why}, and {person} took over",
    "A report by {body} counted {n} leaks in {thing} and {n} more near {place}",
    "Rain is forecast for {place}, where the ground is still soaked",
    "Nobody had told the schools in {place}, a teacher complained",
    "Oskany has depended on the river since the drought of {n} years ago",
    "Barley prices rose by {n} percent in {place} within a month",
    "{person} lost {poss} seat in the regional vote to {person}, a newcomer from {place}",
    "Ferries ran only by daylight, and buses not at all",
    "The old channel silted up long before anybody thought of {thing}",
    "A convoy with {n} tonnes of flour reached {place} {when}",
    "{body} lent its pumps to {body}, the first such gesture in years",
    "Insurers put the losses at {n} million dollars, most of them in {place}",
    "Nurses at the clinic in {place} treated {n} patients for fever",
    "“We were promised answers and got a brochure,” {person} told a meeting in {place}",
    "Two bridges remain closed to lorries, which now drive through {place}",
    "{person}, who designed {thing}, has left the country",
    "Satellite pictures show a crack of {n} metres, {body} announced",
    "{body} fined {body} for dumping sand in the river",
    "The price of a seat on the boat to {place} doubled overnight",
    "Veterans of the last flood still paint its mark on their doors in {place}",
    "{person} will stand trial in {place} for taking bribes",
    "An opera about the river, written in {place}, had to be cancelled",
    "{body} wants every household to store water for {n} days",
    "Divers found the body of a watchman below {thing}",
    "Judges in {place} are to decide whether the toll breaks the constitution",
    "Trout have come back to the brook above {place}, an angler noticed",
    "{person} walked out of the session and slammed the door, witnesses said",
    "Electricity from the dam lights {n} towns on both banks",
    "{body} and {body} signed a paper of {n} pages that neither would show",
    "A strike of lock keepers entered its {n}th day",
    "Students of {person} measured the flow by hand, with corks and a stopwatch",
    "The army's helicopters lifted {n} villagers off their roofs in {place}",
    "{body} blamed the weather, {body} the concrete",
    "In {place} the mosque and the church share one generator",
    "{person} offered to mediate, as {body} had asked",
    "Customs officers seized {n} tonnes of cement without papers near {place}",
    "Mosquitoes breed in the puddles, and doctors warn of malaria",
    "The delta shrinks by {n} hectares a year, according to {person}",
    "{body} replaced its chairman for the third time this year",
    "Archaeologists hope to dig in {place} while the water is low",
    "A petition with {n} names was handed to {person} {when}",
    "{thing} stood empty, its windows boarded up",
)


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--formats", default="md,html,pdf,json", help="as `briefing build --formats` takes them")
    chosen = parser.parse_args()
    names = ("from nothing", "unchanged", "one article more", "one more in a running watch")
    rounds = [_round(chosen.count, chosen.formats) for _ in range(chosen.runs)]
    print(f"{chosen.count} articles as {chosen.formats}, {chosen.runs} runs, {os.cpu_count()} processors\n")
    print("| brief | seconds | of the first |")
    print("|:--|--:|--:|")
    for index, name in enumerate(names):
        ratio = statistics.median(row[index] / row[0] for row in rounds)
        print(f"| {name} | {statistics.median(row[index] for row in rounds):.1f} | {ratio:.3f} |")


def _round(count: int, formats: str) -> list[float]:
    with tempfile.TemporaryDirectory() as scratch:
        corpus, out = Path(scratch) / "articles", Path(scratch) / "out"
        corpus.mkdir()
        for number in range(count):
            _drop(corpus, number)
        environ = {**os.environ, "BRIEFING_CACHE_DIR": str(Path(scratch) / "cache"), "BRIEFING_FORMATS": formats}
        seconds = [_build(corpus, out, environ), _build(corpus, out, environ)]
        _drop(corpus, count)
        seconds.append(_build(corpus, out, environ))
        return [*seconds, _watched(corpus, out, environ, count + 1)]


def _build(corpus: Path, out: Path, environ: dict[str, str]) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "briefing", "build", str(corpus), "--output", str(out)]
    subprocess.run(command, env=environ, check=True, capture_output=True)  # noqa: S603 - the project's own command
    return time.perf_counter() - start


def _watched(corpus: Path, out: Path, environ: dict[str, str], number: int) -> float:
    """Seconds until a running watch has made the brief with one article more.

    Its first brief is that of a changed folder, so that its models are loaded.
    """
    command = [sys.executable, "-m", "briefing", "watch", str(corpus), "--output", str(out), "--settle-seconds", "0"]
    _drop(corpus, number)
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - the same
        assert process.stdout  # noqa: S101
        try:
            _expect(process.stdout.readline())
            time.sleep(LOOK / 2)
            start = time.perf_counter()
            _drop(corpus, number + 1)
            _expect(process.stdout.readline())
            return time.perf_counter() - start
        finally:
            process.terminate()


def _expect(line: str) -> None:
    if "1 condensed" not in line:
        raise SystemExit(f"the watch says: {line.strip() or 'nothing'}")


def _drop(corpus: Path, number: int) -> None:
    """Put an article into the folder, whole at once."""
    fresh = corpus / ".fresh"
    fresh.write_text(article(number), encoding="utf-8")
    fresh.replace(corpus / f"{number:05}.txt")


def article(number: int) -> str:
    """An article of the quarrel; each number has its own, the same one each time."""
    chance = random.Random(number)  # noqa: S311 - the same each time, no secret
    day = FIRST + timedelta(days=number // 4)
    lines = [_filled(chance.choice(PATTERNS), chance, day) for _ in range(chance.randrange(26, 38))]
    sentences = [f"{line[0].upper()}{line[1:]}." for line in lines]
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    return "\n\n".join([f"{lines[0][0].upper()}{lines[0][1:]}", f"{day:%d %B %Y}", *paragraphs]) + "\n"


def _filled(pattern: str, chance: random.Random, day: date) -> str:
    """The pattern with something in each of its gaps, and in the gaps of what is put in."""
    while "{" in pattern:
        before, _, rest = pattern.partition("{")
        gap, _, after = rest.partition("}")
        pattern = f"{before}{_word(gap, chance, day)}{after}"
    return pattern


def _word(gap: str, chance: random.Random, day: date) -> str:
    choices = {
        "person": PEOPLE,
        "office": OFFICES,
        "body": BODIES,
        "place": PLACES,
        "thing": THINGS,
        "harm": HARMS,
        "when": WHEN,
        "why": WHY,
    }
    if gap == "poss":
        return chance.choice(("her", "his"))
    if gap == "n":
        return str(chance.randrange(3, 900))
    if gap in {"day", "month", "weekday"}:
        then = day - timedelta(days=chance.randrange(1, 40))
        return {"day": str(then.day), "month": f"{then:%B}", "weekday": f"{then:%A}"}[gap]
    if gap == "Thing":
        thing = _filled(chance.choice(THINGS.split("|")), chance, day)
        return thing[0].upper() + thing[1:]
    return chance.choice(choices[gap].split("|"))


def articles(count: int) -> Iterator[str]:
    """The first `count` articles."""
    return (article(number) for number in range(count))


if __name__ == "__main__":
    main()
