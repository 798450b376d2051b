"""The maker of the brief: what is printed, what is withheld, and from draft to brief with nothing unsupported."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import article, articles, digest, reading

from briefing.config import Settings
from briefing.merge import merge
from briefing.records import (
    Actor,
    Article,
    Brief,
    Claim,
    Dispute,
    Draft,
    Event,
    Figure,
    Input,
    MadeBy,
    Period,
    Question,
    Reading,
    Rejected,
    Span,
)
from briefing.verify import NAME_OF_GATES, Heading, verify


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what is not verified as it should be."""
    return pytest.mark.xfail(strict=True, reason=reason)


NEWS = articles(
    flood="2024-03-01: The flood killed 30 people in Norvia. Mayor Elena Marsh closed the harbour.",
    talks="2024-03-09: Talks between Sweden and Norway were paused. The flood killed 45 people in Norvia.",
    quiet="2024-03-05: Snow fell in the valley.",
)
EMPTY = Draft((), (), (), (), (), (), ())
HEADING = Heading("Floods", "floods", "en", None, MadeBy("1", "salience", NAME_OF_GATES, "0"))


def claim(words: str, **changes: object) -> Claim:
    """A claim word for word as it stands in one of the articles."""
    one = next(one for one in NEWS if words in one.text)
    start = one.text.index(words)
    return replace(Claim(words, (Span(one.id, start, start + len(words)),)), **changes)  # type: ignore[arg-type]


KILLED = claim("The flood killed 30 people in Norvia.")
KILLED_MORE = claim("The flood killed 45 people in Norvia.")
CLOSED = claim("Mayor Elena Marsh closed the harbour.")
PAUSED = claim("Talks between Sweden and Norway were paused.")
INVENTED = claim("The flood killed 30 people in Norvia.", text="The flood killed 99 people in Norvia.")


def made(draft: Draft, several: Reading | None = None, heading: Heading = HEADING) -> Brief:
    """The brief of a draft."""
    return verify(draft, several or reading(*NEWS), heading)


def reasons(brief: Brief) -> list[tuple[str, str]]:
    """What was withheld and why."""
    return [(row.text, row.reason) for row in brief.withheld]


