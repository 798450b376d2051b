"""A writer on this machine: any seq2seq or causal model that transformers loads, in safetensors or GGUF.

Decoding is greedy. A causal model writes many answers at once, each as if it were alone (`decoding`). What cannot be
written so, seq2seq models above all, is answered in batches of a fixed shape: always so many rows, padded to a length
that depends on the prompt alone, rows that nothing fills repeating another prompt. Sums may be rounded otherwise in a
batch of another shape, and a greedy choice between two near words may flip; that in one shape a row comes out the same
whatever stands in the others is tested. A mixture of experts answers one prompt at a time: how many tokens an expert is
given, and so the shape of its sums, depends on what stands in the other rows.
"""

import copy
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefing.condense.answers import repeats
from briefing.condense.writer import Messages
from briefing.errors import ModelError
from briefing.models import Found

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

REVISION: Final = "4"
"""Raised when the same prompt comes to be answered otherwise."""
ROWS: Final = 32
"""Answers that are written at once."""
SHAPED_ROWS: Final = 8
"""Prompts in a batch of a fixed shape, which an article that comes alone pays for whole."""
BUCKET: Final = 512
"""In a fixed shape, prompts are padded to a multiple of this many tokens. At 128, ten articles took four batches that
were mostly empty, at 512 and 1,024 two; but reading a row of 1,024 takes SmolLM2-135M-Instruct 2.5 s of one processor,
one of 512 tokens 1.0 s, and every token that is written costs the more, the longer the row."""
LONGEST: Final = 2048
"""Tokens of a prompt, for memory grows with it; a longer article is told in pieces. Chosen, not measured."""
DEFAULT_WINDOW: Final = 1024
"""Tokens, where a model does not say how many it takes; chosen, not measured."""
NOT_KNOWN: Final = 1_000_000
"""Tokenizers that do not say how many they take give a number far above this."""
REPEATS: Final = 2
"""Sentences that an answer may say again before it is ended. Of those that were read, some said one again and went on;
after two, nothing new came."""
_ENDS = re.compile(r"[.!?\n]")
T5: Final = frozenset({"t5", "mt5", "umt5", "longt5", "switch_transformers"})
T5_PREFIX: Final = "summarize: "

_log = logging.getLogger(__name__)


class _Loaded(NamedTuple):
    model: "PreTrainedModel"
    tokenizer: "PreTrainedTokenizerBase"
    is_seq2seq: bool
    is_chat: bool
    window: int
    """Tokens of prompt and answer for a causal model, of the prompt for seq2seq."""
    prefix: str
    marks: re.Pattern[str] | None
    """The words that the tokenizer does not take as text."""
    sizes: tuple[int, ...]
    """How many answers it may write at once, each as if it were alone; none where it cannot."""
    shaped_rows: int
    """Prompts in a batch of a fixed shape, where it cannot."""

    def room(self, max_tokens: int) -> int:
        """How many tokens a prompt may have beside an answer of so many."""
        return min(LONGEST, self.window if self.is_seq2seq else self.window - max_tokens)


