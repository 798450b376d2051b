"""Greedy decoding of causal models: each prompt is read alone, all answers are written together.

Reading a prompt is bound by arithmetic, so a batch gains nothing there. Writing one token takes as long as the weights
take to come from memory, and they come once for all rows of a batch. A row that has ended leaves the batch and a
waiting prompt takes its place.

What a row comes to must not depend on the rows beside it, to the last bit: sums are rounded otherwise in another
order, and a greedy choice between two near words may flip. So each row attends to its own keys and values, in tensors
of its own; only the products with the weights see all rows, and there a row's sums depend on the shape alone. In which
shapes they are the same is tried on the model itself (`usable`).

This module needs torch and transformers from its import on; it is imported when a model is loaded.
"""

import copy
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import torch
from transformers import AttentionInterface, DynamicCache
from transformers.cache_utils import Cache, DynamicLayer
from transformers.integrations.sdpa_attention import sdpa_attention_forward

SIZES: Final = (4, 8, 16, 32)
"""Rows of a batch that is not full. On AVX2, sums in products of 4 to 64 rows are the same; those of one row, of two
and of three are not. One token of four rows takes 77 ms of one processor with SmolLM2-135M-Instruct in float32,
of eight 87, of 16 119, of 32 158, attention left out."""
MEMORY: Final = 2 * 1024**3
"""Bytes of keys and values beyond which no further answer is begun: 32 answers to prompts of 1,000 tokens take
SmolLM2-135M-Instruct 2 GB in float32."""
ALIKE: Final = 0.05
"""How far the logits of a model written in rows may be from its own, as a share of their length. In bfloat16, which
rounds at 0.4 %, layers add up; chosen, not measured."""
_EACH: Final = "briefing_each"
"""The name under which transformers knows the attention of each row to its own keys and values."""


@dataclass(slots=True)
class _Answer:
    """An answer on its way."""

    index: int
    cache: DynamicCache
    capacity: int
    """Tokens that the cache has room for."""
    length: int
    """Tokens in the cache."""
    tokens: list[int]
    """Those written; the last is not in the cache yet."""

    @property
    def nbytes(self) -> int:
        """What its cache takes in memory."""
        return sum(layer.nbytes for layer in self.cache.layers if isinstance(layer, _InPlace))