class TestStatements:
    """Claims that pass, and claims that do not."""

    def test_printed_with_its_words(self) -> None:
        """A claim that passes is printed with the exact words it rests on and where they stand."""
        [statement] = made(replace(EMPTY, bottom_line=(CLOSED,))).bottom_line
        [evidence] = statement.evidence

        assert (statement.id, statement.text, statement.kind) == ("B1", CLOSED.text, "verbatim")
        assert (statement.support, statement.origins) == (1.0, 1)
        assert evidence.source == "S1"
        assert NEWS[0].text[evidence.start : evidence.end] == evidence.quote == CLOSED.text

    def test_one_failure_withholds_one_sentence(self) -> None:
        """What fails is listed with its reason and source; all others are printed, under their own numbers."""
        brief = made(replace(EMPTY, developments=(KILLED, INVENTED, PAUSED)))

        assert [(s.id, s.text) for s in brief.developments] == [("D1", KILLED.text), ("D3", PAUSED.text)]
        [withheld] = brief.withheld
        assert (withheld.text, withheld.source) == (INVENTED.text, "S1")
        assert "do not stand in the source" in withheld.reason

    def test_what_takes_its_place(self) -> None:
        """Where a gate refuses a writer's words, the source's own are printed under its number, and it is told."""
        written = replace(INVENTED, kind="merged", otherwise=KILLED)
        brief = made(replace(EMPTY, developments=(CLOSED, written)))

        assert [(s.id, s.text, s.kind) for s in brief.developments][1:] == [("D2", KILLED.text, "verbatim")]
        [(text, reason)] = reasons(brief)
        assert text == INVENTED.text
        assert reason.startswith("numbers: ")

    def test_what_takes_its_place_is_judged_too(self) -> None:
        """If it fails as well, nothing is printed, and both are told."""
        brief = made(replace(EMPTY, developments=(replace(INVENTED, otherwise=replace(KILLED, text="None died.")),)))

        assert brief.developments == ()
        assert [text for text, _ in reasons(brief)] == [INVENTED.text, "None died."]

    def test_what_passes_needs_none(self) -> None:
        """A writer's words that pass are printed, and what could take their place is not told of."""
        written = Claim("The flood in Norvia killed 30 people.", KILLED.spans, "merged", otherwise=CLOSED)
        brief = made(replace(EMPTY, developments=(written,)))

        assert [(s.text, s.kind) for s in brief.developments] == [(written.text, "merged")]
        assert brief.developments[0].evidence[0].quote == KILLED.text
        assert brief.withheld == ()

    @pytest.mark.parametrize(
        ("bad", "gate"),
        [
            (replace(KILLED, text="The flood killed nobody."), "verbatim"),
            (replace(KILLED, text="The flood killed 31 people.", kind="merged"), "numbers"),
            (replace(KILLED, text="The flood killed 30 people in Estmark.", kind="merged"), "names"),
            (replace(KILLED, text="The flood never killed people.", kind="merged"), "meaning"),
            (replace(KILLED, text="The flood “hit 30 people” in Norvia.", kind="merged"), "quotation"),
            (replace(KILLED, text="[Elena Marsh] killed 30 people in Norvia.", kind="condensed"), "verbatim"),
            (replace(KILLED, spans=()), "evidence"),
            (replace(KILLED, spans=(Span("flood", 0, 10_000),)), "span"),
            (replace(KILLED, spans=(Span("flood", 5, 5),)), "span"),
            (replace(KILLED, spans=(Span("flood", -9, -1),)), "span"),
            (replace(KILLED, spans=(Span("lost", 0, 10),)), "span"),
        ],
        ids=lambda part: part if isinstance(part, str) else "",
    )
    def test_withheld_with_the_gate(self, bad: Claim, gate: str) -> None:
        """Invented words, numbers, names, brackets and quotations, and spans that lie nowhere, are withheld."""
        brief = made(replace(EMPTY, developments=(bad, CLOSED)))

        assert [s.text for s in brief.developments] == [CLOSED.text]
        [(text, reason)] = reasons(brief)
        assert text == bad.text
        assert reason.startswith(f"{gate}: ")
        assert len(reason) > len(f"{gate}: ")

    def test_unknown_article_in_words(self) -> None:
        """A span of an article that was not read is explained in words."""
        [(_, reason)] = reasons(made(replace(EMPTY, developments=(replace(KILLED, spans=(Span("lost", 0, 10),)),))))

        assert "article" in reason

    def test_withheld_once(self) -> None:
        """A claim that two sections wanted is listed once."""
        assert len(made(replace(EMPTY, bottom_line=(INVENTED,), developments=(INVENTED,))).withheld) == 1

    def test_origins_count_sources_of_one_text_once(self) -> None:
        """Two articles of one agency are one origin, two of their own are two."""
        origins = {"a": "agency", "b": "agency", "c": "c"}
        several = tuple(article(key, "Snow fell in the valley.", origin=origin) for key, origin in origins.items())
        spans = tuple(Span(one.id, 0, 24) for one in several)
        draft = replace(
            EMPTY, developments=(Claim("Snow fell in the valley.", spans[:2]), Claim("Snow fell in the valley.", spans))
        )

        assert [s.origins for s in made(draft, reading(*several)).developments] == [1, 2]


