"""Findings: what several articles say together, the bottom line and the developments."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import article, draft, passages, passages_from

from briefing.config import Settings
from briefing.merge.findings import BOTTOM_LINE, Finding, bottom_line, choose, clusters, findings
from briefing.merge.passages import Passage
from briefing.merge.similarity import REDUNDANT, cosine
from briefing.records import Claim

REJECTED = "The council of Port Ellis rejected the plan for a new harbour."
REJECTED_TOO = "On Monday, the council of Port Ellis rejected the plan for a new harbour."
APPROVED = "The council of Port Ellis accepted another plan for the new harbour."
BLOCKED = "Farmers blocked the northern road with forty tractors."
SNOW = "Snow closed the mountain passes of Norvia for three days."
STRIKE = "Doctors at the central hospital went on strike over wages."
WOLVES = "Wolves killed forty sheep in the hills of Estmark."


def texts(found: list[Finding]) -> list[str]:
    """What the findings say."""
    return [finding.claim.text for finding in found]


class TestJoining:
    """Points of several articles that say the same."""

    def test_one_finding_with_the_words_of_all(self) -> None:
        """What two articles say is one finding, which rests on both."""
        [finding] = findings(passages(a=REJECTED, b=REJECTED_TOO))

        assert {span.article for span in finding.claim.spans} == {"a", "b"}
        assert finding.origins == 2
        assert len(finding.support) == 2

    def test_one_article_does_not_confirm_itself(self) -> None:
        """Two sentences of one article are two findings, however alike."""
        assert len(findings(passages(a=f"{REJECTED} {REJECTED_TOO}"))) == 2

    def test_copies_of_one_origin_count_once(self) -> None:
        """Two papers that print one agency's text are one origin."""
        several = (article("a", REJECTED, origin="agency"), article("b", REJECTED_TOO, origin="agency"))
        [finding] = findings(passages_from(several))

        assert finding.origins == 1

    def test_all_of_a_group_agree(self) -> None:
        """A sentence joins a group only where it says the same as each of its sentences."""
        one = passages(
            a="The flood killed 30 people in the valley.",
            b="The flood killed people in the valley.",
            c="The flood killed 75 people in the valley.",
        )
        groups = [{one[index].article.id for index in group} for group in clusters(one)]

        assert {"a", "c"} not in [{*group} & {"a", "c"} for group in groups]
        assert len(groups) == 2

    def test_more_origins_are_worth_more(self) -> None:
        """What two origins say is worth more than what one says."""
        found = {f.claim.text: f for f in findings(passages(a=REJECTED, b=REJECTED_TOO, c=SNOW, d=WOLVES))}
        joined = next(f for f in found.values() if f.origins == 2)

        assert all(joined.worth > other.worth for other in found.values() if other is not joined)


class TestWording:
    """Whose words are printed."""

    def test_untouched_before_edited(self) -> None:
        """Of two wordings, the one that stands alone as it is, is printed."""
        [finding] = findings(passages(a=f"However, {REJECTED[0].lower()}{REJECTED[1:]}", b=REJECTED))

        assert (finding.claim.text, finding.claim.kind) == (REJECTED, "verbatim")
        assert {span.article for span in finding.claim.spans} == {"a", "b"}

    def test_what_cannot_stand_alone_is_no_finding(self) -> None:
        """A sentence that nobody understands by itself is not printed."""
        assert findings(passages(a="He rejected the plan for a new harbour of Port Ellis.")) == ()


