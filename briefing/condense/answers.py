"""What a model answers, taken apart into sentences."""

import re

from briefing.language.segmentation import sentence_spans

_THOUGHT = re.compile(r"(?s)<think>.*?(?:</think>|\Z)")
_BULLET = re.compile(r"^\s*(?:[-*•–]+|\(?\d{1,2}[.):])\s+")
_FRAME_ENDS = re.compile(r"(?s)</article>.*")
"""What stands behind a copied frame is the model's own comment on it."""
_WHOLE = re.compile(r"[.!?][”\"'’)\]]*$")


def written_sentences(answer: str) -> tuple[str, ...]:
    r"""The whole sentences of an answer, each once; bullets, thoughts, headings and comments are left out.

    >>> written_sentences("<think>Hm.</think>Facts:\n1. The bridge fell.\n- The bridge fell.\nTwo people we")
    ('The bridge fell.',)
    >>> written_sentences("<article>\nThe bridge fell.\n</article>\n\nThe article is about a bridge.")
    ('The bridge fell.',)
    """
    return tuple(dict.fromkeys(sentence for sentence in _parts(answer) if _WHOLE.search(sentence)))


def repeats(answer: str) -> int:
    r"""How many sentences of an answer stand in it before, lines without a full stop among them.

    >>> repeats("1. Rain fell on the U.S. coast.\n2. Rain fell on the U.S. coast.\n- Two dead\n- Two dead\n")
    2
    """
    said = _parts(answer)
    return len(said) - len(set(said))


def _parts(answer: str) -> list[str]:
    said = _FRAME_ENDS.sub("", _THOUGHT.sub("", answer))
    lines = (_BULLET.sub("", line) for line in said.splitlines())
    return [" ".join(line[start:end].split()) for line in lines for start, end in sentence_spans(line)]
