"""What stays in a process that makes a brief again and again, beside its models: all that one article alone decides.

A `watch` keeps it from one brief to the next. It saves time and changes nothing: what it holds is known by the content
that it was made from, and what the last brief did not use is forgotten.
"""

from collections.abc import Sequence

from briefing.ingest import Remembered
from briefing.merge import Known
from briefing.records import Article, Digest
from briefing.render import Press


class Memory:
    """Readings, digests and passages of the articles of the last brief, and the process that makes PDFs."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.read = Remembered()
        self.merged = Known()
        self.press = Press()
        self._digests: dict[tuple[str, str], Digest] = {}

    def digest(self, article: Article, key: str) -> Digest | None:
        """The digest of an article under its key."""
        return self._digests.get((article.id, key))

    def keep(self, digests: Sequence[Digest]) -> None:
        """Keep these digests, and no others."""
        self._digests = {(digest.article, digest.key): digest for digest in digests}
