"""Briefs written by hand for the tests of rendering and publishing. Places, people and papers are invented."""

import dataclasses

from briefing.records import (
    Actor,
    Brief,
    Changed,
    Changes,
    Dispute,
    Event,
    Evidence,
    Figure,
    Input,
    MadeBy,
    Period,
    Question,
    Source,
    Statement,
    StatementKind,
    Withheld,
)

HOSTILE = (
    "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} [click](javascript:alert(2)) ![x](https://evil.example/p.png) "
    "`code` *bold* _em_ # head | cell | url(https://evil.example/f) </style></title> [^1] <https://evil.example/> "
    "https://evil.example/bare www.evil.example $x$ ~~gone~~ &lt; &#60; \u202eesrever\u202c \u2066iso\u2069 a\u200bb "
    "\x07bell \x1b[31mred\n\n# Heading\n\n- item\n\n[ref]: https://evil.example/\n\n```\nfence\n```\n<!-- comment -->"
)
"""Everything that a format could act on, in one article's words."""


def statement(
    key: str, text: str, *places: tuple[str, int], kind: StatementKind = "verbatim", origins: int = 1, quote: str = ""
) -> Statement:
    """A statement that rests on its own words, or on `quote`, at each place (source, start)."""
    words = quote or text
    evidence = tuple(Evidence(source, start, start + len(words), words) for source, start in places)
    return Statement(key, text, kind, evidence, 0.97 if kind == "merged" else 1.0, origins)


REOPENED = statement(
    "a1",
    "The Sahand Dam authority reopened two of its five gates on 12 February after a pause of nine weeks.",
    ("S4", 210),
    ("S5", 96),
    origins=2,
)
TALKS = statement(
    "a2",
    "[Minister Dara Yousif] said the next round of talks would be held in Marsa before the end of March.",
    ("S5", 402),
)
SHARES = statement(
    "a3",
    "Neither side has published the new shares, and the river commission has yet to confirm that there are any.",
    ("S4", 771),
    kind="condensed",
    quote="The river commission has not confirmed the new shares, which neither government has made public.",
)
CLOSED = statement(
    "a4", "All five gates were shut on 10 December, the authority said in a notice.", ("S2", 0), ("S3", 0)
)
FARMERS = statement(
    "a5",
    "About 3,400 farming families below the dam lost the winter planting.",
    ("S2", 340),
    ("S4", 1290),
    kind="merged",
    origins=2,
    quote="about 3,400 families had no winter planting",
)
FARMERS_LOW = statement("a6", "Provincial officials put the number of affected families at 2,100.", ("S1", 512))
RESUMED = statement("a7", "Engineers from both countries met again in Marsa on 27 January.", ("S3", 655), origins=1)
INSPECTION = statement("a8", "An inspection of the remaining gates is expected, but no date has been set.", ("S5", 940))
LEVEL = statement("a9", "The reservoir stood at 61 percent of its capacity on Monday.", ("S4", 1502))
LEVEL_BEFORE = statement("a10", "In December the reservoir was 48 percent full.", ("S2", 901))
COST = statement("a11", "Repairs to the gates are estimated at $12.5 million.", ("S5", 1210))
TREATY = statement("a12", "The two governments signed the river treaty in 1987.", ("S1", 88))
SPRING = statement("a13", "A first joint survey took place in April 2023.", ("S1", 300))
ALSO_CLOSED = statement("a14", "The authority blamed a broken hoist and promised repairs within a month.", ("S2", 120))

