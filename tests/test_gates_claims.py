"""The gates: what a claim must pass to be printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import gates
from briefing.records import Claim, Span, StatementKind, Verdict


def wrong(reason: str) -> pytest.MarkDecorator:
    """Marks what a gate does not judge as it should."""
    return pytest.mark.xfail(strict=True, reason=reason)


def judged(text: str, *quotes: str, kind: StatementKind = "verbatim") -> Verdict:
    """What all gates say of a claim that rests on some quotes."""
    return gates.judge(Claim(text, tuple(Span("a", n, n + 1) for n in range(len(quotes))), kind), quotes)


def merged(text: str, *quotes: str) -> Verdict:
    """What all gates say of a rewritten claim."""
    return judged(text, *quotes, kind="merged")


QUOTE = "The council of Port Ellis rejected the plan for 12 bridges on Monday."


class TestEvidence:
    """There are words of a source."""

    def test_passes(self) -> None:
        """A claim that stands in its quote is supported without any doubt."""
        assert judged(QUOTE, QUOTE) == Verdict(supported=True, score=1.0, gate="quotation", reason="")

    @pytest.mark.parametrize(("text", "quotes"), [(QUOTE, ()), ("", (QUOTE,)), ("  ", (QUOTE,)), (QUOTE, (QUOTE, " "))])
    def test_withheld(self, text: str, quotes: tuple[str, ...]) -> None:
        """A claim without words, and one that rests on nothing, is withheld."""
        verdict = judged(text, *quotes)

        assert (verdict.supported, verdict.gate, verdict.score) == (False, "evidence", 0.0)
        assert verdict.reason


class TestVerbatim:
    """Words as they stand in the source."""

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("The council met on Monday.", "The council met on Monday."),
            ("The council met on Monday.", "The council met\non  Monday."),
            ("The council met.", "The council met. It was Monday."),
        ],
    )
    def test_passes(self, text: str, quote: str) -> None:
        """A quotation may differ in white space, and may be part of a longer one."""
        assert judged(text, quote).supported

    @pytest.mark.parametrize(
        "text",
        [
            "The council of Port Ellis accepted the plan for 12 bridges on Monday.",
            "The council of Port Ellis rejected the plan for 12 bridges.",
            "the Council of Port Ellis rejected the plan for 12 bridges on Monday.",
        ],
    )
    def test_withheld(self, text: str) -> None:
        """A word changed, left out or written otherwise makes it no quotation."""
        verdict = judged(text, QUOTE)

        assert (verdict.supported, verdict.gate) == (False, "verbatim")

    @pytest.mark.parametrize(
        ("text", "quotes"),
        [
            ("The council met on Monday.", ("However, the council met on Monday.",)),
            ("The minister rejected the plan.", ("The minister, however, rejected the plan.",)),
            ("[John Carver] opened the bridge.", ("He opened the bridge.", "John Carver")),
            ("The talks [with Norvia] ended.", ("The talks ended.", "with Norvia")),
            ("“It will open.” [said Elena Marsh]", ("“It will open.”", "said Elena Marsh")),
            ("The mayor [sic] left.", ("The mayor [sic] left.",)),
        ],
    )
    def test_edited(self, text: str, quotes: tuple[str, ...]) -> None:
        """An editor may drop connectives, and put words of the source in brackets for a pronoun."""
        assert judged(text, *quotes, kind="condensed").supported

    @pytest.mark.parametrize(
        ("text", "quotes"),
        [
            pytest.param(
                "[Tom Becker] opened the bridge.", ("He opened the bridge.", "John Carver"), id="bracket not in a quote"
            ),
            pytest.param("[John Carver] closed the bridge.", ("He opened the bridge.", "John Carver"), id="verb"),
            pytest.param("The council met.", ("The council met nobody.",), id="nobody"),
            pytest.param("The council met.", ("The council never met.",), id="never"),
            pytest.param("The council met.", ("The city council met.",), id="attribute"),
            pytest.param("Met the council.", ("The council met.",), id="order"),
            pytest.param("The council met twice.", ("The council met.",), id="added"),
            pytest.param("[] opened the bridge.", ("He opened the old bridge.",), id="empty bracket"),
            pytest.param("The minister resigned.", ("The other minister resigned.",), id="other"),
            pytest.param("The plan failed.", ("The plan failed in part.",), id="in part"),
            pytest.param("[Ann] opened the bridge.", ("He opened the bridge.", "Annabel Holm"), id="part of a name"),
        ],
    )
    def test_edited_too_much(self, text: str, quotes: tuple[str, ...]) -> None:
        """More than that is no editing."""
        assert not judged(text, *quotes, kind="condensed").supported


class TestNumbers:
    """Numbers of a rewritten claim."""

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("The plan was for 12 bridges.", QUOTE),
            ("The plan was for 12 bridges.", "The plan was for twelve bridges."),
            ("The bridge cost 2,500 euros.", "The bridge cost 2500 euros."),
            ("The bridge cost 3.5 million euros.", "The bridge cost 3.5 million euros."),
            ("The bridge cost 3.5 million euros.", "The bridge cost 3.5m euros."),
            ("The twelve and more bridges fell.", "The 12 bridges fell."),
            ("Section 1.2.3 covers bridges.", "Bridges are in section 1.2.3 of the law."),
            ("The plan was for 30 bridges.", "The plan was for thirty bridges."),
        ],
    )
    def test_passes(self, text: str, quote: str) -> None:
        """A number that stands in a quote, in digits or in words, passes."""
        assert merged(text, quote).supported

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("The plan was for 13 bridges.", QUOTE),
            ("The plan was for 2 bridges.", QUOTE),
            ("The bridge cost 3.6 million euros.", "The bridge cost 3.5 million euros."),
            ("The council met on 5 May.", "The council met in May."),
            ("The plan was for fourteen bridges.", QUOTE),
            ("The bridge cost 3.5 billion euros.", "The bridge cost 3.5 million euros."),
            ("The plan was for 12 percent of the bridges.", QUOTE),
        ],
    )
    def test_withheld(self, text: str, quote: str) -> None:
        """A number that stands in no quote is invented."""
        verdict = merged(text, quote)

        assert (verdict.supported, verdict.gate) == (False, "numbers")


class TestNames:
    """Names of a rewritten claim."""

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("On Monday, the plan of Port Ellis was rejected.", QUOTE),
            ("The bridge was opened by Marsh.", "Elena Marsh’s bridge was opened."),
            ("The bridge of Marsh’s was opened.", "Elena Marsh opened the bridge."),
            ("Rejected by Port Ellis.", QUOTE),
            ("Twelve bridges fell.", "On Monday, 12 bridges fell."),
        ],
    )
    def test_passes(self, text: str, quote: str) -> None:
        """A name that stands in a quote passes, with or without its possessive ending."""
        assert merged(text, quote).supported

    @pytest.mark.parametrize(
        ("text", "quotes"),
        [
            ("The council of Port Anna rejected the plan.", (QUOTE,)),
            ("The plan was rejected in Norvia.", (QUOTE,)),
            ("The bridge was opened by Zoë Müller.", ("The bridge was opened by Zoë Meier.",)),
            ("Becker opened the bridge.", ("Marsh opened the bridge.",)),
            ("The bridge was opened by Łukasz.", ("The bridge was opened by Marsh.",)),
            ("The bridge was opened by Tom Marsh.", ("The bridge was opened by Tom Becker and Elena Marsh.",)),
        ],
    )
    def test_withheld(self, text: str, quotes: tuple[str, ...]) -> None:
        """A name that stands in no quote is invented."""
        verdict = merged(text, *quotes)

        assert (verdict.supported, verdict.gate) == (False, "names")


class TestMeaning:
    """What a rewritten claim must keep of its sources."""

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("The council did not meet.", "On Monday, the council did not meet."),
            ("The bridge may open.", "The bridge might open in May."),
            ("Marsh said the bridge is safe.", "The bridge is safe, Marsh told farmers."),
        ],
    )
    def test_passes(self, text: str, quote: str) -> None:
        """Negation, modality and attribution may be put in other words."""
        assert merged(text, quote).supported

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            pytest.param("The council met.", "The council did not meet.", id="negation lost"),
            pytest.param("The council met.", "The council never met.", id="never"),
            pytest.param("The council never met.", "The council met.", id="negation added"),
            pytest.param("The bridge opens in spring.", "The bridge may open in spring.", id="modality lost"),
            pytest.param("The bridge opens.", "The bridge is expected to open.", id="expectation lost"),
            pytest.param("The bridge is safe.", "The bridge is safe, Marsh said.", id="attribution lost"),
            pytest.param("The bridge is safe.", "According to Marsh, the bridge is safe.", id="according to"),
            pytest.param("The council met.", "The council didn't meet.", id="short negation"),
            pytest.param("The bridge opens in May.", "The bridge might open in May.", id="modality lost in May"),
            pytest.param("The bridge will open in spring.", "The bridge may open in spring.", id="other modality"),
        ],
    )
    def test_withheld(self, text: str, quote: str) -> None:
        """A rewritten claim that says more, or less, than its source is withheld."""
        verdict = merged(text, quote)

        assert (verdict.supported, verdict.gate) == (False, "meaning")

    def test_only_rewritten_claims(self) -> None:
        """What stands word for word in the source keeps its meaning by itself."""
        assert judged("The bridge is safe", "The bridge is safe, Marsh said.").supported


class TestQuotations:
    """Words in quotation marks."""

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("Marsh called it “a safe bridge”.", "Marsh called it “a safe bridge” on Monday."),
            ('Marsh called it "a safe bridge".', "Marsh called it “a safe bridge” on Monday."),
            ("Marsh called it “a safe\nbridge”.", "Marsh called it “a safe bridge” on Monday."),
            ("Marsh called it “a safe bridge”.", "Marsh called it “a safe bridge.”"),
            ("Marsh called it “a safe bridge”.", "It is a safe bridge, and everybody came,” Marsh insists."),
        ],
    )
    def test_passes(self, text: str, quote: str) -> None:
        """Words in quotation marks of any kind that stand in a quote pass."""
        assert merged(text, quote).supported

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("Marsh called it “a bad bridge”.", "Marsh called it “a safe bridge” on Monday."),
            ("Marsh called it “my plan”.", "Marsh called it “my other plan” on Monday."),
            ("Marsh felt “able to win”.", "Marsh felt “unable to win” on Monday."),
            ("Marsh thinks “the bridge is safe”.", "Marsh thinks that the bridge is safe."),
        ],
    )
    def test_withheld(self, text: str, quote: str) -> None:
        """Words that nobody said are not put in quotation marks."""
        verdict = merged(text, quote)

        assert (verdict.supported, verdict.gate) == (False, "quotation")


class TestJudge:
    """All gates in order."""

    def test_an_exception_withholds(self) -> None:
        """A gate that breaks withholds the claim, and says which gate and which error, but prints no traceback."""

        def broken(claim: Claim, quotes: object) -> Verdict:
            raise ZeroDivisionError(f"{claim} {quotes}")

        verdict = gates.judge(Claim(QUOTE, ()), [QUOTE], (gates.has_evidence, broken))

        assert verdict == Verdict(
            supported=False, score=0.0, gate="broken", reason="it could not be checked (ZeroDivisionError)"
        )

    def test_the_lowest_score_counts(self) -> None:
        """The score of a supported claim is the lowest that a gate gave."""

        def unsure(_claim: Claim, _quotes: object) -> Verdict:
            return Verdict(supported=True, score=0.8, gate="unsure", reason="")

        assert gates.judge(Claim(QUOTE, ()), [QUOTE], (unsure, gates.has_evidence)).score == 0.8

    def test_the_first_objection_decides(self) -> None:
        """Gates after an objection are not asked."""
        assert judged("", QUOTE).gate == "evidence"

    @given(
        st.text(max_size=60),
        st.lists(st.text(max_size=60), max_size=3),
        st.sampled_from(["verbatim", "condensed", "merged"]),
    )
    def test_never_raises(self, text: str, quotes: list[str], kind: StatementKind) -> None:
        """Any claim and any quotes get a verdict, with a reason where they are withheld."""
        verdict = judged(text, *quotes, kind=kind)

        assert verdict.supported or verdict.reason
        assert "could not be checked" not in verdict.reason
        assert 0 <= verdict.score <= 1

    @given(
        st.text(alphabet="abcdefgh ,.“”[]1290’", min_size=1, max_size=60).filter(str.strip),
        st.sampled_from(["verbatim", "condensed"]),
    )
    def test_what_stands_in_the_source_passes(self, text: str, kind: StatementKind) -> None:
        """Whatever is printed exactly as it stands is supported."""
        assert judged(" ".join(text.split()), text, kind=kind).supported
