"""`briefing.changes`: what a brief says otherwise than the one before it."""

import io
from dataclasses import replace

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from briefing.changes import compare, is_empty
from briefing.records import Brief, Dispute, Figure, Input, Question, Source, Statement, Status, Withheld
from briefing.render import render, view
from briefing.terminal import print_brief


def source(name: str, path: str, day: str = "2024-02-01", version: str = "1") -> Source:
    """An article of the Courier."""
    digest = f"{path}{version}".encode().hex()
    return Source(name, path, digest, path, "Courier", None, day, "stated", None, path, None)


def said(text: str, *names: str, key: str = "D1", origins: int = 1) -> Statement:
    """A sentence that stands in articles as it is."""
    return samples.statement(key, text, *((name, 0) for name in names or ("S1",)), origins=origins)


def brief(*rows: Statement, sources: tuple[Source, ...] = (), removed: str = "", **more: object) -> Brief:
    """A brief of developments."""
    listed = sources or (source("S1", "a.txt"), source("S2", "b.txt", "2024-02-05"))
    kept = tuple(row for row in listed if row.path != removed)
    inputs = tuple(Input(row.path, "used", None) for row in kept)
    made = replace(samples.EMPTY, as_of="2024-02-01", developments=rows, sources=kept, inputs=inputs)
    return replace(made, **more)  # type: ignore[arg-type]


PAUSED = said("The talks in Marsa were paused over the dam.")
RESUMED = said("Delegates met again on the water question.", "S2", key="D2")
LEVEL = said("The reservoir stood at 61 percent.")
MANY = said("About 2,500 soldiers are based at Pell.")
MORE = said("About 3,000 soldiers are based at Pell.", "S2", key="D2")


def test_a_brief_and_itself() -> None:
    """Nothing changed between a brief and itself, and the date of the earlier one is kept."""
    changes = compare(samples.SAMPLE, samples.SAMPLE)

    assert is_empty(changes)
    assert changes.since == samples.SAMPLE.as_of


def test_a_new_statement_counts_once() -> None:
    """What is printed in several sections for the first time is new once."""
    changes = compare(brief(LEVEL, removed="b.txt"), brief(LEVEL, RESUMED, bottom_line=(replace(RESUMED, id="B1"),)))

    assert changes.added == (replace(RESUMED, id="B1"),)
    assert is_empty(replace(changes, added=()))


def test_renumbered_sources() -> None:
    """The same article under another id, and at another path, is the same article."""
    moved = replace(source("S7", "a.txt"), path="moved.txt")

    assert is_empty(compare(brief(LEVEL), brief(said(LEVEL.text, "S7"), sources=(moved,))))


def test_other_words() -> None:
    """A reworded sentence with the same facts is no change, nor is one that went to another section."""
    reworded = said("At 61 percent stood the reservoir, engineers said.", "S2", key="D4")

    assert is_empty(compare(brief(LEVEL), brief(reworded)))
    assert is_empty(compare(brief(LEVEL), brief(bottom_line=(LEVEL,))))


def test_crowded_out_and_in() -> None:
    """A sentence that is no longer printed, or is now, while its article stands as it did is no news."""
    assert is_empty(compare(brief(LEVEL, PAUSED), brief(PAUSED)))
    assert is_empty(compare(brief(PAUSED), brief(LEVEL, PAUSED)))


def test_a_later_article_has_another_number() -> None:
    """A number that a later article gives otherwise changed, in the old and the new words."""
    changes = compare(brief(MANY), brief(MANY, MORE))

    assert [(row.before.text, row.after.text) for row in changes.changed] == [(MANY.text, MORE.text)]
    assert (changes.added, changes.withdrawn) == ((), ())


def test_a_dispute_is_no_change() -> None:
    """Where two sides give two numbers, neither takes the place of the other."""
    changes = compare(
        brief(MANY, removed="b.txt"), brief(MANY, MORE, disputes=(Dispute("Soldiers", "figure", (MANY, MORE)),))
    )

    assert (changes.changed, changes.added) == ((), (MORE,))


def test_a_figure_of_one_group() -> None:
    """Figures of one measure are a change whatever the words around them."""
    later = said("The garrison now counts 3,100 after the new year.", "S2", key="F2")
    old = Figure(2500, "2,500", None, "soldiers", "soldiers at Pell", "2024-01", "G1", MANY)
    new = Figure(3100, "3,100", None, "soldiers", "garrison", "2024-02", "G1", later)
    changes = compare(brief(figures=(old,)), brief(figures=(old, new)))

    assert [(row.before.text, row.after.text) for row in changes.changed] == [(MANY.text, later.text)]