class TestRows:
    """Rows of the sections: only those with verified statements stay."""

    def test_actor(self) -> None:
        """An actor keeps the statements that pass, its role, and its sources by their ids."""
        row = Actor("Elena Marsh", "person", ("Marsh",), "Mayor", ("flood", "talks"), 2, (CLOSED, INVENTED))
        [actor] = made(replace(EMPTY, actors=(row,))).actors

        assert (actor.name, actor.role, actor.sources) == ("Elena Marsh", "Mayor", ("S1", "S3"))
        assert [(s.id, s.text) for s in actor.statements] == [("A1.1", CLOSED.text)]

    def test_role_without_evidence(self) -> None:
        """A role that none of the printed statements shows is dropped and listed; the actor stays."""
        row = Actor("Elena Marsh", "person", (), "Prime Minister", ("flood",), 1, (CLOSED,))
        brief = made(replace(EMPTY, actors=(row,)))

        assert [actor.role for actor in brief.actors] == [None]
        assert [text for text, _ in reasons(brief)] == ["Elena Marsh: Prime Minister"]

    def test_actor_without_statement(self) -> None:
        """An actor of whom nothing could be verified is dropped."""
        row = Actor("Elena Marsh", "person", (), None, ("flood",), 1, (INVENTED,))

        assert made(replace(EMPTY, actors=(row,))).actors == ()

    @pytest.mark.parametrize(
        ("text", "kept"),
        [("30", 1), ("31", 0), ("3", 0)],
    )
    def test_figure(self, text: str, kept: int) -> None:
        """A figure stays where its number, as printed, stands in its quotation."""
        row = Figure(30, text, None, "people", "killed people", "2024-03-01", None, KILLED)
        brief = made(replace(EMPTY, figures=(row,)))

        assert [figure.statement.id for figure in brief.figures] == ["F1"][:kept]
        assert len(brief.withheld) == 1 - kept

    def test_figure_without_statement(self) -> None:
        """A figure whose sentence fails is dropped with it."""
        row = Figure(99, "99", None, "people", "killed people", None, None, INVENTED)

        assert made(replace(EMPTY, figures=(row,))).figures == ()

    def test_timeline(self) -> None:
        """An event stays with its statement, and goes with it."""
        rows = (Event("2024-03-01", "day", INVENTED), Event("2024-03-01", "day", CLOSED))
        [event] = made(replace(EMPTY, timeline=rows)).timeline

        assert (event.date, event.precision, event.statement.id) == ("2024-03-01", "day", "T2")

    def test_dispute(self) -> None:
        """A dispute of two sides that pass is printed."""
        row = Dispute("killed people", "figure", (KILLED, KILLED_MORE))
        [dispute] = made(replace(EMPTY, disputes=(row,))).disputes

        assert [(s.id, s.text) for s in dispute.sides] == [("X1.1", KILLED.text), ("X1.2", KILLED_MORE.text)]

    def test_dispute_with_one_side(self) -> None:
        """A dispute of which one side is left is none."""
        row = Dispute("killed people", "figure", (KILLED, INVENTED))

        assert made(replace(EMPTY, disputes=(row,))).disputes == ()

    def test_question(self) -> None:
        """A question whose names stand in its statements is printed with them."""
        row = Question("When will talks between Sweden and Norway resume?", "paused", "2024-03-09", (PAUSED, INVENTED))
        [question] = made(replace(EMPTY, questions=(row,))).questions

        assert (question.text, question.status, question.since) == (row.text, "paused", "2024-03-09")
        assert [s.id for s in question.statements] == ["Q1.1"]

    @pytest.mark.parametrize("text", ["Will Sweden and Estmark resume the talks?", "Will talks resume in 14 days?"])
    def test_question_with_an_invented_word(self, text: str) -> None:
        """A question that names somebody, or a number, that its statements do not is withheld."""
        brief = made(replace(EMPTY, questions=(Question(text, "paused", None, (PAUSED,)),)))

        assert brief.questions == ()
        assert [withheld for withheld, _ in reasons(brief)] == [text]

    def test_question_without_statement(self) -> None:
        """A question that rests on nothing is dropped."""
        assert made(replace(EMPTY, questions=(Question("Why?", "open", None, (INVENTED,)),))).questions == ()