SOURCES = (
    Source("S1", "background/treaty.txt", "1a" * 32, "What the river treaty says", None, None, None, "unknown", None,
           "background/treaty.txt", None),
    Source("S2", "2023-12-11_gates-shut.html", "2b" * 32, "Gates shut at Sahand Dam", "The Marsa Courier",
           "Leyla Haddad", "2023-12-11", "metadata", "https://courier.example/2023/12/11/gates",
           "River News Agency", None),
    Source("S3", "copy-of-gates.md", "3c" * 32, "Sahand: all gates closed", "Delta Post", None, "2023-12-11", "url",
           "https://delta-post.example/2023/12/11/sahand", "River News Agency", "S2"),
    Source("S4", "2024-02-13_reopening.html", "4d" * 32, "Two gates open again, and a quarrel with them",
           "Upland Daily", "Jonas Meric", "2024-02-13", "stated", "https://upland.example/news/reopening",
           "Upland Daily", None),
    Source("S5", "ar/السد.txt", "5e" * 32, "فتح بوابتين في سد سهند", "صحيفة الميناء", "سلمى عبد الرحمن", "2024-02-14",
           "inferred", None, "صحيفة الميناء", None),
)  # fmt: skip

SAMPLE = Brief(
    title="Sahand Dam: two gates reopen while the shares stay open",
    topic="Sahand Dam",
    language="en",
    as_of="2024-02-14",
    period=Period("2023-12-11", "2024-02-14"),
    bottom_line=(REOPENED, SHARES, TALKS),
    developments=(REOPENED, CLOSED, FARMERS, RESUMED, ALSO_CLOSED),
    actors=(
        Actor("Dara Yousif", "person", ("D. Yusuf", "دارا يوسف"), "minister of water", ("S2", "S4", "S5"), 9, (TALKS,)),
        Actor(
            "Sahand Dam authority", "organisation", (), "operates the dam", ("S2", "S3", "S4"), 12, (CLOSED, REOPENED)
        ),
        Actor("River commission", "organisation", ("the commission",), None, ("S4",), 1, (SHARES,)),
        Actor("Marsa", "place", (), None, ("S3", "S5"), 2, (RESUMED,)),
    ),
    figures=(
        Figure(
            3400,
            "about 3,400",
            "about",
            "families",
            "farming families without a harvest",
            "2024-02-13",
            "harvest",
            FARMERS,
        ),
        Figure(61, "61", None, "%", "reservoir level", "2024-02-12", "level", LEVEL),
        Figure(2100, "2,100", None, "families", "farming families without a harvest", None, "harvest", FARMERS_LOW),
        Figure(48, "48", None, "%", "reservoir level", "2023-12", "level", LEVEL_BEFORE),
        Figure(12_500_000, "$12.5 million", None, "USD", "repair of the gates", "2024-02-14", None, COST),
    ),
    timeline=(
        Event("1987", "year", TREATY),
        Event("2023-04", "month", SPRING),
        Event("2023-12-10", "day", CLOSED),
        Event("2023-12-10", "day", ALSO_CLOSED),
        Event("2024-01-27", "day", RESUMED),
        Event("2024-02-12", "day", REOPENED),
    ),
    disputes=(
        Dispute("Families without a harvest", "figure", (FARMERS, FARMERS_LOW)),
        Dispute("Whether new shares were agreed", "status", (SHARES, TALKS, RESUMED)),
    ),
    questions=(
        Question("When will the remaining three gates be inspected?", "pending", "2024-02-14", (INSPECTION,)),
        Question("Have the two governments agreed on new shares?", "open", None, (SHARES, TALKS)),
        Question("Will the gates open again?", "answered", "2023-12-11", (CLOSED, REOPENED)),
    ),
    changes=Changes(
        since="2024-01-28",
        added=(REOPENED, COST),
        changed=(
            Changed(statement("old1", "In December the reservoir was 47 percent full.", ("S1", 901)), LEVEL_BEFORE),
        ),
        withdrawn=(statement("old2", "The authority expects to open all gates in January.", ("old/plans.txt", 222)),),
        confirmed=(CLOSED,),
        answered=(REOPENED,),
    ),
    withheld=(
        Withheld("The dam lost 9,400 families.", "a number in it is not in the quoted words", "S2"),
        Withheld("He called it a disaster.", "nobody can tell who is meant", "S4"),
        Withheld("They agreed in 1997.", "a number in it is not in the quoted words", "S1"),
    ),
    sources=SOURCES,
    inputs=(
        Input("2023-12-11_gates-shut.html", "used", None),
        Input("2024-02-13_reopening.html", "used", None),
        Input("ar/السد.txt", "used", None),
        Input("background/treaty.txt", "used", None),
        Input("broken.html", "rejected", "the file holds no text"),
        Input("copy-of-gates.md", "duplicate", "the same article as 2023-12-11_gates-shut.html"),
        Input("recipes.txt", "unused", "nothing in it belongs to the topic"),
    ),
    made_by=MadeBy("0.1.0", "salience (MiniLM-L6-v2)", "verbatim, numbers, names", "ab" * 32),
)
"""Every section filled; one file could not be read."""