class TestChoose:
    """The findings that are printed."""

    POOL = (REJECTED, REJECTED_TOO, BLOCKED, SNOW, STRIKE, WOLVES, "Snow closed the passes of Norvia for three days.")

    @settings(deadline=None)
    @given(
        st.lists(st.tuples(st.sampled_from(POOL), st.floats(0, 1)), max_size=8),
        st.lists(st.sampled_from(POOL), max_size=2),
        st.integers(0, 6),
    )
    def test_never_repeats(self, worths: list[tuple[str, float]], printed: list[str], count: int) -> None:
        """No two that are chosen say the same, nor does one repeat what is already printed."""
        found = [made(f"f{index}", text, worth) for index, (text, worth) in enumerate(worths)]
        taken = [made(f"t{index}", text, 1.0) for index, text in enumerate(printed)]
        chosen = choose(found, count, taken)

        assert len(chosen) <= count
        assert all(one in found for one in chosen)
        assert all(cosine(a.head, b.head) < REDUNDANT for a, b in combinations(chosen, 2))
        assert all(cosine(a.head, b.head) < REDUNDANT for a in chosen for b in taken)

    def test_the_best_first(self) -> None:
        """What is worth most comes first."""
        found = [made("a", SNOW, 0.2), made("b", STRIKE, 0.9), made("c", WOLVES, 0.5)]

        assert texts(choose(found, 3)) == [STRIKE, WOLVES, SNOW]

    def test_every_article_has_its_say(self) -> None:
        """Of two findings that are nearly worth the same, the one of an article not yet heard is taken."""
        one, two = passages(a=f"{SNOW} {STRIKE}")
        found = [finding(one, 0.9), finding(two, 0.52), made("b", WOLVES, 0.5)]

        assert texts(choose(found, 2)) == [SNOW, WOLVES]


def made(key: str, text: str, worth: float) -> Finding:
    """A finding of one article that says one sentence."""
    return finding(passages(**{key: text})[0], worth)


def finding(passage: Passage, worth: float) -> Finding:
    """A finding of one sentence."""
    return Finding(Claim(passage.text, (passage.span,)), passage, (passage,), worth)


class TestOpinion:
    """Comments among the reports."""

    SAID = "Snow closed the northern road on day {} of March."

    def comments(self, spoken: str, count: int, of: int = 20) -> bool:
        """Whether an article is a comment some sentences of which speak as `spoken` does."""
        text = " ".join(spoken if n < count else self.SAID.format(n) for n in range(of))
        return any(finding.is_opinion for finding in findings(passages(a=text, b=SNOW)))

    @pytest.mark.parametrize("spoken", ["I know what comes next in the valley.", "Who closed the road of the valley?"])
    def test_speaks(self, spoken: str) -> None:
        """Who says "I", or asks the reader, in a share of the sentences writes a comment."""
        assert self.comments(spoken, 3)
        assert not self.comments(spoken, 2)

    def test_quotations_and_short_articles_are_none(self) -> None:
        """What others say as "we" is a report, and a few sentences tell nothing."""
        assert not self.comments("“We know it,” the mayor of Port Ellis said.", 10)
        assert not self.comments("I know what comes next in the valley.", 3, of=10)


