"""Sentences: where they end, and where a full stop does not end one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.segmentation import sentence_spans


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Lt. Col. Reed of the Anglo-U.S. Council spoke.",
        "Gen. Ash, Sen. Hill and Gov. Field met Mr. Reed.",
        "Approx. 40 people left, as No. 18 of the list says.",
        "The U.S. Senate and the U.N. Council agreed.",
        "He met Ms. Reed and Amb. Ash, as Figs. 3 and 4 show.",
        "John Q. Reed and Dr. A. Hill came at 8:50 a.m. BST on Monday.",
        "“We go. We do not ask. We act,” she said.",
        "“Why now?” Ada Reed, the mayor, asked.",
        '"There is time." - The mayor',
        "The site Bridge.example was down.",
    ],
)
def test_one_sentence(whole: str) -> None:
    """Abbreviations, initials, quotations and names of sites do not end a sentence."""
    assert [whole] == sentences(whole)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He went to the U.S.", "After that he rested."),
        ("It began at 8 a.m.", "The rest followed."),
        ("They chose plan B.", "It failed."),
        ("The water rose.", "“We saw it,” said Reed."),
        ("“It rose.”", "She left."),
        ("A headline without a stop", "The text below it."),
        ("It was over on Tuesday night (14).", "of a bridge in the town."),
    ],
)
def test_two_sentences(first: str, second: str) -> None:
    """What a reader takes for two sentences is two; a line break always ends one."""
    between = "\n" if "headline" in first else " "

    assert [first, second] == sentences(f"{first}{between}{second}")


def test_missing_space() -> None:
    """A blank forgotten after a full stop does not make one sentence of two, save within a quotation."""
    assert sentences("It was settled.The rest left.") == ["It was settled.", "The rest left."]
    assert sentences('"It was settled.The rest left," he said.') == ['"It was settled.The rest left," he said.']


def test_closing_quotation_mark_stays() -> None:
    """A quotation mark behind the full stop belongs to the sentence, and lone punctuation is none."""
    assert sentences("They called it “a want of tact”. .") == ["They called it “a want of tact”."]
    assert sentences("They called it “a want of tact”. . He left.") == [
        "They called it “a want of tact”.",
        "He left.",
    ]


def test_very_long_line() -> None:
    """A line of megabytes is cut in parts, and its sentences are the same."""
    assert sentences("The river rose again. " * 5_000) == ["The river rose again."] * 5_000


@given(st.text(alphabet=st.one_of(st.sampled_from(" .?!\n\"“”'()-AaBbUS1"), st.characters())))
def test_spans_are_ordered_and_disjoint(text: str) -> None:
    """Whatever the text, spans are in order, do not overlap, are not empty and begin and end at no white space."""
    last = 0
    for start, end in sentence_spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        last = end