class LocalWriter:
    """Writes with a model in memory. It is loaded when it is first asked."""

    name: str
    revision: str

    def __init__(self, found: Found, *, threads: int, rows: int = ROWS) -> None:
        """Remember what to load.

        Args:
            found: the model's files, which are known to be the right ones.
            threads: processor threads, at least 1.
            rows: answers that are written at once, at least 1.
        """
        self.name = found.name
        self.revision = f"{REVISION}/{found.revision}/{rows}/{'bf16' if has_bfloat16() else 'fp32'}"
        self._found = found
        self._threads = threads
        self._rows = rows
        self._loaded: _Loaded | None = None

    @property
    def instructed(self) -> bool:
        """Whether it follows instructions: a causal model, with a chat template or without."""
        return not self._model().is_seq2seq

    def fits(self, messages: Messages, max_tokens: int) -> bool:
        """Whether a prompt can be taken whole, with room for an answer of so many tokens."""
        return len(self._tokens(messages)) <= self._model().room(max_tokens)

    def write(self, prompts: Sequence[Messages], max_tokens: int) -> Iterator[tuple[int, str]]:
        """Answer all prompts, many together; what an answer is, no other prompt decides.

        Raises:
            ModelError: the model cannot be loaded, or gives up amid its work.
        """
        if not prompts:
            return
        tokens = [self._tokens(prompt) for prompt in prompts]
        try:
            yield from self._written(tokens, max_tokens)
        except Exception as error:  # as in `_load`
            reason = _reason(error)
            raise ModelError(f"model {self.name}: gives up while it writes: {reason}; use another --model") from error

    def _written(self, prompts: Sequence[Sequence[int]], max_tokens: int) -> Iterator[tuple[int, str]]:
        model = self._model()
        if not model.sizes:
            yield from self._in_shapes(prompts, max_tokens)
            return
        from briefing.condense.decoding import decode

        ends = set(_ends(model.model, model.tokenizer))
        repeating = _Repeating(model.tokenizer, 0)
        answers = decode(
            model.model,
            prompts,
            sizes=model.sizes,
            max_tokens=max_tokens,
            ended=lambda answer: answer[-1] in ends or repeating.circles(answer),
        )
        for index, answer in answers:
            yield index, str(model.tokenizer.decode(answer, skip_special_tokens=True))

    def _in_shapes(self, prompts: Sequence[Sequence[int]], max_tokens: int) -> Iterator[tuple[int, str]]:
        """The answers of a model that cannot write answers as if each were alone: those of like length together."""
        limit = self._model().room(max_tokens)
        buckets: dict[int, list[int]] = {}
        for index, row in enumerate(prompts):
            buckets.setdefault(min(limit, -(-len(row) // BUCKET) * BUCKET), []).append(index)
        rows = self._model().shaped_rows
        for length, indices in sorted(buckets.items()):
            for start in range(0, len(indices), rows):
                batch = indices[start : start + rows]
                filled = [prompts[index] for index in batch] + [prompts[batch[0]]] * (rows - len(batch))
                yield from zip(batch, self._generate(filled, length, max_tokens), strict=False)

    def _generate(self, rows: Sequence[Sequence[int]], length: int, max_tokens: int) -> list[str]:
        import torch

        model, tokenizer, is_seq2seq = self._model()[:3]
        pad = _padding(model, tokenizer)
        ids, mask = torch.full((len(rows), length), pad), torch.zeros((len(rows), length), dtype=torch.long)
        for number, row in enumerate(rows):
            place = slice(0, len(row)) if is_seq2seq else slice(length - len(row), length)
            ids[number, place], mask[number, place] = torch.tensor(row), 1
        with torch.inference_mode():
            made: Any = model.generate(  # type: ignore[operator]
                input_ids=ids,
                attention_mask=mask,
                generation_config=_greedy(model, tokenizer, max_tokens),
                stopping_criteria=[_Repeating(tokenizer, 0 if is_seq2seq else length)],
            )
        answers = made if is_seq2seq else made[:, length:]
        return [str(text) for text in tokenizer.batch_decode(answers, skip_special_tokens=True)]

    def _tokens(self, messages: Messages) -> list[int]:
        """A prompt as the model takes it. Nothing in the messages is taken for a mark of the tokenizer."""
        model = self._model()
        said = [{"role": message["role"], "content": _as_text(message["content"], model.marks)} for message in messages]
        if model.is_chat:
            try:
                prompt = _conversation(model.tokenizer, said)
            except Exception as error:  # as in `_load`: a template is a program of its own
                reason = _reason(error)
                raise ModelError(
                    f"model {self.name}: its chat template is broken: {reason}; use another --model"
                ) from error
            return list(model.tokenizer(prompt, add_special_tokens=False)["input_ids"])
        words = "\n\n".join(message["content"] for message in said)
        return list(model.tokenizer(model.prefix + words)["input_ids"])

    def _model(self) -> _Loaded:
        if self._loaded is None:
            self._loaded = _load(self._found, self._threads, self._rows)
        return self._loaded


class _Repeating:
    """Ends an answer that goes round in circles, as those of small models do until they are cut off."""

    def __init__(self, tokenizer: "PreTrainedTokenizerBase", start: int) -> None:
        """Watch the answers, which begin at the token `start` of each row."""
        self._tokenizer = tokenizer
        self._start = start

    def __call__(self, ids: "torch.Tensor", _scores: object, **_: object) -> "torch.Tensor":
        """For each row, whether it is to end. Shape: (rows,)."""
        import torch

        return torch.tensor([self.circles(row) for row in ids[:, self._start :].tolist()], device=ids.device)

    def circles(self, answer: Sequence[int]) -> bool:
        """Whether the answer has said something again too often."""
        if not _ENDS.search(str(self._tokenizer.decode([*answer[-1:]]))):  # Only the end of a sentence can repeat one.
            return False
        return repeats(str(self._tokenizer.decode([*answer], skip_special_tokens=True))) >= REPEATS


def has_bfloat16() -> bool:
    """Whether the processor says that it computes in bfloat16 itself. How much faster that is was not measured."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return "avx512_bf16" in flags or "amx_bf16" in flags


def _load(found: Found, threads: int, rows: int) -> _Loaded:
    """Load model and tokenizer from their files, without asking the network and without running code of theirs.

    Raises:
        ModelError: transformers cannot load them.
    """
    try:
        import torch
        from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer
        from transformers.utils import logging as noise

        noise.set_verbosity_error()  # type: ignore[no-untyped-call]
        noise.disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(threads)
        where: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        if found.gguf:
            where["gguf_file"] = found.gguf
    except ImportError as error:
        raise ModelError(f"model {found.name}: {error}; install briefing again") from error
    try:
        config = AutoConfig.from_pretrained(found.folder, **where)
        is_seq2seq = bool(config.is_encoder_decoder)
        loader: Any = AutoModelForSeq2SeqLM if is_seq2seq else AutoModelForCausalLM
        tokenizer: Any = AutoTokenizer.from_pretrained(found.folder, **where)
        # A file in GGUF has a progress bar that the switch for all others does not reach.
        with redirect_stderr(StringIO()):
            model = loader.from_pretrained(
                found.folder,
                config=config,  # else a file in GGUF is read once more for it, which takes seconds
                use_safetensors=True,
                dtype=torch.bfloat16 if has_bfloat16() else torch.float32,
                **where,
            ).eval()
    except Exception as error:  # the files are anybody's, and the library raises what it stumbles over
        raise _unloadable(found, error) from error
    has_experts = any("expert" in name for name in config.to_dict())
    is_chat = not is_seq2seq and bool(getattr(tokenizer, "chat_template", None))
    from briefing.condense.decoding import usable

    return _Loaded(
        model,
        tokenizer,
        is_seq2seq,
        is_chat,
        _window(config, tokenizer),
        _prefix(config),
        _marks(tokenizer),
        () if is_seq2seq or has_experts else usable(model, rows),
        1 if has_experts else min(rows, SHAPED_ROWS),
    )


def _unloadable(found: Found, error: Exception) -> ModelError:
    where = found.folder / (found.gguf or "")
    return ModelError(f"model {found.name}: {where}: cannot be loaded: {_reason(error)}; get it anew")


def _reason(error: Exception) -> str:
    """What a library says of its trouble, on one line and not at length."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def _window(config: Any, tokenizer: Any) -> int:  # noqa: ANN401 - of any model
    """Tokens that a model takes at once: the least that its files say."""
    said = [getattr(config, name, None) for name in ("max_position_embeddings", "n_positions", "n_ctx")]
    said.append(getattr(tokenizer, "model_max_length", None))
    known = [value for value in said if isinstance(value, int) and 0 < value < NOT_KNOWN]
    return min(known, default=DEFAULT_WINDOW)


def _prefix(config: Any) -> str:  # noqa: ANN401 - of any model
    """The words that tell a model of many tasks to summarize."""
    tasks: Mapping[str, Any] = getattr(config, "task_specific_params", None) or {}
    said = tasks.get("summarization", {}).get("prefix")
    return str(said) if said is not None else T5_PREFIX * (config.model_type in T5)


def _marks(tokenizer: Any) -> re.Pattern[str] | None:  # noqa: ANN401 - of any model
    """What the tokenizer would not take as text where it stands in one."""
    marks = {str(token).strip() for token in tokenizer.get_added_vocab()} | set(tokenizer.all_special_tokens)
    words = sorted((mark for mark in marks if len(mark) > 1), key=lambda mark: (-len(mark), mark))
    return re.compile("|".join(map(re.escape, words))) if words else None


def _as_text(text: str, marks: re.Pattern[str] | None) -> str:
    """The text with a blank in every mark, so that none is left: an article can say `[INST]` but not mean it."""
    while marks and marks.search(text):
        text = marks.sub(lambda found: f"{found[0][0]} {found[0][1:]}", text)
    return text


def _conversation(tokenizer: Any, said: Sequence[Mapping[str, str]]) -> str:  # noqa: ANN401 - of any model
    """The messages in the model's own format, thinking switched off; where it knows no system, in one message."""
    from jinja2 import TemplateError

    # A template that has no such switch passes over it.
    options = {"tokenize": False, "add_generation_prompt": True, "enable_thinking": False}
    try:
        return str(tokenizer.apply_chat_template(list(said), **options))
    except TemplateError:
        whole = "\n\n".join(message["content"] for message in said)
        return str(tokenizer.apply_chat_template([{"role": "user", "content": whole}], **options))


def _padding(model: Any, tokenizer: Any) -> int:  # noqa: ANN401 - of any model
    """A token for what is masked: which one does not matter, but it has to be one."""
    known = (tokenizer.pad_token_id, model.config.pad_token_id, tokenizer.eos_token_id)
    return int(next((token for token in known if token is not None), 0))


def _ends(model: Any, tokenizer: Any) -> tuple[int, ...]:  # noqa: ANN401 - of any model
    """The tokens that end an answer of a causal model."""
    said = model.generation_config.eos_token_id
    ends = said if isinstance(said, list) else [said]
    return tuple(dict.fromkeys(token for token in (*ends, tokenizer.eos_token_id) if token is not None))


def _greedy(model: Any, tokenizer: Any, max_tokens: int) -> Any:  # noqa: ANN401 - of any model
    """How to decode. A model for summaries keeps what it was published with, but for the search.

    Chat models do not keep theirs: what forbids repeating words forbids repeating names of the article.
    """
    from transformers import GenerationConfig

    own = model.generation_config
    if not model.config.is_encoder_decoder:
        return GenerationConfig(  # type: ignore[no-untyped-call]
            do_sample=False, max_new_tokens=max_tokens, eos_token_id=[*_ends(model, tokenizer)] or None,
            pad_token_id=_padding(model, tokenizer),
        )  # fmt: skip
    greedy = copy.deepcopy(own)
    greedy.update(do_sample=False, num_beams=1, early_stopping=False, length_penalty=None, max_length=None,
                  max_new_tokens=max_tokens, pad_token_id=_padding(model, tokenizer))  # fmt: skip
    greedy.min_length = min(own.min_length or 0, max_tokens // 2)
    return greedy