def asked(status: Status, *rows: Statement) -> tuple[Question[Statement], ...]:
    """A question on the talks."""
    return (Question("What will the talks in Marsa lead to?", status, None, rows),)


@pytest.mark.parametrize("status", ["resumed", "answered"])
def test_a_question_goes_on(status: Status) -> None:
    """A question with another status is a change of its last statements, an answered one an answer; neither is new."""
    changes = compare(brief(questions=asked("paused", PAUSED)), brief(questions=asked(status, PAUSED, RESUMED)))

    assert changes.added == ()
    assert changes.answered == ((RESUMED,) if status == "answered" else ())
    assert [(r.before, r.after) for r in changes.changed] == ([(PAUSED, RESUMED)] if status == "resumed" else [])


def test_confirmed() -> None:
    """More independent origins than before confirm a statement, fewer do not."""
    twice = said(LEVEL.text, "S1", "S2", origins=2)

    assert compare(brief(LEVEL), brief(twice)).confirmed == (twice,)
    assert is_empty(compare(brief(twice), brief(LEVEL)))


def shown(made: Brief) -> list[str]:
    """The brief in every format that is text."""
    console = Console(record=True, width=300, file=io.StringIO())
    print_brief(made, console)
    return [*(data.decode() for data in render(made, ["md", "html"]).values()), console.export_text()]


GONE = {
    "its article was removed": brief(PAUSED, removed="a.txt", sources=(source("S1", "a.txt"), source("S2", "b.txt"))),
    "its article was edited": brief(sources=(source("S4", "a.txt", version="2"),)),
    "withheld: names: unknown": brief(withheld=(Withheld(LEVEL.text, "names: unknown", "S1"),)),
    "its article could not be read: broken": brief(
        sources=(source("S1", "b.txt"),), inputs=(Input("a.txt", "rejected", "broken"),)
    ),
    "there is a newer version of its article": brief(
        inputs=(Input("a.txt", "duplicate", "an earlier version of S2 (b.txt)"),)
    ),
}


@pytest.mark.parametrize("reason", GONE)
def test_withdrawn_for_a_reason(reason: str) -> None:
    """What nothing supports any more is withdrawn, and each format says why and where it stood."""
    after = replace(GONE[reason], developments=())
    changes = compare(brief(LEVEL), after)
    made = replace(after, changes=changes)

    assert [row.text for row in changes.withdrawn] == [LEVEL.text]
    assert view.why_withdrawn(changes.withdrawn[0], made) == reason
    for text in shown(made):
        assert reason in text
        assert "a.txt" in text or "Courier" in text
        assert "as the earlier brief quoted it" in text


def test_an_edited_number_is_a_change() -> None:
    """An article that was edited gives the old and the new words, and withdraws nothing."""
    after = brief(said(MORE.text), sources=(source("S1", "a.txt", version="2"),))
    changes = compare(brief(MANY), after)

    assert [(row.before.text, row.after.text) for row in changes.changed] == [(MANY.text, MORE.text)]
    assert (changes.added, changes.withdrawn) == ((), ())


ROWS = (PAUSED, RESUMED, LEVEL, MANY, MORE, said("Farmers blocked the road.", "S2", key="D9"))
OTHERS = (source("S1", "c.txt"), source("S2", "d.txt", "2024-02-01"))
"""Articles that none of the later brief's is a version of."""
SOME = st.lists(st.sampled_from(ROWS), unique=True)


@given(SOME)
def test_nothing_changes_by_itself(rows: list[Statement]) -> None:
    """Any brief compared with itself has no changes."""
    assert is_empty(compare(brief(*rows), brief(*rows)))


@given(SOME, SOME, st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(old: list[Statement], new: list[Statement], chance: object) -> None:
    """Statements in another order give the same changes."""
    mixed = [sorted(rows, key=lambda _: chance.random()) for rows in (old, new)]  # type: ignore[attr-defined]

    assert compare(brief(*old), brief(*new)) == compare(brief(*mixed[0]), brief(*mixed[1]))


@given(SOME, SOME)
def test_every_new_statement_is_told_once(old: list[Statement], new: list[Statement]) -> None:
    """A statement is new, or what something changed into, or was there before; never two of these."""
    changes = compare(brief(*old, sources=OTHERS), brief(*new))
    told = [*changes.added, *(row.after for row in changes.changed)]

    assert len(told) == len(set(told))
    assert set(told) == {row for row in new if row not in old}
