"""Negation, modality, attribution and matter of rewritten claims that rest on several sentences."""

import pytest

from briefing import gates
from briefing.gates.clauses import clauses
from briefing.records import Claim

OPENED = "The bridge at Port Ellis was opened to lorries on Monday."
DENIED = "The council did not approve the tunnel, which would cost 12 million euros."
HEDGED = "A ferry may stop in spring, and the harbour office was closed last week."
TOLD = "The old pier is unsafe, harbour master Elena Marsh said."
ALL = (OPENED, DENIED, HEDGED, TOLD)


def judged(text: str, *quotes: str) -> tuple[bool, str]:
    """Whether a rewritten claim passes all gates, and the gate that decided."""
    verdict = gates.judge(Claim(text, (), "merged"), quotes)
    return verdict.supported, verdict.gate


@pytest.mark.parametrize(
    "text",
    [
        "The bridge at Port Ellis was opened to lorries.",
        "On Monday the bridge was opened.",
        "The council did not approve the tunnel.",
        "The ferry may stop in spring.",
        "The harbour office was closed last week.",
        "Elena Marsh said the old pier is unsafe.",
        "The pier is unsafe, according to the harbour master.",
        "The pier is unsafe, Marsh says.",
        "The bridge was opened on Monday, but the council did not approve the tunnel.",
    ],
)
def test_what_other_clauses_say_does_not_count(text: str) -> None:
    """A "not", a "may" and a "said" count where the claim takes their clause over, and nowhere else."""
    assert judged(text, *ALL)[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The council approved the tunnel.", id="negation lost"),
        pytest.param("The council approved the tunnel, and the ferry may not stop.", id="negation elsewhere"),
        pytest.param("The bridge was not opened to lorries on Monday.", id="negation added"),
        pytest.param("The council did not open the bridge at Port Ellis to lorries.", id="negation moved"),
        pytest.param("The ferry stops in spring.", id="possibility lost"),
        pytest.param("The ferry will stop in spring.", id="will for may"),
        pytest.param("The bridge may be opened to lorries on Monday.", id="possibility added"),
        pytest.param("The harbour office may be closed.", id="possibility moved"),
        pytest.param("The tunnel costs 12 million euros.", id="condition lost"),
        pytest.param("The old pier is unsafe.", id="attribution lost"),
        pytest.param("The old pier is unsafe and the harbour office was closed.", id="attribution of one part lost"),
    ],
)
def test_what_its_clause_says_counts(text: str) -> None:
    """What was denied, hedged or attributed is not told without that, whatever else the claim rests on."""
    assert judged(text, *ALL) == (False, "meaning")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The council met on Monday.", "The council did not meet on Monday at the old town hall of Port Ellis."),
        ("Anna Holm stole the money.", "Anna Holm allegedly stole the money."),
        ("The firm closes the old pit.", "The firm may decide next week to close the old pit."),
        ("The driver replied.", "The paper asked Tom Becker, but the driver could not reply."),
        ("Results are clear.", "It is not possible to say whether results are clear."),
        ("He would “fully agree” to the plan.", "He would not “fully agree” to the plan."),
        ("The guide was what a good guide should be.", "The guide was “what a good guide should be”, he said."),
        ("Someone came to say the pit is flooded.", "Tom Becker said someone came to say the pit is flooded."),
        ("The pit, as far as we can tell, is safe.", "The pit, as far as we can tell, is safe, Marsh said."),
        ("Anna Holm reportedly left the firm.", "Anna Holm left the firm."),
        ("Today I found no ripe pear.", "Today I found no ripe pear” said Tom Becker, a miller."),
        ("The old pit has been shut.", '"No coal is left since the old pit has been shut" the miller told them.'),
        ("Schools were approved.", "The council did not approve roads, bridges or schools."),
    ],
)
def test_forms_that_hide_it(text: str, quote: str) -> None:
    """Irregular verbs, infinitives, marks, adverbs and lists do not hide what was said of a clause."""
    assert not judged(text, quote)[0]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The road is to open in spring.", "The road will open in spring."),
        ("The road is set to open in spring.", "The road will open in spring."),
        ("Marsh said the road would open in spring.", "“The road will open in spring,” Marsh said."),
        ("The driver fled into the woods.", "Police did not arrest the driver, who fled into the woods."),
        ("Elena Marsh built the pier.", "Elena Marsh, who built the pier, said rain was near."),
    ],
)
def test_the_same_in_other_words(text: str, quote: str) -> None:
    """Reported speech and plans have forms of their own; a relative clause is not denied with the main one."""
    assert judged(text, quote)[0]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The road will open in spring.", "The road is expected to open in spring."),
        ("The road will open in spring.", "The road is due to open in spring."),
        ("The road would open in spring.", "The road will open in spring."),
    ],
)
def test_no_surer_than_the_source(text: str, quote: str) -> None:
    """What is planned or expected is not told as certain, and "would" is "will" in reported speech only."""
    assert judged(text, quote) == (False, "meaning")


def test_matter() -> None:
    """Names and numbers alone bear nothing out; other words may be the writer's own, but not all."""
    quote = "The council of Port Ellis rejected the plan for 12 bridges on Monday."

    assert judged("The mayor of Port Ellis resigned.", quote) == (False, "matter")
    assert judged("Of it, there was more to come.", quote) == (False, "matter")
    assert judged("Port Ellis turned down a plan for 12 bridges.", quote)[0]
    assert gates.matter_stands(Claim("The mayor resigned.", ()), [quote]).supported


@pytest.mark.parametrize(
    ("text", "quote", "stands"),
    [
        ("Several bridges fell.", "Many bridges fell on Monday.", True),
        ("Rescuers searched the pit.", "Crews came to rescue miners and searched the pit.", True),
        ("Becker searched the pit.", "Crews searched the pit.", False),
        ("The pit was closed by President Holm.", "President Anna Holm closed the pit.", True),
        ("The pit was closed by President Marsh.", "President Anna Holm and Elena Marsh closed the pit.", False),
        ("The pit was closed by Mayor Holm.", "President Anna Holm closed the pit.", False),
    ],
)
def test_names(text: str, quote: str, *, stands: bool) -> None:
    """A word that opens a sentence is no name if it stands there in small letters; a title goes with its bearer."""
    assert gates.names_stand(Claim(text, (), "merged"), [quote]).supported is stands


def test_clauses_end_where_another_begins() -> None:
    """What is said of one clause is not said of the next, and without an end it holds on."""
    first, second = clauses("The plan was not approved, although the council met for hours on Monday.")
    [whole] = clauses("The plan was not approved and the road stays closed.")

    assert (first.negated, second.negated) == (True, False)
    assert whole.negated
    assert clauses("It was there.") == ()