class _InPlace(DynamicLayer):  # type: ignore[no-untyped-call]
    """Keys and values of one layer, in memory for all tokens that will come: growing them would copy them each time."""

    def __init__(self, capacity: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._capacity = capacity
        self._room: tuple[torch.Tensor, torch.Tensor] | None = None

    @property
    def nbytes(self) -> int:
        """Bytes of all its room."""
        return sum(tensor.nbytes for tensor in self._room or ())

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *_: object, **__: object
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Add keys and values; give back all. Shape of each: (1, heads, tokens, width)."""
        start = self.get_seq_length()
        if self._room is None:
            self.lazy_initialization(key_states, value_states)
            keys, values = (
                new.new_empty((*new.shape[:2], self._capacity, new.shape[3])) for new in (key_states, value_states)
            )
            self._room = keys, values
        end = start + key_states.shape[2]
        self.keys, self.values = (room[:, :, :end] for room in self._room)
        self.keys[:, :, start:], self.values[:, :, start:] = key_states, value_states
        return self.keys, self.values


class _Rows(Cache):
    """The caches of some rows, one token further."""

    def __init__(self, caches: Sequence[Cache]) -> None:
        super().__init__(layers=[])
        self._caches = caches

    def update(self, key_states: torch.Tensor, value_states: torch.Tensor, layer_idx: int, *_: Any, **__: Any) -> Any:  # noqa: ANN401 - goes from the cache to `_each` unseen
        """Add a token to each row's cache; give back the keys and the values of each, for `_each` alone."""
        both = [
            cache.update(key_states[row : row + 1], value_states[row : row + 1], layer_idx)
            for row, cache in enumerate(self._caches)
        ]
        return tuple(keys for keys, _ in both), tuple(values for _, values in both)


def _each(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: Sequence[torch.Tensor],
    value: Sequence[torch.Tensor],
    _mask: torch.Tensor | None,
    **options: Any,  # noqa: ANN401 - goes on as it comes
) -> tuple[torch.Tensor, None]:
    """Attention of each row's one token to the row's own keys and values; rows that nobody fills come out as zeros."""
    out = query.new_zeros((query.shape[0], 1, query.shape[1], value[0].shape[-1]))
    for row, (keys, values) in enumerate(zip(key, value, strict=True)):
        # A mask, even of nothing, lets transformers read keys that heads share once: a quarter less time.
        nothing = query.new_zeros((1, 1, 1, keys.shape[2]))
        out[row], _ = sdpa_attention_forward(module, query[row : row + 1], keys, values, nothing, **options)
    return out, None


AttentionInterface.register(_EACH, _each)


def usable(model: Any, rows: int) -> tuple[int, ...]:  # noqa: ANN401 - of any kind
    """The numbers of rows, up to `rows`, in which one row comes out the same to the last bit; none if not in `rows`.

    There is none, too, if the model cannot be written in rows: it attends in a way of its own, or keeps more than keys
    and values.
    """
    try:
        return _tried(model, rows)
    except Exception:  # noqa: BLE001 - the model may be of any kind, and this is how it says that it cannot
        return ()


def _tried(model: Any, rows: int) -> tuple[int, ...]:  # noqa: ANN401 - of any kind
    if model.config._attn_implementation != "sdpa":  # noqa: SLF001 - where transformers says it
        return ()
    one, other = (_read(model, index, range(1, length), 2) for index, length in enumerate((6, 10)))

    def step(answers: Sequence[_Answer], size: int) -> torch.Tensor:
        return _logits(model, [copy.deepcopy(answer) for answer in answers], size)

    full = step([other] * (rows - 1) + [one], rows)[-1]
    with torch.inference_mode():
        ids = torch.tensor([one.tokens])
        own = model(input_ids=ids, past_key_values=copy.deepcopy(one.cache), use_cache=True).logits[0, -1]
    if not torch.linalg.vector_norm(full - own) <= ALIKE * torch.linalg.vector_norm(own):
        return ()
    sizes = [size for size in SIZES if size < rows]
    same = [
        size
        for size in [*sizes, rows]
        if all(torch.equal(step(answers[:size], size)[0], full) for answers in ([one], [one, other]))
    ]
    return tuple(same) if rows in same else ()


def decode(
    model: Any,  # noqa: ANN401 - of any kind
    prompts: Sequence[Sequence[int]],
    *,
    sizes: Sequence[int],
    max_tokens: int,
    ended: Callable[[Sequence[int]], bool],
) -> Iterator[tuple[int, list[int]]]:
    """Answer prompts, each by the likeliest token again and again; an answer comes as soon as it has ended.

    Args:
        model: as transformers loads it, in evaluation mode.
        prompts: their tokens, at least one each.
        sizes: how many rows a batch may have, ascending; what `usable` says.
        max_tokens: in an answer, at least 1.
        ended: whether an answer ends with its last token.
    """
    waiting = deque(enumerate(prompts))
    writing: list[_Answer] = []
    while waiting or writing:
        if waiting and len(writing) < sizes[-1] and _has_room(writing, len(waiting[0][1]) + max_tokens):
            writing.append(_read(model, *waiting.popleft(), max_tokens))
        else:
            size = next(size for size in sizes if size >= len(writing))
            for answer, token in zip(writing, _logits(model, writing, size).argmax(-1).tolist(), strict=False):
                answer.tokens.append(token)
        whole = [len(answer.tokens) == max_tokens or ended(answer.tokens) for answer in writing]
        yield from ((answer.index, answer.tokens) for answer, is_whole in zip(writing, whole, strict=True) if is_whole)
        writing = [answer for answer, is_whole in zip(writing, whole, strict=True) if not is_whole]


def _has_room(writing: Sequence[_Answer], tokens: int) -> bool:
    """Whether memory may be taken for one more answer, of so many tokens with its prompt; one alone is always begun."""
    each = max((answer.nbytes / answer.capacity for answer in writing), default=0.0)
    return sum(answer.nbytes for answer in writing) + tokens * each <= MEMORY


def _read(model: Any, index: int, prompt: Sequence[int], max_tokens: int) -> _Answer:  # noqa: ANN401 - of any kind
    """Read a prompt, and write the first token of its answer."""
    cache = DynamicCache(config=model.config)
    capacity = len(prompt) + max_tokens
    cache.layers = [_InPlace(capacity) if type(layer) is DynamicLayer else layer for layer in cache.layers]
    with torch.inference_mode():
        read = model(input_ids=torch.tensor([[*prompt]]), past_key_values=cache, use_cache=True, logits_to_keep=1)
    return _Answer(index, cache, capacity, len(prompt), [int(read.logits[0, -1].argmax())])


def _logits(model: Any, answers: Sequence[_Answer], size: int) -> torch.Tensor:  # noqa: ANN401 - of any kind
    """What may follow each answer, in a batch of so many rows. Shape: (size, vocabulary)."""
    ids, positions = torch.zeros((2, size, 1), dtype=torch.long)
    for row, answer in enumerate(answers):
        ids[row], positions[row] = answer.tokens[-1], answer.length
        answer.length += 1
    own = model.config._attn_implementation  # noqa: SLF001 - where transformers says it
    model.set_attn_implementation(_EACH)
    try:
        with torch.inference_mode():
            logits: torch.Tensor = model(
                input_ids=ids,
                position_ids=positions,
                past_key_values=_Rows([answer.cache for answer in answers]),
                use_cache=True,
            ).logits
    finally:
        model.set_attn_implementation(own)
    return logits[:, -1]