EMPTY = dataclasses.replace(
    SAMPLE, topic=None, as_of=None, period=Period(None, None), bottom_line=(), developments=(), actors=(), figures=(),
    timeline=(), disputes=(), questions=(), changes=None, withheld=(), sources=(), inputs=(),
)  # fmt: skip
"""A brief in which nothing was found."""


def hostile() -> Brief:
    """A brief in which every text that comes from outside is `HOSTILE`."""
    claim = statement("h1", HOSTILE, ("S1", 0))
    source = Source("S1", HOSTILE, "00" * 32, HOSTILE, HOSTILE, HOSTILE, "2024-02-14", "stated",
                    "javascript:alert(3)", HOSTILE, None)  # fmt: skip
    followed = dataclasses.replace(
        source, id="S2", url="https://evil.example/a)b](c)<d>\"e'f`g|h*i_j{{k}}\nl", duplicate_of="S1"
    )
    return dataclasses.replace(
        SAMPLE,
        title=HOSTILE,
        topic=HOSTILE,
        bottom_line=(claim, statement("h2", HOSTILE, ("S2", 7))),
        developments=(claim,),
        actors=(Actor(HOSTILE, "person", (HOSTILE,), HOSTILE, ("S1",), 1, (claim,)),),
        figures=(Figure(1, HOSTILE, None, HOSTILE, HOSTILE, HOSTILE, HOSTILE, claim),),
        timeline=(Event("2024-02-14", "day", claim),),
        disputes=(Dispute(HOSTILE, "claim", (claim, claim)),),
        questions=(Question(HOSTILE, "open", None, (claim,)),),
        changes=Changes(None, (claim,), (Changed(claim, claim),), (claim,), (), ()),
        withheld=(Withheld(HOSTILE, HOSTILE, "S1"),),
        sources=(source, followed),
        inputs=(Input(HOSTILE, "rejected", HOSTILE), Input("odd\udcff.txt", "unused", None)),
    )


def long() -> Brief:
    """A brief of many long rows, over many pages."""
    wordy = " ".join([SHARES.text] * 6)
    claims = tuple(statement(f"l{n}", f"{n}. {wordy}", (f"S{n % 5 + 1}", n), origins=n % 4 + 1) for n in range(1, 61))
    return dataclasses.replace(
        SAMPLE,
        title=" ".join([SAMPLE.title] * 3),
        developments=claims[:20],
        figures=tuple(
            Figure(
                n,
                f"about {n * 1037:,}",
                "about",
                "families",
                "families below the dam",
                "2024-02-13",
                f"g{n // 3}",
                claim,
            )
            for n, claim in enumerate(claims[:30])
        ),
        timeline=tuple(Event(f"2024-01-{n + 1:02}", "day", claim) for n, claim in enumerate(claims[20:45])),
        disputes=(Dispute(wordy[:200], "claim", claims[40:46]), Dispute("Long accounts", "claim", claims[50:52])),
    )


def single() -> Brief:
    """A brief from one article with one sentence."""
    only = statement("o1", REOPENED.text, ("S4", 210))
    return dataclasses.replace(
        EMPTY, title="Two gates open again", as_of="2024-02-13", period=Period("2024-02-13", "2024-02-13"),
        bottom_line=(only,), developments=(only,), sources=SOURCES[3:4],
        inputs=(Input("2024-02-13_reopening.html", "used", None),),
    )  # fmt: skip
