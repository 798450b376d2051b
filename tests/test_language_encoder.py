"""The sentence encoder, on a model of 31 words that the tests make for themselves."""

import math
import shutil
from pathlib import Path

import pytest
from newsroom import save_encoder

from briefing.errors import ModelError
from briefing.language.encoder import DECIMALS, MAX_TOKENS, Encoder

SENTENCES = [
    "The council rejected the new plan.",
    "Snow fell.",
    "The farmers blocked the old road, the mayor opened a bridge on the new road in the snow.",
    "Zebras.",
    "",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model with random weights."""
    target = tmp_path_factory.mktemp("encoder")
    save_encoder(target)
    return target


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    """The tiny model as the condenser loads it."""
    return Encoder(folder, threads=1)


def test_one_vector_of_unit_length_a_text(encoder: Encoder) -> None:
    """Each text has a vector of length one, also an empty text and one of unknown words."""
    vectors = encoder.encode(SENTENCES)

    assert [len(vector) for vector in vectors] == [32] * len(SENTENCES)
    assert all(math.isclose(math.hypot(*vector), 1.0, abs_tol=1e-3) for vector in vectors)


def test_no_texts(encoder: Encoder) -> None:
    """An article without sentences has no vectors."""
    assert encoder.encode([]) == ()


def test_numbers_are_rounded(encoder: Encoder) -> None:
    """Vectors are equal between runs because their last digits are cut off."""
    assert all(value == round(value, DECIMALS) for vector in encoder.encode(SENTENCES) for value in vector)


def test_encoding_twice(encoder: Encoder) -> None:
    """The same texts give the same vectors."""
    assert encoder.encode(SENTENCES) == encoder.encode(SENTENCES)


def test_alone_and_among_others(encoder: Encoder) -> None:
    """A text has the same vector in any company, but for the last digit."""
    for text, among_others in zip(SENTENCES, encoder.encode(SENTENCES), strict=True):
        [alone] = encoder.encode([text])
        assert alone == pytest.approx(among_others, abs=1.5 * 10**-DECIMALS)


def test_mean_of_the_words(encoder: Encoder, folder: Path) -> None:
    """A vector is the mean of the hidden states of all tokens, scaled to length one: computed here by hand."""
    import torch  # noqa: PLC0415 - takes seconds, which the tests of other files need not wait for
    from transformers import BertModel, BertTokenizer  # noqa: PLC0415

    tokenizer, model = BertTokenizer.from_pretrained(folder), BertModel.from_pretrained(folder)
    for text, vector in zip(SENTENCES, encoder.encode(SENTENCES), strict=True):
        with torch.no_grad():
            states = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0].tolist()
        mean = [sum(column) / len(states) for column in zip(*states, strict=True)]
        assert vector == pytest.approx([value / math.hypot(*mean) for value in mean], abs=1.5 * 10**-DECIMALS)


def test_different_words_differ(encoder: Encoder) -> None:
    """Two sentences of different words have different vectors."""
    first, second, *_ = encoder.encode(SENTENCES)

    assert first != second


def test_a_long_text_is_cut(encoder: Encoder) -> None:
    """Of a text longer than the model reads, the beginning counts."""
    long, longer = ("the road " * length for length in (MAX_TOKENS, 2 * MAX_TOKENS))

    assert encoder.encode([long]) == encoder.encode([longer])


class TestBrokenModel:
    """A model that cannot be loaded is told in one line, with the folder and what to do."""

    def test_empty_folder(self, tmp_path: Path) -> None:
        """A folder without a model is refused without asking the network."""
        with pytest.raises(ModelError, match=rf"(?s)^sentence encoder: {tmp_path}: .*; run `briefing fetch`$"):
            Encoder(tmp_path, threads=1)

    def test_one_line(self, tmp_path: Path) -> None:
        """The message is one line."""
        with pytest.raises(ModelError) as caught:
            Encoder(tmp_path, threads=1)

        assert "\n" not in str(caught.value)

    def test_missing_weights(self, folder: Path, tmp_path: Path) -> None:
        """A model without its weights is refused."""
        shutil.copytree(folder, tmp_path / "model")
        (tmp_path / "model" / "model.safetensors").unlink()

        with pytest.raises(ModelError, match="run `briefing fetch`"):
            Encoder(tmp_path / "model", threads=1)

    @pytest.mark.parametrize(
        "name",
        [
            "model.safetensors",
            "config.json",
            "tokenizer.json",
        ],
    )
    def test_damaged_file(self, folder: Path, tmp_path: Path, name: str) -> None:
        """A model of which a file is damaged is refused."""
        shutil.copytree(folder, tmp_path / "model")
        (tmp_path / "model" / name).write_bytes(b"\x00damaged")

        with pytest.raises(ModelError, match="run `briefing fetch`"):
            Encoder(tmp_path / "model", threads=1)