class TestBottomLine:
    """What would do if nothing else were read."""

    def test_opens_with_the_newest(self) -> None:
        """The newest state comes first, whatever older articles say together."""
        made = draft(
            a=f"2024-03-01: {REJECTED}",
            b=f"2024-03-01: {REJECTED_TOO}",
            c=f"2024-03-09: {APPROVED}",
            d=f"undated: {SNOW}",
        )

        assert made.bottom_line[0].text == APPROVED

    def test_what_happened_before_what_was_said(self) -> None:
        """Of the newest, a quotation opens the brief only where there is nothing else."""
        quoted = "“The council of Port Ellis rejected the plan for a new harbour,” the mayor said."

        assert draft(a=f"{quoted} {SNOW}").bottom_line[0].text == SNOW
        assert draft(a=quoted).bottom_line[0].text == quoted

    def test_at_most_three(self) -> None:
        """It is short, and what is left over are developments."""
        made = draft(a=f"{REJECTED} {BLOCKED} {SNOW} {STRIKE} {WOLVES}")

        assert len(made.bottom_line) == BOTTOM_LINE
        assert len(made.developments) == 2

    def test_nothing_to_say(self) -> None:
        """Without findings there is no bottom line."""
        assert bottom_line([], []) == []
        assert draft(a="Why?").bottom_line == ()

    def test_passes_over_what_is_superseded(self) -> None:
        """An old toll, and a pause that is over, are no bottom line."""
        made = draft(
            a="2024-03-01: The flood in Port Ellis killed 11 people. The council of Port Ellis suspended the talks.",
            b="2024-03-09: The flood in Port Ellis killed 24 people. The council of Port Ellis resumed the talks.",
        )

        assert {claim.text for claim in made.bottom_line} == {
            "The flood in Port Ellis killed 24 people.",
            "The council of Port Ellis resumed the talks.",
        }

    FLOOD = "The flood in the harbour of Port Ellis killed 11 people."

    @pytest.mark.parametrize(
        ("older", "newer"),
        [
            pytest.param(
                f"2024-03-09: {FLOOD}", "2024-03-09: The storm and flood in Port Ellis killed 24 people.", id="one day"
            ),
            pytest.param(
                f"2024-03-01: {FLOOD}",
                "2024-03-09: The storm and flood in Port Ellis injured 24 people.",
                id="other harm",
            ),
            pytest.param(
                f"2024-03-01: {FLOOD}",
                "2024-03-09: Wolves from the northern hills of Estmark killed 24 people at a winter market.",
                id="other story",
            ),
            pytest.param(
                f"undated: {FLOOD}", "2024-03-09: The storm and flood in Port Ellis killed 24 people.", id="no date"
            ),
        ],
    )
    def test_keeps_what_is_not_superseded(self, older: str, newer: str) -> None:
        """Another number of the same day, of another harm or another story replaces none."""
        assert self.FLOOD in {claim.text for claim in draft(a=older, b=newer).bottom_line}

    def test_drops_what_is_superseded(self) -> None:
        """The same harm with another number, days later, is the newer state of one story."""
        newer = "2024-03-09: The storm and flood in Port Ellis killed 24 people."

        assert self.FLOOD not in {claim.text for claim in draft(a=f"2024-03-01: {self.FLOOD}", b=newer).bottom_line}

    def test_is_about_the_main_thread(self) -> None:
        """A late article on another matter does not open the brief."""
        made = draft(
            a=f"2024-03-01: {REJECTED}",
            b=f"2024-03-02: {REJECTED_TOO}",
            c=f"2024-03-03: {REJECTED}",
            d=f"2024-03-09: {SNOW}",
        )

        assert made.bottom_line[0].text != SNOW

    def test_reports_before_comments(self) -> None:
        """What a commentator makes of it is printed only where nobody reports."""
        comment = " ".join(f"We all know what comes next, part {n}, my friends." for n in range(14))

        made = draft(a=f"2024-03-09: {SNOW} {comment}", b=f"2024-03-01: {REJECTED}")

        assert [claim.text for claim in made.bottom_line] == [REJECTED]

    def test_without_dates(self) -> None:
        """Where no article is dated, the best opens."""
        assert len(draft(a=f"undated: {REJECTED}", b=f"undated: {SNOW}").bottom_line) == 2


def test_no_two_statements_say_the_same() -> None:
    """Neither within the developments, nor between them and the bottom line, is anything said twice."""
    made = draft(
        a=f"2024-03-01: {REJECTED} {BLOCKED} {SNOW}",
        b=f"2024-03-02: {REJECTED_TOO} {STRIKE} Snow closed the passes of Norvia for three days.",
        c=f"2024-03-03: {WOLVES} Forty tractors of farmers blocked the northern road.",
    )
    said = passages(**{f"s{n}": claim.text for n, claim in enumerate((*made.bottom_line, *made.developments))})

    assert all(cosine(one, other) < REDUNDANT for one, other in combinations(said, 2))
    assert len(said) == 5


def test_no_more_developments_than_asked_for() -> None:
    """The settings limit the developments."""
    text = f"{REJECTED} {BLOCKED} {SNOW} {STRIKE} {WOLVES}"

    assert len(draft(Settings(developments=1), a=text).developments) == 1


def test_no_passages() -> None:
    """Without sentences there are no findings."""
    assert findings(()) == ()
