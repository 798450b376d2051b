"""Rewritten sentences against an article, with real parses and the vectors of the newsroom."""

import pytest
from newsroom import article, digest

from briefing import gates
from briefing.gates import arguments
from briefing.records import Sentence, Verdict

ARTICLE = (
    "The city of Port Ellis sued the mining firm Halden on 5 May over its lorries. "
    "Mayor Elena Marsh said that 12 bridges had been damaged by its lorries. "
    "The firm employs 340 miners in the valley. "
    "Its director, Tom Becker, rejected the complaint. "
    "A judge in the capital will hear the case in June. "
    "Schools in the valley reopened after the snow melted."
)


def read(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text as the condenser reads them."""
    return digest(article("a", text)).sentences


def judged(text: str) -> Verdict:
    """What the gates say of one rewritten sentence."""
    [sentence] = read(text)
    return gates.judge_rewritten(sentence, read(ARTICLE))


@pytest.mark.parametrize(
    "text",
    [
        "Port Ellis sued the mining firm Halden on 5 May.",
        "The mining firm Halden was sued by the city of Port Ellis.",
        "Tom Becker, the director, rejected the complaint.",
        "A judge will hear the case in June.",
        "The firm employs 340 miners.",
        "tom becker rejected the complaint.",
    ],
)
def test_borne_out(text: str) -> None:
    """What the article says passes in other words and in any case."""
    assert judged(text).supported


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("The mining firm Halden sued the city of Port Ellis.", "the other way round", id="roles"),
        pytest.param("The mining firm Norsk Vollen sued Anna Lindqvist.", "Lindqvist", id="invented names"),
        pytest.param("The firm employs 890 miners in the valley.", "890", id="invented number"),
        pytest.param("Astronomers photographed a distant comet.", "no sentence", id="another matter"),
    ],
)
def test_withheld(text: str, reason: str) -> None:
    """What the article does not say is withheld with what speaks against it."""
    verdict = judged(text)

    assert not verdict.supported
    assert reason in verdict.reason
    assert 0 <= verdict.score < 0.5


def test_a_number_of_something_else_counts_against() -> None:
    """A number that the article has, with another noun, weighs against the sentence."""
    assert judged("The firm employs 12 miners in the valley.").score < judged("The firm employs 340 miners.").score


def test_alignment() -> None:
    """A sentence rests on what accounts for its words, the fullest first; on nothing where no word stands there."""
    source = read(ARTICLE)
    [one] = read("Tom Becker, its director, rejected the complaint.")
    [two] = read("The firm, which employs 340 miners in the valley, was sued by the city of Port Ellis on 5 May.")
    [none] = read("Astronomers photographed a distant comet.")

    assert gates.align(one, source) == (3,)
    assert sorted(gates.align(two, source)) == [0, 2]
    assert gates.align(none, source) == ()
    assert gates.align(one, ()) == ()


def test_a_name_or_a_number_is_enough_to_rest_on_a_sentence() -> None:
    """A further sentence needs two words of the claim, or one that no chance brings: a name, a number."""
    source = read(
        "The firm closed a pit in the valley. Halden is what people call it. The lorries belong to Tom Becker. "
        "In the pit worked 340 people. Snow melted."
    )
    [named] = read("The firm Halden closed a pit in the valley.")
    [counted] = read("The firm closed a pit of 340 in the valley.")
    [other] = read("The firm closed a pit in the valley of lorries.")

    assert gates.align(named, source) == (0, 1)
    assert gates.align(counted, source) == (0, 3)
    assert gates.align(other, source) == (0,)


def test_an_exception_withholds() -> None:
    """A sentence that cannot be judged is withheld, with the kind of error and no traceback."""
    [sentence] = read("Tom Becker rejected the complaint.")
    broken = Sentence(sentence.span, sentence.tokens, sentence.entities, (1.0,), 0.5)

    verdict = gates.judge_rewritten(broken, read(ARTICLE))

    assert (verdict.supported, verdict.score) == (False, 0.0)
    assert verdict.reason == "it could not be checked (ValueError)"


def test_every_sentence_of_an_article_is_borne_out_by_it() -> None:
    """Words as they stand pass."""
    source = read(ARTICLE)

    assert all(gates.judge_rewritten(sentence, source).supported for sentence in source)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        pytest.param("Tom Becker sued the mining firm Halden.", ("sued", "Becker"), id="who acts"),
        pytest.param("Mayor Elena Marsh rejected the complaint.", ("rejected", "Marsh"), id="the neighbour's deed"),
        pytest.param("Tom Becker will hear the case in June.", ("hear", "Becker"), id="another's part"),
        pytest.param("Tom Becker rejected Mayor Elena Marsh.", ("rejected", "Marsh"), id="what is acted on"),
        pytest.param(
            "Mayor Elena Marsh was rejected by its director, Tom Becker.", ("rejected", "Marsh"), id="in the passive"
        ),
        pytest.param("The judge who employs 340 miners will hear the case.", ("employs", "judge"), id="a clause"),
    ],
)
def test_its_own_words_given_to_others(text: str, given: tuple[str, str]) -> None:
    """Every word stands in the article, and yet nobody says so of whom the sentence names."""
    [sentence] = read(text)

    assert given in arguments.misplaced(sentence, read(ARTICLE))
    assert judged(text).gate == "arguments"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The city that sued the mining firm Halden is Port Ellis.", id="a relative clause"),
        pytest.param("The mining firm, sued by Port Ellis, is Halden.", id="a participle"),
        pytest.param("Elena Marsh said that lorries had damaged 12 bridges.", id="the active for the passive"),
        pytest.param("Becker rejected the complaint of the city.", id="a name in short"),
        pytest.param("The firm Halden fired the judge.", id="a verb that the article does not have"),
    ],
)
def test_may_be_arranged_anew(text: str) -> None:
    """The same deed of the same people is no other one; of a verb that is new, nothing can be told."""
    [sentence] = read(text)

    assert not [verb for verb, _ in arguments.misplaced(sentence, read(ARTICLE)) if verb != "is"]


def test_words_of_its_own() -> None:
    """What is told in other words than the article's is not asked for, for it seldom has the same verbs."""
    [sentence] = read("Tom Becker sued the ancient mining firm Halden.")

    assert not arguments.is_arranged(sentence, read(ARTICLE))


def test_a_pronoun_may_be_anybody() -> None:
    """Who "she" is, the gate does not know: a name may stand in its place."""
    [sentence] = read("Elena Marsh closed the bridge.")

    assert gates.judge_rewritten(sentence, read("Elena Marsh spoke on Monday. She closed the bridge.")).supported
    assert not gates.judge_rewritten(
        sentence, read("Elena Marsh spoke on Monday. Tom Becker closed the bridge.")
    ).supported


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The city of Port Ellis sued Halden over its lorries.", True),
        ("The city of Port Ellis is suing the mining firm.", True),
        ("Halden sued the city of Port Ellis.", False),
        ("The city of Port Ellis sued the mining firm Halden over 12 bridges.", False),
        ("The large city of Port Ellis sued Halden.", False),
    ],
)
def test_shortened(text: str, *, is_one: bool) -> None:
    """Words may be left out and inflect otherwise; none may be added or change places."""
    [sentence] = read(text)

    assert gates.is_shortened(sentence, read(ARTICLE)[:1]) == is_one
