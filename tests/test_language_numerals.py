"""Numbers in words and digits: what they come to, and where they stand in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.numerals import SCALES, UNITS, Run, runs, value
from briefing.records import Token

ONES = {number: word for word, number in UNITS.items()}


def spelled(number: int) -> list[str]:
    """The words for a whole number below a trillion, as a British newspaper spells it, hyphens apart."""
    for name in ("billion", "million", "thousand"):
        scale = int(SCALES[name])
        if number >= scale:
            rest = spelled(number % scale) if number % scale else []
            return [*spelled(number // scale), name, *(["and"] if 0 < number % scale < 100 else []), *rest]
    if number >= 100:
        rest = ["and", *spelled(number % 100)] if number % 100 else []
        return [ONES[number // 100], "hundred", *rest]
    if number in ONES:
        return [ONES[number]]
    return [ONES[number // 10 * 10], "-", ONES[number % 10]]


def row(text: str) -> list[Token]:
    """The words of a text as tokens without grammar."""
    return [Token(0, len(word), word, word, "", "", "", 0) for word in text.split()]


def found(text: str) -> list[tuple[str, float, float | None]]:
    """The numbers of a text: their words, what they come to, the upper end of a range."""
    words = text.split()
    return [(" ".join(words[run.first : run.last]), run.number, run.upper) for run in runs(row(text))]


class TestValue:
    """What some words spell."""

    @pytest.mark.parametrize(
        ("words", "number"),
        [
            ("zero", 0),
            ("eleven", 11),
            ("forty", 40),
            ("ninety - nine", 99),
            ("a hundred", 100),
            ("three hundred and seven", 307),
            ("eleven hundred", 1100),
            ("two thousand five hundred", 2500),
            ("two hundred thousand", 200_000),
            ("six million three hundred thousand", 6_300_000),
            ("12 million", 12_000_000),
            ("1.2 billion", 1_200_000_000),
            ("four trillion", 4_000_000_000_000),
            ("half a million", 500_000),
            ("a quarter of a million", 250_000),
            ("two and a half million", 2_500_000),
            ("a dozen", 12),
            ("three dozen", 36),
        ],
    )
    def test_words(self, words: str, number: float) -> None:
        """Words, magnitudes and fractions of a magnitude are read in full."""
        assert value(words.split()) == number

    @pytest.mark.parametrize(
        ("written", "number"),
        [
            ("7", 7),
            ("007", 7),
            ("2,500", 2500),
            ("1,234,567", 1_234_567),
            ("12,00,000", 1_200_000),
            ("1,234.5", 1234.5),
            ("0.5", 0.5),
            ("3.", 3),
            ("2\u00a0500", 2500),
            ("3.5m", 3_500_000),
            ("3.5M", 3_500_000),
            ("1.2bn", 1_200_000_000),
            ("40k", 40_000),
            ("2tn", 2_000_000_000_000),
        ],
    )
    def test_digits(self, written: str, number: float) -> None:
        """Separators of thousands, decimals and short magnitudes are understood."""
        assert value([written]) == number

    @pytest.mark.parametrize("written", ["", "-", "1.2.3", "1,5", "1,2345", "7:20", "10%", "troops", "first", "no"])
    def test_no_number(self, written: str) -> None:
        """What is no plain number, or might be read in two ways, is none."""
        assert value([written]) is None

    def test_no_words(self) -> None:
        """Nothing spells nothing."""
        assert value([]) is None

    @pytest.mark.parametrize(
        ("words", "number"),
        [("one third", 1 / 3), ("one quarter", 0.25), ("two thirds", 2 / 3), ("three quarters", 0.75)],
    )
    def test_fraction_of_one(self, words: str, number: float) -> None:
        """A number before a fraction says how many of them."""
        assert value(words.split()) == pytest.approx(number)

    @given(st.integers(0, 10**12 - 1))
    def test_spelled_number(self, number: int) -> None:
        """Every number comes back from its words."""
        assert value(spelled(number)) == number

    @given(st.integers(0, 10**12 - 1))
    def test_written_number(self, number: int) -> None:
        """Every number comes back from its digits, with separators and without."""
        assert value([f"{number:,}"]) == value([str(number)]) == number

    @given(st.lists(st.text(max_size=8), max_size=6))
    def test_never_raises(self, words: list[str]) -> None:
        """Any words whatever give a number or none."""
        assert isinstance(value(words), float | None)


class TestRuns:
    """Where the numbers of a sentence begin and end."""

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("nobody came", []),
            ("some 2,500 troops left", [("2,500", 2500, None)]),
            ("twenty - five boats", [("twenty - five", 25, None)]),
            ("one hundred and twenty students", [("one hundred and twenty", 120, None)]),
            ("two and a half million euros", [("two and a half million", 2_500_000, None)]),
            ("half a million people", [("half a million", 500_000, None)]),
            ("a half - billion dollar bridge", [("half - billion", 500_000_000, None)]),
            ("a three - million - euro bridge", [("three - million", 3_000_000, None)]),
            ("several hundred boats", []),
            ("several dozen boats", []),
            ("half an hour", []),
            ("more than a hundred villages", [("a hundred", 100, None)]),
            ("a dozen boats", [("a dozen", 12, None)]),
            ("hundreds of boats", []),
            ("five dead and 30 hurt", [("five", 5, None), ("30", 30, None)]),
            ("12 boats , 3.5m fish", [("12", 12, None), ("3.5m", 3_500_000, None)]),
        ],
    )
    def test_numbers(self, text: str, numbers: list[tuple[str, float, float | None]]) -> None:
        """A number is found with all words that belong to it, and nothing else."""
        assert found(text) == numbers

    @pytest.mark.parametrize(
        ("text", "low", "high"),
        [
            ("between 20 and 30 houses", 20, 30),
            ("20 to 30 houses", 20, 30),
            ("20 - 30 houses", 20, 30),
            ("20 – 30 houses", 20, 30),
            ("two to three hundred houses", 200, 300),
            ("2 to 3 million euros", 2_000_000, 3_000_000),
            ("between 20 and 30 million euros", 20_000_000, 30_000_000),
            ("800,000 to 1.2 million euros", 800_000, 1_200_000),
        ],
    )
    def test_range(self, text: str, low: float, high: float) -> None:
        """A range is one number with an upper end, and a magnitude after it belongs to both ends."""
        assert [(run.number, run.upper) for run in runs(row(text))] == [(low, high)]

    @pytest.mark.parametrize("text", ["10 and 20 boats", "10 , 20 boats", "10 or 20 boats"])
    def test_no_range(self, text: str) -> None:
        """Two numbers side by side are two."""
        assert [(run.number, run.upper) for run in runs(row(text))] == [(10, None), (20, None)]

    def test_falling_range_has_no_upper_end(self) -> None:
        """What goes down is no range."""
        assert [run.upper for run in runs(row("30 to 20 votes"))] == [None]

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [("twelve two - room schools", [12, 2]), ("three , or four four - wheel cars", [3, 4, 4])],
    )
    def test_numbers_side_by_side(self, text: str, numbers: list[float]) -> None:
        """Only tens take a unit; "twelve two-room schools" are twelve."""
        assert [run.number for run in runs(row(text))] == numbers

    @pytest.mark.parametrize(
        ("text", "number"), [("a million people", 1e6), ("a thousand boats", 1e3), ("about a billion euros", 1e9)]
    )
    def test_one_of_a_magnitude(self, text: str, number: float) -> None:
        """A thousand, a million and a billion are numbers as a hundred is."""
        assert [run.number for run in runs(row(text))] == [number]

    @given(
        st.lists(st.sampled_from([*UNITS, *SCALES, "half", "a", "and", "-", "to", "between", "20", "3.5m", "boats"]))
    )
    def test_runs_are_ordered_and_disjoint(self, words: list[str]) -> None:
        """Whatever stands in a sentence, its numbers follow one another and overlap nowhere."""
        edges = [edge for run in runs(row(" ".join(words))) for edge in (run.first, run.last)]

        assert edges == sorted(edges)
        assert all(0 <= edge <= len(words) for edge in edges)

    @given(st.integers(3, 10**9))
    def test_spelled_number_is_one_run(self, number: int) -> None:
        """A spelled number is found as a whole inside a sentence."""
        words = spelled(number)

        assert list(runs(row(f"the {' '.join(words)} boats"))) == [Run(1, 1 + len(words), number, None)]