class TestHead:
    """What the brief says of itself and of its inputs."""

    def test_heading(self) -> None:
        """Title, topic, language and maker are as given."""
        brief = made(EMPTY)

        assert (brief.title, brief.topic, brief.language, brief.made_by) == ("Floods", "floods", "en", HEADING.made_by)
        assert (brief.schema, brief.changes) == ("briefing/1", None)

    def test_as_of_is_the_newest_day(self) -> None:
        """The brief is as of the newest article, unless a day is given; no clock is asked."""
        assert made(EMPTY).as_of == "2024-03-09"
        assert made(EMPTY, heading=replace(HEADING, as_of=date(2024, 2, 1))).as_of == "2024-02-01"
        assert made(EMPTY, reading(article("a", "undated: Snow fell."))).as_of is None

    def test_period(self) -> None:
        """The period reaches from the first article to the last."""
        assert made(EMPTY).period == Period("2024-03-01", "2024-03-09")

    def test_sources_by_date(self) -> None:
        """Every article is listed, numbered by date."""
        assert [(row.id, row.path) for row in made(EMPTY).sources] == [
            ("S1", "flood"),
            ("S2", "quiet"),
            ("S3", "talks"),
        ]

    def test_fates(self) -> None:
        """Each input is used, a duplicate, rejected or unused, and says why."""
        copy = replace(article("copy", "Snow fell."), duplicate_of="quiet")
        several = (replace(one, left_out="it is left out" if one.id == "talks" else None) for one in NEWS)
        whole = Reading(reading(copy, *several).articles, (Rejected("broken.pdf", "it is no text"),))
        brief = made(replace(EMPTY, developments=(CLOSED, INVENTED)), whole)

        assert {row.path: row.fate for row in brief.inputs} == {
            "broken.pdf": "rejected",
            "copy": "duplicate",
            "flood": "used",
            "quiet": "unused",
            "talks": "unused",
        }
        assert Input("talks", "unused", "it is left out") in brief.inputs
        assert "talks" not in {source.path for source in brief.sources}
        assert all(row.reason for row in brief.inputs if row.fate != "used")
        assert brief.incomplete

    def test_a_withheld_claim_uses_nothing(self) -> None:
        """An article whose only claim was withheld is not used."""
        brief = made(replace(EMPTY, developments=(replace(KILLED_MORE, text="Invented."),)))

        assert {row.fate for row in brief.inputs} == {"unused"}

    def test_empty_draft(self) -> None:
        """A draft without claims gives a brief without statements, not an error."""
        assert list(made(EMPTY).statements()) == []


# --- from texts to the brief ----------------------------------------------------------------------

STORY = articles(
    a="2024-03-01: The flood killed 30 people in the northern valley of Norvia on Friday. Mayor Elena Marsh closed the "
    "harbour. However, farmers blocked the road. The talks between Sweden and Norway were paused on Monday.",
    b="2024-03-02: The flood killed 45 people in the northern valley of Norvia on Friday. She told farmers to wait. "
    "Elena Marsh, the mayor of Port Ellis, met Omar al-Haddad. He said: “We will win.” “It is certain.”",
    c="2024-03-09: Sweden and Norway resumed the talks on the border on Friday. Ms Marsh opened the harbour in "
    "October. The Swedish parliament voted unanimously to close the border with Norway.",
    d="2024-03-09: The parliament of Sweden voted to close the border with Norway. Liberal members did not support the "
    "decision. Unemployment fell to 4.8 percent. It is unclear whether the talks will end in May.",
    e="undated: In 2020, the Swedish parliament passed a law on smoking. Mr al-Haddad is calling for a law on smoking.",
)


def drafted(several: tuple[Article, ...]) -> Draft:
    """The draft of some articles."""
    return merge(several, {one.id: digest(one) for one in several}, Settings())


