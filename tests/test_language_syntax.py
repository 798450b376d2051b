"""Walks over the dependency tree of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import sentence

from briefing.language import syntax
from briefing.records import Token


def tokens(text: str) -> tuple[Token, ...]:
    """The parsed words of a sentence."""
    return sentence(text)[0].tokens


def at(row: tuple[Token, ...], word: str) -> int:
    """The index of a word."""
    return next(index for index, token in enumerate(row) if token.text == word)


def words(row: tuple[Token, ...], indices: list[int]) -> str:
    """The words at some indices, as text."""
    return " ".join(row[index].text for index in indices)


def chain(heads: list[int]) -> list[Token]:
    """Words with given heads and no grammar."""
    return [Token(i, i + 1, "x", "x", "NOUN", "NN", "dep", head) for i, head in enumerate(heads)]


@pytest.fixture(scope="module")
def bridge() -> tuple[Token, ...]:
    """A sentence with a relative clause."""
    return tokens("The new mayor of the town, who was elected in May, has not opened the stone bridge.")


def test_root(bridge: tuple[Token, ...]) -> None:
    """The main verb governs the sentence."""
    assert bridge[syntax.root(bridge)].text == "opened"
    assert syntax.root(()) == 0


def test_children_come_in_order(bridge: tuple[Token, ...]) -> None:
    """What a word governs directly is given from left to right, without the word itself."""
    assert words(bridge, list(syntax.children(bridge, at(bridge, "bridge")))) == "the stone"
    assert syntax.root(bridge) not in syntax.children(bridge, syntax.root(bridge))


def test_subtree(bridge: tuple[Token, ...]) -> None:
    """A word with all that hangs on it, at any depth."""
    assert words(bridge, syntax.subtree(bridge, at(bridge, "of"))) == "of the town"
    assert syntax.subtree(bridge, syntax.root(bridge)) == list(range(len(bridge)))


def test_ancestors_lead_to_the_root(bridge: tuple[Token, ...]) -> None:
    """The words above a word end with the main verb."""
    assert words(bridge, list(syntax.ancestors(bridge, at(bridge, "stone")))) == "bridge opened"
    assert list(syntax.ancestors(bridge, syntax.root(bridge))) == []


def test_governing_verb(bridge: tuple[Token, ...]) -> None:
    """The verb nearest above a word: that of its own clause."""
    assert bridge[syntax.governing_verb(bridge, at(bridge, "stone")) or 0].text == "opened"
    assert bridge[syntax.governing_verb(bridge, at(bridge, "May")) or 0].text == "elected"
    assert syntax.governing_verb(bridge, syntax.root(bridge)) is None


def test_noun_phrase_leaves_clauses_out(bridge: tuple[Token, ...]) -> None:
    """A noun keeps what belongs to its name, and loses its relative clause."""
    assert words(bridge, syntax.noun_phrase(bridge, at(bridge, "mayor"))) == "The new mayor of the town"


@pytest.mark.xfail(strict=True, reason="punctuation is left out only where it hangs on the noun itself")
def test_noun_phrase_leaves_commas_out() -> None:
    """Commas around a clause that is left out go with it, wherever the parser hangs them."""
    row = tokens("The new mayor of Port Ellis, who was elected in May, has not opened the stone bridge.")

    assert words(row, syntax.noun_phrase(row, at(row, "mayor"))) == "The new mayor of Port Ellis"


def test_noun_phrase_leaves_other_nouns_out() -> None:
    """Of several nouns side by side, and of an apposition, only the noun itself is kept."""
    row = tokens("Elena Marsh, the mayor, and Tom Becker opened the bridge.")

    assert words(row, syntax.noun_phrase(row, at(row, "Marsh"))) == "Elena Marsh"


def test_noun_head() -> None:
    """The first word of a compound leads to its last."""
    row = tokens("The stone bridge toll rose.")

    assert row[syntax.noun_head(row, at(row, "stone"))].text == "toll"
    assert row[syntax.noun_head(row, at(row, "rose"))].text == "rose"


def test_subjects_are_shared_by_coordinated_verbs() -> None:
    """Of two verbs joined by "and", the second has the subject of the first."""
    row = tokens("The mayor opened the bridge and closed the old road.")

    assert words(row, syntax.subjects(row, at(row, "closed"))) == "mayor"
    assert words(row, syntax.subjects(row, at(row, "opened"))) == "mayor"


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("The mayor has not opened the bridge.", "opened", True),
        ("The mayor never opened the bridge.", "opened", True),
        ("The mayor didn't open the bridge.", "open", True),
        ("The mayor opened the bridge.", "opened", False),
        ("The mayor, who was not elected, opened the bridge.", "opened", False),
        ("The mayor no longer supports the plan.", "supports", True),
        ("No member supported the plan.", "supported", True),
    ],
)
def test_negation(text: str, verb: str, negated: bool) -> None:  # noqa: FBT001 - a column of the table
    """A verb is negated by its own words, not by those of a clause in the sentence."""
    row = tokens(text)

    assert syntax.is_negated(row, at(row, verb)) is negated


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (["US", "-", "led", "coalition"], "US-led coalition"),
        (["The", "coalition"], "The coalition"),
        (["Norvia", "'s", "army"], "Norvia's army"),
        (["army", "."], "army."),
        ([], ""),
    ],
)
def test_join_keeps_the_spaces_of_the_text(chosen: list[str], expected: str) -> None:
    """Words that touch in the text touch in the label; where something is left out there is one space."""
    row = tokens("The US-led coalition left Norvia's army.")

    assert syntax.join(row, [at(row, word) for word in chosen]) == expected


@given(st.lists(st.integers(0, 7), min_size=8, max_size=8))
def test_any_heads(heads: list[int]) -> None:
    """No tree, however crooked, makes a walk go on for ever or leave the sentence."""
    row = chain(heads)

    for index in range(len(row)):
        assert set(syntax.subtree(row, index)) <= set(range(len(row)))
        assert len(list(syntax.ancestors(row, index))) <= len(row)
        assert syntax.governing_verb(row, index) is None
