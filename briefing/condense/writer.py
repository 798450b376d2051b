"""What the generative condenser asks of a model, wherever it runs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

Messages = Sequence[Mapping[str, str]]
"""A conversation: each with `role` (system or user) and `content`."""


class Writer(Protocol):
    """A model that answers prompts. It must not load anything before it is asked."""

    name: str
    """Printed in the brief."""
    revision: str
    """Names the weights and all that shapes an answer; part of the cache key."""

    @property
    def instructed(self) -> bool:
        """Whether it follows instructions; else it was trained to summarize, and gets the bare text of an article."""

    def fits(self, messages: Messages, max_tokens: int) -> bool:
        """Whether a prompt can be taken whole, with room for an answer of so many tokens."""

    def write(self, prompts: Sequence[Messages], max_tokens: int) -> Iterator[tuple[int, str]]:
        """Answer all prompts; each answer comes with the index of its prompt as soon as it is there, in any order.

        The answer to a prompt must not depend on the prompts beside it.

        Raises:
            ModelError: the model is missing, broken, or gives up.
        """
