"""A web page as its own paragraphs: what stands in one box or between two line breaks, where it stands, how linked.

Extraction says where on a page the article is; what it says is taken from here, so that every sentence stands on the
page as it is quoted, and a paragraph is never half of one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import lxml.html
from lxml import etree

from briefing.ingest.decoding import visible
from briefing.ingest.formats.plaintext import BULLET, text_blocks
from briefing.ingest.pages import BlockKind

_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("p", "blockquote", "q"), "paragraph"),
    **dict.fromkeys(("li", "dd", "dt", "td", "th"), "item"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_BOXES = frozenset({
    *_KINDS, "address", "article", "aside", "body", "center", "details", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "main", "menu", "nav", "ol", "option",
    "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
})  # fmt: skip


class Paragraph(NamedTuple):
    """A paragraph, heading or item of a page."""

    kind: BlockKind
    text: str
    """On one line, otherwise as it stands there."""
    box: lxml.html.HtmlElement
    """The element that holds it; that of several, if line breaks divide them."""
    linked: float
    """The share of it that is the words of links."""


class Paragraphs:
    """All paragraphs of a page in order, and where among them some words stand."""

    def __init__(self, root: lxml.html.HtmlElement) -> None:
        body = root.find("body")
        self.all = tuple(_paragraphs(root if body is None else body))
        squeezed = [_squeezed(paragraph.text) for paragraph in self.all]
        self._starts = [0, *accumulate(map(len, squeezed))]
        self._squeezed = "".join(squeezed)

    @property
    def length(self) -> int:
        """How many characters the page has, blanks left out."""
        return self._starts[-1]

    def size(self, index: int) -> int:
        """How many characters a paragraph has, blanks left out."""
        return self._starts[index + 1] - self._starts[index]

    def find(self, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Where words first stand after `start`, as a span of the page without its blanks; None if nowhere."""
        for wanted in (_squeezed(words), _squeezed(BULLET.sub("", words, count=1))):
            at = self._squeezed.find(wanted, start, end) if wanted else -1
            if at >= 0:
                return at, at + len(wanted)
        return None

    def covered(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The paragraphs that a span touches: their indices, and how many characters of each."""
        index = bisect_right(self._starts, start) - 1
        while index < len(self.all) and self._starts[index] < end:
            yield index, min(end, self._starts[index + 1]) - max(start, self._starts[index])
            index += 1


class _Run:
    """What has been read of one paragraph so far."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.linked = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self.words.append(text)
            self.linked += linked * sum(map(len, text.split()))

    def blocks(self, box: lxml.html.HtmlElement) -> Iterator[Paragraph]:
        """The paragraphs that it is, if line breaks divide it; none if there are no words in it."""
        text = visible("".join(self.words)).strip()
        if not text:
            return
        share = self.linked / max(1, sum(map(len, text.split())))
        kind = _kind(box)
        if "\n" not in text:
            yield Paragraph(kind, " ".join(text.split()), box, share)
            return
        for block in text_blocks(text):
            yield Paragraph(block.kind if kind == "paragraph" else kind, block.text, box, share)


def _kind(box: lxml.html.HtmlElement) -> BlockKind:
    """What a box is, or what it is in: a `div` in an item is an item, one in a table's cell is only laid out so."""
    for parent in (box, *box.iterancestors()):
        if parent.tag in _KINDS:
            return "paragraph" if parent.tag in {"td", "th"} and parent is not box else _KINDS[parent.tag]
    return "paragraph"


def _paragraphs(body: lxml.html.HtmlElement) -> Iterator[Paragraph]:
    run, boxes, links, preformatted = _Run(), [body], 0, 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag, opening = element.tag, event == "start"
        if tag in _BOXES:
            yield from run.blocks(boxes[-1])
            run = _Run()
            boxes = [*boxes, element] if opening else boxes[:-1]
        links += (tag == "a") * (1 if opening else -1)
        preformatted += (tag == "pre") * (1 if opening else -1)
        if tag == "br" and opening:
            run.add("\n", linked=False)
        text = element.text if opening else element.tail if element is not body else None
        run.add(text if preformatted or not text else _SPACES.sub(" ", text), linked=links > 0)
    yield from run.blocks(body)


def _squeezed(text: str) -> str:
    return "".join(visible(text).split())


_SPACES = re.compile(r"\s+")