def claims(draft: Draft) -> Iterator[Claim]:
    """Every claim of a draft."""
    yield from (*draft.bottom_line, *draft.developments)
    for actor in draft.actors:
        yield from actor.statements
    yield from (figure.statement for figure in draft.figures)
    yield from (event.statement for event in draft.timeline)
    for dispute in draft.disputes:
        yield from dispute.sides
    for question in draft.questions:
        yield from question.statements


@pytest.fixture(scope="module")
def whole() -> Draft:
    """The draft of the story."""
    return drafted(STORY)


class TestFromTexts:
    """A draft of real sentences, and the brief made of it."""

    def test_every_section_has_something(self, whole: Draft) -> None:
        """The story is rich enough to fill each section, so that the tests below say something."""
        assert all(getattr(whole, row.name) for row in fields(Draft))

    def test_every_claim_rests_on_words_of_its_articles(self, whole: Draft) -> None:
        """Each claim has spans, and each span lies in an article."""
        lengths = {one.id: len(one.text) for one in STORY}

        for one in claims(whole):
            assert one.spans
            assert all(0 <= span.start < span.end <= lengths[span.article] for span in one.spans)

    def test_articles_in_any_order(self, whole: Draft) -> None:
        """The same draft comes from the articles in any order."""
        for order in list(permutations(STORY))[::17]:
            assert drafted(order) == whole

    def test_every_quote_stands_in_its_article(self, whole: Draft) -> None:
        """Each printed quotation is the article's text at its offsets."""
        brief = made(whole, reading(*STORY))
        texts = {row.id: next(one.text for one in STORY if one.path == row.path) for row in brief.sources}

        for statement in brief.statements():
            assert statement.evidence
            assert all(texts[e.source][e.start : e.end] == e.quote for e in statement.evidence)

    def test_the_merger_wants_nothing_that_is_withheld(self, whole: Draft) -> None:
        """What the merger makes of plain news passes the gates."""
        assert reasons(made(whole, reading(*STORY))) == []

    def test_ids_are_distinct(self, whole: Draft) -> None:
        """No two statements of a brief have one id."""
        ids = [statement.id for statement in made(whole, reading(*STORY)).statements()]

        assert len(ids) == len(set(ids))

    def test_copies_are_left_out(self, whole: Draft) -> None:
        """A copy of an article adds nothing to the draft."""
        copy = replace(article("copy", STORY[0].text), duplicate_of="a")

        assert drafted((*STORY, copy)) == whole

    def test_an_article_without_digest_is_left_out(self, whole: Draft) -> None:
        """An article that was not condensed adds nothing, and breaks nothing."""
        digests = {one.id: digest(one) for one in STORY}

        assert merge((*STORY, article("new", "Snow fell.")), digests, Settings()) == whole

    def test_settings_limit_each_section(self) -> None:
        """No section is longer than the settings allow."""
        few = Settings(developments=1, actors=1, figures=1, timeline=1, disputes=1, questions=1)
        short = merge(STORY, {one.id: digest(one) for one in STORY}, few)

        assert all(len(getattr(short, row.name)) == 1 for row in fields(Draft) if row.name != "bottom_line")

    def test_no_articles(self) -> None:
        """Nothing gives an empty draft."""
        assert drafted(()) == EMPTY


POOL = [sentence for one in STORY for sentence in one.text.replace("” “", "”|“").replace(". ", ".|").split("|")]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3))
def test_any_articles(texts: list[str]) -> None:
    """Whatever the articles: any order gives one draft, each quotation stands in its article, each input has a fate."""
    several = tuple(article(f"a{n}", f"2024-03-0{n}: {text}") for n, text in enumerate(texts, start=1))
    draft = drafted(several)
    brief = made(draft, reading(*several))
    texts_by_id = {row.id: next(one.text for one in several if one.path == row.path) for row in brief.sources}

    assert drafted(several[::-1]) == draft
    assert all(
        evidence.quote == texts_by_id[evidence.source][evidence.start : evidence.end]
        for statement in brief.statements()
        for evidence in statement.evidence
    )
    assert [row.path for row in brief.inputs] == [one.path for one in several]
