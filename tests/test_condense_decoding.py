"""Many answers at once, each as if it were alone: tiny models, against transformers' own generation."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from transformers import (
    GenerationConfig,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    MambaConfig,
    MambaForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
)

from briefing.condense import decoding

WORDS = 96  # in the vocabulary
PROMPTS = [[*range(2, 2 + 3 * size)] for size in (1, 9, 4, 20, 2, 13, 7)]
SMALL: dict[str, Any] = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}


def llama() -> Any:  # noqa: ANN401 - transformers' own types
    """Keys that heads share, as most small models have them."""
    return LlamaForCausalLM(LlamaConfig(vocab_size=WORDS, num_key_value_heads=2, **SMALL))


def qwen() -> Any:  # noqa: ANN401 - the same
    """Biases in its attention."""
    return Qwen2ForCausalLM(Qwen2Config(vocab_size=WORDS, num_key_value_heads=1, **SMALL))


def gpt2() -> Any:  # noqa: ANN401 - the same
    """Places that are learned, not turned."""
    return GPT2LMHeadModel(GPT2Config(vocab_size=WORDS, n_embd=32, n_layer=2, n_head=4))


MAKERS: list[Callable[[], Any]] = [llama, qwen, gpt2]


@pytest.fixture(params=MAKERS, ids=lambda make: str(make.__name__))
def model(request: pytest.FixtureRequest) -> Any:  # noqa: ANN401 - the same
    """A random model."""
    torch.manual_seed(11)
    made = request.param().eval()
    made.generation_config.eos_token_id = None
    # Else all words are nearly as likely, and rounding may decide: far from what a trained model is like.
    with torch.no_grad():
        for weights in made.parameters():
            weights.mul_(3.0)
    return made


def generated(model: Any, prompt: Sequence[int], count: int) -> list[int]:  # noqa: ANN401 - the same
    """What transformers itself writes, greedily."""
    settings = GenerationConfig(do_sample=False, max_new_tokens=count, pad_token_id=0, eos_token_id=None)  # type: ignore[no-untyped-call]
    ids = torch.tensor([prompt])
    made = model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), generation_config=settings)
    return [int(token) for token in made[0, len(prompt) :]]


def decoded(model: Any, prompts: Sequence[Sequence[int]], **options: Any) -> list[tuple[int, list[int]]]:  # noqa: ANN401 - the same
    """The answers in the order in which they come."""
    settings: dict[str, Any] = {"sizes": decoding.usable(model, 4), "max_tokens": 10, "ended": lambda _: False}
    return list(decoding.decode(model, prompts, **settings | options))


def test_as_transformers_writes(model: Any) -> None:  # noqa: ANN401 - the same
    """More prompts than rows, of all lengths: each answer is the one of generation alone."""
    answers = dict(decoded(model, PROMPTS))

    assert answers == {index: generated(model, prompt, 10) for index, prompt in enumerate(PROMPTS)}


def test_neighbours_change_no_bit(model: Any) -> None:  # noqa: ANN401 - the same
    """What may follow an answer is the same to the last bit in any row, beside any others, in any usable size."""
    sizes = decoding.usable(model, 16)
    assert sizes[-1] == 16

    def follows(place: int, others: Sequence[int], size: int) -> torch.Tensor:
        rows = [decoding._read(model, 0, PROMPTS[index], 2) for index in others]  # noqa: SLF001 - bits show nowhere else
        rows.insert(place, decoding._read(model, 0, PROMPTS[3], 2))  # noqa: SLF001 - the same
        return decoding._logits(model, rows, size)[place]  # noqa: SLF001 - the same

    alone = follows(0, [], sizes[0])
    for size in sizes:
        for place, others in ((0, [0]), (1, [5, 1]), (2, [1, 4, 6])):
            assert torch.equal(follows(place, others, size), alone)
    assert torch.equal(follows(9, [0, 1, 2, 4, 5, 6] * 2, 16), alone)


def test_rows_leave(model: Any) -> None:  # noqa: ANN401 - the same
    """An answer that has ended comes at once and makes room: the short ones do not wait for the long."""
    whole = [generated(model, prompt, 12) for prompt in PROMPTS]
    ends = {whole[0][2], whole[1][8], whole[3][5]}
    lengths = [next((at for at, token in enumerate(answer, 1) if token in ends), 12) for answer in whole]

    came = decoded(model, PROMPTS, max_tokens=12, ended=lambda answer: answer[-1] in ends)

    assert dict(came) == {index: answer[: lengths[index]] for index, answer in enumerate(whole)}
    assert len(set(lengths)) > 1
    assert came[0][0] == min(range(4), key=lambda index: (lengths[index], index))  # of the four that begin


def test_as_many_as_memory_holds(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401 - the same
    """Where memory is for one answer only, they are written one after the other, and come to the same."""
    together = decoded(model, PROMPTS, ended=lambda answer: len(answer) == 2 + answer[0] % 5)
    monkeypatch.setattr(decoding, "MEMORY", 0)
    one_by_one = decoded(model, PROMPTS, ended=lambda answer: len(answer) == 2 + answer[0] % 5)

    assert dict(one_by_one) == dict(together)
    assert [index for index, _ in one_by_one] == [*range(len(PROMPTS))]


def test_at_most(model: Any) -> None:  # noqa: ANN401 - the same
    """No answer is longer than it may be."""
    assert [len(answer) for _, answer in decoded(model, PROMPTS[:3], max_tokens=1)] == [1, 1, 1]
    assert decoded(model, []) == []


def test_what_cannot_be_written_in_rows() -> None:
    """A model that keeps something else than keys and values, or attends in its own way, is told and not tried."""
    torch.manual_seed(11)
    mamba: Any = MambaForCausalLM(MambaConfig(vocab_size=WORDS, hidden_size=32, num_hidden_layers=1, state_size=4))
    own: Any = llama()
    own.set_attn_implementation("eager")

    assert decoding.usable(mamba.eval(), 4) == ()
    assert decoding.usable(own.eval(), 4) == ()
